"""A count of people as a rate or per working day, and with the limits of a baseline year: judged anew, and named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.answers import chart as charts
from analytics.answers import population
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.keeping import annotations as notes
from analytics.methods import spc
from analytics.methods.calendar import working_days
from analytics.methods.spc import recalculate
from analytics.methods.spc.many import judge
from analytics.model import Charted, ControlChart, Grain, Measure, Series, Shown, ShownAs, Unit
from analytics.words import people as say

ROLLING = 6
"""Months of the rolling mean."""
LEAST_OF_YEAR = 10
"""Points of a year that its limits need: of twelve months, most."""


def shown(data: Data, asked: Question, how: Shown) -> Charted:
    """A measure of an organisation as it is asked to be shown; as it is, with a note, where that cannot be."""
    found = charts.chart(data, asked)
    if not found.series.has_values or (how.scale is ShownAs.COUNT and how.limits_from is None):
        return found
    counts = population.beside(data, found.series) if how.scale is ShownAs.RATE else found.series
    series = scaled(counts, how.scale)
    if how.limits_from is not None and (since := _from_year(series, how.limits_from)):
        named = titled(series.measure, f"limits from {how.limits_from}")
        told = (say.limits_from(how.limits_from, since[1]), *series.notes)
        return replace(found, series=replace(series, measure=named, notes=told), chart=since[0])
    if how.limits_from is not None:
        series = replace(series, notes=(say.no_limits_from(how.limits_from), *series.notes))
    return replace(found, series=series, chart=rejudged(data, series))


def rejudged(data: Data, series: Series) -> ControlChart:
    """The chart of a series that was worked out of a kept one, with the recalculations that were accepted for that."""
    days = notes.recalculations(data.events, series.organisation.code, series.measure.slug)
    starts, _ = recalculate.starts_at(series.points["period"], days)
    apart = series.points["period"].isin(series.breaks).to_numpy()
    numbers = (series.points[n].to_numpy(float, na_value=np.nan)[None] for n in ("value", "numerator", "denominator"))
    breaks = apart[None] if apart.any() else None
    judged = judge(series.measure, series.grain, *numbers, rebase=starts[None] if starts.any() else None, breaks=breaks)
    return judged.chart(0, np.arange(len(series)))


def scaled(series: Series, scale: ShownAs) -> Series:
    """A count over what it is shown by. Where that is not known the counts come back, with a note."""
    measure, points = series.measure, series.points
    if measure.unit is not Unit.COUNT or scale is ShownAs.COUNT:
        return series
    if scale is ShownAs.PER_DAY:
        if series.grain is not Grain.MONTH:
            return replace(series, notes=(say.MONTHS_ONLY, *series.notes))
        below = pd.Series(working_days(pd.DatetimeIndex(points["period"])), index=points.index, dtype=float)
        unit, of, note = say.PER_DAY, say.WORKING_DAYS, say.PER_DAY_NOTE
    else:
        below = points["denominator"].astype(float) / (measure.compare_per or 1)
        below = below.where(below > 0)
        if not (below.notna() & points["value"].notna()).any():
            return replace(series, notes=(say.no_denominator(measure), *series.notes))
        unit, of, note = measure.per_text, f"{measure.denominator}, in thousands", say.rates_missing(series, below)
    over = points.assign(numerator=points["value"], denominator=below, value=points["value"].astype(float) / below)
    named = titled(replace(measure, unit=Unit.RATE, per_text=unit, denominator=of), unit.removeprefix("people "))
    return replace(series, measure=named, points=over, notes=(*((note,) if note else ()), *series.notes))


def rolling_mean(charted: Charted) -> np.ndarray:
    """The mean of `ROLLING` months up to each that is drawn; NaN before there are so many in a row."""
    series, drawn = charted.series, charted.drawn[0]
    means = series.points["value"].astype(float).rolling(ROLLING).mean().to_numpy()
    return means[len(series) - len(drawn) :]


def titled(measure: Measure, how: str) -> Measure:
    """The measure with how it is shown in its titles, so that each picture, sentence and download names it."""
    return replace(measure, title=f"{measure.title}, {how}", short_title=f"{measure.short_title}, {how}")


def _from_year(series: Series, year: int) -> tuple[ControlChart, int] | None:
    """The chart with limits from the months of one year, and how many; earlier points are shown and not judged.

    None where the year has too few of them for limits.
    """
    years = series.points["period"].dt.year.to_numpy()
    months = int((np.isfinite(series.points["value"].to_numpy(float)) & (years == year)).sum())
    if months < LEAST_OF_YEAR:
        return None
    chart = spc.chart(series, ghost=years < year, baseline_points=months)
    return replace(chart, settings=say.baseline(chart.settings, year, months)), months
