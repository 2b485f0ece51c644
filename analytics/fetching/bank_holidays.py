"""GOV.UK's list of bank holidays beside the days that working days leave out."""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from analytics.methods.calendar import bank_holidays


class NotTheList(ValueError):
    """A file that is not GOV.UK's list; the message says so in words."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The years that the list covers, the weekdays that it alone has, and those that only ours has."""

    years: range
    listed: tuple[date, ...]
    ours: tuple[date, ...]

    @property
    def agree(self) -> bool:
        """Whether both leave out the same days."""
        return not (self.listed or self.ours)


def compared(data: bytes) -> Compared:
    """GOV.UK's list, the bytes of it, against ours. Raises `NotTheList`."""
    try:
        events = json.loads(data)["england-and-wales"]["events"]
        listed = {date.fromisoformat(event["date"]) for event in events}
        years = range(min(listed).year, max(listed).year + 1)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotTheList("This is not GOV.UK's list of bank holidays (england-and-wales, events, date).") from None
    ours = bank_holidays(tuple(years))
    return Compared(years, _on_weekdays(listed - ours), _on_weekdays(ours - listed))


def _on_weekdays(days: Set[date]) -> tuple[date, ...]:
    """Only these take a working day away: of a holiday at a weekend the two list different days, and the same substitute."""
    return tuple(sorted(day for day in days if day.weekday() < 5))
