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
}
