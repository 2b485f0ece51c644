"""Who may do what: a person with a role and organisations of their own, and one question about them.

Where somebody's role is written down is settled in `role_book`; this only says what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from analytics.model import ENGLAND, Audience
from analytics.organisations import Organisations


class Role(IntEnum):
    """What somebody is trusted with; each may do all that the one before may."""

    VIEWER = 1
    EDITOR = 2
    ADMIN = 3

    @property
    def title(self) -> str:
        """The role as people write it."""
        return self.name.lower()


class Action(StrEnum):
    """What a person may want to do, in the words of the audit trail."""

    READ = "read"
    KEEP = "keep"
    ANNOTATE = "write on a chart"
    DESCRIBE = "describe a measure"
    SAVE_VIEW = "save a view or a board"
    REPORT = "write on a report"
    UNDO = "undo"
    UNDO_OF_OTHERS = "undo of another's upload"
    ORIGINAL = "take an uploaded file away"
    REORGANISE = "change who belongs to whom"
    RESTORE = "go back to an earlier version"
    MANAGE = "read the audit trail"


NEEDS = {
    Action.READ: Role.VIEWER,
    Action.KEEP: Role.EDITOR,
    Action.ANNOTATE: Role.EDITOR,
    Action.DESCRIBE: Role.EDITOR,
    Action.SAVE_VIEW: Role.EDITOR,
    Action.REPORT: Role.EDITOR,
    Action.UNDO: Role.EDITOR,
    Action.UNDO_OF_OTHERS: Role.ADMIN,
    Action.ORIGINAL: Role.EDITOR,
    # Whoever moves organisations could move others below their own.
    Action.REORGANISE: Role.ADMIN,
    Action.RESTORE: Role.ADMIN,
    Action.MANAGE: Role.ADMIN,
}
"""The least role for each action."""


@dataclass(frozen=True)
class Person:
    """Somebody who looks. `subject` is how the provider of identities knows them, and `email` is only there where the
    provider vouches for it; without either nobody knows who it is. `organisations` are those that an editor keeps files
    for, with all below them. `may_see_all` shows small numbers of people."""

    name: str = ""
    subject: str = ""
    email: str = ""
    role: Role = Role.VIEWER
    organisations: tuple[str, ...] = ()
    may_see_all: bool = False

    @property
    def verified(self) -> bool:
        """Whether somebody vouches for who this is."""
        return bool(self.subject)

    @property
    def signed(self) -> str:
        """The name as the history has it, with what nobody else has."""
        own = self.email or self.subject
        return f"{self.name} ({own})" if own and self.name and self.name != own else own or self.name

    @property
    def audience(self) -> Audience:
        """As whom they look at numbers."""
        return Audience.INTERNAL if self.may_see_all else Audience.PUBLIC


NOBODY = Person()
"""Whoever comes to a server that is open to others and asks nobody who they are: may read what is published."""
LOCAL = Person("local user", role=Role.ADMIN, organisations=(ENGLAND,), may_see_all=True)
"""Whoever sits at the machine on which the app runs, without a login."""


def may(person: Person, action: Action, organisation: str | None = None, tree: Organisations | None = None) -> bool:
    """Whether a person may do something; with an `organisation`, whether for that one, by a tree."""
    if person.role < NEEDS[action] or (action is Action.ORIGINAL and not person.may_see_all):
        return False
    return organisation is None or tree is None or responsible(person, organisation, tree)


def responsible(person: Person, organisation: str, tree: Organisations) -> bool:
    """Whether an organisation is one of a person's own or lies below one. England holds everybody; admins answer for all."""
    return person.role is Role.ADMIN or any(_holds(own, organisation, tree) for own in person.organisations)


def others(person: Person, organisations: Iterable[str], tree: Organisations) -> list[str]:
    """Those for which a person may not keep anything, in the order in which they first come."""
    return [code for code in dict.fromkeys(organisations) if not responsible(person, code or ENGLAND, tree)]


def _holds(own: str, code: str, tree: Organisations) -> bool:
    if own in (code, ENGLAND):
        return True
    if code not in tree:
        return False
    return tree.within(code, own) or tree.psc_of(tree[code]) == own
