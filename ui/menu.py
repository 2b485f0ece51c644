"""The pages, and the menu over them. Its links carry the view, so that each is one step in the browser's history."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics import catalogue
from ui import step
from ui.step import PAGES

PRODUCT = "Safety Improvement Explorer"


def pages() -> dict[str, str]:
    """Name to title: the overview, a page for each programme that has one, the report, what was learned, then those
    about data and method."""
    named = {step.FIRST: "Overview"} | {p.slug: p.title for p in catalogue.load().programmes}
    named |= {
        "report": "Report",
        "learning": "Learning",
        "boards": "Boards",
        "your_measures": "Your measures",
        "your_data": "Your data",
        "data_quality": "Data quality",
        "methods": "Methods",
    }
    return {slug: title for slug, title in named.items() if (PAGES / f"{slug}.py").exists()}


def listed() -> list[st.Page]:
    """The pages as Streamlit knows them; the overview is the one without a name in its address."""
    return [
        st.Page(PAGES / f"{slug}.py", title=title, url_path=slug, default=slug == step.FIRST)
        for slug, title in pages().items()
    ]


def shown(page: str) -> str:
    """The name of the page with that last part of an address: whatever is none is the address of the first."""
    return page if page in pages() else step.FIRST


def draw(params: Mapping[str, str], page: str, alone: bool = False) -> None:
    """The product's name and the pages in one line, `page` marked; on a small screen the pages fold into one button. `alone`
    says that no filters will stand beside it, for which a place is kept until then."""
    links = "".join(step.to(slug, title, params, here=slug == page) for slug, title in pages().items())
    st.html(
        f'<nav class="menu{" alone" * alone}" aria-label="Pages"><b>{PRODUCT}</b>'
        f'<button type="button" popovertarget="pages">Pages</button><div id="pages" popover>{links}</div></nav>'
    )
