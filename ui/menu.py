"""The pages, and the menu over them. Its links carry the view, so that each is one step in the browser's history."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

from analytics import catalogue
from ui.text import plain

PRODUCT = "Safety Improvement Explorer"
PAGES = Path(__file__).resolve().parents[1] / "pages"


def pages() -> dict[str, str]:
    """Name to title: the overview, a page for each programme that has one, the report, what was learned, then those
    about data and method."""
    named = {"overview": "Overview"} | {p.slug: p.title for p in catalogue.load().programmes}
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
        st.Page(PAGES / f"{slug}.py", title=title, url_path=slug, default=slug == "overview")
        for slug, title in pages().items()
    ]


def draw(params: dict[str, str]) -> None:
    """The product's name and the pages in one line; on a small screen the pages fold into one button."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="menu"):
        st.markdown(f"**{PRODUCT}**", width="content")
        with st.container(horizontal=True, gap="xxsmall", key="menu_wide"):
            _links(params)
        with st.container(width="content", key="menu_narrow"):
            _folded(params)


@st.fragment
def _folded(params: dict[str, str]) -> None:
    """The same behind one button. They are sent when it is pressed, which most screens never need."""
    with st.popover("Pages", key="menu_folded", on_change="rerun") as folded:
        if folded.open:
            _links(params)


def _links(params: dict[str, str]) -> None:
    for slug, title in pages().items():
        try:
            st.page_link(PAGES / f"{slug}.py", label=plain(title), query_params=params)
        except StreamlitAPIException:
            # A page that runs alone, as in a test, knows no other pages.
            st.markdown(f"[{plain(title)}](/{slug})", width="content")
