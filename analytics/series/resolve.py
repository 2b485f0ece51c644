"""A version of the store and a measure -> its numbers for every organisation of the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd

from analytics.methods.adoption import share_at_or_above
from analytics.model import Grain, Measure, RollUp
from analytics.organisations import Organisations
from analytics.series.coarsen import coarsen
from analytics.series.compose import compose
from analytics.series.grid import COLUMNS, Grid
from analytics.series.rollup import roll_up
from analytics.series.stages import of_the_tree

LADDER = (Grain.MONTH, Grain.QUARTER, Grain.ROLLING_YEAR)
"""The grains that months can be shown at, finest first."""
GIVEN = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
"""The grains that rows are given at, finest first."""


class Rows(Protocol):
    """Where rows come from: a version of the store (`Snapshot`), or one as it would be (`Overlay`)."""

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """The rows that count, as `Snapshot.rows` gives them."""
        ...


@dataclass(frozen=True)
class Resolved:
    """One measure for every organisation of the tree, at each grain that rows were given at."""

    measure: Measure
    organisations: Organisations = field(repr=False)
    grids: Mapping[Grain, Grid] = field(repr=False)
    illustrative: bool = False
    _coarser: dict[Grain, Grid] = field(default_factory=dict, repr=False, compare=False)

    def grid(self, grain: Grain) -> Grid | None:
        """The measure at a grain, given or worked out from months; None where there is none."""
        if grain in self.grids:
            return self.grids[grain]
        months = self.grids.get(Grain.MONTH)
        if months is None or grain not in LADDER or self.measure.roll_up is not RollUp.SUM:
            return None
        if grain not in self._coarser:
            self._coarser[grain] = coarsen(months, self.measure, grain)
        return self._coarser[grain]

    def rows(self, code: str, grain: Grain) -> pd.DataFrame:
        """One organisation's rows at a grain; empty where there are none."""
        grid = self.grid(grain)
        return pd.DataFrame(columns=list(COLUMNS)) if grid is None else grid.rows(code)

    def native(self, code: str) -> Grain | None:
        """The finest grain at which this organisation has a value, or else any row; None where it has nothing."""
        places = [(g, at) for g in GIVEN if g in self.grids and (at := self.grids[g].place.get(code)) is not None]
        with_values = [g for g, at in places if self.grids[g].has_value[at]]
        return next(iter(with_values or [g for g, _ in places]), None)

    def grains(self, code: str) -> Iterator[Grain]:
        """Grains that have enough behind each point (the measure's floor), finest first; the coarsest if none has."""
        native = self.native(code)
        if native is None:
            return
        if native is not Grain.MONTH or self.measure.roll_up is not RollUp.SUM:
            yield native
            return
        last: Grain = Grain.MONTH
        any_enough = False
        for grain in LADDER:
            grid = self.grid(grain)
            at = None if grid is None else grid.place.get(code)
            if grid is None or at is None or not grid.has_row[at]:
                continue
            last = grain
            typical = grid.typical[at]
            if np.isnan(typical) or typical >= self.measure.floor:
                any_enough = True
                yield grain
        if not any_enough:
            yield last

    def codes(self) -> set[str]:
        """Organisations that have any value."""
        return {code for g in self.grids.values() for code, has in zip(g.codes, g.has_value, strict=True) if has}


def resolve(measure: Measure, stored: Rows, organisations: Organisations, part: Callable[[str], Resolved]) -> Resolved:
    """The measure for every organisation, from the rows that count.

    `part` resolves the measures that a composite is made of. Rows that were uploaded for the composite itself win over
    the composition.
    """
    own = stored.rows("observations", [measure.slug])
    if len(own) or not (measure.composite_of or measure.from_adoption):
        grids = {g: roll_up(rows, measure, organisations, g) for g, rows in _by_grain(own)}
        return Resolved(measure, organisations, grids, bool(own["illustrative"].any()))
    if measure.from_adoption:
        rows = of_the_tree(stored.rows("adoption", [measure.from_adoption.pathway]), organisations)
        given = share_at_or_above(rows, measure.from_adoption)
        grids = {Grain.QUARTER: roll_up(given, measure, organisations, Grain.QUARTER)} if len(given) else {}
        return Resolved(measure, organisations, grids, bool(rows["illustrative"].any()))
    parts = [part(slug) for slug in measure.composite_of]
    months = [p.grids[Grain.MONTH] for p in parts if Grain.MONTH in p.grids]
    grids = {Grain.MONTH: compose(months, measure)} if months else {}
    return Resolved(measure, organisations, grids, any(p.illustrative for p in parts))


def _by_grain(rows: pd.DataFrame) -> Iterator[tuple[Grain, pd.DataFrame]]:
    grains = rows["grain"].astype("str")
    for grain in grains.unique():
        yield Grain(grain), rows[grains == grain]
