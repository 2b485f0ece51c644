"""The pathway at a glance: each intervention in clinical order, in a line that can be opened."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import words
from analytics.charts import icons, sparkline
from analytics.exhibits import glance as exhibits
from analytics.model import Glance
from ui import cached, first, sections
from ui.frame import Here
from ui.panels import exhibit
from ui.text import html, plain

WIDTHS = (2.4, 7.6)
ICON = 34
HEADS = ("Latest", "Since the start", "Change", "Target", "In place", "Data")


def draw(here: Here) -> None:
    """A line for each intervention of the programme's first pathway, in its clinical order."""
    assert here.programme is not None
    pathway = here.programme.pathways[0]
    measures = {m.slug: m for m in here.programme.measures}
    lines = [
        cached.glance(here.version, here.ask(measures[e.slug].slug), pathway.slug, here.last_day)
        for e in pathway.elements
    ]
    st.markdown("## The pathway at a glance")
    st.markdown(f"{len(lines)} interventions in the order of care. Press one to open its chart.")
    with st.container(key="glance", gap="xxsmall"):
        _row("<p class='glance-head'>Intervention</p>", _cells("glance-head", HEADS))
        for number, line in enumerate(lines, 1):
            _line(here, line, number)
    first.release()
    shown = exhibits.of_pathway(here.scope, lines, cached.has_illustrative(here.version))
    exhibit.notes(shown)
    exhibit.numbers(here, shown)


def _line(here: Here, found: Glance, number: int) -> None:
    """One intervention: a button that opens it, and what is known of it."""
    measure = found.measure
    name, rest = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    with name:
        st.button(
            plain(f"{number}. {measure.short_title}{' ★' if measure.good_data_quality else ''}"),
            key=f"open_{measure.slug}",
            type="tertiary",
            on_click=sections.open_section,
            args=(here, "intervention"),
            kwargs={"measure": measure.slug, "grain": None},
            help=plain(f"Open {measure.title}"),
        )
    rest.markdown(_cells("glance-row", _known(found)), unsafe_allow_html=True)


def _row(name: str, rest: str) -> None:
    left, right = st.columns(WIDTHS, vertical_alignment="bottom", gap="small")
    left.markdown(name, unsafe_allow_html=True)
    right.markdown(rest, unsafe_allow_html=True)


def _cells(name: str, cells: Sequence[str]) -> str:
    """A line of the table; on a phone each cell says its heading."""
    inside = "".join(f'<div data-head="{head}">{cell}</div>' for head, cell in zip(HEADS, cells, strict=True))
    return f'<div class="{name}">{inside}</div>'


def _known(found: Glance) -> tuple[str, ...]:
    """The cells of an intervention, as HTML."""
    measure, (series, chart) = found.measure, found.charted.whole
    last, rest = series.latest, (html(found.adopted), html(found.missing))
    if last is None:
        why = series.notes[-1] if series.notes else "There is no data."
        if words.published.is_nothing(why):
            return ("–", "", "not published: small counts", "", rest[0], "–")
        return ("No data", "", f"<small>{html(why)}</small>", "", rest[0], "–")
    value = words.formats.value(measure, last["value"], short=True)
    counts = words.formats.counts(last["numerator"], last["denominator"])
    when = words.formats.period(last["period"], series.grain, short=True)
    verdict, since = words.glance.change(series, chart), words.glance.since(measure, found.since)
    return (
        f"<b>{html(value)}</b> <small>{html(counts)}<br>{html(when)}</small>",
        sparkline.img(chart, words.control.alt(series, chart)),
        f"{icons.variation_img(chart.variation, ICON)}<span>{html(verdict)}<br><small>{html(since)}</small></span>",
        icons.assurance_img(chart.assurance, ICON) or "–",
        *rest,
    )
