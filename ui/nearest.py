"""Where an organisation has nothing of what a page shows: why, and the next one above it that has, a press away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from analytics.answers import chart
from analytics.model import Measure
from analytics.organisations import common_name
from ui import cached, link
from ui.here import Here
from ui.text import plain


def silent(here: Here) -> bool:
    """Whether the page has no figure of any of its measures for the organisation. The page says so itself, once."""
    assert here.programme is not None
    return not _has(here, here.programme.measures, here.organisation.code)


def of_the_page(here: Here) -> None:
    """Say it where the page has nothing at all."""
    if silent(here):
        assert here.programme is not None
        draw(here, here.programme.measures, f"There are no figures of {here.programme.title} for {here.name}.")


def of_the_measure(here: Here) -> None:
    """Say it where the page has something, and nothing of the measure that is chosen."""
    if not silent(here) and not _has(here, [here.measure], here.organisation.code):
        draw(here, [here.measure], f"{here.measure.title}: there are no figures for {here.name}.")


def draw(here: Here, measures: Iterable[Measure], why: str) -> None:
    """Say why, and offer the nearest above that has a figure of any of these measures; if none has, the page for files."""
    wanted = tuple(measures)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(plain(why), width="stretch")
        above = here.tree.ancestors(here.organisation.code)
        if other := next((o for o in above if _has(here, wanted, o.code)), None):
            st.button(
                plain(f"Show {common_name(other)}"),
                on_click=link.change,
                kwargs={"organisation": other.code},
                type="primary",
            )
        else:
            link.to_page("your_data", "Upload a file")


def _has(here: Here, measures: Iterable[Measure], code: str) -> bool:
    data = cached.data(here.version)
    asked = (replace(here.ask(measure.slug), organisation=code) for measure in measures)
    return any(chart.has_values(data, question) for question in asked)
