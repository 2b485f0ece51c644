"""A measure in one line, and many of them in a table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.model.control_chart import Charted
from analytics.model.measure import Measure


@dataclass(frozen=True, slots=True)
class SinceBaseline:
    """The pooled value of the first twelve months (the baseline), that of the last twelve, and when they began and ended."""

    baseline: float
    latest: float
    baseline_start: pd.Timestamp
    baseline_end: pd.Timestamp
    latest_start: pd.Timestamp
    latest_end: pd.Timestamp

    @property
    def difference(self) -> float:
        """Latest less baseline, in the measure's unit."""
        return self.latest - self.baseline


@dataclass(frozen=True)
class Glance:
    """An intervention in one line: its chart, its last twelve months against its first (`since`), its adoption and what is
    `missing` behind the figures, both in words."""

    measure: Measure
    charted: Charted
    since: SinceBaseline | None
    adopted: str
    missing: str


@dataclass(frozen=True)
class Overview:
    """Many measures at a glance: those that have anything to show, those that are `silent`, and what `by_chance` alone
    would signal among the charts that were judged (empty for fewer than two)."""

    shown: tuple[Charted, ...]
    silent: tuple[Charted, ...]
    by_chance: str
