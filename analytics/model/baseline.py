"""A measure in one period held against its baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from analytics.model.estimate import Estimate
from analytics.model.series import Series
from analytics.model.view import Span


@dataclass(frozen=True, slots=True)
class PrintedFall:
    """A comparison that a public source prints for England: `fewer` people a month in a period than in its baseline. The
    months are the usual ones of a comparison of the measure. `tested` says how sure the source was, in its own words."""

    measure: str
    fewer: float
    baseline_start: date
    baseline_end: date
    period_start: date
    period_end: date
    source: str
    reviewed_on: date
    tested: str = ""

    @property
    def baseline(self) -> Span:
        """The months of the baseline."""
        return self.baseline_start, self.baseline_end

    @property
    def period(self) -> Span:
        """The months that are held against it."""
        return self.period_start, self.period_end


@dataclass(frozen=True, slots=True)
class Tested:
    """A difference with its 95% interval, and the P value of there being none."""

    difference: Estimate
    p: float

    @property
    def clear(self) -> bool:
        """Whether the 95% interval leaves out 0."""
        return self.difference.low > 0 or self.difference.high < 0


@dataclass(frozen=True, slots=True)
class MonthsOf:
    """The months of a span that have a figure: how many, of how many, and their mean (NaN without any)."""

    span: Span
    months: int
    expected: int
    mean: float


@dataclass(frozen=True)
class AgainstBaseline:
    """A measure in a period less the same in its baseline, so that fewer people are a difference below 0.

    `plain` compares the two means as if each month were a fresh draw; `same_months` takes from the baseline only the
    calendar months of the period. `robust` is the difference by segmented regression, its season taken out and its
    autocorrelation allowed for; `line` is its trend a point of the series (NaN outside), `autocorrelation` that of
    neighbouring months. What cannot be given is None, and `note` says why. `carried_on` is how far the last month of the
    period lies from where the trend before would have led.
    """

    series: Series
    baseline: MonthsOf
    period: MonthsOf
    plain: Tested | None = None
    same_months: float | None = None
    robust: Tested | None = None
    line: np.ndarray = field(default_factory=lambda: np.zeros(0), repr=False)
    autocorrelation: float = float("nan")
    seasonal: bool = False
    note: str = ""
    carried_on: Estimate | None = None

    @property
    def answer(self) -> Tested | None:
        """The comparison to rely on: by regression, or where that cannot be had the plain one."""
        return self.robust or self.plain


@dataclass(frozen=True, slots=True)
class Harmed:
    """What fewer people mean in one outcome, at an assumed number needed to harm: by the plain difference, as the report
    works it out, and by the main answer with its range (None where there is none)."""

    outcome: str
    title: str
    nnh: float
    plain: Estimate
    robust: Estimate | None = None
