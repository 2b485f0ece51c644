"""The pathway at a glance: each intervention in clinical order, in a line that can be opened."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analytics import words
from analytics.charts import icons
from analytics.methods import since_baseline as glance
from analytics.model import Charted, ControlChart, Measure, Pathway, Series
from analytics.model.labels import ILLUSTRATIVE
from analytics.series.one import members_words
from ui import adoption_cached, cached, sections
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
    charted = cached.chart(here.version, here.ask(measure.slug))
    series, chart = charted.whole
    adopted = _adopted(here, measure, pathway)
    has_data = bool(series.points["value"].notna().any())
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
        if has_data:
            _numbers(measure, series, chart, latest, change, said)
        else:
            latest.markdown("No data")
            said.markdown(escape(series.notes[-1] if series.notes else "There is no data."), unsafe_allow_html=True)
        missing = _missing(here, charted) if has_data else ""
        rest.markdown(f"{adopted}  \n<small>{missing}</small>", unsafe_allow_html=True)
    return _row(measure, series, chart, adopted, missing)


def _numbers(measure: Measure, series: Series, chart: ControlChart, latest, change, said) -> None:  # noqa: ANN001 - columns
    last = series.points[series.points["value"].notna()].iloc[-1]
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
    said.markdown(f"{brief}  \n<small>{escape(_since(measure, series))}</small>", unsafe_allow_html=True)


def _since(measure: Measure, series: Series) -> str:
    found = glance.since_baseline(series)
    if found is None:
        return "Too short for a baseline: it needs two years."
    away = words.formats.difference(measure, abs(found.difference), found.baseline)
    way = "the same as" if not round(found.difference, 3) else f"{away} {'above' if found.difference > 0 else 'below'}"
    years = [
        f"{words.formats.period(start, series.grain, short=True)} to {words.formats.period(end, series.grain, short=True)}"
        for start, end in ((found.latest_start, found.latest_end), (found.baseline_start, found.baseline_end))
    ]
    return f"Last year {way} the first ({years[1]})."


def _missing(here: Here, charted: Charted) -> str:
    covered, expected = cached.reported(here.version, charted)
    return words.glance.missing(charted.series, covered, expected, members_words(charted.series.measure))


def _adopted(here: Here, measure: Measure, pathway: Pathway) -> str:
    when = (pd.Timestamp(here.view.end or here.span[1]) + pd.offsets.MonthEnd(0)).date()
    found = adoption_cached.at(here.version, pathway.slug, here.organisation.code, when)
    element = next(e for e in pathway.elements if e.slug == measure.slug)
    scale = cached.the_catalogue().scales[element.scale]
    return words.glance.adopted(found, element.slug, element.adopted_at, {s.value: s.label for s in scale.steps})


def _row(measure: Measure, series: Series, chart: ControlChart, adopted: str, missing: str) -> dict[str, object]:
    points = series.points[series.points["value"].notna()]
    last = points.iloc[-1] if len(points) else None
    found = glance.since_baseline(series)
    return {
        "intervention": measure.title,
        "period": "" if last is None else words.formats.period(last["period"], series.grain),
        "value": None if last is None else last["value"],
        "numerator": None if last is None else last["numerator"],
        "denominator": None if last is None else last["denominator"],
        "variation": str(chart.variation),
        "assurance": str(chart.assurance),
        "change_since_first_year": None if found is None else found.difference,
        "adoption": adopted,
        "missing": missing,
        "data_quality_good": bool(measure.good_data_quality),
    }
