"""A band of tenths: how far organisations of a level lie apart period by period, and where the chosen one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from analytics.model.measure import Grain, Measure
from analytics.model.organisation import Kind, Organisation


class Tenth(IntEnum):
    """Where a value lies in its period: above the 90th percentile, below the 10th, or between the two."""

    LOWEST = -1
    BETWEEN = 0
    HIGHEST = 1


@dataclass(frozen=True)
class Deciles:
    """One measure of the organisations of a level, by period. Arrays are (periods,) unless said.

    `period` is the first day of each. `low`, `median` and `high` are the 10th, 50th and 90th percentiles of the values, NaN
    where too few organisations have one; `count` is how many have. `own` are the values of the `chosen` organisation, or of
    the one of the level that stands around it; NaN where it has none. For each organisation of the level (`codes` and
    `names` as they are ordered here), `tenth` is where its newest value lies and `since` the position of the period
    from which it has lain there without a break (-1 where it has no value in a period with a band); (organisations,).
    """

    measure: Measure
    level: Kind
    grain: Grain
    period: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    median: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    count: np.ndarray = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    tenth: np.ndarray = field(repr=False)
    since: np.ndarray = field(repr=False)
    chosen: Organisation
    own: np.ndarray = field(repr=False)
    first: int = 0
    """The position from which a view shows it."""
    illustrative: bool = False

    @property
    def last(self) -> int:
        """The position of the newest period with a band; -1 where none has."""
        known = np.flatnonzero(np.isfinite(self.median))
        return int(known[-1]) if known.size else -1
