"""What the sections that compare people share: which of the two measures, and where else there is one."""

from __future__ import annotations

import streamlit as st

from analytics.answers import Question
from analytics.model import Grain, Measure, Series
from analytics.organisations import common_name
from ui import baseline_cached, cached, link
from ui.frame import Here
from ui.text import said


def pick(here: Here, section: str) -> Measure:
    """One of the measures of people that have a baseline; the choice is the view's measure, so it travels in the link."""
    measures, known = cached.the_catalogue().measures, list(cached.the_catalogue().falls)
    key = f"counted_{section}"

    def changed() -> None:
        link.change(measure=st.session_state[key], baseline=None, period=None)

    st.session_state[key] = here.view.measure if here.view.measure in known else known[0]
    st.segmented_control(
        "Who is counted",
        known,
        format_func=lambda slug: measures[slug].short_title.removeprefix("People on ").capitalize(),
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=changed,
    )
    return measures[st.session_state[key]]


def ask(here: Here, measure: Measure) -> Question:
    """The question by month."""
    return here.ask(measure.slug, Grain.MONTH)


def nothing(here: Here, measure: Measure, why: str) -> None:
    """Why there is nothing here, and the next organisation that has something, a press away."""
    st.info(said(why))
    other = baseline_cached.larger(here.version, ask(here, measure))
    if other is not None:
        st.button(
            said(f"Show {common_name(other)}"),
            on_click=link.change,
            kwargs={"organisation": other.code},
            type="primary",
        )
    else:
        link.to_page("your_data", "Upload data for this measure")


def provisional(series: Series) -> list[str]:
    """The months whose figures may still change."""
    points = series.points
    return [f"{month:%B %Y}" for month in points.loc[points["status"] == "provisional", "period"]]
