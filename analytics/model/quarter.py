"""A financial quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the financial year, by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))

    @property
    def last_month(self) -> date:
        """The first day of its last month."""
        return self.first.replace(month=self.first.month + 2)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> Quarter:
        """The quarter before."""
        return Quarter.of(self.first - timedelta(days=1))

    @property
    def after(self) -> Quarter:
        """The quarter after."""
        return Quarter.of(self.first + timedelta(days=92))

    @property
    def number(self) -> int:
        """1 to 4; the first begins in April."""
        return (self.first.month - 4) % 12 // 3 + 1

    @property
    def year(self) -> int:
        """The year in which its financial year begins."""
        return self.first.year if self.first.month >= 4 else self.first.year - 1

    @property
    def name(self) -> str:
        """As files write it: 2023-24 Q2."""
        return f"{self.year}-{(self.year + 1) % 100:02d} Q{self.number}"

    def __str__(self) -> str:
        """As people read it: Q2 2023/24."""
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02d}"
