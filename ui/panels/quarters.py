"""The date at which stages are shown: one of the quarters that have records, chosen for the whole page and its link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analytics import words
from analytics.model import Grain
from ui import adoption_cached, link
from ui.here import Here

HELP = "This moves the end of the period for the whole page, so that a link to it shows the same."


def pick(here: Here, pathways: Sequence[str]) -> date | None:
    """Let a quarter be chosen of those that the pathways have records of; the newest within the view to begin with.

    None where no record is as old as the view's end.
    """
    found = adoption_cached.as_at(here.version, tuple(pathways), here.view.start, here.last_day)
    if found.newest is None:
        return None
    key = f"as_at_{'_'.join(pathways)}"

    def changed() -> None:
        link.change(end=st.session_state[key].replace(day=1))

    st.session_state[key] = found.newest
    st.selectbox("Stages as at", found.days[::-1], format_func=_name, key=key, on_change=changed, help=HELP, width=330)
    return found.newest


def _name(day: date) -> str:
    start = pd.Period(day, "Q").start_time
    return f"{words.formats.day(day)} ({words.formats.period(start, Grain.QUARTER, short=True)})"
