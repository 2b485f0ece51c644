"""A measure of an organisation over time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.model.measure import Grain, Measure
from analytics.model.organisation import Organisation

STILL_OPEN = "still open"
"""The status of a gap between events that has not ended: its value is what has gone by so far."""


@dataclass(frozen=True)
class Series:
    """One measure of one organisation over time.

    `points` has one row a period without gaps, sorted: `period` (first day, datetime64), `numerator`, `denominator`,
    `value` (NaN where missing), `status` ("" where sound). `basis` says in words where the numbers come from
    ("given" or "sum of 106 sub-ICBs"); `illustrative` is true while any point is not real data. From each of `breaks`
    (first days of periods) on something else is counted than before, so that nothing is compared across it.
    """

    measure: Measure
    organisation: Organisation
    grain: Grain
    points: pd.DataFrame = field(repr=False)
    basis: str = ""
    illustrative: bool = False
    notes: tuple[str, ...] = ()
    breaks: tuple[pd.Timestamp, ...] = ()

    def __len__(self) -> int:
        return len(self.points)

    @cached_property
    def has_values(self) -> bool:
        """Whether any period has a value. A series without any says why in its notes."""
        return bool(pd.notna(self.points["value"].to_numpy()).any())

    @cached_property
    def latest(self) -> pd.Series | None:
        """The last point that has a value."""
        known = np.flatnonzero(pd.notna(self.points["value"].to_numpy()))
        return self.points.iloc[known[-1]] if len(known) else None
