// My organisation: remembered in this browser alone. Streamlit calls this on each run with the organisation shown.
const KEY = "safety-improvement-explorer.my-organisation";

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return typeof found?.code === "string" && typeof found?.name === "string" ? found : null;
  } catch {
    return null; // storage is closed, or holds what is not ours
  }
}

function remember(mine) {
  try {
    mine ? localStorage.setItem(KEY, JSON.stringify(mine)) : localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const [make, open, forget, said] = ["make", "open", "forget", "said"].map((name) =>
    parentElement.querySelector(`[data-part=${name}]`)
  );
  const draw = () => {
    const mine = remembered();
    const here = mine?.code === data.code;
    make.hidden = here || data.nation;
    open.hidden = !mine || here;
    open.textContent = mine ? `Open ${mine.name} (mine)` : "";
    forget.hidden = !here;
    said.textContent = here ? "★ My organisation" : "";
  };
  make.onclick = () => {
    if (remember({ code: data.code, name: data.name })) draw();
    else said.textContent = "This browser does not let pages remember anything";
  };
  forget.onclick = () => { remember(null); draw(); };
  open.onclick = () => setTriggerValue("opened", remembered()?.code ?? "");
  draw();
}
