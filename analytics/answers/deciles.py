"""How far England's organisations of a level lie apart, period by period, with the chosen one among them."""

from __future__ import annotations

import numpy as np

from analytics.answers.comparison import members
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods import deciles as methods
from analytics.model import ENGLAND, Deciles, Grain, Kind, Measure, Organisation, Unit
from analytics.series.rates import rates
from analytics.series.resolve import GIVEN, Resolved

LEVELS = (Kind.ICB, Kind.SUB_ICB, Kind.TRUST)
"""Seven regions have no tenths."""


def levels(data: Data, asked: Question) -> tuple[Kind, ...]:
    """The levels that have enough organisations for tenths."""
    found = data.measures[asked.measure]
    if found.unit is Unit.COUNT and not found.compare_per:
        return ()
    return tuple(k for k in LEVELS if len(members(data, asked.measure, ENGLAND, k)) >= methods.LEAST)


def deciles(data: Data, asked: Question, level: Kind) -> Deciles | None:
    """The band of tenths of all England's organisations of a level up to the end of the view.

    The line is that of the chosen organisation, or of the one of the level that it belongs to. None where no period has
    enough values that can be compared.
    """
    resolved = data.resolved(asked.measure)
    grain = finest(resolved)
    if grain is None:
        return None
    grid = resolved.grids[grain].until(asked.end)
    codes = [code for code in members(data, asked.measure, ENGLAND, level) if code in grid.place]
    every = rates(resolved.measure, grid)
    value = every[grid.of(codes)]
    low, median, high, count = methods.bands(value)
    if not np.isfinite(median).any():
        return None
    newest, since = methods.tenths(value, low, high)
    chosen = _line(data, resolved.measure, asked.organisation, level)
    at = grid.place.get(chosen.code)
    return Deciles(
        resolved.measure,
        level,
        grain,
        grid.periods,
        low,
        median,
        high,
        count,
        tuple(codes),
        tuple(data.organisations[code].short_name for code in codes),
        newest,
        since,
        chosen,
        np.full(len(median), np.nan) if at is None else every[at],
        first=int(np.argmax(grid.inside(asked.start, None))) if asked.start else 0,
        illustrative=resolved.illustrative,
    )


def finest(resolved: Resolved) -> Grain | None:
    """The finest grain that figures were given at."""
    return next((g for g in GIVEN if g in resolved.grids), None)


def _line(data: Data, measure: Measure, code: str, level: Kind) -> Organisation:
    tree = data.organisations
    own = tree[code]
    above = tree.ancestor(code, level)
    return above if above and (own.kind.level > level.level or own.kind not in measure.levels) else own
