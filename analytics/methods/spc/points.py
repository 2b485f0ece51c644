"""Where each counted point lies against its lines: all that the rules need to know, with the gaps closed.

"On the line" is neither above nor below it. Means of decimal fractions carry rounding errors (the mean of a hundred
times 0.1 is not quite 0.1), so a point counts as on a line when nearer to it than `ON_THE_LINE` times the largest value
of its series: a billion times finer than any figure that people write down, and well above the error of the arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel

ON_THE_LINE = 1e-12


@dataclass(frozen=True)
class Points:
    """Counted points side by side, gaps closed: bool arrays (series, points), False after the last counted point.

    `above` and `below` the centre; beyond the limits and beyond the two-sigma lines; `rising` and `falling` from the
    point before. All are strict. `part` numbers the parts between recalculations. A gap that is still open will be no
    shorter than it is, and may be longer: it is never below a line and never falling.
    """

    above: np.ndarray
    below: np.ndarray
    beyond_upper: np.ndarray
    beyond_lower: np.ndarray
    beyond_upper_2sigma: np.ndarray
    beyond_lower_2sigma: np.ndarray
    rising: np.ndarray
    falling: np.ndarray
    part: np.ndarray


class Gaps:
    """Closes the gaps of a batch, so that the points on either side are neighbours, and opens them again."""

    def __init__(self, panel: Panel) -> None:
        self._complete = panel.complete
        if self._complete:
            return
        counted = panel.counted
        self._shape = counted.shape
        place = np.cumsum(counted, axis=1) - 1
        rows = np.arange(len(counted))[:, None]
        self._open = np.flatnonzero(counted.ravel("F"))
        self._closed = (place * len(counted) + rows).ravel("F")[self._open]

    def close(self, array: np.ndarray) -> np.ndarray:
        """Counted points moved to the left, zeros or False after them."""
        return array if self._complete else self._move(array, self._open, self._closed)

    def open(self, array: np.ndarray) -> np.ndarray:
        """Points back where they were, zeros or False in the gaps."""
        return array if self._complete else self._move(array, self._closed, self._open)

    def _move(self, array: np.ndarray, source: np.ndarray, target: np.ndarray) -> np.ndarray:
        moved = np.zeros(array.size, dtype=array.dtype)
        moved[target] = array.ravel("F")[source]
        return moved.reshape(self._shape, order="F")


def tolerance(values: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """How near counts as on the line; shape (series, 1), in the unit of the values."""
    if counted.all():
        largest = np.maximum(values.max(axis=1, initial=0.0), -values.min(axis=1, initial=0.0))
        return ON_THE_LINE * largest[:, None]
    return ON_THE_LINE * np.abs(values).max(axis=1, keepdims=True, where=counted, initial=0.0)


def place(panel: Panel, lines: Lines, gaps: Gaps, near: np.ndarray) -> Points:
    """Compare every counted point with its lines and with the point before; `near` as `tolerance` gives it."""
    above, over, well_over = (
        gaps.close(panel.value > _moved(line, near)) for line in (lines.centre, lines.upper, lines.upper_2sigma)
    )
    low = [panel.value < _moved(line, -near) for line in (lines.centre, lines.lower, lines.lower_2sigma)]
    if panel.still_open is not None:
        low = [side & ~panel.still_open for side in low]
    below, under, well_under = (gaps.close(side) for side in low)
    falling = panel.step < -near
    return Points(
        above=above,
        below=below,
        beyond_upper=over,
        beyond_lower=under,
        beyond_upper_2sigma=well_over,
        beyond_lower_2sigma=well_under,
        rising=gaps.close(panel.step > near),
        falling=gaps.close(falling if panel.still_open is None else falling & ~panel.still_open),
        part=gaps.close(panel.part) if panel.parts > 1 else panel.part,
    )


def _moved(line: np.ndarray, by: np.ndarray) -> np.ndarray:
    """A line a little higher or lower; one number a series where it is level, which spares an array of its size."""
    return (line[:, :1] if line.shape[1] and not line.strides[1] else line) + by
