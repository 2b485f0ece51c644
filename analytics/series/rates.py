"""The values by which organisations of different size may be held side by side, for every organisation and period."""

from __future__ import annotations

import numpy as np

from analytics.model import Measure, Unit
from analytics.series.grid import Grid, divide


def rates(measure: Measure, grid: Grid) -> np.ndarray:
    """Values of the grid, of counts their rate; NaN where there is none to compare; (organisations, periods).

    Never a raw count: without a denominator it says who is large. An organisation with too few people behind a period
    (the measure's floor) jumps about and has none. Where the NHS was rearranged, or other things are counted, only what
    came after is the same organisation's.
    """
    value = grid.value
    if measure.unit is Unit.COUNT:
        value = np.where(
            np.isfinite(value), divide(grid.numerator, grid.denominator) * (measure.compare_per or np.nan), np.nan
        )
    small = grid.typical < measure.floor
    if grid.breaks is None:
        return np.where(small[:, None], np.nan, value)
    columns = np.arange(value.shape[1])
    last_break = np.where(grid.breaks, columns, 0).max(axis=1, initial=0)
    return np.where(small[:, None] | (columns < last_break[:, None]), np.nan, value)
