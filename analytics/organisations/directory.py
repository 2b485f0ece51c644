"""Everybody with their dates, and the tree of a day. Trees differ only between days of change, so few are made."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from analytics.model import ENGLAND, Kind, Organisation, Succession
from analytics.model.organisation import Reorganisation
from analytics.organisations import sources
from analytics.organisations.names import Former
from analytics.organisations.sources import COLLABORATIVE, PARENT, Named, Parenthood
from analytics.organisations.tree import Organisations

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Directory:
    """The tables, and the tree that they make for a day. `kept` are changes that somebody laid over the shipped tables, and
    `refused` those that cannot be made to them, with why."""

    organisations: dict[str, Organisation] = field(repr=False)
    successions: tuple[Succession, ...] = field(default=(), repr=False)
    parents: tuple[Parenthood, ...] = field(default=(), repr=False)
    names: tuple[Named, ...] = field(default=(), repr=False)
    kept: tuple[Reorganisation, ...] = field(default=(), repr=False)
    refused: tuple[tuple[Reorganisation, str], ...] = field(default=(), repr=False)
    _trees: dict[date, Organisations] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The first days of trees that differ from the one before."""
        closed = {o.closed + timedelta(1) for o in self.organisations.values() if o.closed}
        named = {
            day for n in self.names for day in (n.since, n.until + timedelta(1) if n.until < date.max else n.since)
        }
        found = closed | named | {s.day for s in self.successions} | {p.day for p in self.parents}
        return (date.min, *sorted(found - {date.min}))

    def at(self, day: date) -> Organisations:
        """The tree of a day."""
        since = self.changes[bisect_right(self.changes, day) - 1]
        if since not in self._trees:
            self._trees[since] = self._made(since)
        return self._trees[since]

    def latest(self, day: date) -> Organisations:
        """The tree of a day, or of the last change that somebody laid over the tables if that comes later: it knows of each
        what becomes of it."""
        return self.at(max([day, *(change.day for change in self.kept)]))

    def _made(self, day: date) -> Organisations:
        changed = {(p.code, p.relation): p for p in self.parents if p.day <= day}
        names = {n.code: n for n in self.names if n.since <= day <= n.until}
        placed = {code: _with_changes(o, changed, names.get(code)) for code, o in self.organisations.items()}
        # The tree as the tables have it knows what became of whom, and so where members of abolished boards stand.
        raw = Organisations(placed, day, self.successions)
        tree = Organisations({code: _in_place(o, raw) for code, o in placed.items()}, day, self.successions)
        return replace(tree, formers=tuple(self._former(o, tree) for o in placed.values() if _went_on(o, tree)))

    def _former(self, organisation: Organisation, tree: Organisations) -> Former:
        assert organisation.closed is not None
        above = tree.holds(organisation.code)
        last = self.at(organisation.closed).by_code.values()
        members = [o.code for o in last if o.parent == organisation.code]
        return Former(organisation.code, above, tuple(c for c in members if c == above or tree.within(c, above)))


def _went_on(organisation: Organisation, tree: Organisations) -> bool:
    closed = tree.has_begun(organisation) and not tree.is_open(organisation)
    return closed and bool(tree.became(organisation.code))


def _with_changes(
    organisation: Organisation, changed: dict[tuple[str, str], Parenthood], named: Named | None
) -> Organisation:
    if named:
        organisation = replace(organisation, name=named.name, short_name=named.short_name)
    if held := changed.get((organisation.code, PARENT)):
        organisation = replace(organisation, parent=held.parent or organisation.parent, open_question=_question(held))
    if covered := changed.get((organisation.code, COLLABORATIVE)):
        organisation = replace(organisation, psc=covered.parent, open_question=_question(covered))
    return organisation


def _question(relation: Parenthood) -> str:
    return "" if relation.parent else relation.note


def _in_place(organisation: Organisation, raw: Organisations) -> Organisation:
    """The organisation under what became of its parent: its one successor, or else the smallest that holds them all."""
    parent = raw.get(organisation.parent or "")
    if parent is not None and not raw.is_open(parent) and raw.has_begun(parent) and raw.became(parent.code):
        organisation = replace(organisation, parent=raw.holds(parent.code))
        if len(raw.became(parent.code)) > 1 and not organisation.open_question and raw.is_open(organisation):
            what = f"{parent.name} was split, and which part {organisation.short_name} belongs to is not known"
            organisation = replace(organisation, open_question=what)
    if organisation.kind is Kind.SUB_ICB:
        board = raw[organisation.parent or ENGLAND].short_name
        return replace(organisation, name=f"{organisation.code} in {board}", short_name=f"{organisation.code} {board}")
    if organisation.kind is Kind.ICB and organisation.psc is None and not organisation.open_question:
        return replace(organisation, open_question="Which Patient Safety Collaborative covers it is not known")
    return organisation


@lru_cache(maxsize=4)
def directory(folder: Path = DATA) -> Directory:
    """The directory of the tables in `folder`."""
    return Directory(
        sources.read_organisations(folder),
        sources.read_successions(folder),
        sources.read_parents(folder),
        sources.read_names(folder),
    )


def at(day: date) -> Organisations:
    """The tree of a day; the same object for all days between two changes."""
    return directory().at(day)


def changes() -> tuple[date, ...]:
    """The days on which the tree changed."""
    return directory().changes[1:]
