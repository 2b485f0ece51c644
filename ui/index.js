// Pages lie side by side, so the server is where they do, also behind a proxy that puts them into a folder.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };
// A chart without rows has no extent: Streamlit draws each once so.
const warn = console.warn.bind(console);
console.warn = (...said) => {
  if (!/Infinite extent .*\[Infinity, -Infinity\]/.test(said.join(" "))) warn(...said);
};
// What the style is told of the filters: whether they are open, folded away, or still awaited, when their place is kept;
// and of a run: whether it takes so long that what is not of it yet shall fade.
const FADES = 500; // milliseconds
const page = document.documentElement;
const state = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
let fades;
page.classList.add("awaited");
const runs = () => {
  if (["running", "rerunRequested"].includes(state())) {
    fades ??= setTimeout(() => page.classList.add("slow"), FADES);
    return;
  }
  clearTimeout(fades);
  fades = undefined;
  page.classList.remove("slow");
};
new MutationObserver(() => {
  const filters = document.getElementById("stSidebar");
  page.classList.toggle("folded", filters?.dataset.collapsed === "true");
  page.classList.toggle("unfolded", filters?.dataset.collapsed === "false");
  if (filters || document.querySelector(".awaited .menu.alone")) page.classList.remove("awaited");
  runs();
}).observe(page, { childList: true, subtree: true, attributeFilter: ["data-collapsed", "data-test-script-state"] });
// A press on a link of ours within HTML is a step, as on those that Streamlit draws: the page is not loaded anew. To Streamlit
// it is a step in the browser's history; with a modifier it is a link as any other.
const step = (address) => {
  if (address !== location.href) history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
};
// While a choice is on its way links still lead to whom the page showed before: a press waits for the link that comes.
const PATIENCE = 5000; // milliseconds, after which it goes where it said
const SENDS = 100; // milliseconds within which Streamlit sends a choice, and says so
const menu = () => document.querySelector(".menu [popover]")?.innerHTML;
let chosen = -SENDS, before = null; // when a choice was made, and the menu of then, until another comes or all has run
const chooses = () => { [chosen, before] = [performance.now(), menu()]; };
addEventListener("pointerup", (event) => { if (event.target.closest?.("[role=option]")) chooses(); }, true);
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest?.("[role=combobox]")) chooses();
}, true);
const alike = (link) => [...document.querySelectorAll("a.step")].filter((a) => a.textContent === link.textContent);
const late = (link) => {
  if (menu() !== before || (state() === "notRunning" && performance.now() - chosen >= SENDS)) before = null;
  if (before !== null || state() === "rerunRequested") return true;
  return state() === "running" && link.closest("[data-stale]")?.dataset.stale === "true";
};
const settled = (link, place, until) => { // where none of its words comes, it leads to what it said
  const now = alike(link)[place] ?? link;
  if (late(now) && performance.now() < until) setTimeout(() => settled(now, place, until), 20);
  else step(now.href);
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.step");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  settled(link, alike(link).indexOf(link), performance.now() + PATIENCE);
});
