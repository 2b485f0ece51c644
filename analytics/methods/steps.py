"""How strong the evidence is that a series changed: the step that fits it best, in standard errors of its own.

Each series is cut where two level lines fit it best (least squares), at least `EDGE` values from either end. The strength
is the difference of the two levels over its standard error, sqrt(s² (1 + r) / (1 - r) (1/m + 1/n)) for m values before
and n after. s² is the variance around a straight line through either part and r the correlation of neighbours there,
lifted by what the fit takes out of it: lines that may slope, so that a steady fall is a change and no noise. A small board
whose values jump about needs a larger step than a large one, a longer step counts for more than a short one, and
neighbours that share people count for less. It is the largest of many cuts (Andrews, "Tests for parameter instability and
structural change", Econometrica 1993; 61: 821-856), which the threshold allows for: of series in which nothing changed,
fewer than 1 in 100 reach `SIGNAL` where neighbours are independent, and fewer than 5 in 100 at a correlation of 0.6
(`tests/methods/test_steps.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEAST = 24
"""Values that a series needs."""
EDGE = 6
"""Values that each side needs: as many as make a shift."""
SIGNAL = 4.5
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
    sides = 1 / np.maximum(m[line, at], 1) + 1 / np.maximum(after_m[line, at], 1)
    error = _error(value, at, np.maximum(np.abs(before), np.abs(after))) * np.sqrt(sides)
    missing = np.where(some, 1.0, np.nan)
    return Steps(np.where(some, at, -1), before * missing, after * missing, np.abs(after - before) / error * missing)


def _error(value: np.ndarray, at: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The standard deviation around a line through either part, as it counts where neighbours are alike; (series,).

    Never nothing: `size` is that of the levels, which computers know to so many figures.
    """
    known, later = np.isfinite(value), np.arange(value.shape[1]) >= at[:, None]
    n = known.sum(axis=1)
    off = _around_a_line(value, known & ~later) + _around_a_line(value, known & later)
    squares, beside = (off**2).sum(axis=1), (off[:, 1:] * off[:, :-1]).sum(axis=1)
    seen = np.divide(beside, squares, out=np.zeros(len(value)), where=squares > 0)
    # Four numbers fitted make neighbours look less alike than they are, by about (4 + 6r) / n.
    true = np.clip(seen + (4 + 6 * seen) / np.maximum(n, 1), 0.0, HIGHEST_CORRELATION)
    spread = np.sqrt(squares / np.maximum(n - 4, 1) * (1 + true) / (1 - true))
    return np.maximum(spread, np.maximum(1e-9 * size, np.finfo(float).tiny))


def _around_a_line(value: np.ndarray, part: np.ndarray) -> np.ndarray:
    """How far the values of a part lie from the straight line through them, 0 elsewhere; (series, periods)."""
    n = np.maximum(part.sum(axis=1, keepdims=True), 1)
    held, time = np.where(part, value, 0.0), np.where(part, np.arange(value.shape[1]), 0.0)
    level, middle = held.sum(axis=1, keepdims=True) / n, time.sum(axis=1, keepdims=True) / n
    away, along = np.where(part, held - level, 0.0), np.where(part, time - middle, 0.0)
    run = (along**2).sum(axis=1, keepdims=True)
    slope = np.divide((away * along).sum(axis=1, keepdims=True), run, out=np.zeros_like(run), where=run > 0)
    return away - slope * along
