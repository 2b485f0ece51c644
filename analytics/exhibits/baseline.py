"""Against the baseline: how many fewer people a month than then, how sure that is, and what it means in harm."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import words
from analytics.answers import baseline as answers
from analytics.charts import baseline as pictures
from analytics.exhibits.scope import Scope
from analytics.model import AgainstBaseline, Estimate, Grain, Harmed, Measure, Series
from analytics.model.exhibit import Exhibit, Picture

say = words.baseline


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The chosen measure of people in the months that the view compares."""
    measure = chosen(scope)
    spans = answers.spans(scope.data, measure.slug, scope.view.baseline, scope.view.period)
    found = answers.against(scope.data, scope.ask(measure.slug, Grain.MONTH), *spans)
    return of(scope, found, answers.harmed(scope.data, found, dict(scope.view.assumptions)))


def chosen(scope: Scope) -> Measure:
    """One of the measures of people that have a baseline."""
    known = list(scope.data.catalogue.falls)
    return scope.data.catalogue.measures[scope.view.measure if scope.view.measure in known else known[0]]


def of(scope: Scope, found: AgainstBaseline, told: tuple[Harmed, ...]) -> tuple[Exhibit, ...]:
    """The picture with its months, then the differences, lives and harm with their ranges."""
    series, measure = found.series, found.series.measure
    slug = f"{measure.slug}_{scope.organisation.code}_against_baseline"
    title = f"{measure.title}: against the baseline"
    if not series.has_values:
        return (scope.nothing(slug, title, found.note, measure=measure),)
    start = None if scope.view.start is None else pd.Timestamp(scope.view.start)
    gaps = [say.months(span) for span in (found.baseline, found.period)]
    soft, drawn = say.provisional(provisional(series)), pictures.rows(found, start)
    whole = scope.exhibit(
        f"{slug}_months",
        title,
        say.sentence(found),
        Picture(
            pictures.template(measure.unit, series.illustrative, words.formats.axis(measure)),
            drawn,
            say.alt(found),
            pictures.marks(drawn),
        ),
        lambda: pictures.table(found),
        lines=scope.lines(measure)
        | {
            "Baseline": say.span(found.baseline.span),
            "Period": say.span(found.period.span),
            "Method": say.method(found),
        },
        notes=(" ".join(part for part in (f"{scope.name}, {series.basis}.", *gaps, soft) if part),),
        illustrative=series.illustrative,
        measure=measure,
    )
    return whole, _differences(scope, found, told, whole, slug)


def _differences(scope: Scope, found: AgainstBaseline, told: tuple[Harmed, ...], whole: Exhibit, slug: str) -> Exhibit:
    checked = say.checked(found, answers.printed(scope.data, found))
    made = scope.exhibit(
        slug,
        f"{found.series.measure.title}: how sure is that, and what does it mean in lives and harm?",
        say.sentence(found),
        None,
        lambda: lines_of(found, told),
        "The differences, lives and harm with their ranges",
        whole.lines,
        (found.note, f"{say.too_sure(found)} {say.NEVER_ADDED}", say.COUNTED_DEATHS if told else ""),
        (checked, *(say.harm(one) for one in told)),
        illustrative=whole.illustrative,
    )
    return replace(made, missing=made.table().empty)


def provisional(series: Series) -> list[str]:
    """The months whose figures may still change."""
    points = series.points
    return [f"{month:%B %Y}" for month in points.loc[points["status"] == "provisional", "period"]]


def lines_of(found: AgainstBaseline, told: tuple[Harmed, ...]) -> pd.DataFrame:
    """Everything that is worked out, for the download: differences below 0 are fewer people."""
    rows: list[tuple[str, Estimate, float | None]] = [
        (say.ROWS[name], one.difference, one.p)
        for name, one in (("robust", found.robust), ("plain", found.plain))
        if one
    ]
    rows += [(f"{h.outcome}, plain difference", h.plain, None) for h in told]
    rows += [(f"{h.outcome}, main answer", h.robust, None) for h in told if h.robust]
    return pd.DataFrame(
        [
            {
                "What": what,
                "Value": round(e.value, 1),
                "Low": round(e.low, 1),
                "High": round(e.high, 1),
                "P": p,
                "Method": e.method,
                "Source": e.source,
                "Inputs": "; ".join(f"{n} {v:,.10g}" for n, v in e.inputs),
            }
            for what, e, p in rows
        ]
    )
