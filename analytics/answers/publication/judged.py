"""What was decided of a measure for publication, and the months that periods are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analytics.model import Grain, RollUp
from analytics.series.coarsen import coarsen
from analytics.series.grid import Grid
from analytics.series.resolve import GIVEN, Resolved


@dataclass(frozen=True)
class Judged:
    """One organisation's periods, by the month in which each begins: the counts that were judged, what is hidden, and what
    nobody can have learned of since it was last told."""

    periods: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    there: np.ndarray
    hidden: np.ndarray
    untold: np.ndarray


@dataclass(frozen=True)
class Published:
    """A measure for everybody to see. `grain` is the length of period by which each organisation is published, `judged` what
    was decided of its periods."""

    resolved: Resolved
    grain: Mapping[str, Grain] = field(default_factory=dict, repr=False)
    judged: Mapping[str, Judged] = field(default_factory=dict, repr=False)

    @property
    def has_rule(self) -> bool:
        """Whether there is a rule for the measure at all."""
        return bool(self.grain)

    def hidden(self, code: str) -> set[int]:
        """The months, counted from January 1970, of an organisation's periods that are hidden."""
        return (
            set()
            if code not in self.judged
            else months_of(self.judged[code].periods[self.judged[code].hidden], self.grain[code])
        )


def grids(whole: Resolved) -> Iterator[tuple[Grain, Grid]]:
    """Every length of period that a measure has or can be added up to."""
    for grain in (*GIVEN, Grain.ROLLING_YEAR):
        grid = whole.grid(grain)
        months = whole.grids.get(Grain.MONTH)
        if grid is None and grain is Grain.YEAR and months is not None and whole.measure.roll_up is RollUp.SUM:
            grid = coarsen(months, whole.measure, grain)
        if grid is not None:
            yield grain, grid


def months_of(firsts: np.ndarray, grain: Grain) -> set[int]:
    """The months of periods that begin in these."""
    return {int(first) + n for first in firsts for n in range(grain.months)}


def periods(grid: Grid) -> list[set[int]]:
    """The months of each period."""
    back = 11 if grid.grain is Grain.ROLLING_YEAR else 0
    return [months_of(np.array([first - back]), grid.grain) for first in grid.months]


def touched(grid: Grid, months: Sequence[set[int]]) -> np.ndarray:
    """Cells that have any of an organisation's months; bool, (organisations, periods)."""
    if not any(months):
        return np.zeros((len(months), len(grid.months)), dtype=bool)
    cells = periods(grid)
    return np.array([[bool(own & cell) for cell in cells] for own in months], dtype=bool)
