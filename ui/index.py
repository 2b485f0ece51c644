"""The page that Streamlit's own script runs in, and what that script has to be told before it begins.

Left alone, it asks for the server below the page's address first (`/opioids/_stcore/health`): two answers “not found” in
the console, and a journey for nothing before a page that was opened by its link can begin. And it draws each chart once
before the chart's rows are there, when Vega warns of every field that nothing has an extent: hundreds of lines in the
console among which one that matters is not seen. There is no other way to tell Vega so: Streamlit passes on neither a log
level nor a logger. Any other warning is left as it is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from ui import menu

SCRIPT = Path(__file__).with_suffix(".js")


def routes() -> list[Route]:
    """The address of each page; any other is Streamlit's to answer."""
    return [Route(f"/{slug}", _served) for slug in ("", *menu.pages())]


@cache
def page() -> str:
    """The page as it is served."""
    whole = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    return whole.replace("<head>", f"<head>\n<script>\n{SCRIPT.read_text('utf-8')}</script>", 1)


async def _served(_: Request) -> HTMLResponse:
    return HTMLResponse(page(), headers={"Cache-Control": "no-cache"})
