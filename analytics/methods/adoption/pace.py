"""When a share reaches its target if it goes on as it did lately. A sum, not a promise: no curve is fitted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

import pandas as pd

from analytics.model import Forecast

HORIZON = 12
"""Quarters ahead, three years: nothing further off is told from one year's pace."""
WINDOWS = 5
"""Windows of four quarters in the last eight: the range of paces."""
FEWEST = 20
"""Of fewer pairs or organisations, one step moves the share by more than 5 points, and a pace is mostly chance."""


def forecast(
    level: float, counted: float, paces: Sequence[float], target: float, last: date, horizon: int = HORIZON
) -> Forecast | None:
    """When `level`, a share of so many `counted` known at `last`, reaches `target` at the newest of `paces`.

    None where there is no pace or fewer than `FEWEST` are counted.

    `paces` are changes a quarter over windows of four quarters, the newest last (`paces` of this package). The pace p is
    the newest; the range runs over the newest five windows, which cover two years. Quarters needed = ceil((target - level)
    / p), rounded up because stages are known at quarter ends; a date is given only where p > 0 and the quarters are within
    `horizon`. The real course often bends: the last few to adopt tend to be slower than those before them.
    """
    if not paces or counted < FEWEST:
        return None
    lately = paces[-WINDOWS:]
    pace, slowest, fastest = paces[-1], min(lately), max(lately)
    return Forecast(
        level=level,
        target=target,
        last=last,
        horizon=_quarters_on(last, horizon),
        pace=pace,
        slowest=slowest,
        fastest=fastest,
        reached=_when(level, pace, target, last, horizon),
        earliest=_when(level, fastest, target, last, horizon),
        latest=_when(level, slowest, target, last, horizon),
    )


def _when(level: float, pace: float, target: float, last: date, horizon: int) -> date | None:
    if level >= target:
        return last
    if pace <= 0:
        return None
    # Shares are ratios of counts: without the rounding, 0.1 / 0.025 could need a fifth quarter.
    needed = round((target - level) / pace, 9)
    return _quarters_on(last, ceil(needed)) if needed <= horizon else None


def _quarters_on(day: date, quarters: int) -> date:
    return (pd.Period(day, "Q") + quarters).end_time.date()
