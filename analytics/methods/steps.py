"""How strong the evidence is that a series changed: the step that fits it best, in standard errors of its own.

Each series is cut where two level lines fit it best (least squares), at least `EDGE` values from either end. The strength
is the difference of the two levels over its standard error, sqrt(s² (1 + r) / (1 - r) (1/m + 1/n)) for m values before
and n after: s² is the variance around the two lines, and r the correlation of neighbours there, lifted by what the fit
takes out of it. So a small board whose values jump about needs a larger step than a large one, a longer step counts for
more than a short one, and neighbours that share people count for less. It is the largest of many cuts (Andrews,
"Tests for parameter instability and structural change", Econometrica 1993; 61: 821-856), which the threshold allows
for: of series in which nothing changed, fewer than 1 in 100 reach `SIGNAL` where neighbours are independent, and about 4
in 100 at a correlation of 0.6 (`tests/methods/test_steps.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEAST = 24
"""Values that a series needs."""
EDGE = 6
"""Values that each side needs: as many as make a shift."""
SIGNAL = 4.0
HIGHEST_CORRELATION = 0.9


@dataclass(frozen=True)
class Steps:
    """The best step of each series, shape (series,): position of the first period after it (-1: too few values), the levels
    before and after, and the strength."""

    at: np.ndarray
    before: np.ndarray
    after: np.ndarray
    strength: np.ndarray


def steps(value: np.ndarray) -> Steps:
    """The steps of many series at once; `value` is (series, periods), NaN where missing."""
    known = np.isfinite(value)
    filled = np.where(known, value, 0.0)
    n, total = known.sum(axis=1), filled.sum(axis=1)
    m, sums = known.cumsum(axis=1) - known, filled.cumsum(axis=1) - filled
    after_m = n[:, None] - m
    possible = known & (m >= EDGE) & (after_m >= EDGE) & (n >= LEAST)[:, None]
    gap = (total[:, None] - sums) / np.maximum(after_m, 1) - sums / np.maximum(m, 1)
    explained = np.where(possible, m * after_m / np.maximum(n, 1)[:, None] * gap**2, -1.0)
    at, line = explained.argmax(axis=1), np.arange(len(value))
    some = possible.any(axis=1)
    before = sums[line, at] / np.maximum(m[line, at], 1)
    after = before + gap[line, at]
    level = np.where(np.arange(value.shape[1]) < at[:, None], before[:, None], after[:, None])
    error = _error(value, level, n) * np.sqrt(1 / np.maximum(m[line, at], 1) + 1 / np.maximum(after_m[line, at], 1))
    missing = np.where(some, 1.0, np.nan)
    return Steps(np.where(some, at, -1), before * missing, after * missing, np.abs(after - before) / error * missing)


def _error(value: np.ndarray, level: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The standard deviation around the lines, as it counts where neighbours are alike; never nothing, (series,)."""
    off = np.where(np.isfinite(value), value - level, 0.0)
    squares = (off**2).sum(axis=1)
    beside = (off[:, 1:] * off[:, :-1]).sum(axis=1)
    seen = np.divide(beside, squares, out=np.zeros(len(value)), where=squares > 0)
    # Two levels fitted make neighbours look less alike than they are, by about (2 + 4r) / n.
    true = np.clip(seen + (2 + 4 * seen) / np.maximum(n, 1), 0.0, HIGHEST_CORRELATION)
    spread = np.sqrt(squares / np.maximum(n - 2, 1) * (1 + true) / (1 - true))
    smallest = 1e-9 * np.maximum(np.abs(level).max(axis=1), np.finfo(float).tiny / 1e-9)
    return np.maximum(spread, smallest)
