"""The pathway at a glance: each intervention in clinical order, in a line that can be opened. The table is one element: each
costs the browser time with every run."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics import words
from analytics.charts import icons, sparkline
from analytics.exhibits import glance as exhibits
from analytics.model import Glance
from analytics.sharing.link import to_params
from ui import cached, first, step
from ui.here import Here
from ui.panels import exhibit
from ui.text import html

ICON = 34
NONE = ' class="none"'
"""Of a target that there is none of, for which a phone has no room."""
HEADS = ("Intervention", "Latest", "Since the start", "Change", "Target", "In place", "Data")


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
    with st.container(key="glance"):
        st.html(_table([_row(here, line, number) for number, line in enumerate(lines, 1)]))
    first.release()
    shown = exhibits.of_pathway(here.scope, lines, cached.has_illustrative(here.version))
    exhibit.notes(shown)
    exhibit.numbers(here, shown)


def _table(rows: list[str]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    return f'<table class="pathway"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(here: Here, found: Glance, number: int) -> str:
    """One intervention: a link that opens it, and what is known of it. On a phone each cell says its heading."""
    measure = found.measure
    name = f"{number}. {measure.short_title}{' ★' if measure.good_data_quality else ''}"
    params = to_params(replace(here.view, measure=measure.slug, grain=None), here.tree)
    assert here.programme is not None
    opens = step.to(here.programme.slug, name, params, f"Open {measure.title}")
    known = zip(HEADS[1:], _known(found), strict=True)
    cells = (
        f'<td{NONE * ((head, cell) == ("Target", "–"))}><div data-head="{head}">{cell}</div></td>'
        for head, cell in known
    )
    return f'<tr><th scope="row">{opens}</th>{"".join(cells)}</tr>'


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
