"""A period held against a baseline: two means, and the difference between them by segmented regression.

*Plain*: the mean of the period less that of the baseline, with the interval and P value of Welch (Biometrika 1947), as if
each month were a fresh draw. Months are not: people who are counted in one are mostly counted in the next, so the plain
interval is too narrow; and a baseline of a year holds seasons that a period of nine months does not, so its size is off too.

*By regression*: the model of `regression` over the months from the beginning of the baseline to the end of the period,

    value = level + slope·time + step·after + turn·time·after + season + error,

with time 0 at the first month after the baseline. Each span's mean is a sum of these terms without the season, and so is
their difference: one contrast, with the Newey-West interval corrected for few points (`newey_west`) and its t test. Months
between the spans are fitted and belong to neither. It is one finding and no family, so it allows for one look.

Example: a baseline of 100 in each of 12 months, then 90 in each of 12: both differences are -10.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.methods.before_after.regression import LEAST_POINTS, Fit, harmonics, season_terms, segment_terms
from analytics.model import AgainstBaseline, Estimate, Grain, MonthsOf, Series, Tested
from analytics.model.view import Span

LEAST_MEANS = 3
"""Months that each span needs for a comparison of means: fewer say nothing of how much months differ."""
PLAIN = "Difference of two means, Welch’s t, as if months were independent"
REGRESSION = "Segmented regression, Newey-West interval corrected for few points"
SOURCES = {PLAIN: "Welch 1947", REGRESSION: "Bernal, Cummins, Gasparrini 2017; Newey, West 1987; Imbens, Kolesár 2016"}


def against(series: Series, baseline: Span, period: Span) -> AgainstBaseline:
    """The months of `period` held against those of `baseline`, of a series of months.

    Raises ValueError where the period does not lie wholly after the baseline, or the series is not of months.
    """
    if series.grain is not Grain.MONTH:
        raise ValueError(f"months are compared, not periods of a {series.grain}")
    if not baseline[0] <= baseline[1] < period[0] <= period[1]:
        raise ValueError("a period lies wholly after its baseline")
    value = series.points["value"].to_numpy(dtype=float)
    before, now = (_inside(series, span) & np.isfinite(value) for span in (baseline, period))
    found = AgainstBaseline(series, _months(value, before, baseline), _months(value, now, period))
    if min(before.sum(), now.sum()) < LEAST_MEANS:
        return replace(found, note=_too_few(found))
    found = replace(found, plain=_plain(value[before], value[now]), same_months=_same_months(series, before, now))
    return _by_regression(found, value, before, now)


def _by_regression(found: AgainstBaseline, value: np.ndarray, before: np.ndarray, now: np.ndarray) -> AgainstBaseline:
    whole = (found.baseline.span[0], found.period.span[1])
    used = _inside(found.series, whole) & np.isfinite(value)
    time = np.arange(len(value)) - int(np.flatnonzero(before)[-1]) - 1
    after = int((used & (time >= 0)).sum())
    if min(before.sum(), after) < LEAST_POINTS:
        return replace(found, note=f"A regression needs {LEAST_POINTS} months with a figure in the baseline and after it; "
                                   f"there are {before.sum()} and {after}.")  # fmt: skip
    if np.ptp(value[used]) == 0:
        return replace(found, note="Every figure is the same, so there is no difference to test.")
    terms, waves = segment_terms(time), season_terms(harmonics(found.series, time, used), used)
    fit = Fit(value[used], np.hstack([terms, waves])[used], time[used], None)
    contrast = np.concatenate([terms[now].mean(axis=0) - terms[before].mean(axis=0), np.zeros(waves.shape[1])])
    return replace(
        found,
        robust=Tested(
            replace(fit.estimate(contrast), method=REGRESSION, source=SOURCES[REGRESSION]), fit.p_value(contrast)
        ),
        line=np.where(_inside(found.series, whole), terms @ fit.terms[:4], np.nan),
        autocorrelation=fit.leftovers()["autocorrelation"],
        seasonal=bool(waves.size),
    )


def _plain(before: np.ndarray, now: np.ndarray) -> Tested:
    """Welch's t: each mean with the variance of its own months, and his degrees of freedom."""
    from scipy.special import stdtr, stdtrit

    middle = float(now.mean() - before.mean())
    parts = np.array([side.var(ddof=1) / len(side) for side in (before, now)])
    error = float(np.sqrt(parts.sum()))
    if error == 0:
        return Tested(Estimate(middle, middle, middle, PLAIN, SOURCES[PLAIN]), float(middle == 0))
    freedom = parts.sum() ** 2 / (parts**2 / (np.array([len(before), len(now)]) - 1)).sum()
    half = float(stdtrit(freedom, 0.975)) * error
    p = float(2 * stdtr(freedom, -abs(middle) / error))
    return Tested(Estimate(middle, middle - half, middle + half, PLAIN, SOURCES[PLAIN]), p)


def _same_months(series: Series, before: np.ndarray, now: np.ndarray) -> float | None:
    """The difference month by month of the year, averaged; None where a month of the period has none in the baseline."""
    month, value = series.points["period"].dt.month, series.points["value"]
    one, two = (value[side].groupby(month[side]).mean() for side in (before, now))
    return float((two - one[two.index]).mean()) if two.index.isin(one.index).all() else None


def _inside(series: Series, span: Span) -> np.ndarray:
    first, last = (pd.Timestamp(day) for day in span)
    return series.points["period"].between(first, last).to_numpy()


def _months(value: np.ndarray, inside: np.ndarray, span: Span) -> MonthsOf:
    expected = (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1
    return MonthsOf(span, int(inside.sum()), expected, float(value[inside].mean()) if inside.any() else float("nan"))


def _too_few(found: AgainstBaseline) -> str:
    return (
        f"Nothing can be compared: the baseline has {found.baseline.months} of {found.baseline.expected} months with a "
        f"figure, the period {found.period.months} of {found.period.expected}, and each needs at least {LEAST_MEANS}."
    )
