"""Which numbers count: many series side by side, their gaps and ghosts, parts and baselines.

A *gap* is a missing value. Making Data Count drops such rows, so the point before a gap and the point after it are
neighbours, for moving ranges and for rules alike; we do the same. A *ghost* is a point that is shown but not counted:
it is passed over in the same way. A *part* runs from one recalculation ("rebase") to the next. The *baseline* is the
points from which a part's limits are worked out: all of them, or its first n, whose limits then extend forward.

Arrays have the shape (series, periods) and are kept in Fortran order: one period of all series lies together in
memory, so that a slice of periods, which every rule takes, is one contiguous block.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Panel:
    """The numbers of a batch. All arrays (series, periods).

    `counted`: present and not ghosted. `base`: counted and in the baseline of its part. `part`: 0, 1, ... from left to
    right, below `parts`. `numerator` and `denominator` are None for charts of plain values, `sd` (standard deviations
    within subgroups) for all but xbar charts. `screen`: whether large moving ranges are left out; see `ranges`.
    `classic`: whether a g chart's limits are the classic ones. `still_open`: gaps between events that have not ended,
    whose values are "at least so much"; they count for rules on the high side only and never for limits. None where
    there is none.
    """

    value: np.ndarray
    counted: np.ndarray
    base: np.ndarray
    part: np.ndarray
    parts: int
    numerator: np.ndarray | None = None
    denominator: np.ndarray | None = None
    sd: np.ndarray | None = None
    screen: bool = False
    classic: bool = False
    still_open: np.ndarray | None = None

    @cached_property
    def complete(self) -> bool:
        """Whether every point counts: then there is nothing to close up."""
        return bool(self.counted.all())

    @cached_property
    def _before(self) -> np.ndarray:
        """The position of the counted point before each point; -1 where there is none."""
        periods = np.arange(self.value.shape[1])
        latest = np.maximum.accumulate(np.where(self.counted, periods, -1), axis=1)
        before = np.full_like(latest, -1)
        before[:, 1:] = latest[:, :-1]
        return before

    @cached_property
    def step(self) -> np.ndarray:
        """The change from the counted point before; NaN where either is missing."""
        if self.complete:
            step = np.empty_like(self.value)
            step[:, :1] = np.nan
            np.subtract(self.value[:, 1:], self.value[:, :-1], out=step[:, 1:])
            return step
        step = np.full_like(self.value, np.nan)
        earlier = np.take_along_axis(self.value, self._before.clip(0), axis=1)
        np.subtract(self.value, earlier, out=step, where=self.counted & (self._before >= 0))
        return step

    @cached_property
    def step_in_part(self) -> np.ndarray:
        """Whether the step into each point starts in the same part and ends in the baseline."""
        if self.parts == 1 and self.complete:
            later = self.base.copy(order="K")
            later[:, :1] = False
            return later
        if self.parts == 1:
            return self.base & ~np.isnan(self.step)
        if self.complete:
            same = np.zeros_like(self.base)
            np.equal(self.part[:, 1:], self.part[:, :-1], out=same[:, 1:])
        else:
            same = np.take_along_axis(self.part, self._before.clip(0), axis=1) == self.part
        return self.base & same & ~np.isnan(self.step)

    @cached_property
    def _cell(self) -> np.ndarray:
        """A number for each series and part, laid out like the arrays in memory."""
        return (self.part + self.parts * np.arange(len(self.part))[:, None]).ravel("F")

    def total(self, amounts: np.ndarray | float, where: np.ndarray) -> np.ndarray:
        """The sum of `amounts` in each part, over the points of `where`; shape (series, parts)."""
        if self.parts == 1:
            periods = self._alike(where)
            if periods is None:
                return np.where(where, amounts, 0.0).sum(axis=1, keepdims=True)
            if isinstance(amounts, float):
                return np.full((len(where), 1), amounts * len(periods))
            if len(periods) and periods[-1] - periods[0] + 1 == len(periods):
                return amounts[:, periods[0] : periods[-1] + 1].sum(axis=1, keepdims=True)
            return amounts.T[periods].sum(axis=0)[:, None]
        kept = np.where(where, amounts, 0.0)
        rows = len(kept)
        return np.bincount(self._cell, kept.ravel("F"), rows * self.parts).reshape(rows, self.parts)

    def _alike(self, where: np.ndarray) -> np.ndarray | None:
        """The periods of `where`, if it is the same for all series: common, and then no masks are needed.

        Sums come in pairs over one `where`, so the last answer is kept; where nothing is missing there is nothing to ask.
        """
        if self.complete and self.base is self.counted and (where is self.base or where is self.step_in_part):
            return np.arange(where is not self.base, where.shape[1])
        if self._last_where.get("where") is not where:
            periods = where.all(axis=0)
            alike = (periods == where.any(axis=0)).all()
            self._last_where.update(where=where, periods=np.flatnonzero(periods) if alike else None)
        return self._last_where["periods"]

    @cached_property
    def _last_where(self) -> dict[str, np.ndarray | None]:
        return {}

    def spread(self, by_part: np.ndarray) -> np.ndarray:
        """Each part's figure at every period of that part: (series, parts) -> (series, periods), read only."""
        if self.parts == 1:
            return np.broadcast_to(by_part, self.value.shape)
        return np.asfortranarray(np.take_along_axis(by_part, self.part, axis=1))


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, and NaN where `below` is not positive."""
    out = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan, order="F")
    np.divide(above, below, out=out, where=below > 0)
    return out


def panel(
    values: ArrayLike | None,
    *,
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    sd: ArrayLike | None = None,
    rebase: ArrayLike | None = None,
    ghost: ArrayLike | None = None,
    baseline_points: ArrayLike | None = None,
    baseline_each_part: bool = True,
    screen: bool = False,
    classic: bool = False,
    still_open: ArrayLike | None = None,
) -> Panel:
    """Lay out a batch. Arguments are as in `engine.charts`; raises ValueError when shapes do not fit."""
    top, bottom = _numbers(numerators, "numerators"), _numbers(denominators, "denominators")
    value, within = _numbers(values, "values"), _numbers(sd, "sd")
    if value is None:
        if top is None or bottom is None:
            raise ValueError("give values, or numerators with denominators")
        value = ratio(top, bottom)
    for name, other in (("numerators", top), ("denominators", bottom), ("sd", within)):
        if other is not None and other.shape != value.shape:
            raise ValueError(f"{name} have shape {other.shape}, but values {value.shape}")
    counted = np.isfinite(value)
    if bottom is not None:
        counted &= bottom > 0
        top = value * bottom if top is None else top
        counted &= np.isfinite(top)
    if ghost is not None:
        counted &= ~_flags(ghost, value.shape, "ghost")
    part, parts = _parts(rebase, value.shape)
    lasting = None if still_open is None else _flags(still_open, value.shape, "still_open") & counted
    ended = counted if lasting is None else counted & ~lasting
    laid = Panel(value, counted, ended, part, parts, top, bottom, within, screen, classic, lasting)
    return laid if baseline_points is None else replace(laid, base=_baseline(laid, baseline_points, baseline_each_part))


def _numbers(array: ArrayLike | None, name: str) -> np.ndarray | None:
    if array is None:
        return None
    out = np.asarray(array, dtype=float, order="F")
    if out.ndim != 2:
        raise ValueError(f"{name} need the shape (series, periods), but have {out.shape}")
    return out


def _flags(array: ArrayLike, shape: tuple[int, int], name: str) -> np.ndarray:
    flags = np.asarray(array, dtype=bool)
    if flags.shape not in (shape, shape[1:]):
        raise ValueError(f"{name} has shape {flags.shape}, but needs {shape} or {shape[1:]}")
    return np.broadcast_to(flags, shape)


def _parts(rebase: ArrayLike | None, shape: tuple[int, int]) -> tuple[np.ndarray, int]:
    """Part numbers. A recalculation at the first period changes nothing; one at a gap starts with the next point."""
    if rebase is None or 0 in shape:
        return np.broadcast_to(np.intp(0), shape), 1
    starts = np.asfortranarray(_flags(rebase, shape, "rebase").copy())
    starts[:, 0] = False
    part = np.cumsum(starts, axis=1, dtype=np.intp)
    return part, int(part.max()) + 1


def _baseline(laid: Panel, points: ArrayLike, each_part: bool) -> np.ndarray:
    """The first `points` counted points of each part, or of the first alone; 0 or NaN stands for all of them."""
    first = np.nan_to_num(np.asarray(points, dtype=float), nan=0.0)
    rows, periods = laid.value.shape
    if first.shape not in ((), (rows,)):
        raise ValueError(f"baseline_points has shape {first.shape}, but needs one number, or one a series ({rows})")
    if (first < 0).any():
        raise ValueError("baseline_points may not be negative")
    most = np.broadcast_to(np.where(first == 0, periods, first), (rows,))[:, None]
    here = laid.total(1.0, laid.counted)
    place = np.cumsum(laid.counted, axis=1) - laid.spread(np.cumsum(here, axis=1) - here)
    inside = place <= most
    return laid.base & (inside if each_part else inside | (laid.part > 0))
