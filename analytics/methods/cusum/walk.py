"""The statistic: evidence for a doubled rate, added up over periods and never below 0.

A sum to check in the head: with 1 expected event a period, a period without events scores -1, one with 2 events scores
2 * 0.693 - 1 = 0.386, one with 3 events 1.079. After 3, 0, 2, 3 events the statistic stands at 1.079, 0.079, 0.466, 1.545.
"""

from __future__ import annotations

import numpy as np

RATIO = 2.0
"""The change that is looked for: doubled odds of an event in a proportion, a doubled rate in a rate."""


def scores(events: np.ndarray, cases: np.ndarray, reference: float, proportion: bool) -> np.ndarray:
    """The evidence of each period for a rate `RATIO` times the reference rate; NaN where events or cases are not known.

    Of a proportion (each case has the event or not) the log-likelihood ratio of doubled odds, summed over the cases; of
    a rate the ratio of two Poisson distributions. Where events are rare the two are nearly the same.
    """
    lost = np.log1p((RATIO - 1) * reference) if proportion else (RATIO - 1) * reference
    return events * np.log(RATIO) - cases * lost


def walk(scored: np.ndarray, red: float = np.inf) -> np.ndarray:
    """The statistics of many series of scores, (series, periods): each adds its period's score, and none falls below 0.

    A statistic above `red` is kept as it is, and the next period starts again from 0. One without a score is carried on.
    """
    out = np.empty_like(scored)
    now = np.zeros(len(scored))
    for period in range(scored.shape[1]):
        now = np.maximum(np.where(now > red, 0.0, now) + np.nan_to_num(scored[:, period]), 0.0)
        out[:, period] = now
    return out
