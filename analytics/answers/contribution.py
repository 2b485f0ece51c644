"""Who drives a change: which parts of an organisation its change between two periods comes from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np

from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods import contribution as methods
from analytics.model import Between, Contribution, Grain, Kind, Measure, Organisation, Part, RollUp, Unit
from analytics.series.grid import Grid

LEVELS = (Kind.REGION, Kind.ICB, Kind.SUB_ICB, Kind.TRUST)
YEAR, QUARTER = 12, 3
ENOUGH = 0.8
"""The share of a period's months that a part needs to report in it, and of the parts that the newest month needs."""
ROUNDING = 1e-9

Months = tuple[int, int]


def why_not(measure: Measure) -> str:
    """Why nobody can be said to drive a change of a measure; empty where parts add up to the whole."""
    if measure.roll_up is RollUp.GIVEN_ONLY:
        return (
            "People cannot be added up: one who is prescribed for in two places counts in both, so parts have no sum."
        )
    if measure.unit not in (Unit.RATE, Unit.PERCENT) or measure.from_adoption or measure.composite_of:
        return "A change can only be split for a rate whose counts add up, and this measure is none."
    return ""


def divided(data: Data, asked: Question) -> tuple[Organisation, tuple[Kind, ...]]:
    """The organisation that is split, the chosen one or else its ICB, and the levels of its parts, largest first."""
    tree, measure = data.organisations, data.measures[asked.measure]
    chosen = tree[asked.organisation]
    whole = (tree.ancestor(chosen.code, Kind.ICB) or chosen) if chosen.kind.level > Kind.ICB.level else chosen
    below = [k for k in LEVELS if k.level > whole.kind.level and k in measure.levels]
    known = data.resolved(asked.measure).codes()
    return whole, tuple(k for k in below if any(o.code in known for o in tree.members(whole.code, k)))


def spans(data: Data, asked: Question, level: Kind) -> dict[Between, tuple[Months, Months]]:
    """The pairs of periods that the data reach, each as month numbers, both ends included."""
    found = _grid(data, asked, level)
    if found is None:
        return {}
    grid, lines = found
    known = _whole(grid)[lines].sum(axis=0)
    full = np.flatnonzero(known >= ENOUGH * known.max(initial=1))
    if not full.size:
        return {}
    last, first = int(grid.months[full[-1]]), int(grid.months[full[0]])
    begins = max(first, int(grid.months[np.argmax(grid.inside(asked.start, None))])) if asked.start else first
    later = (last - YEAR + 1, last)
    pairs = {
        Between.YEARS: ((last - 2 * YEAR + 1, last - YEAR), later),
        Between.QUARTERS: ((last - YEAR - QUARTER + 1, last - YEAR), (last - QUARTER + 1, last)),
        Between.FIRST: ((begins, begins + YEAR - 1), later),
    }
    return {b: pair for b, pair in pairs.items() if pair[0][0] >= first and pair[0][1] < pair[1][0]}


def contribution(data: Data, asked: Question, level: Kind, between: Between) -> Contribution | None:
    """The change of an organisation's rate and amount between two periods, split exactly by its parts of a level.

    Each period is told by monthly averages, so that a part which missed a month is not taken for smaller; one with less
    than `ENOUGH` of a period's months does not report in it. None where the data do not reach, or nobody reports in both.
    """
    pair, found = spans(data, asked, level).get(between), _grid(data, asked, level)
    if pair is None or found is None:
        return None
    grid, lines = found
    tree, measure = data.organisations, data.measures[asked.measure]
    parts = [
        Part(grid.codes[at], tree[grid.codes[at]].short_name, *(_average(grid, at, months) for months in pair))
        for at in lines
    ]
    if not any(p.before and p.after for p in parts):
        return None
    before, after = methods.totals(parts)
    return Contribution(
        measure,
        divided(data, asked)[0],
        level,
        _days(pair[0]),
        _days(pair[1]),
        before,
        after,
        methods.shares(parts),
        absent=tuple(p.name for p in parts if not (p.before or p.after)),
        thin=tuple(p.name for p, at in zip(parts, lines, strict=True) if _thin(grid, at, p, pair)),
        illustrative=data.resolved(asked.measure).illustrative,
    )


def _grid(data: Data, asked: Question, level: Kind) -> tuple[Grid, np.ndarray] | None:
    """The months of a measure, and the lines of the parts."""
    whole, levels = divided(data, asked)
    grid = data.resolved(asked.measure).grids.get(Grain.MONTH)
    if grid is None or level not in levels or why_not(data.measures[asked.measure]):
        return None
    return grid.until(asked.end), grid.of([o.code for o in data.organisations.members(whole.code, level)])


def _whole(grid: Grid) -> np.ndarray:
    """Cells with the counts of all who stand behind them: a sum of some looks like a fall; (organisations, periods)."""
    counts = np.isfinite(grid.value) & np.isfinite(grid.numerator) & (grid.denominator > 0)
    return counts & (grid.covered >= grid.expected - ROUNDING)


def _inside(grid: Grid, at: int, months: Months) -> np.ndarray:
    return np.flatnonzero(_whole(grid)[at] & (grid.months >= months[0]) & (grid.months <= months[1]))


def _average(grid: Grid, at: int, months: Months) -> methods.Counts | None:
    columns = _inside(grid, at, months)
    if len(columns) < ENOUGH * (months[1] - months[0] + 1):
        return None
    top, bottom = (
        sum((Fraction(float(cell)) for cell in cells[at, columns]), Fraction(0)) / len(columns)
        for cells in (grid.numerator, grid.denominator)
    )
    return top, bottom


def _thin(grid: Grid, at: int, part: Part, pair: tuple[Months, Months]) -> bool:
    """Whether some month of a period in which the part reports is missing."""
    there = zip((part.before, part.after), pair, strict=True)
    return any(counts and len(_inside(grid, at, m)) < m[1] - m[0] + 1 for counts, m in there)


def _days(months: Months) -> tuple[date, date]:
    first, last = (date(1970 + m // 12, m % 12 + 1, 1) for m in months)
    return first, last
