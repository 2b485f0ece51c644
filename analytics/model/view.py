"""What a link carries."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from analytics.model.measure import Grain
from analytics.model.organisation import ENGLAND
from analytics.model.shown import AS_COUNTED, Shown

Span = tuple[date, date]
"""The first and the last month of some months, both included, by their first days."""
TODAY = "today"
"""The tree of organisations of whatever day it is."""


def last_day(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


@dataclass(frozen=True, slots=True)
class View:
    """What a link carries: a field is here only if a colleague would see a different number without it.

    `organisation` is one code (any kind). `start` and `end` are first days of months, None for all there is.
    `asof` is a store version ("3.1.0.2") and None follows the newest data. `assumptions` are those that were changed, as
    (name, value), by name; the catalogue says which there are (`analytics.catalogue.effects`). `tree` is the day of which
    the organisations are, `TODAY` for those of the day that looks, and None for those of the end of the view. `shown` is
    how counts of people are shown, and whether with their calendar. `baseline` and `period` are the months that are compared
    where a page compares two spans, None for the usual ones. `picked` is what was picked in a section, as (name, value) by
    name: the event of Before and after, how adoption is counted, whose heat map is open.
    """

    organisation: str = ENGLAND
    measure: str | None = None
    start: date | None = None
    end: date | None = None
    grain: Grain | None = None
    asof: str | None = None
    assumptions: tuple[tuple[str, float], ...] = ()
    tree: date | str | None = None
    shown: Shown = AS_COUNTED
    baseline: Span | None = None
    period: Span | None = None
    picked: tuple[tuple[str, str], ...] = ()

    def pick(self, name: str) -> str:
        """What was picked under a name; empty where nothing was."""
        return dict(self.picked).get(name, "")

    def picking(self, name: str, value: str) -> View:
        """The same view with this picked; an empty value picks nothing."""
        chosen = {**dict(self.picked), name: value}
        return replace(self, picked=tuple(sorted((n, v) for n, v in chosen.items() if v)))

    def months(self, span: tuple[date, date]) -> tuple[date, date]:
        """The first and the last month shown of data that cover `span`."""
        return self.start or span[0], self.end or span[1]

    def last_day(self, span: tuple[date, date]) -> date:
        """The last day shown of data that cover `span`."""
        return last_day(self.months(span)[1])

    def tree_day(self, span: tuple[date, date]) -> date:
        """The day of the tree of organisations that is shown, of data that cover `span`."""
        if isinstance(self.tree, date):
            return self.tree
        return date.today() if self.tree == TODAY else self.last_day(span)

    def newest(self, span: tuple[date, date]) -> View:
        """The same view of the newest data: a period that began or ended with the old data goes on."""
        return replace(
            self,
            asof=None,
            start=None if self.start == span[0] else self.start,
            end=None if self.end == span[1] else self.end,
        )
