"""What is found out about columns, and when a sign is enough: for those who look for organisations, times and names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from analytics.ingest.cells.names import normal
from analytics.ingest.columns.profiles import Profile
from analytics.ingest.mapping import Role
from analytics.ingest.templates.observations import NAMES
from analytics.words.counting import counted

SURE, NAMED = 0.9, 0.6
"""Share of the cells that must be what a column is taken for: without, and with a header that says so too."""
LEAST = 3
"""Cells from which on a single one that is something else is taken for a mistake."""


@dataclass
class Assignment:
    """Roles and evidence by position of the column, and what cannot be told."""

    roles: dict[int, Role] = field(default_factory=dict)
    evidence: dict[int, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)

    def settle(self, i: int, role: Role, why: str) -> None:
        """Give a column its role."""
        self.roles[i], self.evidence[i] = role, why

    def having(self, *roles: Role) -> list[int]:
        """Positions with one of these roles."""
        return [i for i, role in self.roles.items() if role in roles]


def words(name: str) -> str:
    """A header as plain words, for looking for one."""
    return normal(name).replace("_", " ")


@cache
def _called(column: str) -> tuple[str, ...]:
    """The names that our template's column may have, the surest first."""
    return tuple(normal(n) for n in (column, *NAMES[column]))


def is_called(p: Profile, column: str) -> bool:
    """Whether a header is one of the names that our template's column may have."""
    return normal(p.name) in _called(column)


def rank(p: Profile, column: str) -> int:
    """The place of a header among those names; past the last where it is none."""
    names = _called(column)
    return names.index(normal(p.name)) if normal(p.name) in names else len(names)


def of(count: int, p: Profile) -> str:
    """ "3 of 12 cells"."""
    return f"{count:,} of {counted(p.filled, 'cell')}"


def enough(count: int, p: Profile, says: bool) -> bool:
    """Whether enough of a column is what it is taken for: its name says so too, or all but a few cells are."""
    return p.share(count) >= (NAMED if says else SURE) or count == p.filled - 1 >= LEAST
