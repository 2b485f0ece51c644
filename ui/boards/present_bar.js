// Next and previous by keys, by touch and by buttons; the clock; the speaker's notes. Streamlit calls this on each run with
// the slide that is shown. Keys that somebody types into a box, or that press what has the focus, are theirs.
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "], BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
const OPEN = "present.notes";
const SWIPE = 50; // pixels, and twice as far across as up or down
const kept = {
  get: (store, name) => { try { return store.getItem(name); } catch { return null; } },
  set: (store, name, value) => { try { store.setItem(name, value); } catch { /* a browser that keeps nothing */ } },
};

const takesKeys = (event) => event.composedPath().some((part) =>
  part.matches?.("input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=dialog], [data-testid=stPopoverBody]"));
const isPressed = (event) => event.key === " " && event.composedPath().some((part) => part.matches?.("button, a, summary"));

export default function ({ data, parentElement, setTriggerValue }) {
  const [bar, place, clock, toggle, notes] = [".bar", ".place", ".clock", ".toggle", ".notes"].map(
    (name) => parentElement.querySelector(name)
  );
  const go = (to) => { if (to >= 0 && to < data.of && to !== data.at) setTriggerValue("go", to); };
  const began = `present.began.${data.board}`;
  if (!kept.get(sessionStorage, began)) kept.set(sessionStorage, began, Date.now());

  place.textContent = `${data.at + 1} / ${data.of}`;
  for (const button of bar.querySelectorAll("[data-by]")) {
    const to = data.at + Number(button.dataset.by);
    button.disabled = to < 0 || to >= data.of;
    button.onclick = () => go(to);
  }

  const tell = () => {
    const minutes = Math.floor((Date.now() - Number(kept.get(sessionStorage, began) ?? Date.now())) / 60000);
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const text = `${now} · ${minutes} min`;
    if (clock.textContent !== text) clock.textContent = text;
  };
  const show = (open) => {
    notes.textContent = data.notes || "There are no notes to this view.";
    notes.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    kept.set(localStorage, OPEN, open ? "yes" : "");
  };
  toggle.onclick = () => show(notes.hidden);
  show(kept.get(localStorage, OPEN) === "yes");
  tell();

  // What the document hears is heard once, and by the newest run.
  bar.release?.();
  const heard = new AbortController(), { signal } = heard;
  const ticking = setInterval(tell, 1000);
  bar.release = () => { heard.abort(); clearInterval(ticking); };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event) || isPressed(event)) return;
    const to = NEXT.includes(event.key) && !event.shiftKey ? data.at + 1
      : BACK.includes(event.key) || (event.key === " " && event.shiftKey) ? data.at - 1
      : event.key === "Home" ? 0
      : event.key === "End" ? data.of - 1
      : null;
    if (to !== null) { event.preventDefault(); go(to); }
    else if (event.key === "n" || event.key === "N") show(notes.hidden);
    else if (event.key === "Escape") setTriggerValue("leave", true);
  }, { signal });

  let from = null;
  document.addEventListener("touchstart", ({ touches }) => { from = touches.length === 1 ? touches[0] : null; }, { signal, passive: true });
  document.addEventListener("touchend", ({ changedTouches: [to] }) => {
    if (!from || !to) return;
    const [across, along] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(along)) go(data.at + (across < 0 ? 1 : -1));
  }, { signal, passive: true });

  return () => bar.release?.();
}
