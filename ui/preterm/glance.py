"""The pathway at a glance: each intervention in clinical order, in a line that can be opened."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analytics import words
from analytics.charts import icons
from analytics.model import Glance, Measure, Pathway
from analytics.model.labels import ILLUSTRATIVE
from ui import cached, sections
from ui.frame import Here
from ui.panels import takeaway

WIDTHS = (2.6, 1.7, 1.5, 3.6, 2.2)


def draw(here: Here) -> None:
    """A line for each intervention of the programme's first pathway, in its clinical order."""
    assert here.programme is not None
    pathway = here.programme.pathways[0]
    measures = {m.slug: m for m in here.programme.measures}
    st.markdown("## The pathway at a glance")
    sound = [measures[e.slug].short_title for e in pathway.elements if measures[e.slug].good_data_quality]
    st.markdown(
        f"{len(pathway.elements)} interventions in the order of care. ★ marks the {len(sound)} whose data are good enough "
        f"to draw conclusions from: {words.formats.join(sound)}. Read the others with more care. Choose one to open it."
    )
    _head()
    table = [_line(here, measures[element.slug], pathway, number) for number, element in enumerate(pathway.elements, 1)]
    takeaway.table(
        here,
        f"glance_{here.organisation.code}",
        pd.DataFrame(table),
        takeaway.context_lines(here),
        cached.has_illustrative(here.version),
        "The numbers behind this table",
    )


def _head() -> None:
    columns = st.columns(WIDTHS, vertical_alignment="bottom")
    for column, title in zip(
        columns, ("Intervention", "Latest", "Change, target", "In words", "Adoption, data"), strict=True
    ):
        # On a phone the columns stand under each other, where a heading on its own would say nothing.
        column.markdown(f'<p class="wide">{title}</p>', unsafe_allow_html=True)


def _line(here: Here, measure: Measure, pathway: Pathway, number: int) -> dict[str, object]:
    """Draw one intervention and return its row for the download."""
    found = cached.glance(here.version, here.ask(measure.slug), pathway.slug, here.last_day)
    series = found.charted.series
    with st.container(border=True):
        name, latest, change, said, rest = st.columns(WIDTHS, vertical_alignment="top")
        star = " ★" if measure.good_data_quality else ""
        with name:
            st.button(
                f"{number}. {measure.short_title}{star}",
                key=f"open_{measure.slug}",
                type="tertiary",
                on_click=sections.open_section,
                args=(here, "intervention"),
                kwargs={"measure": measure.slug, "grain": None},
                help=f"Open {measure.title}",
            )
        if series.has_values:
            _numbers(found, latest, change, said)
        else:
            latest.markdown("No data")
            said.markdown(escape(series.notes[-1] if series.notes else "There is no data."), unsafe_allow_html=True)
        rest.markdown(f"{found.adopted}  \n<small>{found.missing}</small>", unsafe_allow_html=True)
    return _row(found)


def _numbers(found: Glance, latest, change, said) -> None:  # noqa: ANN001 - columns
    measure, (series, chart) = found.measure, found.charted.whole
    last = series.latest
    assert last is not None
    counts = words.formats.counts(last["numerator"], last["denominator"])
    illustrative = f"<br><small>{ILLUSTRATIVE}</small>" if series.illustrative else ""
    latest.markdown(
        f"**{words.formats.value(measure, last['value'], short=True)}**  \n<small>{escape(counts)}, "
        f"{words.formats.period(last['period'], series.grain, short=True)}</small>{illustrative}",
        unsafe_allow_html=True,
    )
    change.markdown(
        f"<div class='says'>{icons.variation_img(chart.variation)}{icons.assurance_img(chart.assurance)}</div>",
        unsafe_allow_html=True,
    )
    brief = escape(words.control.brief(series, chart))
    said.markdown(f"{brief}  \n<small>{escape(_since(found))}</small>", unsafe_allow_html=True)


def _since(line: Glance) -> str:
    measure, grain, found = line.measure, line.charted.series.grain, line.since
    if found is None:
        return "Too short for a baseline: it needs two years."
    away = words.formats.difference(measure, abs(found.difference), found.baseline)
    way = "the same as" if not round(found.difference, 3) else f"{away} {'above' if found.difference > 0 else 'below'}"
    years = [
        f"{words.formats.period(start, grain, short=True)} to {words.formats.period(end, grain, short=True)}"
        for start, end in ((found.latest_start, found.latest_end), (found.baseline_start, found.baseline_end))
    ]
    return f"Last year {way} the first ({years[1]})."


def _row(found: Glance) -> dict[str, object]:
    measure, (series, chart), since = found.measure, found.charted.whole, found.since
    last = series.latest
    return {
        "intervention": measure.title,
        "period": "" if last is None else words.formats.period(last["period"], series.grain),
        "value": None if last is None else last["value"],
        "numerator": None if last is None else last["numerator"],
        "denominator": None if last is None else last["denominator"],
        "variation": str(chart.variation),
        "assurance": str(chart.assurance),
        "change_since_first_year": None if since is None else since.difference,
        "adoption": found.adopted,
        "missing": found.missing,
        "data_quality_good": bool(measure.good_data_quality),
    }
