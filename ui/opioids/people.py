"""The two national measures: people, as counts, rates or per working day, by the limits of all months or of a year."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics import words
from analytics.answers import shown
from analytics.model import ShownAs
from analytics.model.shown import BASELINE_YEARS
from ui import filters, people_cached
from ui.frame import Here
from ui.panels import control

GROUP = "People"
SHOWN_AS = {
    ShownAs.COUNT.value: "People (counts)",
    ShownAs.RATE.value: "People per 1,000 adults",
    ShownAs.PER_DAY.value: "People per working day",
}


def draw(here: Here) -> None:
    """The chosen measure of people, with how it is shown."""
    assert here.programme is not None
    people = {m.slug: m for m in here.programme.measures if m.group == GROUP}
    measure = people.get(here.measure.slug, next(iter(people.values())))
    how = replace(here.view.shown, calendar_out=False)
    with st.grid(min_column_width=200, gap="small"):
        filters.pick_measure({slug: m.short_title for slug, m in people.items()}, measure.slug)
        filters.pick_scale(SHOWN_AS, here.view.shown)
        years = {str(year): f"{year}, the baseline year" for year in BASELINE_YEARS}
        filters.pick_limits({"": "all months", **years}, here.view.shown)
    charted = people_cached.shown(here.version, here.ask(measure.slug), how)
    smooth = None
    if charted.series.has_values and st.toggle("Rolling line of six months", key="rolling"):
        st.caption(words.people.ROLLING_NOTE)
        smooth = shown.rolling_mean(charted)
    variant = "_".join((how.scale.value, str(how.limits_from or "")))
    control.one_chart(here, charted.series.measure, charted, large=True, variant=variant.strip("_"), smooth=smooth)
