// What this browser saw of a board when its reader last said so. A first look is remembered by itself.
export default function ({ data, setStateValue, parentElement }) {
  const name = `board.${data.board}.seen`;
  let seen = "";
  try {
    if (data.looked || !localStorage.getItem(name)) localStorage.setItem(name, data.version);
    else seen = localStorage.getItem(name);
    if (data.looked) seen = data.version;
  } catch {
    // A browser that keeps nothing has nothing to say.
  }
  const said = parentElement.querySelector("span");
  if (said.dataset.since === seen) return;
  said.dataset.since = seen;
  setStateValue("since", seen);
}
