"""Before and after an event: interrupted time series by segmented regression.

    value = level + slope·time + step·after + turn·time·after + season + error

`time` counts periods from the one in which the event fell (0), so `step` is the change at once and `turn` the change of
the trend (Wagner and others, J Clin Pharm Ther 2002; Bernal and others, Int J Epidemiol 2017). The event's own period is
partly before and partly after, so it is drawn but never fitted. Missing periods are left out; time runs on.

Least squares on the value itself, weighted by denominators where every point has one. A binomial model would keep each
line within 0% and 100%, but its coefficients are odds ratios, it believes that only chance among patients moves a point,
and a control series could not be subtracted. The price is that a trend can lead beyond what is possible: then no effect
at the last point is given (`Segments.impossible`).

Season: sine and cosine of the year (and of the half-year for months), only from `SEASON_MONTHS` months on each side, so
never with less than two years.

Intervals: `newey_west`, with lags int(4·(n/100)^(2/9)) (Newey and West 1994). Of each regression `LOOKS` findings are told,
so their 95% intervals hold together: each is one at 1 - 0.05/3 (Bonferroni; Dunn, JASA 1961). `benchmarks/before_after.py`
simulates how often any of them is clear by chance alone. The band of the trend carried on is drawn point by point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics.methods.before_after.leftovers import durbin_watson, ljung_box
from analytics.methods.newey_west import Regression
from analytics.model import BeforeAfter, Estimate, Grain, Segments, Series, Unit

LEAST_POINTS = 8
"""Points with a value that each side needs: a line and its noise cannot be told apart on fewer."""
SEASON_MONTHS = 12
"""Months with a value on each side before season can be told from the event."""
REPORTING = 0.8
"""The share of periods in which another organisation must have a value to belong to the control."""
LEAST_OTHERS = 2
"""Organisations that a control needs: one alone has a story of its own."""
LOOKS = 3
"""Findings told of each regression: the change at once, of the trend, and at the end."""
NEARBY_MONTHS = 6
"""Events this close to each other cannot be told apart."""
RECENT = 6
"""A signal of concern in so many periods before the event makes a recovery by itself likely."""

METHOD = "Segmented regression, Newey-West intervals corrected for few points and for three looks"
SOURCE = "Bernal, Cummins, Gasparrini 2017; Newey, West 1987; Imbens, Kolesár 2016; Dunn 1961"


def analyse(series: Series, day: date, control: pd.DataFrame | None = None, control_name: str = "") -> BeforeAfter:
    """A series before and after `day`, and against a control where one is given (`pooled`).

    Each side needs `LEAST_POINTS` values: with fewer `own` is None and `note` says why. A rolling year is refused with
    ValueError, because its points share months and so smear any change.
    """
    if series.grain is Grain.ROLLING_YEAR:
        raise ValueError("Rolling years share months with each other: use months or quarters.")
    value = series.points["value"].to_numpy(dtype=float)
    event = int(series.points["period"].searchsorted(pd.Timestamp(day), side="right")) - 1
    time = np.arange(len(value)) - event
    used = np.isfinite(value) & (time != 0)
    before, after = _sides(time, used)
    found = BeforeAfter(series, day, event, used, before, after, control_name=control_name)
    if min(before, after) < LEAST_POINTS or np.ptp(value[used]) == 0:
        return replace(found, note=_why_not(before, after))
    angle = harmonics(series, time, used)
    weight = _weights(series.points, series.measure.unit, used)
    own = segments(value, time, used, angle, weight, limits=_possible(series.measure.unit, value[used]))
    found = replace(found, own=own)
    return found if control is None else _against(found, control, time)


def _against(alone: BeforeAfter, control: pd.DataFrame, time: np.ndarray) -> BeforeAfter:
    """With the control: its own segments, and those of the difference period by period.

    The difference has the interaction terms of the usual controlled model as its coefficients, and what shakes both alike
    falls out of its errors (Lopez Bernal and others, Int J Epidemiol 2018).
    """
    rows = control.set_index("period").reindex(alone.series.points["period"])
    other = rows["value"].to_numpy(dtype=float)
    used = alone.used & np.isfinite(other)
    if min(_sides(time, used)) < LEAST_POINTS or np.ptp(other[used]) == 0:
        return replace(alone, control_note=f"{alone.control_name} have too few points to compare with.")
    angle = harmonics(alone.series, time, used)
    unit, value = alone.series.measure.unit, alone.series.points["value"].to_numpy(dtype=float)
    one, two = (_weights(points, unit, used) for points in (alone.series.points, rows))
    # The variance of a difference is the sum of two, each one over its denominator.
    both = None if one is None or two is None else one * two / np.where(one + two > 0, one + two, 1.0)
    return replace(
        alone,
        control=other,
        others=segments(other, time, used, angle, two, limits=_possible(unit, other[used])),
        difference=segments(value - other, time, used, angle, both),
    )


def pooled(rows: Sequence[pd.DataFrame], periods: pd.Series) -> tuple[pd.DataFrame, int]:
    """Organisations as one: numerators and denominators added over those that report, divided last; and how many.

    Each frame has `period`, `numerator`, `denominator`, `value` of one organisation. One that has no value in `REPORTING`
    of the `periods` is left out; with fewer than `LEAST_OTHERS` left the frame is empty.
    """
    sound = [r[r["value"].notna() & r["denominator"].gt(0) & r["period"].isin(periods)] for r in rows]
    sound = [r for r in sound if len(r) >= REPORTING * len(periods)]
    if len(sound) < LEAST_OTHERS:
        return pd.DataFrame(columns=["period", "numerator", "denominator", "value"]), len(sound)
    counts = pd.concat([r[["period", "numerator", "denominator"]] for r in sound])
    out = counts.groupby("period", as_index=False).sum()
    return out.assign(value=out["numerator"] / out["denominator"]), len(sound)


def near(events: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows of `events` (with `date`) within `NEARBY_MONTHS` of a day, on either side."""
    when, middle, reach = pd.to_datetime(events["date"]), pd.Timestamp(day), pd.DateOffset(months=NEARBY_MONTHS)
    return events[when.between(middle - reach, middle + reach)]


