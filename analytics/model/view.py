"""What a link carries."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from analytics.model.measure import Grain
from analytics.model.organisation import ENGLAND


@dataclass(frozen=True, slots=True)
class View:
    """What a link carries: a field is here only if a colleague would see a different number without it.

    `organisation` is one code (any kind). `start` and `end` are first days of months, None for all there is.
    `asof` is a store version ("3.1.0.2") and None follows the newest data. `assumptions` are those that were changed, as
    (name, value), by name; the catalogue says which there are (`analytics.catalogue.effects`).
    """

    organisation: str = ENGLAND
    measure: str | None = None
    start: date | None = None
    end: date | None = None
    grain: Grain | None = None
    asof: str | None = None
    assumptions: tuple[tuple[str, float], ...] = ()

    def months(self, span: tuple[date, date]) -> tuple[date, date]:
        """The first and the last month shown of data that cover `span`."""
        return self.start or span[0], self.end or span[1]

    def last_day(self, span: tuple[date, date]) -> date:
        """The last day shown of data that cover `span`."""
        month = self.months(span)[1]
        return month.replace(day=monthrange(month.year, month.month)[1])

    def newest(self, span: tuple[date, date]) -> View:
        """The same view of the newest data: a period that began or ended with the old data goes on."""
        return replace(
            self,
            asof=None,
            start=None if self.start == span[0] else self.start,
            end=None if self.end == span[1] else self.end,
        )
