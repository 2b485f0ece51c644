"""The overview's cards: one a programme, with its key numbers, how they went, and how complete the data are."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.charts import icons, sparkline
from analytics.model import Charted, Programme, Series
from ui import cached, link
from ui.frame import Here
from ui.text import html, plain

ICON = 28


def draw(here: Here) -> None:
    """A card for each programme of the catalogue, all as high as the highest beside it."""
    with st.container(key="cards"), st.grid(min_column_width=420, gap="small"):
        for programme in cached.the_catalogue().programmes:
            with st.container(border=True, height="stretch", gap="small"):
                _card(here, programme)


def headline(charted: Charted) -> str:
    """A measure as HTML: latest figure, name, verdict in a few words, and the whole series in a small picture."""
    series, chart = charted.whole
    last, measure = series.latest, series.measure
    assert last is not None
    value = words.formats.value(measure, last["value"], short=True)
    when = words.formats.period(last["period"], series.grain, short=True)
    return (
        f'<div class="headline"><b>{html(value)}</b>{icons.variation_img(chart.variation, ICON)}'
        f"<p><b>{html(measure.short_title)}</b> <small>{html(when)}</small><br>"
        f"{html(words.glance.change(series, chart))}</p>{sparkline.img(chart, words.control.alt(series, chart))}</div>"
    )


def _card(here: Here, programme: Programme) -> None:
    st.markdown(f"## {plain(programme.title)}")
    st.caption(plain(f"{programme.national} · {programme.question}"))
    found = [cached.chart(here.version, here.ask(slug)) for slug in programme.headline]
    shown = [charted for charted in found if charted.series.has_values]
    if shown:
        st.markdown("".join(headline(one) for one in shown), unsafe_allow_html=True)
        st.caption(plain(_completeness(shown[0].whole[0])))
    else:
        st.info(plain(f"Nothing has been uploaded for {here.name} yet."))
    link.to_page(programme.slug, f"Open {programme.title}")


def _completeness(series: Series) -> str:
    """The period, the baseline and how complete the data behind a card are."""
    points = series.points
    first, last = (words.formats.period(points["period"].iloc[i], series.grain, short=True) for i in (0, -1))
    present = int(points["value"].notna().sum())
    missing = f"; {len(points) - present} of {len(points)} periods have no figure" if present < len(points) else ""
    return f"{first} to {last}, baseline: all of it; {series.basis}{missing}."
