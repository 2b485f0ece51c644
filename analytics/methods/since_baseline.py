"""How far a measure came since its first year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.model import Grain, Series, SinceBaseline

YEAR = {Grain.MONTH: 12, Grain.QUARTER: 4, Grain.YEAR: 1, Grain.ROLLING_YEAR: 1}
"""Points that make a year."""


def since_baseline(series: Series) -> SinceBaseline | None:
    """The last twelve months against the first since the last of `breaks`; None where the two would overlap or one has no
    value.

    Numerators and denominators are summed and divided last; where there are none, values are averaged only if the measure
    is a count or a score.
    """
    points, size = series.points, YEAR[series.grain]
    if series.breaks:
        points = points[points["period"] >= series.breaks[-1]]
    gap = 12 if series.grain is Grain.ROLLING_YEAR else size  # rolling years overlap until twelve months apart
    if len(points) < max(2 * size, gap + 1):
        return None
    first, last = points.iloc[:size], points.iloc[-size:]
    values = [_pooled(part) for part in (first, last)]
    if any(pd.isna(value) for value in values):
        return None
    ends = [part["period"].iloc[i] for part in (first, last) for i in (0, -1)]
    return SinceBaseline(values[0], values[1], *ends)


def _pooled(points: pd.DataFrame) -> float:
    cells = (points[name].to_numpy(float) for name in ("numerator", "denominator", "value"))
    top, bottom, value = (column[np.isfinite(points["value"].to_numpy(float))] for column in cells)
    missing = np.isnan(bottom)
    if not missing.any() and bottom.sum() > 0:
        return float(np.nansum(top) / bottom.sum())
    return float(value.mean()) if len(value) and missing.all() else float("nan")
