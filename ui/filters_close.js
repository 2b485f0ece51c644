// Streamlit calls this on each run with what the filters show, and has no way to close them from there.
const NARROW = "(max-width: 768px)";
export default function ({ data, parentElement }) {
  const mark = parentElement.querySelector("i");
  const before = mark.dataset.shown;
  mark.dataset.shown = data;
  if (before === undefined || before === data || !matchMedia(NARROW).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}
