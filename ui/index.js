// Pages lie side by side, so the server is where they do, also behind a proxy that puts them into a folder.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };
// A chart without rows has no extent: Streamlit draws each once so.
const warn = console.warn.bind(console);
console.warn = (...said) => {
  if (!/Infinite extent .*\[Infinity, -Infinity\]/.test(said.join(" "))) warn(...said);
};
// A press on a link of ours within HTML is a step, as on those that Streamlit draws: the page is not loaded anew. To Streamlit
// it is a step in the browser's history; with a modifier it is a link as any other.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.step");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  if (link.href !== location.href) history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
});
