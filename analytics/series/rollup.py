"""From the rows that were given to every organisation of the tree: counts are summed upwards and divided last.

The rules, each a trap found in public data:
- a row that was given for an organisation is used as it is; its members are never added up beside it;
- where none was given for a period, numerators and denominators of the members are summed, level by level;
- a unit that sends nothing is silent, and empty only where it is so small that nobody may well have been eligible;
- counts of people (`RollUp.GIVEN_ONLY`) are never summed, over organisations or over months;
- a sum speaks for an organisation only when enough of its members report: see the two constants;
- the tree has a day: what an organisation of before sent counts in what became of it (`formers`).

Summing a level up is one product of arrays: who belongs to whom, times what each has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.model import Grain, Kind, Measure, RollUp, Unit
from analytics.organisations import Organisations
from analytics.series import formers
from analytics.series.expected import expected_members
from analytics.series.grid import NOBODY, PROVISIONAL, Grid, divide
from analytics.series.laid_out import laid_out

COUNT_COVERAGE = 0.95
"""A count is too low by what is missing, so nearly all members must report before their sum is shown."""
RATE_COVERAGE = 0.80
"""A rate is sound on most of its members; below this it speaks for too few."""
ROUNDING = 1e-9
"""Shares of members may be thirds."""
NOBODY_CHANCE = 0.01
"""A period without a row had nobody eligible only where chance alone would leave one so at least this often."""


def needed_coverage(measure: Measure) -> float:
    """The share of members that must report before a sum is shown."""
    return COUNT_COVERAGE if measure.unit is Unit.COUNT else RATE_COVERAGE


def roll_up(given: pd.DataFrame, measure: Measure, organisations: Organisations, grain: Grain = Grain.MONTH) -> Grid:
    """Every organisation's cells at one grain, from the rows that were given at that grain.

    `given` has `org_code`, `period`, `numerator`, `denominator`, `value`, `status`, each code and period once. Sums with
    too few members are kept with a missing value, so that a page can say so.
    """
    given = formers.renamed(given, organisations)
    senders = set(given["org_code"].astype("str").unique())
    expected = expected_members(measure, organisations, senders)
    grid = laid_out(given, grain, organisations if measure.roll_up is RollUp.SUM else None)
    if measure.unit in (Unit.PERCENT, Unit.RATE) and measure.roll_up is RollUp.SUM:
        grid = _with_nobody_eligible(grid, measure, organisations)
    before = formers.weights(measure, organisations, expected)
    members = np.array([before.get(code, max(expected.get(code, 1), 1)) for code in grid.codes], dtype=float)
    grid = _valued(grid, measure, members)
    if measure.roll_up is RollUp.SUM:
        known = np.array([expected.get(code, np.nan) for code in grid.codes], dtype=float)
        grid = _summed(grid, measure, organisations, known)
    there = np.array([(o := organisations.get(c)) is None or organisations.is_open(o) for c in grid.codes], dtype=bool)
    return _only(formers.set_apart(grid, organisations), grid.has_row & there)


def _with_nobody_eligible(grid: Grid, measure: Measure, organisations: Organisations) -> Grid:
    """Periods without a row between a small unit's first and last become 0 of 0: such units often send no row then.

    Only where that is likely: the Poisson chance of none at the unit's usual size, exp(-median denominator), is above
    `NOBODY_CHANCE` (a median below 4.6). A row that says why it is empty ("not submitted") stays as it is, and so does a
    period of which nobody at all sent a row. Nothing is assumed of organisations that others report for.
    """
    sends = np.array([(o := organisations.get(code)) is None or o.kind is measure.reported_by for code in grid.codes])
    small = np.exp(-np.nan_to_num(grid.typical, nan=np.inf)) > NOBODY_CHANCE
    inside = between_first_and_last(grid.row)
    absent = inside & ~grid.row & grid.row.any(axis=0) & (sends & small)[:, None]
    return replace(
        grid,
        row=grid.row | absent,
        given=grid.row | absent,
        numerator=np.where(absent, 0.0, grid.numerator),
        denominator=np.where(absent, 0.0, grid.denominator),
    )


def between_first_and_last(row: np.ndarray) -> np.ndarray:
    """Cells from each line's first True to its last; bool, of the same shape."""
    return np.maximum.accumulate(row, axis=1) & np.maximum.accumulate(row[:, ::-1], axis=1)[:, ::-1]


def _valued(grid: Grid, measure: Measure, members: np.ndarray) -> Grid:
    """The given rows with their values worked out, and how many members each speaks for."""
    value = worked_out(measure, grid.numerator, grid.denominator, grid.value)
    nobody = grid.row & (grid.numerator == 0) & (grid.denominator == 0)
    whole = np.where(grid.row, members[:, None], 0.0)
    covered = np.where(np.isfinite(value) | nobody, whole, 0.0)
    status = np.where(nobody & (grid.status == 0), grid.texts.index(NOBODY), grid.status)
    return replace(grid, value=value, status=status, covered=covered, expected=whole)


