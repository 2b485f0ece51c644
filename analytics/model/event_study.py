"""An event study: organisations that reached something, held against those that had not yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analytics.model.estimate import Estimate
from analytics.model.measure import Measure


@dataclass(frozen=True)
class EventStudy:
    """By period relative to the one in which each organisation reached it (0): arrays of shape (times,).

    `effect` is the difference from those not yet there, in the outcome's unit and against the period before (-1, where it
    is 0), `low` to `high` its 95% interval (NaN where there is none). `reached` organisations and at least `waiting` to
    compare with stand behind each; `few` marks times with fewer than `fewest` of either. `before` is the difference of the
    trends per period before, `after` the mean difference since, `beyond` what of it is left when the trend of before is
    carried on; None where too few stand behind them. `organisations` reached it at a known time and count.
    """

    time: np.ndarray = field(repr=False)
    effect: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    reached: np.ndarray = field(repr=False)
    waiting: np.ndarray = field(repr=False)
    few: np.ndarray = field(repr=False)
    organisations: int
    fewest: int
    before: Estimate | None = None
    after: Estimate | None = None
    beyond: Estimate | None = None

    @property
    def parallel(self) -> bool | None:
        """Whether no difference of the trends before can be told from chance; None where nothing can be said."""
        return None if self.before is None else self.before.low <= 0 <= self.before.high


@dataclass(frozen=True)
class PhaseStudy:
    """An event study of ICBs by the phase of an approach that they reached, the outcome as % of each one's own 2021.

    Left out are the `undated`, which stood there at their first record or have none, so that nobody knows since when or
    whether, and those `without` figures. `last` is the first day of the last quarter that counts.
    """

    measure: Measure
    phase: float
    study: EventStudy
    undated: tuple[str, ...]
    without: tuple[str, ...]
    last: np.datetime64
    illustrative: bool = False
