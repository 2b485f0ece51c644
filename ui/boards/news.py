"""What is new on a board since the reader last looked: remembered in the browser, and in the link as `since`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from analytics import words
from analytics.model import Board
from analytics.store import UnknownVersion, Version
from ui import cached, link, saved_cached
from ui.boards.opening import Scene
from ui.here import Here
from ui.text import html, plain

_JS = Path(__file__).with_name("last_looked.js")
_KEY = "last_looked"


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("last_looked", html="<span hidden></span>", js=_JS.read_text("utf-8"))


def draw(here: Here, board: Board, scenes: Sequence[Scene]) -> None:
    """A sentence for each signal gained or lost and each figure revised. A first look has nothing to compare with."""
    st.markdown("## What is new since you last looked")
    looked = st.session_state.pop(f"{_KEY}_seen_{board.id}", False)
    told = _component()(
        data={"board": board.id, "version": str(here.version), "looked": looked},
        key=f"{_KEY}_{board.id}",
        on_since_change=lambda: None,
    )
    asked = str(here.version) if looked else st.query_params.get("since", "")
    since = asked or str(getattr(told, "since", None) or "")
    if not since:
        st.caption("This browser has not shown this board before: from now on it remembers what you have seen.")
        return
    try:
        version = cached.store().resolve(since)
    except UnknownVersion as why:
        st.warning(plain(f"{why} So what is new since cannot be told."))
        version = None
    if version is not None:
        link.seek("since", since)
        _news(here, version, scenes)
    st.button("I have seen this", on_click=_seen, args=(board,), disabled=bool(here.view.asof))


def _seen(board: Board) -> None:
    st.session_state[f"{_KEY}_seen_{board.id}"] = True
    link.turn(board=board.id)


def _news(here: Here, before: Version, scenes: Sequence[Scene]) -> None:
    told = [(found, lines) for found in scenes if (lines := _lines(before, found))]
    day = cached.known_on(before)
    st.markdown(plain(words.since.summary(len(told), len(scenes), day)))
    for found, lines in told:
        items = "".join(f"<li>{html(one)}</li>" for one in lines)
        st.html(f'<div class="news"><b>{html(found.saved.name)}</b><ul>{items}</ul></div>')


def _lines(before: Version, found: Scene) -> list[str]:
    """What is new in one view; nothing in one that is pinned or shows nothing any more."""
    if found.saved.asof or (found.stale and found.stale.blocked):
        return []
    asked = saved_cached.questions(found.version, found.view, found.programme)
    day = found.view.tree_day(found.span)
    several = len(asked) > 1
    lines = []
    then = replace(found.version, numbers=before.numbers, mark=before.mark)
    for question in asked:
        since = saved_cached.since(then, found.version, question, day)
        title = f"{since.series.measure.short_title}: " if several else ""
        lines += [f"{title}{sentence}" for sentence in words.since.sentences(since)]
    return lines
