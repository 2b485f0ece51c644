"""The overview's cards: one a programme, in words: what changed, since when, for whom, and how complete the data are."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.charts import icons
from analytics.model import ControlChart, Measure, Programme, Series
from analytics.model.labels import ILLUSTRATIVE
from ui import cached, link
from ui.frame import Here
from ui.text import html, plain


def draw(here: Here) -> None:
    """A card for each programme of the catalogue."""
    with st.grid(min_column_width=420, gap="medium"):
        for programme in cached.the_catalogue().programmes:
            with st.container(border=True):
                _card(here, programme)


def _card(here: Here, programme: Programme) -> None:
    st.markdown(f"## {plain(programme.title)}")
    st.caption(plain(f"{programme.national} · {programme.question}"))
    shown = []
    for slug in programme.headline:
        measure = cached.the_catalogue().measures[slug]
        series, chart = cached.chart(here.version, here.ask(slug)).whole
        if series.has_values:
            shown.append(series)
            _headline(measure, series, chart)
    if not shown:
        st.info(plain(f"Nothing has been uploaded for {here.name} yet."))
    else:
        st.caption(plain(" ".join(_completeness(series) for series in shown[:1])))
    link.to_page(programme.slug, f"Open {programme.title}")


def _headline(measure: Measure, series: Series, chart: ControlChart) -> None:
    picture = icons.variation_img(chart.variation)
    text = html(words.control.brief(series, chart))
    if series.illustrative:
        text += f" <small>{ILLUSTRATIVE}.</small>"
    st.markdown(
        f'<div class="says">{picture}<p><b>{html(measure.short_title)}.</b> {text}</p></div>', unsafe_allow_html=True
    )


def _completeness(series: Series) -> str:
    """The period, the baseline and how complete the data behind a card are."""
    points = series.points
    first, last = (words.formats.period(points["period"].iloc[i], series.grain, short=True) for i in (0, -1))
    present = int(points["value"].notna().sum())
    missing = f"; {len(points) - present} of {len(points)} periods have no figure" if present < len(points) else ""
    return f"{first} to {last}, baseline: all of it; {series.basis}{missing}."
