// Pages lie side by side, so the server is where they do, also behind a proxy that puts them into a folder.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };
// A chart without rows has no extent: Streamlit draws each once so.
const warn = console.warn.bind(console);
console.warn = (...said) => {
  if (!/Infinite extent .*\[Infinity, -Infinity\]/.test(said.join(" "))) warn(...said);
};