def segments(
    value: np.ndarray,
    time: np.ndarray,
    used: np.ndarray,
    angle: tuple[np.ndarray, ...] = (),
    weight: np.ndarray | None = None,
    limits: tuple[float, float] = (-np.inf, np.inf),
) -> Segments:
    """The segmented regression of one series: arrays of shape (periods,), `time` 0 at the event, `used` those fitted.

    `angle` are the year's harmonics in radians, `weight` the weights of the points, `limits` what a value can be.
    """
    shape, season = segment_terms(time), season_terms(angle, used)
    fit = Fit(value[used], np.column_stack([shape, season])[used], time[used], None if weight is None else weight[used])
    terms, unit = fit.terms, np.eye(4 + season.shape[1])
    before, after = _sides(time, used)
    last = int(np.flatnonzero(used)[-1])
    earlier = np.hstack([shape[:, :2], np.zeros((len(time), 2 + season.shape[1]))])
    carried = [fit.estimate(row) if t >= 0 else None for row, t in zip(earlier, time, strict=True)]
    counterfactual, low, high = np.array([(c.value, c.low, c.high) if c else (np.nan,) * 3 for c in carried]).T
    impossible = not limits[0] <= counterfactual[last] <= limits[1]
    trend = np.where(time == 0, np.nan, shape @ terms[:4])
    return Segments(
        level=fit.estimate(unit[2], LOOKS),
        slope=fit.estimate(unit[3], LOOKS),
        effect=None if impossible else fit.estimate(unit[2] + unit[3] * time[last], LOOKS),
        trend=trend,
        fitted=trend + season @ terms[4:],
        counterfactual=counterfactual,
        low=low,
        high=high,
        before=before,
        after=after,
        seasonal=bool(season.size),
        weighted=weight is not None,
        impossible=impossible,
        **fit.leftovers(),
    )


class Fit(Regression):
    """The regression, its intervals as estimates, and what its lines leave over."""

    def estimate(self, contrast: np.ndarray, looks: int = 1) -> Estimate:
        """A sum of terms with its 95% interval, one of so many `looks`."""
        return Estimate(*self.interval(contrast, looks), METHOD, SOURCE)

    def p_value(self, contrast: np.ndarray) -> float:
        """The P value of a sum of terms being 0."""
        return self._few.p_value(contrast, float(contrast @ self.terms))

    def leftovers(self) -> dict[str, Any]:
        """What the lines leave over, and how much of it was allowed for."""
        return {
            "lags": self.lags,
            "autocorrelation": self.autocorrelation,
            "durbin_watson": durbin_watson(self.residuals),
            "ljung_box": ljung_box(self.residuals, min(10, len(self.residuals) // 5)),
        }


def segment_terms(time: np.ndarray) -> np.ndarray:
    """Level, slope, and the change of both from time 0 on; shape (points, 4)."""
    after = (time >= 0).astype(float)
    return np.column_stack([np.ones(len(time)), time, after, time * after]).astype(float)


def season_terms(angle: tuple[np.ndarray, ...], used: np.ndarray) -> np.ndarray:
    """Harmonics with mean 0 over the points used, so that the trend runs through the middle of them."""
    waves = [wave(a) for a in angle for wave in (np.sin, np.cos)]
    return np.column_stack([w - w[used].mean() for w in waves]) if waves else np.empty((len(used), 0))


def harmonics(series: Series, time: np.ndarray, used: np.ndarray) -> tuple[np.ndarray, ...]:
    """The angles of the year, and for months of the half-year, in radians; none where too little was seen of a season."""
    before, after = _sides(time, used)
    if series.grain is Grain.YEAR or min(before, after) * series.grain.months < SEASON_MONTHS:
        return ()
    month = series.points["period"].dt.month.to_numpy(dtype=float)
    year = 2 * np.pi * (month - 1) / 12
    return (year, 2 * year) if series.grain is Grain.MONTH else (year,)


def _sides(time: np.ndarray, used: np.ndarray) -> tuple[int, int]:
    """How many points are used before and after."""
    return int((used & (time < 0)).sum()), int((used & (time > 0)).sum())


def _why_not(before: int, after: int) -> str:
    if min(before, after) >= LEAST_POINTS:
        return "Every figure is the same, so there is no change to estimate."
    return (
        f"The effect of this event cannot be estimated: there are {before} points with a figure before it and {after} "
        f"after it, and each side needs at least {LEAST_POINTS}."
    )


def _weights(points: pd.DataFrame, unit: Unit, used: np.ndarray) -> np.ndarray | None:
    """Denominators as weights of proportions and rates, None where any point used has none."""
    size = points["denominator"].to_numpy(dtype=float)
    if unit not in (Unit.PERCENT, Unit.RATE) or not (size[used] > 0).all():
        return None
    return np.where(np.isfinite(size), size, 0.0)


def _possible(unit: Unit, value: np.ndarray) -> tuple[float, float]:
    """What a value of this unit can be."""
    if unit is Unit.SCORE or (value < 0).any():
        return -np.inf, np.inf
    return 0.0, 1.0 if unit is Unit.PERCENT else np.inf
