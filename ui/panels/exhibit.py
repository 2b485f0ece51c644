"""An exhibit on a page: its heading, its sentence, its picture with its legend, its notes and its numbers."""

from __future__ import annotations

import streamlit as st

from analytics.charts import legend
from analytics.model.exhibit import Exhibit
from ui.frame import Here
from ui.panels import chart_link, takeaway
from ui.text import html, plain, said


def draw(here: Here, exhibit: Exhibit, key: str = "") -> None:
    """All of it, one below the other. `key` is the picture's, where it stays the same picture for another organisation."""
    st.markdown(f"### {plain(exhibit.title)}")
    if exhibit.missing:
        nothing(exhibit)
        return
    says(exhibit)
    picture(exhibit, key)
    for note in exhibit.notes:
        st.caption(plain(note))
    numbers(here, exhibit)


def nothing(exhibit: Exhibit) -> None:
    """Why there is nothing to show."""
    for why in (exhibit.sentence, *exhibit.notes):
        st.info(plain(why))


def says(exhibit: Exhibit) -> None:
    """The sentence, with its icons before it."""
    if exhibit.icons:
        drawn = "".join(icon.drawing for icon in exhibit.icons)
        st.markdown(f'<div class="says">{drawn}<p>{html(exhibit.sentence)}</p></div>', unsafe_allow_html=True)
    else:
        st.markdown(said(exhibit.marked) if exhibit.marked else plain(exhibit.sentence))


def picture(exhibit: Exhibit, key: str = "") -> None:
    """The picture and what its marks say."""
    if exhibit.picture is None:
        return
    st.vega_lite_chart(
        exhibit.picture.rows,
        exhibit.picture.spec,  # type: ignore[arg-type]
        key=key or f"chart_{exhibit.slug}",
        width="stretch",
        alt=exhibit.picture.alt,
    )
    if marks := legend.html(exhibit.picture.legend, exhibit.picture.events):
        st.html(marks)


def numbers(here: Here, exhibit: Exhibit) -> None:
    """The link to it, and the table behind it, to read and to take away."""
    if exhibit.picture is not None:
        chart_link.draw(here, exhibit.measure)
    takeaway.table(
        here,
        exhibit.slug,
        exhibit.table,
        lambda: dict(exhibit.lines),
        exhibit.illustrative,
        exhibit.numbers,
        measure=exhibit.measure,
        titles=exhibit.titles,
    )
