"""How a measure is spread: a funnel plot of outliers, and trends side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics import words
from analytics.answers import comparison as comparisons
from analytics.answers import glance, levels
from analytics.charts import funnel, multiples
from analytics.exhibits.scope import Scope
from analytics.exports import tabulated
from analytics.model import ENGLAND, Adjustment, Charted, Funnel, Grain, Kind, Unit, labels
from analytics.model.exhibit import Exhibit, Picture
from analytics.model.titles import within
from analytics.organisations import common_name

FEW = 24
"""So many small charts are drawn at first; the rest on demand."""


def outliers(scope: Scope) -> tuple[Exhibit, ...]:
    """The funnel plot of England's organisations of the level below the chosen one."""
    measure = scope.measure
    asked = replace(scope.ask(measure.slug), organisation=ENGLAND)
    if why := no_funnel(scope, known := levels.compared(scope.data, asked)):
        return (why,)
    level = levels.first_below(scope.organisation.kind, known)
    return (of_funnel(scope, comparisons.funnel(scope.data, asked, level, next(iter(Adjustment))), level),)


def no_funnel(scope: Scope, known: Sequence[Kind]) -> Exhibit | None:
    """Why there is no funnel plot, whatever is chosen; None where there may be one."""
    measure = scope.measure
    why = comparisons.why_no_funnel(measure)
    if not why and not known:
        why = f"Fewer than two organisations have data for {within(measure.title)} in this period."
    return scope.nothing(f"{measure.slug}_funnel", measure.title, why, measure=measure) if why else None


def of_funnel(scope: Scope, found: Funnel | None, level: Kind) -> Exhibit:
    """A funnel plot of all England's organisations of a level, with those of the chosen organisation marked."""
    measure, slug = scope.measure, f"{scope.measure.slug}_funnel"
    if found is None:
        return scope.nothing(slug, measure.title, words.comparison.nothing_alike(measure), measure=measure)
    own = comparisons.own(scope.data, scope.organisation.code, level)
    title = f"{measure.title}: {labels.KINDS[level].many} in England, {found.period}"
    told = words.funnel.sentence(found, own, scope.name)
    if found.note:
        return replace(scope.exhibit(slug, title, told, None, pd.DataFrame, measure=measure), missing=True)
    drawn = funnel.rows(found, own)
    drawn_at = {
        "Period compared": found.period,
        "Limits": words.funnel.ADJUSTMENT_WORDS[found.adjustment],
        "Limits drawn at": words.funnel.LIMIT_WORDS[found.limits],
        "In words": f"{words.funnel.sentence(found)} {words.funnel.limits(found)}",
    }
    left_out = f"Without counts for this period, so not drawn: {', '.join(found.left_out)}." if found.left_out else ""
    return scope.exhibit(
        slug,
        title,
        told,
        Picture(
            funnel.template(measure.unit, found.illustrative, words.funnel.across(found), words.funnel.axis(found)),
            drawn,
            words.funnel.alt(found),
            tuple(funnel.key(drawn, found.limits)),
        ),
        lambda: tabulated.funnel_table(found),
        "The numbers behind this funnel plot",
        scope.lines(measure) | drawn_at,
        (words.funnel.limits(found), left_out),
        illustrative=found.illustrative,
        measure=measure,
    )


def trends(scope: Scope) -> tuple[Exhibit, ...]:
    """Small control charts of the level below the chosen organisation, or beside it; those of concern first."""
    asked = scope.ask(scope.measure.slug)
    known = levels.compared(scope.data, asked)
    level = levels.first_below(scope.organisation.kind, known) if known else Kind.TRUST
    found = comparisons.trends(scope.data, asked, level) if known else ()
    return (of_trends(scope, found, level),)


def of_trends(
    scope: Scope, found: Sequence[Charted], level: Kind, most: int = FEW, drawn: pd.DataFrame | None = None
) -> Exhibit:
    """The trends of a level's organisations, of which `most` are drawn, as `drawn` where somebody has that already."""
    measure = scope.measure
    slug = f"{measure.slug}_trends"
    if len(found) < 2:
        of = within(measure.title)
        why = f"Fewer than two organisations around {scope.name} have a trend of {of} in this period."
        return scope.nothing(slug, measure.title, why, measure=measure)
    code, shown = scope.organisation.code, found[:most]
    around = common_name(comparisons.compared_within(scope.data, code, level))
    pairs = [one.whole for one in found]
    if drawn is None:
        drawn = multiples.rows([one.drawn for one in shown], chosen=code)
    illustrative = any(one.series.illustrative for one in found)
    return scope.exhibit(
        slug,
        f"{measure.title}: {labels.KINDS[level].many} in {around}",
        words.spread.trends_sentence(pairs, level.value),
        Picture(
            multiples.template(illustrative),
            drawn,
            words.spread.trends_alt(pairs, len(shown), level.value),
            tuple(multiples.key(drawn)),
        ),
        lambda: tabulated.trends_table(pairs),
        "The numbers behind these trends",
        notes=(glance.by_chance(found), first_ones(found, most), _scales(found)),
        illustrative=illustrative,
        measure=measure,
    )


def first_ones(found: Sequence[Charted], most: int) -> str:
    """That only some are drawn, where that is so."""
    if len(found) <= most:
        return ""
    return f"The first {most} of {len(found)} are drawn, those that need a look first."


def _scales(found: Sequence[Charted]) -> str:
    of_count = found[0].series.measure.unit is Unit.COUNT
    axis = "Each panel has its own scale." if of_count else "All panels share one scale."
    mixed = {one.series.grain for one in found} - {Grain.MONTH}
    return f"{axis} Where a month has too few behind it, quarters or rolling years are drawn." if mixed else axis
