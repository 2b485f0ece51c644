"""An exhibit on a page: its heading, its sentence, its picture with its legend, its notes and its numbers."""

from __future__ import annotations

import streamlit as st

from analytics.charts import icons
from analytics.charts import legend as legends
from analytics.model.exhibit import Exhibit, Picture
from ui import picture as pictures
from ui.here import Here
from ui.panels import chart_link, takeaway
from ui.text import html, plain, said


def draw(here: Here, exhibit: Exhibit, key: str = "", level: int = 3) -> None:
    """All of it, one below the other. `key` is the picture's, where it stays the same picture for another organisation;
    `level` is that of its heading."""
    head(exhibit, level)
    if exhibit.missing:
        nothing(exhibit)
        return
    says(exhibit)
    picture(exhibit, key)
    notes(exhibit)
    numbers(here, exhibit)


def head(exhibit: Exhibit, level: int = 3) -> None:
    """The heading."""
    st.markdown(f"{'#' * level} {plain(exhibit.title)}")


def nothing(exhibit: Exhibit) -> None:
    """Why there is nothing to show."""
    for why in (exhibit.sentence, *exhibit.notes):
        st.info(plain(why))


def says(exhibit: Exhibit) -> None:
    """The sentence, with its icons before it, and what else is said."""
    if exhibit.icons:
        both, sentence = icons.html(exhibit.icons), html(exhibit.sentence)
        st.html(f'<div class="says">{both}<p>{sentence}</p></div>')
    elif exhibit.marked:
        for line in exhibit.marked.splitlines():
            st.markdown(said(line))
    else:
        for text in (exhibit.sentence, *exhibit.further):
            st.markdown(plain(text))


def picture(exhibit: Exhibit, key: str = "", legend: bool = True) -> None:
    """The picture and, unless that stands elsewhere, its `legend`."""
    if exhibit.picture is None:
        return
    marks = legends.html(exhibit.picture.legend, exhibit.picture.events) if legend else ""
    pictures.draw(exhibit.picture, key or f"chart_{exhibit.slug}", marks)


def drawn(picture: Picture, key: str) -> None:
    """The picture alone."""
    pictures.draw(picture, key)


def notes(exhibit: Exhibit) -> None:
    """What must be known to read it."""
    for note in exhibit.notes:
        st.caption(plain(note))


def numbers(here: Here, exhibit: Exhibit, opened: bool = False) -> None:
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
        opened=opened,
    )
