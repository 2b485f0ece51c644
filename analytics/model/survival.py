"""How long organisations take to reach a step of adoption, with those that have not reached it yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from analytics.model.programme import Element, Pathway


@dataclass(frozen=True, eq=False)
class Curve:
    """A Kaplan-Meier curve, with a place for each `time` known: how many were `at_risk` just before it, to how many it
    happened (`events`), how many were last known then (`censored`), and the share `left` after it with its interval.
    `low` and `high` are NaN where nothing has happened yet or nobody is left."""

    time: np.ndarray
    at_risk: np.ndarray = field(repr=False)
    events: np.ndarray = field(repr=False)
    censored: np.ndarray = field(repr=False)
    left: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reaching:
    """When a share of all will have been reached: most likely, and within the interval. None: not within the horizon."""

    share: float
    by: date | None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, eq=False)
class CarriedOn:
    """What follows if the pace of the newest returns goes on.

    `events` moved in `quarters` quarters, from `since` to `last`; with fewer than `needed` no `pace` is told. The pace is
    the share of those still waiting that moves in a quarter, with its interval. `reached` has the shares not reached yet;
    `ahead` the quarters up to the `horizon`: `day`, `value`, `low`, `high`.
    """

    events: int
    needed: int
    quarters: int
    since: date
    last: date
    horizon: date
    pace: float | None = None
    low: float | None = None
    high: float | None = None
    reached: tuple[Reaching, ...] = ()
    ahead: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)


@dataclass(frozen=True, eq=False)
class Transition:
    """Who has moved by a day, and when the others may.

    `rows`, one an organisation of which something is known: `org_code`, `name`, `after` and `by` (it moved after the one
    day and by the other, the days of two returns; `by` NaT where it has not moved, `after` then its newest return),
    `planned_for` (its plan where it has not moved), `overdue` (that day has passed), `stage` (its step on the element).
    `returns` are the days of returns so far.
    `moved` is the share that has moved, read as late as the returns allow, `earliest` as early: both curves are of the
    share left, by days since `start`. `planned` has the days of plans ahead: `day`, `value` (the share if all are kept).
    """

    name: str
    pathway: Pathway
    element: Element
    start: date
    as_at: date
    rows: pd.DataFrame = field(repr=False)
    moved: Curve = field(repr=False)
    earliest: Curve = field(repr=False)
    planned: pd.DataFrame = field(repr=False)
    returns: tuple[date, ...] = ()
    carried_on: CarriedOn | None = None
    expected: int = 0
    illustrative: bool = False

    @property
    def share(self) -> float:
        """The share that has moved by the newest return; NaN where nothing is known."""
        return 1 - float(self.moved.left[-1]) if len(self.moved.left) else float("nan")

    def share_at(self, day: date, early: bool = False) -> float:
        """The share that had moved by a day, read late or `early`."""
        curve = self.earliest if early else self.moved
        place = int(np.searchsorted(curve.time, (day - self.start).days, side="right"))
        return 1 - float(curve.left[place - 1]) if place else 0.0

    def interval_at(self, day: date) -> tuple[float, float]:
        """The interval of `share_at`, read late; NaN where nobody has moved, or everybody."""
        place = int(np.searchsorted(self.moved.time, (day - self.start).days, side="right"))
        at = place - 1
        return (1 - float(self.moved.high[at]), 1 - float(self.moved.low[at])) if place else (np.nan, np.nan)

    def waiting_at(self, day: date) -> int:
        """How many had not moved by a day and were heard of then or later."""
        when = pd.Timestamp(day)
        return int(((self.rows["by"] > when) | (self.rows["by"].isna() & (self.rows["after"] >= when))).sum())

    @property
    def waiting(self) -> pd.DataFrame:
        """The rows of those that have not moved."""
        return self.rows[self.rows["by"].isna()]

    def planned_share(self, share: float) -> date | None:
        """The day by which so large a share has moved if all plans are kept; None if they do not lead there."""
        if self.share >= share - 1e-9:
            return self.as_at
        there = self.planned[self.planned["value"] >= share - 1e-9]
        return there["day"].iloc[0].date() if len(there) else None
