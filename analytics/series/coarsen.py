"""Months summed to quarters, financial years or rolling years, for all organisations at once.

A period is shown with all its months or not at all: one month is no quarter. A month with nobody eligible is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analytics.model import Grain, Measure, RollUp
from analytics.series.grid import PROVISIONAL, SOFT, Grid, divide
from analytics.series.rollup import between_first_and_last, worked_out

MIXED = "the interventions counted change"
"""The status of a period in which a composite is made of different things."""
APRIL = 3
"""Financial quarters begin in April, July, October and January: blocks of months from April serve for years too."""


def coarsen(grid: Grid, measure: Measure, grain: Grain) -> Grid:
    """The grid of months at a coarser grain. Raises ValueError for measures whose months may not be added."""
    if measure.roll_up is not RollUp.SUM:
        raise ValueError(f"Months of {measure.title} may not be added: one person can be in two of them.")
    inside = between_first_and_last(grid.row)
    present = grid.row & (np.isfinite(grid.value) | grid.nobody)
    soft = np.isin(grid.status, [at for at, text in enumerate(grid.texts) if text in SOFT]) & ~(grid.have < grid.whole)
    gathered = _rolling(grid, inside) if grain is Grain.ROLLING_YEAR else _blocks(grid, inside, grain)
    months, row, total, ends = gathered
    numerator = total(np.where(present, grid.numerator, np.nan))
    denominator = total(np.where(present, grid.denominator, np.nan))
    have = np.nan_to_num(total(present.astype(float)))
    denominator = np.where(denominator > 0, denominator, np.nan)
    one_mix, mix = _mixes(grid, total) if grid.mix is not None else (True, None)
    enough = (have >= grain.months) & one_mix
    value = np.where(enough, worked_out(measure, numerator, denominator, np.full(row.shape, np.nan)), np.nan)
    provisional = row & (np.nan_to_num(total((soft & inside).astype(float))) > 0)
    covered, expected, given = ends
    return replace(
        grid,
        grain=grain,
        months=months,
        row=row,
        numerator=np.where(row, numerator, np.nan),
        denominator=np.where(row, denominator, np.nan),
        value=np.where(row, value, np.nan),
        status=np.where(row & ~np.asarray(one_mix), 2, np.where(provisional, 1, 0)),
        texts=("", PROVISIONAL, MIXED),
        mix=mix,
        apart=None if grid.apart is None else np.nan_to_num(total(grid.apart.astype(float))) > 0,
        covered=np.where(row, covered, 0.0),
        expected=np.where(row, expected, 0.0),
        given=row & given,
        have=np.where(row, have, 0.0),
        whole=np.where(row, float(grain.months), 0.0),
        parts="months",
        few=np.zeros_like(row),
    )


Gathered = tuple[np.ndarray, np.ndarray, Callable[[np.ndarray], np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]
"""The new periods, where there is a row, how months are added up, and what is covered, expected and given."""


def _mixes(grid: Grid, total: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Whether each new period is of one mix only, and which: its mean, which is a mix where there is only one."""
    assert grid.mix is not None
    mix = np.where(grid.row, grid.mix.astype(float), np.nan)
    months = total(np.where(grid.row, 1.0, np.nan))
    mean = divide(total(mix), months)
    squares = divide(total(mix**2), months)
    return ~(squares - mean**2 > 1e-6 * np.maximum(mean**2, 1.0)), np.nan_to_num(mean)


def _blocks(grid: Grid, inside: np.ndarray, grain: Grain) -> Gathered:
    size = grain.months
    first = (int(grid.months[0]) - APRIL) // size * size + APRIL if len(grid.months) else APRIL
    before = int(grid.months[0]) - first if len(grid.months) else 0
    after = -(before + len(grid.months)) % size

    def blocks(cells: np.ndarray, empty: float) -> np.ndarray:
        padded = np.pad(cells, ((0, 0), (before, after)), constant_values=empty)
        return padded.reshape(len(cells), -1, size)

    row = np.asarray(blocks(inside, False).all(axis=2))
    covered = np.where(grid.row, grid.covered, 0.0)
    given = np.asarray(blocks(grid.row & grid.given, False).all(axis=2))
    ends = (
        blocks(covered, 0.0).min(axis=2),
        np.broadcast_to(_most_expected(grid), row.shape),
        given,
    )
    return (
        np.arange(first, first + size * row.shape[1], size),
        row,
        lambda c: np.nansum(blocks(c, np.nan), axis=2),
        ends,
    )


def _rolling(grid: Grid, inside: np.ndarray) -> Gathered:
    size = Grain.ROLLING_YEAR.months
    windows = max(len(grid.months) - size + 1, 0)

    def view(cells: np.ndarray) -> np.ndarray:
        if not windows:
            return np.zeros((len(cells), 0, size), dtype=cells.dtype)
        return np.lib.stride_tricks.sliding_window_view(cells, size, axis=1)

    def total(cells: np.ndarray) -> np.ndarray:
        windowed = view(cells)
        return np.where(np.isfinite(windowed).any(axis=2), np.nansum(windowed, axis=2), np.nan)

    last = slice(len(grid.months) - windows, None)
    covered = np.where(grid.row, grid.covered, 0.0)[:, last]
    expected = np.where(grid.row, grid.expected, _most_expected(grid))[:, last]
    row = np.asarray(view(inside).all(axis=2))
    return grid.months[last], row, total, (covered, expected, (grid.row & grid.given)[:, last])


def _most_expected(grid: Grid) -> np.ndarray:
    return np.where(grid.row, grid.expected, 0.0).max(axis=1, initial=0.0)[:, None]
