"""The two national measures of people: as counts, rates or per working day, by the limits of all months or of a year."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.answers import chart as charts
from analytics.answers import shown as answers
from analytics.exhibits import control
from analytics.exhibits.scope import Scope
from analytics.model import Measure, Shown
from analytics.model.exhibit import Exhibit

GROUP = "People"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The chosen measure of people as the view shows it, and the events on its chart."""
    measure, how = chosen(scope), how_shown(scope)
    charted = answers.shown(scope.data, scope.ask(measure.slug), how)
    known = charts.drawn_events(scope.data, measure.slug, scope.organisation.code)
    listed = (events(scope, measure, known),) if charted.series.has_values and not known.empty else ()
    return (control.of(scope, charted, variant=variant(how)), *listed)


def measures(scope: Scope) -> dict[str, Measure]:
    """The measures of people, by slug."""
    assert scope.programme is not None
    return {m.slug: m for m in scope.programme.measures if m.group == GROUP}


def chosen(scope: Scope) -> Measure:
    """The measure of people that is shown."""
    people = measures(scope)
    return people.get(scope.measure.slug, next(iter(people.values())))


def how_shown(scope: Scope) -> Shown:
    """How this section shows them: with their calendar."""
    return replace(scope.view.shown, calendar_out=False)


def variant(how: Shown) -> str:
    """What tells the file of figures shown so from that of the usual ones."""
    return "_".join((how.scale.value, str(how.limits_from or ""))).strip("_")


def events(scope: Scope, measure: Measure, known: pd.DataFrame) -> Exhibit:
    """The dated events of the chart, whose labels have no room there."""
    many = f"{len(known)} event{'s stand' if len(known) > 1 else ' stands'} on the chart."
    table = known[["date", "title", "text", "source"]].assign(date=known["date"].dt.strftime("%Y-%m-%d"))
    slug, title = f"events_{measure.slug}_{scope.organisation.code}", f"{measure.title}: events"
    return scope.exhibit(slug, title, many, None, lambda: table, "The events on the chart, with sources", scope.lines())