def worked_out(measure: Measure, numerator: np.ndarray, denominator: np.ndarray, given: np.ndarray) -> np.ndarray:
    """The value: the numerator itself for counts, else numerator over denominator; a given value where neither is."""
    found = numerator if measure.unit is Unit.COUNT else divide(numerator, denominator)
    return np.where(np.isfinite(found), found, given)


@dataclass(frozen=True)
class _Below:
    """What each organisation hands to those above it: sums of rows with a value, (organisations, periods)."""

    row: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    covered: np.ndarray
    provisional: np.ndarray


def _summed(grid: Grid, measure: Measure, organisations: Organisations, expected: np.ndarray) -> Grid:
    """Sums where no row was given: ICBs from members, regions from ICBs, England from regions.

    A row that was given counts for its own period; members are summed for the others.
    A collaborative covers ICBs, and organisations that stand in none (an ambulance trust under its region).
    """
    tree = [organisations.get(code) for code in grid.codes]
    kinds = np.array([o.kind.value if o else "" for o in tree])
    went = {former.code: former.above for former in organisations.formers}
    parent = _places(grid, [went.get(o.code, o.parent) if o else None for o in tree])
    psc = _places(grid, [organisations.psc_of(o) if o else None for o in tree])
    nested = (kinds != "") & (kinds != Kind.PSC)
    in_icb = (parent >= 0) & (kinds[parent] == Kind.ICB)
    handed = formers.handed_up(grid, organisations)
    grid = formers.taken_in(grid, measure, organisations)
    steps = (
        (Kind.TRUST, parent, nested),
        (Kind.SUB_ICB, parent, nested),
        (Kind.ICB, parent, nested),
        (Kind.PSC, psc, nested & ~in_icb),
        (Kind.REGION, parent, nested),
        (Kind.NATION, parent, nested),
    )
    for kind, above, counted in steps:
        summed = np.flatnonzero(kinds == kind)
        belongs = ((above == summed[:, None]) & counted).astype(float)
        if belongs.any():
            grid = _with_sums(grid, measure, summed, belongs, expected[summed, None], handed)
    return grid


def _places(grid: Grid, codes: list[str | None]) -> np.ndarray:
    return np.array([grid.place.get(code or "", -1) for code in codes], dtype=int)


def _with_sums(
    grid: Grid, measure: Measure, summed: np.ndarray, belongs: np.ndarray, expected: np.ndarray, handed: formers.Handed
) -> Grid:
    """The grid with the sums of some organisations. `belongs` (those, all) says who is added up for whom."""
    below = _below(grid, handed)
    row = belongs @ below.row > 0
    covered = belongs @ below.covered
    numerator, denominator = belongs @ below.numerator, belongs @ below.denominator
    # One that closed and went nowhere is expected no longer, and counts while it was there.
    whole = np.fmax(expected, covered).clip(min=1.0)
    numerator = np.where(covered > 0, numerator, np.nan)
    denominator = np.where((covered > 0) & (denominator > 0), denominator, np.nan)
    share = covered / whole + ROUNDING
    enough = share >= needed_coverage(measure)
    value = worked_out(measure, numerator, denominator, np.full(row.shape, np.nan))
    provisional = (belongs @ below.provisional > 0) & (share >= 1)
    sums = {
        "row": row,
        "numerator": np.where(row, numerator, np.nan),
        "denominator": np.where(row, denominator, np.nan),
        "value": np.where(row & enough, value, np.nan),
        "status": np.where(row & provisional, grid.texts.index(PROVISIONAL), 0),
        "covered": np.where(row, covered, 0.0),
        "expected": np.where(row, whole, 0.0),
        "given": np.zeros_like(row),
        "have": np.where(row, covered, 0.0),
        "whole": np.where(row, whole, 0.0),
        "few": row & ~enough,
    }
    own = grid.row[summed]
    return grid.having(
        **{name: _placed(getattr(grid, name), summed, cells, unless=own) for name, cells in sums.items()}
    )


def _below(grid: Grid, handed: formers.Handed) -> _Below:
    numerator, denominator, covered = (
        formers.instead(handed, cells)
        for cells in (grid.counted_numerator, grid.counted_denominator, grid.counted_covered)
    )
    return _Below(
        (grid.row & ~handed.silent).astype(float),
        numerator,
        denominator,
        covered,
        (grid.row & (grid.status == grid.texts.index(PROVISIONAL))).astype(float),
    )


def _placed(array: np.ndarray, lines: np.ndarray, cells: np.ndarray, unless: np.ndarray) -> np.ndarray:
    out = array.copy()
    out[lines] = np.where(unless, array[lines], cells)
    return out


def _only(grid: Grid, kept: np.ndarray) -> Grid:
    """The lines of some organisations."""
    lines = np.flatnonzero(kept)
    arrays = {
        name: array[lines] for name, array in vars(grid).items() if isinstance(array, np.ndarray) and array.ndim == 2
    }
    return grid.having(codes=tuple(grid.codes[at] for at in lines), **arrays)
