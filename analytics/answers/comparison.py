"""Organisations side by side: ranked, in a funnel, or each with its own chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from analytics.answers.chart import chart
from analytics.answers.data import ENDS, Data
from analytics.answers.question import Question
from analytics.methods import compare
from analytics.methods import funnel as funnels
from analytics.model import (
    ENGLAND,
    Adjustment,
    Better,
    Charted,
    Comparison,
    Funnel,
    Kind,
    Limits,
    Mapped,
    Measure,
    Organisation,
    Unit,
)
from analytics.series import years

FIRST = ("concern", "neutral", "common", "improvement", "")
"""Verdicts in the order in which a reader should look at them."""


def comparison(data: Data, asked: Question, level: Kind) -> Comparison | None:
    """The organisations of a level around the chosen one, side by side; None where fewer than two have data, or none of
    what they have may be held side by side."""
    found, code = data.resolved(asked.measure), asked.organisation
    around = compared_within(data, code, level)
    people = _with_data(data, asked.measure, around, level)
    if len(people) < 2:
        return None
    codes = [o.code for o in people] + [around.code]
    rows, period = years.latest_year(found, codes, asked.start, asked.end)
    made = compare.compare(
        found.measure,
        rows,
        people,
        chosen=code,
        level=level.value,
        period=period,
        reference=around.code,
        reference_name=around.short_name,
        illustrative=found.illustrative,
    )
    return made if len(made.rows) else None


def compared_within(data: Data, code: str, level: Kind) -> Organisation:
    """The smallest organisation around `code` (or itself) that stands above the level and has at least two members."""
    tree = data.organisations
    for organisation in [tree[code], *tree.ancestors(code)]:
        above = organisation.kind.level < level.level or organisation.kind is Kind.PSC
        if above and len(tree.members(organisation.code, level)) > 1:
            return organisation
    return tree[ENGLAND]


def funnel(
    data: Data, asked: Question, level: Kind, adjustment: Adjustment, limits: Limits = Limits.SIGMA
) -> Funnel | None:
    """All of England's organisations of a level in one funnel; None where fewer than two have data.

    England and never a part of it: a handful of neighbours do not show how far organisations usually lie apart, and
    nobody should be an outlier on one page and none on the next.
    """
    everybody = [*members(data, asked.measure, ENGLAND, level), ENGLAND]
    start = years.needed_from(data.resolved(asked.measure), everybody, asked.start, asked.end)
    asked = replace(asked, organisation=ENGLAND, start=start, grain=None)

    def made() -> Funnel | None:
        found = comparison(data, asked, level)
        return None if found is None else funnels.funnel(found, adjustment, limits)

    return data.once(("funnel", asked, level, adjustment, limits, data.organisations.since), made, most=ENDS)


def why_no_funnel(measure: Measure) -> str:
    """Why a measure can have no funnel plot, however many organisations have data; empty where it can."""
    return funnels.why_none(measure, funnels.LEAST)


def mapped(data: Data, asked: Question) -> Mapped | None:
    """England's ICBs for a map; None where none has figures, or the measure says nothing about a single ICB."""
    measure, all_of = data.measures[asked.measure], replace(asked, organisation=ENGLAND)
    boards = trends(data, all_of, Kind.ICB) if Kind.ICB in measure.levels else ()
    if not boards:
        return None
    rates = comparison(data, all_of, Kind.ICB)
    plain = measure.unit is Unit.COUNT and not measure.compare_per
    return Mapped(boards, rates, any(one.chart.assurance for one in boards), rates is not None and not plain)


def members(data: Data, measure: str, code: str, level: Kind) -> tuple[str, ...]:
    """The codes of a level's organisations around the chosen one that have any value of a measure."""
    return tuple(o.code for o in _with_data(data, measure, compared_within(data, code, level), level))


def trends(data: Data, asked: Question, level: Kind) -> tuple[Charted, ...]:
    """The control charts of a level's organisations around the chosen one, as on their own pages; concern first."""
    codes = members(data, asked.measure, asked.organisation, level)
    drawn = [chart(data, replace(asked, organisation=code, grain=None)) for code in codes]
    return tuple(ordered(c for c in drawn if len(c.series)))


def ordered(charts: Iterable[Charted]) -> list[Charted]:
    """Those of concern first, those without a verdict last; within a verdict the worst latest value first."""

    def place(one: Charted) -> tuple[int, float, str]:
        values = one.series.points["value"].to_numpy(float)
        value = float(values[np.isfinite(values)][-1])
        kind = one.chart.variation.value.partition("_")[0]
        return (
            FIRST.index(kind),
            value if one.chart.better is Better.INCREASE else -value,
            one.series.organisation.short_name,
        )

    return sorted(charts, key=place)


def own(data: Data, code: str, level: Kind) -> tuple[str, ...]:
    """The organisations of a level that are the chosen one, hold it, or lie within it; none for England."""
    tree = data.organisations
    if tree[code].kind is Kind.NATION:
        return ()
    above = tree.ancestor(code, level)
    return (above.code,) if above else tuple(o.code for o in tree.members(code, level))


def _with_data(data: Data, measure: str, around: Organisation, level: Kind) -> list[Organisation]:
    found = data.resolved(measure)
    if level not in found.measure.levels:
        return []
    known = found.codes()
    return [o for o in data.organisations.members(around.code, level) if o.code in known]
