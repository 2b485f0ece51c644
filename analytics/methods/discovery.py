"""Many charts looked at together: how likely chance alone gives a step like each one's newest, and which of them to trust.

The step statistic of a chart is the largest, over its last 1, 2, ... `window` points that count, of their mean distance
from the centre line in standard errors: |sum of z| / sqrt(k), where z is a point's distance in the sigmas of its own
limits. Limits are drawn from all points, the newest too, so no table of normal quantiles fits: what chance gives was
simulated once for each kind of chart, size, number of points and window (`benchmarks/discovery.py` writes `discovery.csv`,
and measures what comes of it). Between its sizes and lengths quantiles are interpolated. Beyond the smallest share that
was simulated the logarithm of the P value goes on in a straight line.

Of many P values, those are kept of which at most a stated share are expected to be chance (Benjamini and Hochberg,
"Controlling the false discovery rate", Journal of the Royal Statistical Society B 1995; 57: 289-300). It allows for charts
that move together, as a board's does with its trusts'. Months that resemble their neighbours more than chance would make
them are not in the simulation: a yardstick, no verdict of its own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

TABLE = Path(__file__).with_name("discovery.csv")
TAILS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
"""Shares of stable charts, for which the table has the statistic that so many reach."""
WINDOWS = (6, 8, 12, 18, 30)
"""Numbers of newest points among which a step is looked for."""
RATE = 0.1
"""Of the changes that are kept, this share is expected to be chance at most."""


def strength(
    value: np.ndarray, centre: np.ndarray, lower: np.ndarray, upper: np.ndarray, counted: np.ndarray, window: np.ndarray
) -> np.ndarray:
    """The step statistic of each chart: arrays (charts, periods), `window` (charts,). NaN without limits or points."""
    # A side may be cut off at 0 or 100%, so the wider one says what a sigma is.
    sigma = np.fmax(upper - centre, centre - lower) / 3
    z = np.divide(value - centre, sigma, out=np.full(value.shape, np.nan), where=sigma > 0)
    z = np.where(counted, z, np.nan)
    newest_first = np.argsort(~np.isfinite(z[:, ::-1]), axis=1, kind="stable")
    ordered = np.take_along_axis(z[:, ::-1], newest_first, axis=1)[:, : max(WINDOWS)]
    k = np.arange(1, ordered.shape[1] + 1)
    steps = np.abs(np.cumsum(ordered, axis=1)) / np.sqrt(k)
    inside = np.isfinite(steps) & (k <= window[:, None])
    return np.where(inside.any(axis=1), np.where(inside, steps, -1.0).max(axis=1, initial=-1.0), np.nan)


def window_of(points: np.ndarray, run: int) -> np.ndarray:
    """The window for so many new points: a run that the first of them completes began `run` - 1 points earlier. The next
    larger one of `WINDOWS`, as more windows never make a P value smaller than it should be."""
    known = np.array(WINDOWS)
    return known[np.searchsorted(known, np.asarray(points) + run - 1).clip(max=len(known) - 1)]


def p_values(kind: str, size: np.ndarray, points: np.ndarray, window: np.ndarray, found: np.ndarray) -> np.ndarray:
    """How likely a stable chart of a kind reaches what was `found`; all (charts,). 1 where that was not simulated."""
    out = np.ones(len(found))
    for one in np.unique(window):
        table = _table().get((kind, int(one)))
        here = (window == one) & np.isfinite(found)
        if table is not None and here.any():
            out[here] = _tail(_quantiles(*table, size[here], points[here]), found[here])
    return out


def adjusted(p: np.ndarray) -> np.ndarray:
    """P values made comparable with a false-discovery rate: those at or below a rate are kept (Benjamini-Hochberg)."""
    order = np.argsort(p)
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    out = np.empty(len(p))
    out[order] = np.minimum.accumulate(ranked[::-1])[::-1].clip(max=1.0)
    return out


def _quantiles(
    sizes: np.ndarray, lengths: np.ndarray, table: np.ndarray, size: np.ndarray, points: np.ndarray
) -> np.ndarray:
    """The statistic at each of `TAILS` for each chart, (charts, tails); of an unknown size that with the longest tail."""
    across, column = _between(lengths, points)
    by_size = (
        table[:, column] * (1 - across)[:, None] + table[:, np.minimum(column + 1, len(lengths) - 1)] * across[:, None]
    )
    share, row = _between(np.log(np.maximum(sizes, 1e-9)), np.log(np.maximum(np.nan_to_num(size, nan=1.0), 1e-9)))
    chart = np.arange(len(points))
    known = (
        by_size[row, chart] * (1 - share)[:, None]
        + by_size[np.minimum(row + 1, len(sizes) - 1), chart] * share[:, None]
    )
    return np.where(np.isnan(size)[:, None], by_size.max(axis=0), known)


def _between(known: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far each lies between two neighbours of `known`, 0 to 1, and the position of the first of them."""
    first = (np.searchsorted(known, asked, side="right") - 1).clip(0, max(len(known) - 2, 0))
    gap = known[np.minimum(first + 1, len(known) - 1)] - known[first]
    return np.divide(asked - known[first], gap, out=np.zeros(len(asked)), where=gap > 0).clip(0, 1), first


def _tail(reached: np.ndarray, found: np.ndarray) -> np.ndarray:
    """The share that lies at or beyond what was found; `reached` (charts, tails) grows along the tails."""
    log_p, at = np.log(TAILS), (reached <= found[:, None]).sum(axis=1)
    left = (at - 1).clip(0, len(TAILS) - 2)
    line = np.arange(len(found))
    low, high = reached[line, left], reached[line, left + 1]
    # Beyond the table the slope is that from 1 in 100 to its end, which few series do not make crooked.
    far, base = at == len(TAILS), TAILS.index(0.01)
    low, start = np.where(far, reached[:, base], low), np.where(far, log_p[base], log_p[left])
    end, high = np.where(far, log_p[-1], log_p[left + 1]), np.where(far, reached[:, -1], high)
    slope = (end - start) / np.maximum(high - low, 1e-9)
    return np.where(at == 0, 1.0, np.exp(start + slope * (found - low))).clip(0, 1)


@cache
def _table() -> dict[tuple[str, int], tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For each kind and window: the sizes, the numbers of points, and the statistic (sizes, numbers of points, tails)."""
    kept = pd.read_csv(TABLE).sort_values(["size", "points"])
    columns = [str(tail) for tail in TAILS]
    found = {}
    for (kind, window), rows in kept.groupby(["kind", "window"]):
        sizes, lengths = rows["size"].unique(), rows["points"].unique()
        shape = (len(sizes), len(lengths), len(columns))
        found[str(kind), int(str(window))] = sizes, lengths, rows[columns].to_numpy(float).reshape(shape)
    return found
