"""The overview's cards: one a programme, with its first measure, the report's key figures and how complete the data are.
They are one element: several come one after another, and each pushes down what is below it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics import words
from analytics.charts import icons, sparkline
from analytics.exhibits.key_figures import KeyFigure
from analytics.model import Charted, Programme
from analytics.sharing.link import to_params
from ui import cached, changed_cached, link
from ui.here import Here
from ui.panels import control
from ui.text import html

ICON = 28
HEADLINES = 1
"""So many measures are on a card, so that four cards and the list are on one screen; all stand in a line below."""


def draw(here: Here) -> None:
    """A card for each programme of the catalogue, all as high as the highest beside it."""
    cards = "".join(_card(here, programme) for programme in cached.the_catalogue().programmes)
    with st.container(key="cards"):
        st.html(f'<div class="cards">{cards}</div>')


def headline(charted: Charted, badge: str = "") -> str:
    """A measure as HTML: latest figure, name, verdict in a few words, `badge` of its data, and the series in small."""
    series, chart = charted.whole
    last, measure = series.latest, series.measure
    assert last is not None
    value = words.formats.value(measure, last["value"], short=True)
    when = words.formats.period(last["period"], series.grain, short=True)
    return (
        f'<div class="headline"><b>{html(value)}</b>{icons.variation_img(chart.variation, ICON)}'
        f"<p><b>{html(measure.short_title)}</b> <small>{html(when)}</small><br>"
        f"{html(words.glance.change(series, chart))} "
        f'<small class="quality">{html(f"({badge})" if badge else "")}</small></p>'
        f"{sparkline.img(chart, words.control.alt(series, chart))}</div>"
    )


def _card(here: Here, programme: Programme) -> str:
    found = [cached.chart(here.version, here.ask(slug)) for slug in programme.headline]
    shown = [charted for charted in found if charted.series.has_values]
    inside = [headline(one, control.complete(here, one)) for one in shown[:HEADLINES]]
    inside += [
        _figure(here, figure) for figure in changed_cached.key_figures_of(here.version, here.view, programme.slug)
    ]
    inside = inside or [f"<p>Nothing has been uploaded for {html(here.name)} yet.</p>"]
    opens = link.beside(programme.slug, f"Open {programme.title}")
    return f"<section><h2>{html(programme.title)}</h2>{''.join(inside)}<p>{opens}</p></section>"


def _figure(here: Here, figure: KeyFigure) -> str:
    """A key figure of the report as a link to its evidence."""
    params = to_params(replace(here.view, measure=figure.measure, grain=None), here.tree) | {
        link.SECTION: figure.section
    }
    return f"<p>{link.beside(figure.page, f'{figure.name}: {figure.number}', params)}</p>"
