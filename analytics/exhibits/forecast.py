"""Will we get there? The chance of meeting the ambition, what it would take, and how far to trust the forecast."""

from __future__ import annotations

import pandas as pd

from analytics import words
from analytics.answers import forecast as answers
from analytics.charts import fan
from analytics.exhibits import baseline
from analytics.exhibits.scope import Scope
from analytics.model import Grain, Reaching
from analytics.model.exhibit import Exhibit, Picture

say = words.forecast


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The chosen measure of people."""
    return (of(scope, answers.reaching(scope.data, scope.ask(baseline.chosen(scope).slug, Grain.MONTH))),)


def of(scope: Scope, found: Reaching) -> Exhibit:
    """The forecast as a fan, with the goal and the back-test in words."""
    series, measure = found.series, found.series.measure
    slug, title = f"{measure.slug}_{scope.organisation.code}_forecast", f"{measure.title}: will we get there?"
    if not series.has_values:
        return scope.nothing(slug, title, found.note, measure=measure)
    start = None if scope.view.start is None else pd.Timestamp(scope.view.start)
    drawn = fan.rows(found, start)
    soft = words.baseline.provisional(baseline.provisional(series))
    return scope.exhibit(
        slug,
        title,
        say.sentence(found),
        Picture(
            fan.template(measure.unit, series.illustrative, words.formats.axis(measure)),
            drawn,
            say.alt(found),
            fan.marks(drawn),
        ),
        lambda: fan.table(found),
        lines=scope.lines(measure) | {"Method": say.METHOD},
        notes=(" ".join(part for part in (f"{scope.name}, {series.basis}.", soft) if part),),
        further=(*evidence(found), say.trust(found.back_test) if found.back_test else ""),
        illustrative=series.illustrative,
        measure=measure,
    )


def evidence(found: Reaching) -> list[str]:
    """Whose the goal is, what it would take, and what stands out."""
    goal = say.share(found.goal) if found.goal else say.NO_AMBITION
    return [text for text in (goal, say.needed(found), say.without(found)) if text]
