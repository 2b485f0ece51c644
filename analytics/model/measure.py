"""What is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analytics.model.organisation import Kind
from analytics.model.titles import within


class Grain(StrEnum):
    """The length of a period. ROLLING_YEAR is computed, never uploaded: twelve months ending with the period's month."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING_YEAR = "rolling_year"

    @property
    def months(self) -> int:
        """How many months one period covers."""
        return {"month": 1, "quarter": 3, "year": 12, "rolling_year": 12}[self.value]


class Better(StrEnum):
    """Which direction is improvement. NEUTRAL measures have no better direction."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Unit(StrEnum):
    """How a value reads. PERCENT values are stored as fractions (0.761) and shown as 76.1%."""

    PERCENT = "percent"
    RATE = "rate"
    COUNT = "count"
    SCORE = "score"


class Counts(StrEnum):
    """What a numerator adds up."""

    EVENTS = "events"
    """Separate events or people, each of which could have gone otherwise by chance."""
    AMOUNTS = "amounts"
    """Amounts of something (items, milligrams): one decision moves many of them, so that limits of chance say nothing."""


class RollUp(StrEnum):
    """How a measure of a larger organisation comes from its members, where no row for that level is given."""

    SUM = "sum"
    """Numerators and denominators add; the value is divided last."""
    GIVEN_ONLY = "given_only"
    """Counts of people: one person can be in two organisations or two months, so nothing may be added."""


@dataclass(frozen=True, slots=True)
class FromAdoption:
    """A measure read off adoption stages: the share of (organisation, element) pairs at `at_least` or above."""

    pathway: str
    elements: tuple[str, ...]
    at_least: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, as the catalogue defines it. A value is numerator / denominator, times 1 (see `unit`).

    `per_text` finishes the unit in words ("items per 1,000 patients"). `compare_per` turns a count with a denominator
    into a rate for comparing organisations of different size. `population` names the measure that gives denominators to a
    count whose own rows have none. `floor` is the smallest sensible median denominator of one point: below it months
    become quarters, and quarters a rolling year. `composite_of` measures are summed from others; `from_adoption` measures
    are read off adoption stages. `counts` says what a numerator adds up: events, so that a funnel plot begins with chance,
    or amounts. `chart` is "auto" (XmR, or p where denominators are small), a chart kind, or "line" where control limits do
    not apply, with `chart_reason` in words.
    """

    slug: str
    title: str
    short_title: str
    programme: str
    group: str
    cohort: str
    numerator: str
    denominator: str
    unit: Unit
    better: Better
    roll_up: RollUp
    why_it_matters: str
    how_calculated: str
    source: str
    reviewed_on: date
    caveats: tuple[str, ...] = ()
    per_text: str = ""
    compare_per: float | None = None
    population: str = ""
    counts: Counts = Counts.EVENTS
    chart: str = "auto"
    chart_reason: str = ""
    target: float | None = None
    target_source: str = ""
    floor: float = 0.0
    reported_by: Kind = Kind.TRUST
    maternity_only: bool = False
    """Who sends the numbers: with `maternity_only`, trusts that have a maternity unit. A sum needs enough of them."""
    levels: tuple[Kind, ...] = (Kind.NATION, Kind.REGION, Kind.ICB, Kind.TRUST)
    good_data_quality: bool | None = None
    disclosure: str = "none"
    composite_of: tuple[str, ...] = ()
    from_adoption: FromAdoption | None = None
    axis: str = ""
    """Measures may share a chart axis only when this is equal and not empty (items and people never share one)."""
    local: bool = False

    @property
    def harm(self) -> str:
        """The bad events of an outcome in words: deaths where more is better (survival), else cases of what is counted."""
        return "deaths" if self.better is Better.INCREASE else f"cases of {within(self.short_title)}"
