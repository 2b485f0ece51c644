"""What care was worth in outcomes, what holds a bundle of it back, and what reaching a rate would add."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analytics.model.estimate import Effect, Estimate
from analytics.model.measure import Measure
from analytics.model.organisation import Kind, Organisation


@dataclass(frozen=True, slots=True)
class Baseline:
    """The rate before: a fraction with the interval it was measured with (none where a reader assumed it), in words."""

    rate: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Reached:
    """How many were eligible, how many of them were reached, and in how many of the `expected` months that is known."""

    reached: float
    eligible: float
    months: int
    expected: int


@dataclass(frozen=True, slots=True)
class Versions:
    """An estimate of all treatment and of what is `beyond` the baseline (None without one), and what each would have cost
    (None where nobody has costed it)."""

    treatment: Estimate
    beyond: Estimate | None = None
    cost: Estimate | None = None
    cost_beyond: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """What an effect was worth to an organisation: in all of `months`, and in an average month of the last `year`."""

    effect: Effect
    measure: Measure
    months: tuple[date, date]
    year: tuple[date, date]
    counts: Reached
    baseline: Baseline | None
    total: Versions
    monthly: Versions
    illustrative: bool = False


@dataclass(frozen=True)
class HeldBack:
    """What holds a bundle of interventions back in the last `year` with data.

    `gains` are as `methods.outcomes.bundle` gives them, one row an intervention; `score` is the share of people who
    received all they were eligible for, None where that is not known. Of the `left_out` nothing is known, or nobody was
    eligible.
    """

    composite: Measure
    year: tuple[date, date]
    target: float
    score: float | None
    gains: pd.DataFrame = field(repr=False)
    left_out: tuple[Measure, ...] = ()
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Harm:
    """What reaching more people would avoid of an effect's outcome, and what that would have cost (None: not costed)."""

    effect: Effect
    avoided: Estimate
    cost: Estimate | None = None


@dataclass(frozen=True)
class WhatIf:
    """What if everybody reached a rate: `part` of the `composite`, or all of its parts (None).

    `rows`, one an intervention and organisation of the kind `members` (None: the organisation itself): `org_code`,
    `measure`, `numerator`, `denominator`, `months`, `expected` and `more`, the people reached in addition.
    """

    composite: Measure
    part: str | None
    rate: float
    members: Kind | None
    year: tuple[date, date]
    rows: pd.DataFrame = field(repr=False)
    harms: tuple[Harm, ...] = ()
    illustrative: bool = False

    @property
    def eligible(self) -> float:
        """How many are known to have been eligible."""
        return float(self.rows["denominator"].sum())

    @property
    def more(self) -> float:
        """How many more would be reached."""
        return float(self.rows["more"].sum())

    @property
    def months(self) -> int:
        """How many months the period covers."""
        first, last = self.year
        return (last.year - first.year) * 12 + last.month - first.month + 1


@dataclass(frozen=True, slots=True)
class Lifted:
    """A line of a what-if: an organisation or a measure lifted to the rate. `months` are the least complete part's."""

    of: Organisation | Measure
    reached: float
    eligible: float
    more: float
    months: int
    expected: int
    harms: tuple[Harm, ...]
