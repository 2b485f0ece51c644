"""Outcome measures: shares where events are common enough, babies between events where they are rare, and CUSUMs."""

from __future__ import annotations

from dataclasses import replace

from analytics.answers import chart as charts
from analytics.answers import cusum as watched
from analytics.answers.chart import RARE
from analytics.exhibits import control, cusum
from analytics.exhibits.scope import Scope
from analytics.model import Charted, Measure
from analytics.model.exhibit import Exhibit
from analytics.model.titles import within

GROUP = "Outcome measures"
BETWEEN = (
    f"Fewer than {RARE:g} event a period: each point is an event, as high as the number of babies since the one before. "
    "Higher is better. Within a period events are taken as evenly spread. A last hollow point is the gap that is still "
    "open; it signals only by being long."
)


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """A chart for each outcome that has data, with its CUSUM."""
    made: list[Exhibit] = []
    for measure in measures(scope):
        asked = scope.ask(measure.slug)
        charted = charts.chart(scope.data, asked)
        if len(charted.series):
            found = watched.watched(scope.data, asked)
            made += [of(scope, charted, charts.between_events(scope.data, asked)), *cusum.of(scope, measure, found)]
    if made:
        return tuple(made)
    none = ", ".join(within(m.short_title) for m in measures(scope))
    return (scope.nothing("outcomes", "Did outcomes change?", f"There are no figures for {scope.name} on: {none}."),)


def measures(scope: Scope) -> list[Measure]:
    """The programme's outcomes."""
    assert scope.programme is not None
    return [m for m in scope.programme.measures if m.group == GROUP]


def of(scope: Scope, charted: Charted, between: Charted | None) -> Exhibit:
    """One outcome; by the babies between events where these are rare."""
    if between is None:
        return control.of(scope, charted, large=False)
    made = control.of(scope, between, large=False)
    return replace(made, notes=(*made.notes, BETWEEN))
