"""Measures at a glance: a line each, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analytics import words
from analytics.answers import chart as charts
from analytics.answers import glance as answers
from analytics.answers import provenance
from analytics.exhibits.scope import Scope
from analytics.model import Charted, Glance, Measure, Overview
from analytics.model.exhibit import Exhibit

NUMBERS = "The numbers behind this table"
GOOD = "★ Data quality is good enough to draw conclusions. Read the others with more care."


def page(scope: Scope) -> tuple[Exhibit, ...]:
    """Every measure of the page."""
    assert scope.programme is not None
    return (measures(scope, scope.programme.measures, scope.programme.slug, "At a glance"),)


def pathway(scope: Scope) -> tuple[Exhibit, ...]:
    """Each intervention of the programme's first pathway, in its clinical order."""
    assert scope.programme is not None
    first, last_day = scope.programme.pathways[0], scope.last_day
    lines = [answers.glance(scope.data, scope.ask(e.slug), first, last_day) for e in first.elements]
    return (of_pathway(scope, lines, provenance.any_illustrative(scope.data)),)


def beside_the_pathway(scope: Scope) -> tuple[Exhibit, ...]:
    """The measures that are no element of the programme's first pathway."""
    assert scope.programme is not None
    return (
        measures(scope, apart(scope), f"{scope.programme.slug}_beside", "The pathway as a whole, and its outcomes"),
    )


def apart(scope: Scope) -> list[Measure]:
    """The measures that are no element of the programme's first pathway."""
    assert scope.programme is not None
    on_it = {element.slug for element in scope.programme.pathways[0].elements}
    return [m for m in scope.programme.measures if m.slug not in on_it]


def measures(scope: Scope, of: Iterable[Measure], slug: str, title: str) -> Exhibit:
    """Some measures, a line each."""
    grain = {scope.measure.slug: scope.view.grain}
    found = answers.overview(charts.chart(scope.data, scope.ask(m.slug, grain.get(m.slug))) for m in of)
    return of_lines(scope, found, f"glance_{slug}_{scope.organisation.code}", title)


def of_lines(scope: Scope, found: Overview, slug: str, title: str) -> Exhibit:
    """A line for each measure that has anything to show; which are silent and why stands below."""
    silent = tuple(why_silent(one) for one in found.silent)
    if not found.shown:
        return scope.nothing(slug, title, nothing_yet(scope), *silent)
    good = any(one.series.measure.good_data_quality for one in found.shown)
    return scope.exhibit(
        slug,
        title,
        words.glance.altogether([one.whole for one in found.shown]),
        None,
        lambda: table(found.shown),
        NUMBERS,
        notes=(GOOD if good else "", found.by_chance, *silent),
        illustrative=any(one.series.illustrative for one in found.shown),
    )


def nothing_yet(scope: Scope) -> str:
    """That no measure has a figure."""
    return f"Nothing has been uploaded for {scope.name} yet."


def table(found: Sequence[Charted]) -> pd.DataFrame:
    """One row a measure: its latest figure, both verdicts and its sentence."""
    return pd.DataFrame([_line(one) for one in found])


def why_silent(one: Charted) -> str:
    """Why a measure has nothing to show."""
    series = one.series
    return f"{series.measure.short_title}: {series.notes[-1] if series.notes else 'no data.'}"


def _line(charted: Charted) -> dict[str, object]:
    series, chart = charted.whole
    last, measure = series.latest, series.measure
    assert last is not None
    return {
        "Measure": measure.title,
        "Period": words.formats.period(last["period"], series.grain),
        "Latest": words.formats.value(measure, last["value"], short=True),
        "variation": str(chart.variation),
        "assurance": str(chart.assurance),
        "In words": words.control.brief(series, chart),
    }


def of_pathway(scope: Scope, lines: Sequence[Glance], illustrative: bool) -> Exhibit:
    """The interventions of a pathway, a line each."""
    known = [line.charted for line in lines if line.charted.series.has_values]
    told = words.glance.altogether([one.whole for one in known]) if known else nothing_yet(scope)
    sound = [line.measure.short_title for line in lines if line.measure.good_data_quality]
    return scope.exhibit(
        f"glance_{scope.organisation.code}",
        "The pathway at a glance",
        told,
        None,
        lambda: pd.DataFrame([_record(line) for line in lines]),
        NUMBERS,
        notes=(
            f"★ marks the {len(sound)} whose data are good enough to draw conclusions from: {words.formats.join(sound)}. "
            "Read the others with more care. The last point of a small chart has the colour of its verdict; its dashed line "
            "is the average. In place is an intervention that is at stage 5 or above of adoption.",
        ),
        illustrative=illustrative,
    )


def _record(found: Glance) -> dict[str, object]:
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
