"""Rare outcomes: where most periods have no event, how many babies went by between events says more than a share does.

With monthly counts the order within a month is not known. The events of a period are taken to be spread evenly over its
babies: k events among n babies part them into k + 1 equal stretches. With one event or none a period, which is where this
is used, a gap is off by less than one period's babies at either end, and the gaps' mean hardly at all.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.model import STILL_OPEN, Better, Grain, Measure, Series, Unit

RARE = 1.0
"""Events a period, on average, below which events are rare: most periods would stand at 0 of a p chart."""
FEWEST = 3
"""Gaps that are drawn, at least."""


def events_of(series: Series) -> np.ndarray:
    """How many events each period has: the numerator, or what it leaves where more is better (deaths for survival)."""
    top, bottom = (series.points[name].to_numpy(float) for name in ("numerator", "denominator"))
    return bottom - top if series.measure.better is Better.INCREASE else top


def is_rare(series: Series) -> bool:
    """Whether an outcome has fewer than `RARE` events a period, over the periods with numbers. Shares of cases only."""
    if series.measure.unit is not Unit.PERCENT or series.grain is Grain.ROLLING_YEAR or not len(series):
        return False
    events = events_of(series)
    known = np.isfinite(events)
    return bool(known.any() and np.mean(events[known]) < RARE)


def between_events(series: Series) -> Series | None:
    """The series for a g chart: one point an event, its value the babies since the event before.

    `period` is the day of the event, as if events were spread evenly over their period. The babies before the first event
    are left out, because nobody knows when the last one before them was. A period without numbers breaks the count: the
    gap across it is not known and left out. None with fewer than `FEWEST` gaps.
    Where whole periods have gone by since the last event, the last point is the gap that is still open: `period` the last
    day that is known, `value` the babies so far, `status` `STILL_OPEN`.
    """
    events, babies = events_of(series), series.points["denominator"].to_numpy(float)
    starts = series.points["period"].to_numpy("datetime64[D]")
    length = series.grain.months * 30.4375
    days: list[np.datetime64] = []
    gaps: list[float] = []
    since, so_far, until = np.nan, np.nan, None
    for event, baby, start in zip(events, babies, starts, strict=True):
        if not (np.isfinite(event) and np.isfinite(baby)):
            since = np.nan
            continue
        count = round(event)
        stretch = baby / (count + 1)
        since += stretch
        for number in range(1, count + 1):
            if np.isfinite(since):
                gaps.append(since)
                days.append(start + np.timedelta64(int(number * length / (count + 1)), "D"))
            since = stretch
        so_far, until = (np.nan, None) if count else (since, _last_day(start, series.grain))
    if len(gaps) < FEWEST:
        return None
    status = [""] * len(gaps)
    if until is not None and np.isfinite(so_far):
        days, gaps, status = [*days, until], [*gaps, so_far], [*status, STILL_OPEN]
    points = pd.DataFrame({"period": pd.DatetimeIndex(days).as_unit("ms"), "value": gaps, "status": status})
    points["numerator"] = points["value"]
    points["denominator"] = np.nan
    points = points[["period", "numerator", "denominator", "value", "status"]]
    return replace(series, measure=_measure(series.measure), points=points, grain=Grain.MONTH)


def _last_day(start: np.datetime64, grain: Grain) -> np.datetime64:
    """The last day of the period that begins with this day."""
    return (start.astype("datetime64[M]") + grain.months).astype("datetime64[D]") - np.timedelta64(1, "D")


def _measure(measure: Measure) -> Measure:
    """The same outcome as a count of babies between events, where more is always better."""
    return replace(
        measure,
        title=f"Babies between {measure.harm}",
        short_title=f"Babies between {measure.harm}",
        unit=Unit.COUNT,
        better=Better.INCREASE,
        chart="g",
        target=None,
        per_text="",
    )
