"""A version of the data as a view shows it: by the organisations of a day, to somebody who may see it so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.model import Audience
from analytics.organisations import Organisations
from analytics.store import Version


@dataclass(frozen=True, slots=True)
class Seen(Version):
    """A version of the data, seen by the tree of organisations of a day, the first on which the tree was that, and by an
    audience. It is the key of every cache of answers, so none is given to those whom it is not for."""

    since: date
    audience: Audience

    @classmethod
    def by(cls, version: Version, tree: Organisations, audience: Audience) -> Seen:
        """A version as seen by one of its trees, by an audience."""
        return cls(version.numbers, version.mark, tree.since, audience)

    def __str__(self) -> str:
        return str(self.version)

    @property
    def version(self) -> Version:
        """The version alone."""
        return Version(self.numbers, self.mark)


def alone(version: Version) -> Version:
    """The version alone, whoever sees it."""
    return version.version if isinstance(version, Seen) else version
