"""An exhibit on a page: its heading, its sentence, its picture with its legend, its notes and its numbers."""

from __future__ import annotations

import streamlit as st

from analytics.charts import icons
from analytics.charts import legend as legends
from analytics.model.exhibit import Exhibit, Picture
from ui import picture as pictures
from ui.here import Here
from ui.panels import chart_link, takeaway
from ui.text import html, plain, strong


def draw(here: Here, exhibit: Exhibit, key: str = "", level: int = 3, also: str = "") -> None:
    """All of it, one below the other. `key` is the picture's, where it stays the same picture for another organisation;
    `level` is that of its heading; `also` is said below its notes, as HTML."""
    if exhibit.missing:
        st.markdown(f"{'#' * level} {plain(exhibit.title)}")
        nothing(exhibit)
        return
    says(exhibit, level)
    figure(here, exhibit, key, also)
    numbers(here, exhibit)


def nothing(exhibit: Exhibit) -> None:
    """Why there is nothing to show."""
    for why in (exhibit.sentence, *exhibit.notes):
        st.info(plain(why))


def says(exhibit: Exhibit, level: int = 0) -> None:
    """The sentence, with its icons before it, and what else is said; below its heading, if that has a `level`."""
    heading = f"<h{level}>{html(exhibit.title)}</h{level}>" if level else ""
    if exhibit.icons:
        both, sentence = icons.html(exhibit.icons), html(exhibit.sentence)
        told = f'<div class="says">{both}<p>{sentence}</p></div>'
    elif exhibit.marked:
        told = "".join(f"<p>{strong(line)}</p>" for line in exhibit.marked.splitlines())
    else:
        told = "".join(f"<p>{html(text)}</p>" for text in (exhibit.sentence, *exhibit.further))
    st.html(f'<div class="told">{heading}{told}</div>')


def figure(here: Here, exhibit: Exhibit, key: str = "", also: str = "", notes: bool = True) -> None:
    """The picture, and below it its legend, its notes unless they stand elsewhere, what must `also` be known, as HTML, and
    the link to it."""
    picture(exhibit, key, below=_foot(here, exhibit, notes, also))


def picture(exhibit: Exhibit, key: str = "", legend: bool = True, below: str = "") -> None:
    """The picture and, unless that stands elsewhere, its `legend`; what is `below` is HTML."""
    if exhibit.picture is None:
        return
    marks = legends.html(exhibit.picture.legend, exhibit.picture.events) if legend else ""
    pictures.draw(exhibit.picture, key or f"chart_{exhibit.slug}", marks + below)


def drawn(picture: Picture, key: str) -> None:
    """The picture alone."""
    pictures.draw(picture, key)


def foot(here: Here, exhibit: Exhibit) -> None:
    """What stands below several pictures: the notes, and the link."""
    st.html(_foot(here, exhibit))


def notes(exhibit: Exhibit) -> None:
    """What must be known to read it."""
    for note in exhibit.notes:
        st.caption(plain(note))


def numbers(here: Here, exhibit: Exhibit, opened: bool = False) -> None:
    """The table behind it, to read and to take away."""
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


def note(text: str) -> str:
    """One more line below a picture, as HTML."""
    return f'<p class="note">{html(text)}</p>'


def _foot(here: Here, exhibit: Exhibit, notes: bool = True, also: str = "") -> str:
    told = "".join(map(note, exhibit.notes)) if notes else ""
    return told + also + chart_link.html_of(here, exhibit.measure)
