"""Who drives a change: an organisation's change between two periods as the sum of what its parts contribute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from analytics.model.measure import Measure
from analytics.model.organisation import Kind, Organisation


class Presence(StrEnum):
    """In which of the two periods a part reports."""

    BOTH = "both"
    JOINED = "joined"
    """In the later one only."""
    LEFT = "left"
    """In the earlier one only."""


class Between(StrEnum):
    """Which two periods are held against each other."""

    YEARS = "years"
    """The last twelve months against the twelve before."""
    QUARTERS = "quarters"
    """The last three months against the same three a year earlier."""
    FIRST = "first"
    """The last twelve months against the first twelve."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an organisation in two periods, by its monthly averages; None in a period in which it does not report."""

    code: str
    name: str
    before: tuple[Fraction, Fraction] | None
    after: tuple[Fraction, Fraction] | None
    """Numerator and denominator."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one part contributes, exactly. Of the change of the whole's rate: `rate` because its own rate changed, `mix`
    because its share of the whole's people changed; of the change of the whole's numerator: `by_rate` and `by_size`. One
    that reports in one period only has all of its doing in `joined` and `by_joining`."""

    part: Part
    presence: Presence
    rate: Fraction = Fraction(0)
    mix: Fraction = Fraction(0)
    joined: Fraction = Fraction(0)
    by_rate: Fraction = Fraction(0)
    by_size: Fraction = Fraction(0)
    by_joining: Fraction = Fraction(0)

    @property
    def of_rate(self) -> Fraction:
        """Its whole contribution to the change of the rate."""
        return self.rate + self.mix + self.joined

    @property
    def of_amount(self) -> Fraction:
        """Its whole contribution to the change of the numerator."""
        return self.by_rate + self.by_size + self.by_joining


@dataclass(frozen=True)
class Contribution:
    """How an organisation's rate and numerator changed between two periods, and what each of its parts contributed.

    `before` and `after` are numerator and denominator of all parts that report, by their monthly averages. The `shares`
    add up to the changes exactly; largest contribution to the rate first. `absent` are the names of parts that report in
    neither period, `thin` those with some months missing. Months are first days, both ends included.
    """

    measure: Measure
    whole: Organisation
    level: Kind
    earlier: tuple[date, date]
    later: tuple[date, date]
    before: tuple[Fraction, Fraction]
    after: tuple[Fraction, Fraction]
    shares: tuple[Share, ...]
    absent: tuple[str, ...] = ()
    thin: tuple[str, ...] = ()
    illustrative: bool = False

    @property
    def change(self) -> Fraction:
        """The change of the rate."""
        return self.after[0] / self.after[1] - self.before[0] / self.before[1]

    @property
    def change_of_amount(self) -> Fraction:
        """The change of the numerator."""
        return self.after[0] - self.before[0]
