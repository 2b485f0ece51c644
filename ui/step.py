"""Links to pages of the app within HTML of our own. A press is one step, without loading anything anew, as it is on
Streamlit's own links (`index.js` sees to that); but of ours one element holds as many as it needs, where each of Streamlit's
is an element of its own, which the browser draws again with every run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from ui.text import html

PAGES = Path(__file__).resolve().parents[1] / "pages"
FIRST = "overview"
"""The page without a name in its address."""


def to(slug: str, label: str, params: Mapping[str, str], hint: str = "", here: bool = False) -> str:
    """A link to a page with its parameters, or the bare label where there is no such page; `here` is the page shown."""
    if not (PAGES / f"{slug}.py").exists():
        return html(label)
    more = (f' title="{html(hint)}"' if hint else "") + (' aria-current="page"' if here else "")
    return f'<a class="step" href="{html(_address(slug, params))}"{more}>{html(label)}</a>'


def _address(slug: str, params: Mapping[str, str]) -> str:
    """The address of a page beside this one: also behind a proxy that puts them into a folder."""
    return f"./{slug if slug != FIRST else ''}{f'?{urlencode(params)}' if params else ''}"
