"""One page of an organisation for a board: what needs attention, every measure in a line, and where the figures are from.
The browser prints it; together with the cards it fills one sheet of A4."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.charts import icons, sparkline
from analytics.exhibits import overview
from analytics.model import Charted, Programme
from analytics.model.labels import ILLUSTRATIVE
from ui import cached, changed_cached
from ui.here import Here
from ui.text import html, said

ICON = 20


def draw(here: Here) -> None:
    """The page's foot on paper, and on the screen what lies below the cards."""
    found = {programme: _shown(here, programme) for programme in cached.the_catalogue().programmes}
    with st.container(key="board", gap="small"):
        st.markdown("## What needs attention")
        st.markdown(_attention(here, [one for shown in found.values() for one in shown]), unsafe_allow_html=True)
        st.markdown("## Every measure in a line")
        tables = "".join(_table(here, programme, shown) for programme, shown in found.items() if shown)
        st.html(f'<div class="board">{tables}</div>')
        st.caption(
            said(
                f"{here.name}, {here.shown[0]:%B %Y} to {here.shown[1]:%B %Y}; data version {here.version}. "
                + f"{ILLUSTRATIVE}, at least in part. " * cached.has_illustrative(here.version)
                + "Sources and definitions: Methods. The browser prints this page on one sheet."
            )
        )


def _shown(here: Here, programme: Programme) -> list[Charted]:
    found = (cached.chart(here.version, here.ask(measure.slug)) for measure in programme.measures)
    return [charted for charted in found if charted.series.has_values]


def _attention(here: Here, found: list[Charted]) -> str:
    """What gets worse, or will miss its target as things stand; as HTML."""
    lines = [f"<li><b>{html(m.short_title)}</b>: {html(why)}</li>" for m, why in overview.attention(found)]
    return f'<ul class="attention">{"".join(lines)}</ul>' if lines else html(overview.nothing(here.scope, found))


def _table(here: Here, programme: Programme, shown: list[Charted]) -> str:
    head = "".join(
        f'<th scope="col">{h}</th>' for h in (html(programme.title), "Latest", "Data", "Change", "Since the start")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(_row(here, one) for one in shown)}</tbody></table>"


def _row(here: Here, charted: Charted) -> str:
    series, chart = charted.whole
    last, measure = series.latest, series.measure
    assert last is not None
    value = words.formats.value(measure, last["value"], short=True)
    badge = changed_cached.completeness(here.version, here.organisation.code, here.months[1], measure.slug)
    both = icons.variation_img(chart.variation, ICON) + icons.assurance_img(chart.assurance, ICON)
    return (
        f'<tr><th scope="row">{html(measure.short_title)}</th><td>{html(value)}</td>'
        f'<td class="quality">{html(badge)}</td>'
        f"<td>{both} {html(words.glance.change(series, chart))}</td>"
        f"<td>{sparkline.img(chart, words.control.alt(series, chart))}</td></tr>"
    )
