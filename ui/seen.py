"""A version of the data as a view shows it: by the organisations of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.organisations import Organisations
from analytics.store import Version


@dataclass(frozen=True, slots=True)
class Seen(Version):
    """A version of the data, seen by the tree of organisations of a day: the first on which the tree was that."""

    since: date

    @classmethod
    def by(cls, version: Version, tree: Organisations) -> Seen:
        """A version as seen by one of its trees."""
        return cls(version.numbers, version.mark, tree.since)

    def __str__(self) -> str:
        return str(self.version)

    @property
    def version(self) -> Version:
        """The version alone."""
        return Version(self.numbers, self.mark)
