"""What the sections that compare people share: which of the two measures, and where else there is one."""

from __future__ import annotations

import streamlit as st

from analytics.answers import Question
from analytics.model import Grain, Measure
from ui import cached, link, nearest
from ui.here import Here
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
    """Why there is nothing here, and the next organisation that has something, a press away; unless the page said so."""
    if nearest.silent(here):
        st.info(said(why))
    else:
        nearest.draw(here, [measure], why)
