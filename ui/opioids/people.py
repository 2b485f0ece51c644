"""The two national measures: people, as counts, rates or per working day, by the limits of all months or of a year."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.answers import shown
from analytics.exhibits import people as exhibits
from analytics.model import Measure, ShownAs, Unit
from analytics.model.shown import BASELINE_YEARS
from ui import cached, filters, link, people_cached
from ui.here import Here
from ui.panels import control, exhibit
from ui.text import plain

SHOWN_AS = {
    ShownAs.COUNT.value: "People (counts)",
    ShownAs.RATE.value: "People per 1,000 adults",
    ShownAs.PER_DAY.value: "People per working day",
}


def draw(here: Here) -> None:
    """The chosen measure of people, with how it is shown."""
    st.markdown("## How many people?")
    people, how = exhibits.measures(here.scope), exhibits.how_shown(here.scope)
    measure = exhibits.chosen(here.scope)
    with st.container(horizontal=True, vertical_alignment="bottom", key="beside_people"):
        with st.container():
            filters.pick_measure({slug: m.short_title for slug, m in people.items()}, measure.slug)
        with st.popover(plain(f"Shown as: {SHOWN_AS[how.scale.value].lower()}")):
            rolling = _options(here)
    charted = people_cached.shown(here.version, here.ask(measure.slug), how)
    smooth = None
    if charted.series.has_values and rolling:
        st.caption(words.people.ROLLING_NOTE)
        smooth = shown.rolling_mean(charted)
    variant = exhibits.variant(how)
    control.one_chart(here, charted.series.measure, charted, large=True, variant=variant, smooth=smooth)
    if how.scale is ShownAs.RATE and charted.series.measure.unit is Unit.COUNT:
        link.to_page("your_data", "Upload registered adults")
    if charted.series.has_values:
        _events(here, measure)


def _events(here: Here, measure: Measure) -> None:
    """The dated events of the chart, whose labels have no room there."""
    events = cached.drawn_events(here.version, measure.slug, here.organisation.code)
    if not events.empty:
        exhibit.numbers(here, exhibits.events(here.scope, measure, events))


def _options(here: Here) -> bool:
    """How the measure is shown; whether with the rolling line, which is no number and so in no link."""
    filters.pick_scale(SHOWN_AS, here.view.shown)
    years = {str(year): f"{year}, the baseline year" for year in BASELINE_YEARS}
    filters.pick_limits({"": "all months", **years}, here.view.shown)
    return st.toggle("Rolling line of six months", key="rolling")
