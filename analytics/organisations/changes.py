"""Changes that somebody wrote, laid over the tables: the directory with them, and why one of them cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from analytics.model import ENGLAND, Kind, Organisation, Succession
from analytics.model.organisation import Reorganisation, SuccessionKind
from analytics.model.organisation import ReorganisationKind as Kinds
from analytics.organisations.directory import Directory, directory
from analytics.organisations.names import short_name
from analytics.organisations.sources import COLLABORATIVE, PARENT, Named, Parenthood
from analytics.words.counting import listing

_CODE = re.compile(r"[A-Z0-9]{3,8}")
_ABOVE = {Kind.ICB: (Kind.REGION,), Kind.TRUST: (Kind.ICB, Kind.REGION), Kind.SUB_ICB: (Kind.ICB,)}
"""Under whom a kind of organisation may stand."""


@lru_cache(maxsize=16)
def with_changes(kept: tuple[Reorganisation, ...]) -> Directory:
    """The shipped tables with changes laid over them; the tables themselves where there are none."""
    return apply(directory(), kept) if kept else directory()


def apply(base: Directory, changes: Iterable[Reorganisation]) -> Directory:
    """A directory with changes, oldest first. One that cannot be is left out, and stands in `refused` with the reason; one
    that the tables have come to know needs no second telling."""
    found = replace(base, _trees={})
    wanted = _filled(changes)
    for change in sorted(wanted, key=lambda c: (c.day, c.kind is Kinds.MOVE, _level(base, c))):
        if _known(found, change):
            continue
        if why := _lone(change, (*base.kept, *wanted)) or fault(found, change):
            found = replace(found, refused=(*found.refused, (change, why)), _trees={})
        else:
            found = _with(found, change)
    return found


def fault(tables: Directory, change: Reorganisation) -> str:
    """Why a change cannot be made to these tables, as a sentence without its full stop; "" where it can."""
    return (
        _of_who(tables, change) or _of_whom(tables, change) or _of_place(tables, change) or _of_members(tables, change)
    )


def _known(tables: Directory, change: Reorganisation) -> bool:
    """Whether the tables have the very same succession."""
    return any((s.day, s.predecessor, s.successor) == change.key for s in tables.successions)


def _filled(changes: Iterable[Reorganisation]) -> list[Reorganisation]:
    """Changes whose name, parent and collaborative are said once for a body, in any of its rows of a day."""
    found = list(changes)
    said: dict[tuple[date, str, str], str] = {}
    for c in found:
        for what in ("name", "parent", "psc"):
            if value := getattr(c, what):
                said.setdefault((c.day, c.target, what), value)

    def of(c: Reorganisation, what: str) -> str:
        return getattr(c, what) or said.get((c.day, c.target, what), "")

    return [replace(c, name=of(c, "name"), parent=of(c, "parent"), psc=of(c, "psc")) for c in found]


def _level(tables: Directory, change: Reorganisation) -> int:
    """Boards before those that come to stand under them."""
    one = tables.organisations.get(change.code)
    above = tables.organisations.get(change.parent)
    return one.kind.level if one else above.kind.level + 1 if above else Kind.TRUST.level


def _lone(change: Reorganisation, changes: Iterable[Reorganisation]) -> str:
    parts = {c.target for c in changes if (c.day, c.code, c.kind) == (change.day, change.code, change.kind)}
    if change.kind is Kinds.SPLIT and len(parts) < 2:
        return f"{change.code} is split and only {change.target} is named as having a part of it"
    return ""


def _of_who(tables: Directory, change: Reorganisation) -> str:
    one, day = tables.organisations.get(change.code), change.day
    if change.kind is Kinds.OPENING:
        return f"{one.name} ({one.code}) is here already" if one else ""
    if one is None:
        return f"“{change.code}” is no organisation that we know"
    if one.kind not in _ABOVE:
        return f"{one.name} ({one.code}) is no board, trust or sub-ICB"
    mine = [s for s in tables.successions if s.predecessor == one.code]
    if earlier := next((s for s in mine if s.successor == change.target and s.day != day), None):
        when = "before" if day < earlier.day else "after"
        return f"{one.code} went into {change.target} on {_said(earlier.day)} already, and this day lies {when} it"
    if one.opened and one.opened >= day:
        return f"{one.name} ({one.code}) begins on {_said(one.opened)}, which is not before {_said(day)}"
    another = change.kind is Kinds.SPLIT and any(s.day == day and not s.whole for s in mine)
    if one.closed and one.closed < day and not another:
        into = listing([s.successor for s in mine])
        return f"{one.name} ({one.code}) closed on {_said(one.closed)}{f' and went into {into}' if into else ''}"
    return ""


def _of_whom(tables: Directory, change: Reorganisation) -> str:
    one, new = tables.organisations.get(change.code), tables.organisations.get(change.target)
    if change.kind in (Kinds.MERGER, Kinds.SPLIT, Kinds.ACQUISITION) and not change.into:
        return f"{change.code} would close without a successor"
    if change.kind in (Kinds.MERGER, Kinds.ACQUISITION) and change.into == change.code:
        return f"{change.code} would go into itself"
    if change.kind in (Kinds.OPENING, Kinds.MOVE) and change.target != change.code:
        does = "opens" if change.kind is Kinds.OPENING else "moves"
        return f"{change.code} only {does}, so it goes into nobody: leave “into” blank"
    if change.kind is Kinds.RENAMING and not change.name and change.target == change.code:
        return f"{change.code} is renamed, and no new name or code is given"
    if new is None:
        if change.kind is Kinds.ACQUISITION:
            return f"“{change.into}” takes {change.code} over and is no organisation that we know"
        if not _CODE.fullmatch(change.target):
            return f"“{change.target}” cannot be the code of an organisation: three to eight capital letters and digits"
        if not change.name:
            return f"{change.target} is new and has no name"
        return ""
    if one is not None and one.kind is not new.kind:
        return f"{new.name} ({new.code}) is no {one.kind.value} as {one.code} is"
    if new.closed and new.closed < change.day and not (change.kind is Kinds.SPLIT and new is one):
        return f"{new.name} ({new.code}) closed on {_said(new.closed)}"
    if new is not one and change.kind is Kinds.RENAMING and (new.opened is None or new.opened < change.day):
        return f"{new.name} ({new.code}) was there before: a body that goes into another is a merger or an acquisition"
    if new.opened and new.opened > change.day:
        return f"{new.name} ({new.code}) begins on {_said(new.opened)}"
    return _two_names(tables, change, new)


def _two_names(tables: Directory, change: Reorganisation, new: Organisation) -> str:
    own = new.name if new.opened == change.day else ""
    given = {own, *(n.name for n in tables.names if n.code == new.code and n.since == change.day)} - {""}
    if change.name and given and change.name not in given:
        return f"{new.code} has two names on {_said(change.day)}: {listing([*sorted(given), change.name])}"
    return ""


def _of_place(tables: Directory, change: Reorganisation) -> str:
    one, new = tables.organisations.get(change.code), tables.organisations.get(change.target)
    like = one or new
    kind = like.kind if like else None
    above = tables.organisations.get(change.parent)
    inherits = change.kind is Kinds.RENAMING
    if not change.parent and (change.kind is Kinds.MOVE or (new is None and not inherits)):
        where = "a region" if kind is Kind.ICB else "a board"
        return f"{change.target} has nobody to stand under: {where} is missing"
    if change.parent:
        allowed = _ABOVE[kind] if kind else (Kind.REGION, Kind.ICB)
        if above is None or above.kind not in allowed:
            return f"“{change.parent}” is no {' or '.join(k.value for k in allowed)} that we know"
        if (above.closed and above.closed < change.day) or (above.opened and above.opened > change.day):
            return f"{above.name} ({above.code}) is not there on {_said(change.day)}"
        if why := _two_parents(tables, change.target, change.parent, change.day, new):
            return why
    psc = tables.organisations.get(change.psc)
    if change.psc and (psc is None or psc.kind is not Kind.PSC):
        return f"“{change.psc}” is no Patient Safety Collaborative that we know"
    return ""


def _two_parents(tables: Directory, code: str, parent: str, day: date, new: Organisation | None) -> str:
    given = {p.parent for p in tables.parents if (p.code, p.relation, p.day) == (code, PARENT, day)}
    given |= {new.parent} if new is not None and new.opened == day else set()
    if given - {parent, None}:
        return f"{code} has two parents on {_said(day)}: {listing([*sorted(p for p in given if p), parent])}"
    return ""


def _of_members(tables: Directory, change: Reorganisation) -> str:
    if not change.members:
        return ""
    before = tables.at(change.day - timedelta(1))
    for code in change.members:
        one = before.get(code)
        if one is None:
            return f"The member “{code}” is no organisation that we know"
        if change.code not in [a.code for a in before.ancestors(code)]:
            return f"{one.name} ({code}) is no member of {change.code}, but of {one.parent}"
        if why := _two_parents(tables, code, change.target, change.day, None):
            return why
    return ""


def _with(tables: Directory, change: Reorganisation) -> Directory:
    """The tables with a change that can be made to them."""
    everybody, day = dict(tables.organisations), change.day
    one, new = everybody.get(change.code), everybody.get(change.target)
    names, successions = list(tables.names), list(tables.successions)
    placed = {(p.code, p.relation, p.day): p for p in tables.parents}
    if new is None:
        everybody[change.target] = _made(tables, change, one)
    elif new.opened != day:
        if change.name and not any(n.code == new.code and n.since == day for n in names):
            names = [replace(n, until=min(n.until, day - timedelta(1))) if n.code == new.code else n for n in names]
            names.append(Named(new.code, change.name, short_name(change.name), day, date.max))
            everybody[new.code] = replace(new, aliases=tuple(dict.fromkeys((*new.aliases, new.name, change.name))))
        for relation, above in ((PARENT, change.parent), (COLLABORATIVE, change.psc)):
            if above:
                placed[new.code, relation, day] = Parenthood(new.code, relation, above, day, change.note)
    for code in change.members:
        placed[code, PARENT, day] = Parenthood(code, PARENT, change.target, day, change.note)
    kept = (*tables.kept, change)
    if one is not None and (kind := change.succession):
        whole = kind is not SuccessionKind.SPLIT
        successions.append(Succession(one.code, change.target, day, kind, whole, change.source, change.note))
        taken = everybody[change.target]
        everybody[taken.code] = replace(taken, maternity=taken.maternity or one.maternity)
    if one is not None and change.kind not in (Kinds.OPENING, Kinds.MOVE) and (change.into or change.succession):
        # Who is split goes on where one of the parts is itself.
        goes_on = any(c.key == (day, one.code, one.code) for c in kept)
        everybody[one.code] = replace(everybody[one.code], closed=None if goes_on else day - timedelta(1))
    return Directory(
        everybody,
        tuple(sorted(successions, key=lambda s: s.day)),
        tuple(sorted(placed.values(), key=lambda p: p.day)),
        tuple(names),
        kept,
        tables.refused,
    )


def _made(tables: Directory, change: Reorganisation, old: Organisation | None) -> Organisation:
    """A new body: what its predecessor was, with the name and the place that the change gives it."""
    above = tables.organisations.get(change.parent)
    kind = old.kind if old else Kind.ICB if above and above.kind is Kind.REGION else Kind.TRUST
    same = old if change.kind is Kinds.RENAMING else None
    return Organisation(
        change.target,
        change.name,
        short_name(change.name),
        kind,
        parent=change.parent or (same.parent if same else ENGLAND),
        psc=change.psc or (same.psc if same else None),
        trust_kind=old.trust_kind if old else None,
        maternity=bool(old and old.maternity),
        opened=change.day,
    )


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
