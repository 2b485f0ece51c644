"""The first and the last twelve months of an organisation, and those that organisations share for a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.model import Grain, RollUp, Unit, labels
from analytics.series.grid import Grid, divide, month_number
from analytics.series.resolve import GIVEN, Resolved

YEAR = 12
COLUMNS = ("org_code", "numerator", "denominator", "value", "status", "periods")


def latest_year(
    resolved: Resolved, codes: Sequence[str], start: date | None, end: date | None
) -> tuple[pd.DataFrame, str]:
    """Rows for comparing organisations over the last twelve months they share within the view, and that period in words.

    `org_code`, `numerator`, `denominator`, `value`, `status`, `periods`. Counts of people are the mean of the months,
    because people may not be added; rates are summed and divided last.
    """
    measure = resolved.measure
    grain = next((g for g in GIVEN if g in resolved.grids), None)
    if grain is None:
        return pd.DataFrame(columns=list(COLUMNS)), ""
    grid = resolved.grids[grain]
    lines = grid.of(codes)
    known = np.isfinite(grid.value[lines]) & grid.inside(start, end)
    if not known.any():
        return pd.DataFrame(columns=list(COLUMNS)), ""
    last = int(grid.months[known.any(axis=0)].max())
    divided = measure.unit in (Unit.PERCENT, Unit.RATE)
    # Shares without their numbers can neither be added up nor averaged, so only the last ones are held side by side.
    alone = divided and bool((known & np.isnan(grid.denominator[lines])).any())
    one_point = measure.from_adoption is not None or grain is Grain.YEAR or alone
    first = last if one_point else last - YEAR + grain.months
    known &= grid.months >= first
    if grid.mix is not None:
        known &= _comparable(grid.mix[lines], known)[:, None]
    people = measure.roll_up is RollUp.GIVEN_ONLY and not (measure.local and divided)
    mean = measure.unit in (Unit.COUNT, Unit.SCORE) or people or alone
    full = 1 if one_point else YEAR // grain.months
    return _pooled(grid, lines, known, mean, f"{full} {labels.GRAINS[grain].many}"), _words(grain, first, last)


def needed_from(resolved: Resolved, codes: Sequence[str], start: date | None, end: date | None) -> date | None:
    """The first month for which `latest_year` has to be asked: None where a view that begins later than the figures leaves
    out nothing that counts, because the twelve months lie within it and no figure before lacks its numbers."""
    grain = next((g for g in GIVEN if g in resolved.grids), None)
    if grain is None or start is None:
        return start
    grid = resolved.grids[grain]
    lines = grid.of(codes)
    known = np.isfinite(grid.value[lines]) & grid.inside(None, end)
    if not known.any() or (known & np.isnan(grid.denominator[lines])).any():
        return start
    first = int(grid.months[known.any(axis=0)].max()) - YEAR + grain.months
    return None if _day(first) >= start else start


def _comparable(mix: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Organisations whose composite is made of the same things all through, and of what most of them count; (lines,)."""
    low, high = np.where(known, mix, np.inf).min(axis=1), np.where(known, mix, -np.inf).max(axis=1)
    steady = (low == high) & known.any(axis=1)
    mixes, times = np.unique(high[steady], return_counts=True)
    return steady & (high == mixes[times.argmax()]) if len(mixes) else steady


def _pooled(grid: Grid, lines: np.ndarray, known: np.ndarray, mean: bool, full: str) -> pd.DataFrame:
    """The rows of `latest_year`, from the cells that are `known`."""
    numerator, denominator, given = (
        _gathered(getattr(grid, name)[lines], known, mean or name == "value")
        for name in ("numerator", "denominator", "value")
    )
    value = given if mean else divide(numerator, denominator)
    have = known.sum(axis=1)
    short = [f"{n} of {full}" if n < int(full.split()[0]) else "" for n in have]
    out = pd.DataFrame(
        {
            "org_code": [grid.codes[at] for at in lines],
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "status": pd.Series(short, dtype="str"),
            "periods": have,
        }
    )
    return out[have > 0].sort_values("org_code", ignore_index=True)


def _gathered(cells: np.ndarray, known: np.ndarray, mean: bool) -> np.ndarray:
    """The sum or the mean of each line's known numbers; a sum of none is 0, a mean of none NaN."""
    here = known & np.isfinite(cells)
    total = np.where(here, cells, 0.0).sum(axis=1)
    return divide(total, here.sum(axis=1).astype(float)) if mean else total


def _words(grain: Grain, first: int, last: int) -> str:
    if grain is Grain.MONTH and first == last:
        return f"{_day(last):%B %Y}"
    return f"{_day(first):%B %Y} to {_day(last + grain.months - 1):%B %Y}"


def last_year(resolved: Resolved, code: str, start: date | None, end: date | None) -> tuple[date, date] | None:
    """The last twelve months of the view that end with data, as first days of months; fewer where the view is shorter."""
    grain, months = _with_values(resolved, code)
    if grain is None or not months.size:
        return None
    grid = resolved.grids[grain]
    inside = months[np.isin(months, grid.months[grid.inside(start, end)])]
    if not inside.size:
        return None
    last = int(inside[-1]) + grain.months - 1
    first = max(last - YEAR + 1, int(months[0]), month_number(start) if start else int(months[0]))
    return _day(first), _day(last)


def first_year(resolved: Resolved, code: str) -> tuple[date, date] | None:
    """The organisation's first twelve months with data, whatever the view shows; None without more than a year of data."""
    grain, months = _with_values(resolved, code)
    if grain is None or not months.size:
        return None
    until = int(months[0]) + YEAR - 1
    return (_day(int(months[0])), _day(until)) if int(months[-1]) + grain.months - 1 > until else None


def _with_values(resolved: Resolved, code: str) -> tuple[Grain | None, np.ndarray]:
    """The grain of an organisation's own periods, and those that have a value, as month numbers."""
    grain = resolved.native(code)
    if grain is None:
        return None, np.zeros(0, dtype=int)
    grid = resolved.grids[grain]
    return grain, grid.months[np.isfinite(grid.value[grid.place[code]])]


def _day(month: int) -> date:
    return date(1970 + month // 12, month % 12 + 1, 1)
