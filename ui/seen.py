"""A version of the data as a view shows it: by the organisations of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics import organisations
from analytics.store import Version


@dataclass(frozen=True, slots=True)
class Seen(Version):
    """A version of the data, seen by the tree of organisations of a day: the first on which the tree was that."""

    since: date

    @classmethod
    def on(cls, version: Version, day: date) -> Seen:
        """A version as seen on a day."""
        return cls(version.numbers, version.mark, organisations.at(day).since)

    def __str__(self) -> str:
        return str(self.version)

    @property
    def version(self) -> Version:
        """The version alone."""
        return Version(self.numbers, self.mark)
