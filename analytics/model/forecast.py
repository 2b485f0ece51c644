"""Where a measure is heading, whether an ambition will be met, and how far to trust that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from analytics.model.series import Series

LEVELS = (0.5, 0.8, 0.95)
"""The shares of outcomes that the bands of a fan hold."""


@dataclass(frozen=True, slots=True)
class Ambition:
    """So many `fewer` people in England in the month `by` than in the month `since`, as a public source sets it."""

    measure: str
    fewer: float
    since: date
    by: date
    title: str
    source: str
    reviewed_on: date


@dataclass(frozen=True, slots=True)
class Goal:
    """An ambition as it falls to an organisation: `fewer` of its own than `start`, its figure in the ambition's first month.

    `share` is its part of England's figure in that month, by which England's ambition was divided: 1 for England.
    """

    ambition: Ambition
    start: float
    fewer: float
    share: float

    @property
    def most(self) -> float:
        """The largest figure that meets it."""
        return self.start - self.fewer


@dataclass(frozen=True)
class Fan:
    """A forecast: the months ahead (first days), the middle of each and its spread (a standard deviation), all (months,)."""

    period: np.ndarray = field(repr=False)
    middle: np.ndarray = field(repr=False)
    spread: np.ndarray = field(repr=False)

    def band(self, level: float) -> tuple[np.ndarray, np.ndarray]:
        """The ends between which so large a share of outcomes is expected, never below 0."""
        reach = NormalDist().inv_cdf(0.5 + level / 2) * self.spread
        return np.maximum(self.middle - reach, 0.0), np.maximum(self.middle + reach, 0.0)

    def chance_of_at_most(self, figure: float) -> float:
        """The probability that the last month is at or below a figure."""
        return NormalDist(float(self.middle[-1]), float(self.spread[-1])).cdf(figure)


class Trust(StrEnum):
    """How far a forecast may be trusted, by how its like did in the past."""

    FAIR = "fair"
    """Its bands held about as often as they say, and it missed by less than simpler forecasts."""
    LIMITED = "limited"
    """Its bands held less often than they say, or a simpler forecast did as well."""
    NONE = "none"
    """It missed by more than both simple forecasts, or its bands held less than half as often as they say."""
    UNKNOWN = "unknown"
    """There were too few months to try it."""


@dataclass(frozen=True)
class BackTest:
    """The same forecast made from earlier months and held against what came, `months` ahead from each of `origins`.

    `inside` is the share of outcomes within each of `LEVELS`, over all months ahead. Errors are mean distances, over all
    months ahead: of the `model`, of the last figure carried on (`naive`) and of the average step carried on (`drift`).
    """

    origins: tuple[date, ...]
    months: int
    cases: int = 0
    inside: tuple[float, ...] = ()
    model: float = float("nan")
    naive: float = float("nan")
    drift: float = float("nan")
    trust: Trust = Trust.UNKNOWN


@dataclass(frozen=True)
class Reaching:
    """Whether an organisation will meet its goal: the fan to the month that counts, its `chance`, and its back-test.

    Without a fan `note` says why. `needed` is the fall a month that would still meet the goal from the last figure on, and
    `recent` the fall a month over the last year (both None where unknown). `unusual` months stand far from those around
    them; `chance_without` is the chance if they are left out. `outcome` is the figure of the month that counts, where it is
    known already.
    """

    series: Series
    goal: Goal | None = None
    fan: Fan | None = None
    chance: float | None = None
    needed: float | None = None
    recent: float | None = None
    back_test: BackTest | None = None
    unusual: tuple[date, ...] = ()
    chance_without: float | None = None
    outcome: float | None = None
    note: str = ""
