// What a person at the page sees happen, and when: installed before the page's own scripts.
(() => {
  const PICTURES = "[data-testid=stMain] :is([data-testid=stVegaLiteChart] svg.marks, img.spark)";
  const QUIET = 400; // milliseconds for which a page at rest stays as it is
  const PATIENCE = 60000; // for a page on a slow and busy machine
  let shifted = 0, reported = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      shifted += entry.value;
      if (!entry.hadRecentInput) reported += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });

  // The first chart of the page, or the first small one in a table.
  const picture = () => {
    const found = document.querySelector(PICTURES);
    return found ? found.src ?? found.innerHTML : "";
  };
  const sent = () => document.querySelector(PICTURES)?.closest("[data-stale]")?.dataset.stale === "false";
  const running = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning" ||
    document.querySelector("[data-stale=true], [data-testid=stSkeleton]") !== null;
  const says = (words) =>
    [...document.querySelectorAll("[data-testid=stMain] :is(h1, strong)")].some((e) => e.textContent.trim() === words);

  // Milliseconds from `begin()` until a first chart other than `before` is painted and until nothing moves any more.
  const settled = (begin, before, words) =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`no chart of ${words} within ${PATIENCE} ms`)), PATIENCE);
      let chart = null, same = null, last = 0;
      const moved = new MutationObserver(() => { last = performance.now(); });
      moved.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const look = () => {
        const now = performance.now(), start = begin();
        if (start !== null) {
          from ??= [shifted, reported];
          if (chart === null && says(words) && picture() && picture() !== before)
            requestAnimationFrame(() => { chart ??= performance.now(); });
          // Two organisations may have the same picture: then it is theirs once the run has sent it again, and it stays.
          if (same === null && says(words) && sent()) same = now;
          if (chart === null && says(words) && picture() && last && !running() && now - last > QUIET) chart = same ?? last;
          if (chart !== null && !running() && now - Math.max(last, chart) > QUIET) {
            moved.disconnect();
            const shifts = { shift: shifted - from[0], reported: reported - from[1] };
            resolve({ chart: chart - start, rest: Math.max(last, chart) - start, ...shifts });
            return;
          }
        }
        requestAnimationFrame(look);
      };
      let from = begin() === 0 ? [0, 0] : null; // of a change, what moves from the press on: not the list while somebody types
      look();
    });

  // From the navigation.
  window.loaded = (words) => settled(() => 0, "", words);
  // From the next press on an option of a list.
  window.changed = (words) => {
    let pressed = null;
    document.addEventListener("pointerup", (event) => {
      if (event.target.closest("[role=option]")) pressed ??= performance.now();
    }, { capture: true });
    window.change = settled(() => pressed, picture(), words);
  };
})();
