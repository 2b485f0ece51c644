"""Thresholds by simulation, for each size of unit: above amber in no more than 5 of 100 quiet years, above red in 1.

`python -m analytics.methods.cusum` writes `thresholds.csv` anew, the same to the byte, in a few seconds. For each
number of expected events a year, by months and by quarters, it simulates Poisson counts at the reference rate, lets the
statistic run in for three years, and takes as thresholds the 95% and 99% quantiles of the largest statistic of the year
that follows. Then the rate doubles, and it counts the months until the statistic is above each threshold. Events come
in whole numbers, so in small units the largest statistics lump together: fewer years than 5 or 1 in 100 lie above their
thresholds, and how many do is kept beside them.
Between the simulated sizes everything is interpolated over the logarithm of the expected events.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.methods.cusum.walk import RATIO, scores, walk
from analytics.model import Thresholds

TABLE = Path(__file__).with_name("thresholds.csv")
SEED = 20251208
SERIES, CHANGED = 40_000, 4_000
"""Simulated units for the thresholds, and for the time until a doubling is seen."""
A_YEAR = tuple(0.25 * 2 ** (k / 2) for k in range(17))
PERIODS_A_YEAR = (12, 4)
RUN_IN, HORIZON = 3, 20
"""Years before the year that is judged, and years within which half of all doublings are seen even in the smallest unit."""
AMBER, RED = 0.95, 0.99


def simulate(series: int = SERIES, changed: int = CHANGED) -> pd.DataFrame:
    """One row for each number of periods and of expected events a year: `periods` and the fields of `Thresholds`."""
    return pd.DataFrame([_row(size, periods, series, changed) for periods in PERIODS_A_YEAR for size in A_YEAR])


def thresholds(a_year: float, periods: int) -> Thresholds:
    """The thresholds for so many expected events a year, counted in 12 or 4 periods.

    Below 0.25 events a year those of 0.25 are taken, above 64 those of 64: larger units then signal falsely in fewer years
    than is said, and see a doubling in their first or second period all the same. Raises ValueError for other periods.
    """
    if periods not in PERIODS_A_YEAR:
        raise ValueError(f"{periods} periods a year were not simulated: use {' or '.join(map(str, PERIODS_A_YEAR))}")
    table = _table()
    rows = table[table["periods"] == periods]
    place = np.log(max(a_year, A_YEAR[0]))
    found = {
        f.name: float(np.interp(place, np.log(rows["a_year"]), rows[f.name]))
        for f in fields(Thresholds)
        if f.name != "a_year"
    }
    return Thresholds(a_year=a_year, **found)


@cache
def _table() -> pd.DataFrame:
    return pd.read_csv(TABLE)


def _row(a_year: float, periods: int, series: int, changed: int) -> dict[str, float]:
    random = np.random.default_rng([SEED, periods, round(1000 * a_year)])
    expected = a_year / periods
    quiet = np.full(periods * (RUN_IN + 1), expected)
    largest = _statistics(quiet, expected, series, random)[:, -periods:].max(axis=1)
    levels = {name: float(np.quantile(largest, share, method="higher")) for name, share in _levels().items()}
    doubled = np.concatenate([quiet[:-periods], np.full(periods * HORIZON, RATIO * expected)])
    after = _statistics(doubled, expected, changed, random)[:, -periods * HORIZON :]
    row = {"periods": periods, "a_year": a_year, **levels}
    row |= {f"false_{name}": float((largest > level).mean()) for name, level in levels.items()}
    for name, level in levels.items():
        seen = after > level
        first = np.where(seen.any(axis=1), (seen.argmax(axis=1) + 1) * 12 / periods, np.inf)
        row[f"months_to_{name}"] = float(np.median(first))
        row[f"seen_{name}"] = float((first <= 12).mean())
    return row


def _levels() -> dict[str, float]:
    return {"amber": AMBER, "red": RED}


def _statistics(rates: np.ndarray, expected: float, series: int, random: np.random.Generator) -> np.ndarray:
    """The statistics of so many simulated units whose true rates are given, (series, periods)."""
    events = random.poisson(rates, (series, len(rates))).astype(float)
    return walk(scores(events, np.ones(len(rates)), expected, proportion=False))
