"""A CUSUM: bad events held against a reference rate, period after period, until they are too many for chance."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum

import numpy as np

from analytics.model.measure import Grain, Measure
from analytics.model.organisation import Organisation


class Alert(StrEnum):
    """What a period's statistic is: within chance, above the amber threshold, or above the red one."""

    NONE = ""
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Thresholds:
    """When a CUSUM signals, and how well: for one number of expected events a year (`a_year`).

    Above `amber` and `red` lie the statistics of `false_amber` and `false_red` of all years in which nothing changed.
    `months_to_amber` and `months_to_red` pass in half of all cases until a doubling is seen,
    and `seen_amber`, `seen_red` are the shares of doublings that are seen within twelve months.
    """

    a_year: float
    amber: float
    red: float
    false_amber: float
    false_red: float
    months_to_amber: float
    months_to_red: float
    seen_amber: float
    seen_red: float


@dataclass(frozen=True)
class Cusum:
    """Events of one organisation held against a reference rate. Arrays have the shape (periods,).

    `period` is the first day of each. `events` are the bad ones (deaths for survival), NaN where not known; `expected`
    those that the reference rate would give among the period's cases. `statistic` rises with events and falls with
    expected ones, never below 0; it is carried on where events are not known, and starts again from 0 after `red`.
    `alert` has the words of `Alert`. `excess` is how many events more than expected there were so far.
    `reference` is the rate, events over cases; `source` says whose it is.
    """

    measure: Measure
    organisation: Organisation
    grain: Grain
    period: np.ndarray = field(repr=False)
    events: np.ndarray = field(repr=False)
    expected: np.ndarray = field(repr=False)
    statistic: np.ndarray = field(repr=False)
    alert: np.ndarray = field(repr=False)
    excess: np.ndarray = field(repr=False)
    reference: float
    source: str
    thresholds: Thresholds
    illustrative: bool = False

    def since(self, start: date | None) -> Cusum:
        """The part from a month on, which a view shows; None for all. It is judged by all that went before."""
        first = 0 if start is None else int(np.searchsorted(self.period, np.datetime64(start)))
        arrays = {f.name: a[first:] for f in fields(self) if isinstance(a := getattr(self, f.name), np.ndarray)}
        return replace(self, **arrays)  # type: ignore[arg-type]

    @property
    def signals(self) -> np.ndarray:
        """Positions of the periods with an amber or a red signal."""
        return np.flatnonzero(self.alert != Alert.NONE)

    @property
    def restarts(self) -> np.ndarray:
        """Positions of the periods with which the statistic starts again: those after a red signal."""
        after = np.flatnonzero(self.alert == Alert.RED) + 1
        return after[after < len(self.alert)]
