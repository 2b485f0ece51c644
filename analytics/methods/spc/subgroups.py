"""What xbar and s charts share: the spread within subgroups, and the constants that depend on their size.

With n values in a subgroup, c4(n) is the mean of their standard deviation when the true one is 1, and
sqrt(1 - c4(n)^2) how much it varies. Source: Montgomery, "Introduction to Statistical Quality Control", control charts
for xbar and s, also with variable sample size; appendix VI prints c4, A3, B3 and B4.
The typical standard deviation is the mean of those in the baseline where all its subgroups are of one size, and pooled,
sqrt(sum((n - 1) * s^2) / sum(n - 1)), where sizes vary. A subgroup of one value has no spread and no limits.
"""

from __future__ import annotations

from math import exp, lgamma, sqrt

import numpy as np

from analytics.methods.spc.panel import Panel, ratio


def sizes(panel: Panel, title: str) -> np.ndarray:
    """The sizes of the subgroups. Raises ValueError without them, or where one is no whole number."""
    if panel.denominator is None:
        raise ValueError(f"{title} needs the size of each subgroup as its denominator")
    if (panel.counted & (panel.denominator != np.round(panel.denominator))).any():
        raise ValueError(f"{title} needs whole numbers as sizes of subgroups")
    return panel.denominator


def c4(size: np.ndarray) -> np.ndarray:
    """c4 of each size; NaN below 2."""
    several = np.where(size >= 2, size, 1.0)
    distinct, which = np.unique(several, return_inverse=True)
    table = [_c4(n) if n >= 2 else np.nan for n in distinct.tolist()]
    return np.array(table)[which].reshape(size.shape)


def _c4(n: float) -> float:
    return sqrt(2 / (n - 1)) * exp(lgamma(n / 2) - lgamma((n - 1) / 2))


def typical(panel: Panel, size: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """The typical standard deviation of each part; (series, periods), NaN where its baseline has none.

    Raises ValueError for a standard deviation below zero.
    """
    if (panel.counted & (spread < 0)).any():
        raise ValueError("a standard deviation is never below 0")
    known = panel.base & (size >= 2) & np.isfinite(spread)
    total, count = panel.total(size, known), panel.total(1.0, known)
    alike = panel.total(size**2, known) * count == total**2
    mean = ratio(panel.total(spread, known), count)
    pooled = np.sqrt(ratio(panel.total((size - 1) * spread**2, known), total - count))
    return panel.spread(np.where(alike, mean, pooled))
