"""A filter while presenting: another organisation or period for the view on screen. It ends with the slide, so that nobody
reads another organisation's numbers as the board's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics.model import ENGLAND, Board, Kind, View
from analytics.organisations import common_name
from ui import saved_cached
from ui.boards.opening import Scene
from ui.text import plain

T = TypeVar("T")
_KEY = "live_"


def draw(board: Board, at: int, found: Scene) -> tuple[View, int]:
    """The view to show, and which of its pictures: as saved, until somebody chooses otherwise here."""
    key = f"{_KEY}{board.id}_{at}_{found.saved.id}"
    chosen = st.session_state.get(key, (found.view, 0))
    label = "Filter" if chosen[0] == found.view else "Filtered"
    folded = st.popover(label, key=f"popover_{key}", on_change="rerun")
    if folded.open:
        with folded:
            chosen = _choices(key, found, *chosen)
            st.button("As saved", key=f"saved_{key}", on_click=forget)
        st.session_state[key] = chosen
    return chosen


def forget() -> None:
    """Show what was saved again."""
    for key in [key for key in st.session_state if str(key).startswith(_KEY)]:
        del st.session_state[key]


def _choices(key: str, found: Scene, view: View, part: int) -> tuple[View, int]:
    everybody = _everybody(found)
    code = _pick("Organisation", list(everybody), view.organisation, f"{key}_who", everybody.get)
    months = [m.date() for m in pd.date_range(*found.span, freq="MS")]
    first, last = view.months(found.span)
    start = _pick("From", [m for m in months if m <= last], first, f"{key}_from", _month)
    end = _pick("To", [m for m in months if m >= start], last, f"{key}_to", _month)
    changed = (code, start, end) != (view.organisation, first, last)
    if changed:
        start_all, end_all = (None if start == found.span[0] else start), (None if end == found.span[1] else end)
        view = replace(view, organisation=code, start=start_all, end=end_all)
    shown = saved_cached.shown(*found.asks(view))
    if len(shown) > 1:
        titles = {at: exhibit.title for at, exhibit in enumerate(shown)}
        part = _pick("Picture", list(titles), min(part, len(titles) - 1), f"{key}_part", titles.get)
    return view, part


def _everybody(found: Scene) -> dict[str, str]:
    who = {ENGLAND: "England"}
    for kind in (Kind.REGION, Kind.ICB, Kind.TRUST, Kind.PSC):
        who |= {o.code: f"{common_name(o)} ({o.code})" for o in found.tree.all(kind)}
    return who


def _month(month: date) -> str:
    return f"{month:%b %Y}"


def _pick(label: str, options: list[T], value: T, key: str, named: Callable[[T], Any]) -> T:
    at = options.index(value) if value in options else 0
    return st.selectbox(plain(label), options, index=at, key=key, format_func=named)
