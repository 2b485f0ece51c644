"""Control charts in Making Data Count's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.model.measure import Better
from analytics.model.series import Series


class Signal(StrEnum):
    """Special-cause rules, in Making Data Count's words."""

    SINGLE = "single"
    SHIFT = "shift"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"


class State(StrEnum):
    """What one point is: coloured by the signals that it carries."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON = "common"
    BLANK = ""


class Variation(StrEnum):
    """The variation icon of a whole chart, from its last point that counts. BLANK: too few points for an icon."""

    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"
    BLANK = ""


class Assurance(StrEnum):
    """The assurance icon: will the process meet its target as things stand?"""

    PASS = "pass"
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"
    BLANK = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Neighbouring points of one state that is a signal: from position `start` to `end`, both included.

    `points` counts them: gaps and ghosted points between them are passed over.
    `signals` are the rules that mark any of them. `mean_before` is the mean of all counted points before `start` (NaN
    where there are none) and `mean_during` that of the points themselves; for proportions and rates both are pooled,
    numerators over denominators.
    """

    start: int
    end: int
    points: int
    state: State
    signals: tuple[Signal, ...]
    mean_before: float
    mean_during: float


@dataclass(frozen=True)
class ControlChart:
    """The control chart of one series: arrays of shape (periods,), NaN where a line is not drawn.

    `signals` maps each rule to one bool a point. `kind` is the chart kind drawn, `reason` why that kind, `settings` the
    rules in words, and `note` why there are no limits, where there are none. `both` marks points with a high and a low
    signal at once. `change` is the run of signals that the last counted point belongs to, None where it is no signal.
    `doubts` works out `warnings`, which takes as long as all the rest and few charts show.
    """

    kind: str
    value: np.ndarray = field(repr=False)
    centre: np.ndarray = field(repr=False)
    lower: np.ndarray = field(repr=False)
    upper: np.ndarray = field(repr=False)
    lower_2sigma: np.ndarray = field(repr=False)
    upper_2sigma: np.ndarray = field(repr=False)
    signals: dict[Signal, np.ndarray] = field(repr=False)
    state: np.ndarray = field(repr=False)
    variation: Variation
    assurance: Assurance
    better: Better
    target: float | None = None
    settings: str = ""
    note: str = ""
    reason: str = ""
    both: np.ndarray | None = field(default=None, repr=False)
    change: Change | None = None
    doubts: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Sentences on what deserves a second look: assumptions that fail, missing last values, short parts."""
        return self.doubts()


@dataclass(frozen=True, slots=True)
class Recalculation:
    """A suggestion: limits might start again with the point at `start`, the first of `points` up to the end.

    `before` and `after` are the centre lines on either side, `signals` the points since that would still be signals.
    """

    start: int
    points: int
    before: float
    after: float
    signals: int
    evidence: str
    against: str


@dataclass(frozen=True)
class Charted:
    """A measure of an organisation over time and its control chart, from the first figure to the end of the view.

    `start` is the month from which they are drawn, None for all: the beginning of a view crops and does not judge.
    """

    series: Series
    chart: ControlChart
    start: date | None = None

    @property
    def whole(self) -> tuple[Series, ControlChart]:
        """All that the chart is judged by: what its words speak of."""
        return self.series, self.chart

    @property
    def drawn(self) -> tuple[Series, ControlChart]:
        """What the view shows of it: pictures and tables. Its `change` is None where that began before."""
        if self.start is None:
            return self.whole
        points = self.series.points
        first = int(points["period"].searchsorted(pd.Timestamp(self.start)))
        if not first:
            return self.whole
        arrays = {
            f.name: a[first:] for f in fields(self.chart) if isinstance(a := getattr(self.chart, f.name), np.ndarray)
        }
        change = self.chart.change
        if change is not None:
            began = change.start - first
            change = replace(change, start=began, end=change.end - first) if began >= 0 else None
        signals = {signal: marked[first:] for signal, marked in self.chart.signals.items()}
        shown = replace(self.series, points=points.iloc[first:].reset_index(drop=True))
        return shown, replace(self.chart, signals=signals, change=change, **arrays)  # type: ignore[arg-type]
