"""The page that Streamlit's own script runs in, and what that script has to be told before it begins.

Left alone, it asks for the server below the page's address first (`/opioids/_stcore/health`): two answers “not found” in
the console, and a journey for nothing before a page that was opened by its link can begin. And it draws each chart once
before the chart's rows are there, when Vega warns of every field that nothing has an extent: hundreds of lines in the
console among which one that matters is not seen. There is no other way to tell Vega so: Streamlit passes on neither a log
level nor a logger. Any other warning is left as it is.

It is told the style too, and where the filters will stand: what comes with the page's first run moves a page that is drawn
already. And it is told to fetch what draws a select box and a chart while it asks for the page, not once it has it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from analytics import catalogue
from ui import abreast, menu

SCRIPT = Path(__file__).with_suffix(".js")
STYLE = Path(__file__).with_name("style.css")
"""What the theme cannot say: tables of sentences, icons beside words, less air on small screens."""
FILTERS = """@media (min-width: 769px) {
  .awaited [data-testid="stAppViewContainer"] { padding-left: 300px; } }"""
"""The place of the filters, until they or a page without them are there, as the script tells."""
LINES = "\n".join(f'[class*="st-key-lines_{n}_"] {{ --lines: {n}; }}' for n in range(1, 25))
"""How many lines a table of measures has, which gives the place that is kept for it its height."""
SOON: tuple[str, ...] = (
    "Selectbox",
    "useSyncComboBoxEnterTargetFocus",
    "BidiComponent",
    "serialization",
    "recordbatch",
    "Html",
)
SOON += ("rehype-raw", "purify", "ArrowVegaLiteChart", "Quiver", "embed", "vega-interpreter")
"""What of Streamlit's own scripts nearly each page needs, by the beginnings of their names."""


def routes() -> list[Route]:
    """The address of each page; any other is Streamlit's to answer."""
    return [Route(f"/{slug}", _served) for slug in ("", *menu.pages())]


@cache
def page(filtered: bool = True) -> str:
    """Streamlit's page with what is ours; a page that is `filtered` keeps a place for the filters."""
    static = Path(st.__file__).parent / "static"
    soon = (
        found.relative_to(static) for name in SOON for found in sorted((static / "static" / "js").glob(f"{name}.*.js"))
    )
    links = "".join(f'<link rel="modulepreload" crossorigin href="./{path.as_posix()}">\n' for path in soon)
    style = STYLE.read_text("utf-8") + LINES + abreast.STYLE + (FILTERS if filtered else "")
    whole = (static / "index.html").read_text("utf-8")
    whole = whole.replace("<head>", f"<head>\n<script>\n{SCRIPT.read_text('utf-8')}</script>", 1)
    # The style goes last: of two rules as strong as each other, ours and Streamlit's, the later counts.
    return whole.replace("</head>", f"{links}</head>", 1).replace("</body>", f"<style>\n{style}</style>\n</body>", 1)


async def _served(asked: Request) -> HTMLResponse:
    slug = asked.url.path.strip("/")
    filtered = slug in ("", *(p.slug for p in catalogue.load().programmes))
    return HTMLResponse(page(filtered), headers={"Cache-Control": "no-cache"})
