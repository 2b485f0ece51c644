"""Who changed most: by the strength of the evidence, not by the size of a jump."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.answers.comparison import members
from analytics.answers.data import Data
from analytics.answers.deciles import finest
from analytics.answers.question import Question
from analytics.methods import steps as methods
from analytics.model import ENGLAND, Better, ChangedMost, Grain, Kind, Measure, Unit
from analytics.series.grid import Grid
from analytics.series.rates import rates

YEAR = 12


def changed_most(data: Data, asked: Question, level: Kind) -> ChangedMost | None:
    """England's organisations of a level by how strong the evidence of a change is, up to the end of the view.

    England's and not a region's, so that nobody is first on one page and not on the next. None where nobody has enough
    values that can be compared.
    """
    resolved = data.resolved(asked.measure)
    grain = finest(resolved)
    if grain is None:
        return None
    grid = resolved.grids[grain].until(asked.end)
    codes = [code for code in members(data, asked.measure, ENGLAND, level) if code in grid.place]
    value = rates(resolved.measure, grid)[grid.of(codes)]
    found = methods.steps(value)
    if (found.at < 0).all():
        return None
    names = [data.organisations[code].short_name for code in codes]
    earlier, latest = _within_a_year(grid, value, grain)
    jump = np.divide(latest - earlier, earlier, out=np.full(len(value), np.nan), where=earlier > 0)
    rows = pd.DataFrame(
        {
            "code": codes,
            "name": names,
            "since": grid.periods[found.at.clip(0)],
            "before": found.before,
            "after": found.after,
            "strength": found.strength,
            "signal": found.strength >= methods.SIGNAL,
            "better": _sides(resolved.measure, found.after - found.before),
            "jump": jump,
            "earlier": earlier,
            "latest": latest,
        }
    )
    known = found.at >= 0
    return ChangedMost(
        resolved.measure,
        level,
        grain,
        rows[known].sort_values(["strength", "name"], ascending=[False, True], ignore_index=True),
        methods.LEAST,
        resolved.measure.per_text if resolved.measure.unit is not Unit.PERCENT else "",
        resolved.illustrative,
        tuple(name for name, has in zip(names, known, strict=True) if not has),
    )


def _within_a_year(grid: Grid, value: np.ndarray, grain: Grain) -> tuple[np.ndarray, np.ndarray]:
    """Each organisation's value a year before its newest, NaN where there is none, and its newest; (organisations,)."""
    columns, line = np.arange(value.shape[1]), np.arange(len(value))
    last = np.where(np.isfinite(value), columns, 0).max(axis=1, initial=0)
    months = grid.months[last] - YEAR
    before = np.searchsorted(grid.months, months).clip(0, len(columns) - 1)
    there = grid.months[before] == months
    return np.where(there, value[line, before], np.nan), value[line, last]


def _sides(measure: Measure, change: np.ndarray) -> np.ndarray:
    if measure.better is Better.NEUTRAL:
        return np.full(len(change), "", dtype=object)
    good = (change > 0) == (measure.better is Better.INCREASE)
    return np.where(change == 0, "", np.where(good, "better", "worse")).astype(object)
