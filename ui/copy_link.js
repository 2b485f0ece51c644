// A press on the link of a chart copies it and says so there. With a modifier, or where the browser keeps the clipboard
// closed, it opens as links do.
const SAID = "Link copied";
const copyChartLink = async (event) => {
  const link = event.composedPath().find((part) => part.classList?.contains("chart-link"));
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    const text = link.textContent === SAID ? link.dataset.text : link.textContent;
    link.dataset.text = text;
    link.textContent = SAID;
    setTimeout(() => { link.textContent = text; }, 2000);
  } catch {
    location.assign(link.href);
  }
};

// One press copies the chosen address. Streamlit calls this on each run with the addresses of the view shown.
export default function ({ data, parentElement }) {
  const [button, choice, said, text] = ["button", "select", "span", "input"].map(
    (name) => parentElement.querySelector(name)
  );
  const names = Object.keys(data);
  if ([...choice.options].map((option) => option.value).join() !== names.join())
    choice.replaceChildren(...names.map((name) => new Option(name, name)));
  const quiet = () => { said.textContent = ""; text.hidden = true; };
  if (choice.dataset.address !== data[choice.value]) quiet();
  choice.dataset.address = data[choice.value];
  choice.onchange = quiet;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data[choice.value]);
      quiet();
      said.textContent = "Copied";
    } catch {
      said.textContent = "Press Ctrl+C to copy";
      text.value = data[choice.value];
      text.hidden = false;
      text.focus();
      text.select();
    }
  };
  document.addEventListener("click", copyChartLink); // the same function again is no second listener
}
