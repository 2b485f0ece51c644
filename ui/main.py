"""Lists the pages and runs the one that was asked for. Programmes come from the catalogue, in its order."""

from pathlib import Path

import streamlit as st

from analytics import catalogue

PAGES = Path(__file__).resolve().parents[1] / "pages"


def listed() -> list[st.Page]:
    """Overview, a page for each programme of the catalogue that has one, what was learned, then data and method."""
    programmes = [
        st.Page(PAGES / f"{p.slug}.py", title=p.title, url_path=p.slug)
        for p in catalogue.load().programmes
        if (PAGES / f"{p.slug}.py").exists()
    ]
    return [
        st.Page(PAGES / "overview.py", title="Overview", default=True),
        *programmes,
        st.Page(PAGES / "learning.py", title="Learning", url_path="learning"),
        st.Page(PAGES / "your_measures.py", title="Your measures", url_path="your_measures"),
        st.Page(PAGES / "your_data.py", title="Your data", url_path="your_data"),
        st.Page(PAGES / "methods.py", title="Methods", url_path="methods"),
    ]


st.set_page_config(
    page_title="Safety Improvement Explorer", page_icon=str(PAGES.parent / "ui" / "favicon.svg"), layout="wide"
)
st.navigation(listed(), position="top").run()
