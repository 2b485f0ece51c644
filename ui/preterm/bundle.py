"""The bundle: how much care is given in all, how many babies got everything, and which intervention holds that back most."""

from __future__ import annotations

import streamlit as st

from analytics.answers.held_back import COMPOSITE, EVERYTHING, TOTAL
from analytics.exhibits import bundle as exhibits
from analytics.model import Measure
from ui import abreast, cached
from ui.here import Here
from ui.panels import control as charts
from ui.panels import exhibit
from ui.text import plain


def draw(here: Here) -> None:
    """The three scores of the bundle over time, then what holds it back."""
    st.markdown("## The bundle")
    scores = (TOTAL, EVERYTHING, COMPOSITE)
    with abreast.grid(abreast.THREE, len(scores), "scores"):
        for slug in scores:
            with st.container(border=True):
                _score(here, cached.the_catalogue().measure(slug))
    _held_back(here)


def _score(here: Here, measure: Measure) -> None:
    """One score: its icons, its sentence and its control chart."""
    charts.one_chart(here, measure, cached.chart(here.version, here.ask(measure.slug)), large=False)


def _held_back(here: Here) -> None:
    """Which intervention holds the bundle back most, in the last twelve months with data."""
    st.markdown("### What holds the bundle back?")
    found = cached.held_back_by(here.version, here.ask(COMPOSITE), exhibits.rate(here.scope))
    shown = exhibits.held_back(here.scope, found)
    first = shown[0]
    if first.missing:
        exhibit.nothing(first)
        return
    exhibit.says(first)
    with abreast.grid(abreast.TWO, len(shown), "held_back"):
        for one in shown:
            with st.container(border=True):
                st.markdown(f"#### {plain(one.title)}")
                exhibit.picture(one)
    exhibit.foot(here, first)
    exhibit.numbers(here, first)
