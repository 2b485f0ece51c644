"""Outcome measures of a programme: shares where events are common enough, babies between events where they are rare."""

from __future__ import annotations

import streamlit as st

from analytics.exhibits import outcomes as exhibits
from analytics.model import Measure
from analytics.model.titles import within
from ui import cached, link
from ui.here import Here
from ui.panels import control as charts
from ui.panels import cusum
from ui.text import plain


def draw(here: Here) -> None:
    """A chart for each outcome that has data, and for the others what to upload."""
    measures = exhibits.measures(here.scope)
    st.markdown("## Did outcomes change?")
    st.markdown(
        "Better care should show in what becomes of babies. Outcomes are not adjusted for how early or how ill the babies "
        "were: follow one organisation over time, and do not rank organisations by them."
    )
    empty = [measure for measure in measures if not _drawn(here, measure)]
    if empty:
        _what_to_upload(here, empty)


def _drawn(here: Here, measure: Measure) -> bool:
    asked = here.ask(measure.slug)
    charted = cached.chart(here.version, asked)
    if not len(charted.series):
        return False
    if between := cached.between_events(here.version, asked):
        charts.one_chart(here, between.series.measure, between, large=False)
        st.caption(exhibits.BETWEEN)
    else:
        charts.one_chart(here, measure, charted, large=False)
    cusum.draw(here, measure)
    return True


def _what_to_upload(here: Here, measures: list[Measure]) -> None:
    st.info(
        plain(
            f"There are no figures for {here.name} on: {', '.join(within(m.short_title) for m in measures)}. Nothing is "
            "estimated in their place. To show them, upload counts by month or quarter:"
        )
    )
    st.markdown(
        "\n".join(
            f"- **{plain(m.title)}** (`{plain(m.slug)}`): {plain(m.numerator)}, out of {plain(m.denominator)}"
            for m in measures
        )
    )
    link.to_page("your_data", "Upload outcomes with the observations template")
