"""Organisations side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import pandas as pd

from analytics.model.control_chart import Charted
from analytics.model.measure import Measure


@dataclass(frozen=True)
class Comparison:
    """Organisations side by side over one period, best first where a direction is better; those without a rank last.

    `rows`: `code`, `name`, `numerator`, `denominator`, `value`, `low`, `high` (95% interval, NaN where none applies),
    `rank` (1 first, NaN where there is none), `rank_low` and `rank_high` (its 95% interval, NaN where chance has no part),
    `chosen`, `status`, and `unranked`: what a figure without a rank stands on ("1 of 12 months"), empty where it has one.
    """

    measure: Measure
    level: str
    period: str
    rows: pd.DataFrame = field(repr=False)
    reference: float | None = None
    reference_name: str = ""
    unit_text: str = ""
    illustrative: bool = False
    left_out: tuple[str, ...] = ()

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The rows with a figure that stands on enough to be ranked."""
        return self.rows[self.rows["value"].notna() & self.rows["unranked"].eq("")]

    @cached_property
    def has_denominators(self) -> bool:
        """Whether any figure has a denominator."""
        return bool(self.rows["denominator"].notna().any())

    @cached_property
    def not_ranked(self) -> pd.DataFrame:
        """The rows with a figure that stands on too little to be ranked."""
        return self.rows[self.rows["value"].notna() & self.rows["unranked"].ne("")]


@dataclass(frozen=True)
class Mapped:
    """England's ICBs for a map: the chart of each that has one, and their `rates` (None with fewer than two).

    `assured` says whether any can be held against a target, `rated` whether a rate tells them fairly apart: a plain count
    only shows who is large.
    """

    boards: tuple[Charted, ...]
    rates: Comparison | None
    assured: bool
    rated: bool


class Band(StrEnum):
    """Where an organisation lies in a funnel plot, in the words of the National Neonatal Audit Programme."""

    WITHIN = "within"
    ALERT = "alert"
    """Beyond the inner limits but not the outer."""
    ALARM = "alarm"
    """Beyond the outer limits."""


class Adjustment(StrEnum):
    """How the limits of a funnel plot allow for organisations that differ by more than chance."""

    ADDITIVE = "additive"
    MULTIPLICATIVE = "multiplicative"
    NONE = "none"


class Limits(StrEnum):
    """Where the inner and the outer limits of a funnel plot are drawn."""

    SIGMA = "sigma"
    """At 2 and 3 sigma, as the National Neonatal Audit Programme has them."""
    PERCENT = "percent"
    """Where chance alone leaves 95% and 99.8% inside, as public health profiles have them."""

    @property
    def sigmas(self) -> tuple[float, float]:
        """How many sigma the inner and the outer limits are from the centre."""
        return (2.0, 3.0) if self is Limits.SIGMA else (1.959963984540054, 3.090232306167813)


@dataclass(frozen=True)
class Funnel:
    """Organisations of a level against limits that narrow as denominators grow: a funnel plot over one period.

    `rows`, one an organisation: `code`, `name`, `numerator`, `denominator`, `value`, `z` (distance from the centre in
    standard errors of chance alone), `z_adjusted` (what its band is read from), `band` and `side` ("above", "below" or
    ""). `curves`, by `denominator`: `lower_outer`, `lower_inner`, `upper_inner`, `upper_outer` (see `limits`), in the unit
    of `value`, NaN where there can be no limit. `phi` is the mean of the squared winsorised z-scores (about 1 where chance
    explains everything) and `tau` the standard deviation between organisations on the
    transformed scale. `widened` says whether the limits are wider than those of chance. `note` says why there is no funnel,
    if so.
    """

    measure: Measure
    level: str
    period: str
    rows: pd.DataFrame = field(repr=False)
    curves: pd.DataFrame = field(repr=False)
    adjustment: Adjustment
    centre: float = float("nan")
    phi: float = float("nan")
    tau: float = 0.0
    widened: bool = False
    note: str = ""
    unit_text: str = ""
    illustrative: bool = False
    left_out: tuple[str, ...] = ()
    limits: Limits = Limits.SIGMA

    def count(self, band: Band, side: str = "") -> int:
        """How many organisations are in a band, on both sides or on one ("above" or "below")."""
        return int(((self.rows["band"] == band) & (not side or self.rows["side"] == side)).sum())

    def expected(self, sigma: float) -> float:
        """How many organisations luck alone puts beyond so many sigma, both sides together (normal distribution)."""
        return len(self.rows) * math.erfc(sigma / math.sqrt(2))
