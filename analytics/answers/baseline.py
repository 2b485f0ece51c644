"""Fewer people than at baseline: the comparison, what it means in harm, and where else there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analytics.answers.before_after import before_after
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.catalogue import harms
from analytics.methods.before_after import baseline as method
from analytics.model import ENGLAND, AgainstBaseline, Estimate, Grain, Harmed, PrintedFall, Series, Tested
from analytics.model.baseline import MonthsOf
from analytics.model.view import Span
from analytics.series import one


def spans(data: Data, measure: str, baseline: Span | None = None, period: Span | None = None) -> tuple[Span, Span]:
    """The baseline and the period that are asked for, else the usual ones: those of the fall that the report prints."""
    usual = data.catalogue.falls[measure]
    found = baseline or usual.baseline, period or usual.period
    return found if found[0][1] < found[1][0] else (usual.baseline, usual.period)


def printed(data: Data, found: AgainstBaseline) -> PrintedFall | None:
    """The fall that the report prints for just this comparison; it prints England's alone."""
    usual = data.catalogue.falls[found.series.measure.slug]
    same = (found.baseline.span, found.period.span) == (usual.baseline, usual.period)
    return usual if same and found.series.organisation.code == ENGLAND else None


def monthly(data: Data, asked: Question) -> Series:
    """The series by month, empty with a note that says why where there is none."""
    found = one.series(
        data.resolved(asked.measure), data.organisations[asked.organisation], asked.start, asked.end, Grain.MONTH
    )
    if found.grain is Grain.MONTH:
        return found
    note = "Only months can be compared, and the figures here are not monthly."
    return replace(found, points=found.points.iloc[:0], notes=(*found.notes, note))


def against(data: Data, asked: Question, baseline: Span, period: Span) -> AgainstBaseline:
    """The measure in a period held against its baseline. Without figures `note` says why."""
    series = monthly(data, asked)
    if not series.has_values:
        before, now = (MonthsOf(span, 0, 0, float("nan")) for span in (baseline, period))
        return AgainstBaseline(series, before, now, note=" ".join(series.notes) or "There are no figures.")
    found = method.against(series, baseline, period)
    first = (pd.Timestamp(baseline[1]) + pd.DateOffset(months=1)).date()
    until = replace(asked, start=None, end=min(period[1], asked.end or period[1]), grain=Grain.MONTH)
    own = before_after(data, until, first, ENGLAND).own if found.robust else None
    return replace(found, carried_on=own.effect if own else None)


def harmed(data: Data, found: AgainstBaseline, assumed: Mapping[str, float]) -> tuple[Harmed, ...]:
    """What the difference means at each assumed number needed to harm of the measure, under a reader's assumptions."""
    if found.plain is None:
        return ()
    return tuple(
        Harmed(
            harm.outcome,
            harm.title,
            nnh := harms.needed(harm, assumed),
            _prevented(found.plain, nnh, harm.source),
            _prevented(found.robust, nnh, harm.source) if found.robust else None,
        )
        for harm in data.catalogue.harms.values()
        if harm.measure == found.series.measure.slug
    )


def _prevented(tested: Tested, nnh: float, source: str) -> Estimate:
    fewer = tested.difference
    method = f"fewer people a month divided by the NNH; the range is that of the difference ({fewer.method})"
    ends = -fewer.value / nnh, -fewer.high / nnh, -fewer.low / nnh
    return Estimate(*ends, method, source, (("fewer people a month", -fewer.value), ("NNH", nnh)))
