"""A board presented: a view a screen, in type that is read from the back of a room, with nothing beside it.

Everything on the slide is laid out for a small screen and drawn as many times larger as the screen has room for
(`present.css`): so a picture needs no second design, and at 1280 x 720 the smallest type is 24 pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from analytics.charts import legend
from analytics.exports.readable import readable
from analytics.model import Board, Slide, View
from analytics.model.exhibit import Exhibit
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.organisations import common_name
from analytics.sharing.link import to_params
from analytics.words import published
from ui import access, link, saved_cached
from ui.boards import live, opening
from ui.here import Here
from ui.text import html

_HERE = Path(__file__)
_BAR_HTML = """
<div class="bar">
  <button type="button" data-by="-1" aria-label="Previous view">←</button>
  <span class="place" role="status"></span>
  <button type="button" data-by="1" aria-label="Next view">→</button>
  <span class="clock" role="timer" aria-live="off"></span>
  <button type="button" class="toggle" aria-expanded="false">Notes</button>
  <p class="notes" hidden></p>
</div>
"""
HEIGHT = 235
"""Of a picture with its axes, before it is enlarged: what a screen of 640 x 360 has left."""
ROWS = 8
"""So many rows of a table can be read from the back."""


@cache
def _component() -> ComponentRenderer:
    css = _HERE.with_name("present_bar.css").read_text("utf-8")
    js = _HERE.with_name("present_bar.js").read_text("utf-8")
    return st.components.v2.component("present_bar", html=_BAR_HTML, css=css, js=js)


def clear_the_screen() -> None:
    """Take away what frames a page, before any of it is drawn."""
    st.html(_HERE.with_name("present.css"))


def draw(here: Here, board: Board, slides: Sequence[Slide]) -> None:
    """The slide that the address names, and the bar that moves on."""
    if not slides:
        st.info("No view is on this board, so there is nothing to present.")
        st.button("All boards", on_click=link.turn)
        return
    at = _at(len(slides))
    slide = slides[at]
    found = opening.scene(here, slide.view)
    with st.container(key="slide", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="slide_bar"):
            view, part = live.draw(board, at, found)
            _about(found, view)
            _bar(board, at, slides)
        _slide(found, view, part)


def _at(slides: int) -> int:
    """The slide that the address names, from 0; the nearest there is."""
    asked = st.query_params.get("slide", "1")
    return min(max(int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0, 0), slides - 1)


def _bar(board: Board, at: int, slides: Sequence[Slide]) -> None:
    def go() -> None:
        to = st.session_state["present_bar"].go
        if isinstance(to, int | float) and 0 <= to < len(slides):
            live.forget()
            st.query_params["slide"] = str(int(to) + 1)

    def leave() -> None:
        live.forget()
        link.turn(board=board.id)

    _component()(
        data={
            "at": at,
            "of": len(slides),
            "notes": published.note(slides[at].notes, access.audience()),
            "board": board.id,
        },
        key="present_bar",
        width="content",
        on_go_change=go,
        on_leave_change=leave,
    )


def _about(found: opening.Scene, view: View) -> None:
    """Whose numbers these are, and of when."""
    first, last = view.months(found.span)
    who = common_name(found.tree[view.organisation])
    st.html(f'<p class="about">{html(who)} · {first:%b %Y} to {last:%b %Y}</p>', width="content")


def _slide(found: opening.Scene, view: View, part: int) -> None:
    opening.say_stale(found)
    shown = () if found.stale and found.stale.blocked else saved_cached.shown(*found.asks(view))
    if shown:
        _exhibit(found, shown[min(part, len(shown) - 1)])
        return
    st.html(f"<h1>{html(found.saved.name)}</h1>")
    if not (found.stale and found.stale.blocked):
        st.html('<p class="rest">This view is no single picture: it opens on its page.</p>')
        opening.link_to(found.saved, "Open it", to_params(view, found.tree))


def _exhibit(found: opening.Scene, exhibit: Exhibit) -> None:
    title, rest = _said(exhibit)
    made_up = f"{ILLUSTRATIVE}. " if exhibit.illustrative and exhibit.picture is None else ""
    st.html(f"<h1>{html(title)}</h1>")
    if exhibit.picture is not None:
        st.vega_lite_chart(
            exhibit.picture.rows,
            _filling(exhibit.picture.spec),  # type: ignore[arg-type]
            key=f"slide_{exhibit.slug}_{found.saved.id}",
            width="stretch",
            alt=exhibit.picture.alt,
        )
        st.html(f'<div class="legend">{legend.html(exhibit.picture.legend)}</div>')
    elif not exhibit.missing:
        _table(exhibit)
    st.html(f'<p class="rest">{html(made_up + rest)}</p>')
    if exhibit.picture is not None and exhibit.picture.events:  # last: they may be many, and are scrolled to
        st.html(f'<div class="legend">{legend.html((), exhibit.picture.events)}</div>')


def _said(exhibit: Exhibit) -> tuple[str, str]:
    """What stands above the picture and what below it: a sentence each, since more is not read from the back."""
    first, *others = exhibit.sentence.split(". ")
    what = exhibit.measure.short_title if exhibit.measure else exhibit.title
    if exhibit.icons:  # a control chart's sentence begins with its verdict
        first = within(first)
    return f"{what}: {first}".rstrip("."), f"{others[0].rstrip('.')}." if others else ""


def _filling(spec: Any) -> dict[str, Any]:
    """The same picture as high as the screen has room for; one that is made of several keeps its own height."""
    one = isinstance(spec.get("height"), int | float)
    return {**spec, "height": HEIGHT} if one else dict(spec)


def _table(exhibit: Exhibit) -> None:
    table = readable(exhibit.table(), exhibit.measure, exhibit.titles).texts()
    head = "".join(f'<th scope="col">{html(name)}</th>' for name in table.columns)
    rows = ("".join(f"<td>{html(cell)}</td>" for cell in row) for row in table.head(ROWS).itertuples(index=False))
    more = len(table) - ROWS
    st.html(
        f'<table class="slide"><thead><tr>{head}</tr></thead><tbody>{"".join(f"<tr>{r}</tr>" for r in rows)}</tbody></table>'
        + (f'<p class="rest">and {more} more rows</p>' if more > 0 else "")
    )
