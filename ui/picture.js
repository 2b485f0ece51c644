// Labels each chart by the hidden text in the element below it, which changes with the view while the chart stays.
const label = () => {
  for (const text of document.querySelectorAll('span[hidden][id^="alt-"]')) {
    const above = text.closest('[data-testid="stElementContainer"]')?.previousElementSibling;
    const chart = above?.querySelector('[data-testid="stVegaLiteChart"]');
    if (chart && chart.getAttribute("aria-labelledby") !== text.id) chart.setAttribute("aria-labelledby", text.id);
  }
};

export default function () {
  label();
  const drawn = new MutationObserver(label);
  drawn.observe(document.querySelector('[data-testid="stMain"]') ?? document.body, { childList: true, subtree: true });
  return () => drawn.disconnect();
}
