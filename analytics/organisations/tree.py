"""The tree of organisations on a day: England > region > ICB > trust or sub-ICB, and Patient Safety Collaboratives beside.

It knows organisations of other days too, closed or not yet begun, and what became of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from analytics.model import ENGLAND, Kind, Organisation, Succession
from analytics.model.organisation import SuccessionKind
from analytics.organisations import lookup
from analytics.organisations.names import Former, Match, coded, plain, readable
from analytics.words.counting import listing


class UnknownOrganisation(KeyError):
    """A code that is in no list of ours."""

    def __str__(self) -> str:
        return f"“{self.args[0]}” is not an organisation that we know."


@dataclass(frozen=True)
class Organisations:
    """Every organisation by code, with the questions that pages and roll-ups ask of the tree.

    `since` is the day from which the tree is as it is here; `successions` are all that are known, of any day.
    """

    by_code: dict[str, Organisation] = field(repr=False)
    since: date = date.min
    successions: tuple[Succession, ...] = field(default=(), repr=False)
    formers: tuple[Former, ...] = field(default=(), repr=False)

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def get(self, code: str) -> Organisation | None:
        """The organisation with this code, closed ones included, or None."""
        return self.by_code.get(code)

    def __getitem__(self, code: str) -> Organisation:
        try:
            return self.by_code[code]
        except KeyError:
            raise UnknownOrganisation(code) from None

    def is_open(self, organisation: Organisation) -> bool:
        """Whether the code is in use on the tree's day."""
        return self.has_begun(organisation) and (organisation.closed is None or organisation.closed >= self.since)

    def has_begun(self, organisation: Organisation) -> bool:
        """Whether it is there yet. One that took nobody's place on its first day has always been: its code is older."""
        began = organisation.opened
        return began is None or began <= self.since or not self.began_in_place(organisation)

    def began_in_place(self, organisation: Organisation) -> bool:
        """Whether it took somebody's place on its first day, wholly or in part."""
        return any(s.day == organisation.opened for s in self._from.get(organisation.code, ()))

    def predecessors(self, code: str) -> tuple[Succession, ...]:
        """Who went into an organisation by the tree's day, wholly or in part."""
        return tuple(s for s in self._from.get(code, ()) if s.day <= self.since)

    def comes_after(self, code: str) -> tuple[Organisation, ...]:
        """Whose place an organisation takes, by this day or later, wholly or in part."""
        return tuple(self[s.predecessor] for s in self._from.get(code, ()))

    def became(self, code: str) -> tuple[Organisation, ...]:
        """The open organisations that have an organisation's parts; only itself while it is open; none if nobody does."""
        organisation = self[code]
        if not self.has_begun(organisation) or self.is_open(organisation):
            return (organisation,)
        return tuple({o.code: o for s in self._into.get(code, ()) for o in self.became(s.successor)}.values())

    def follows(self, code: str) -> tuple[Succession, ...]:
        """What becomes of an organisation, by this day or later."""
        return self._into.get(code, ())

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Old codes of organisations that only changed their code, to those of the tree's day."""
        changed = [s.predecessor for s in self.successions if s.kind is SuccessionKind.RENAMING and s.day <= self.since]
        return {old: self.became(old)[0].code for old in changed if len(self.became(old)) == 1}

    def holds(self, code: str) -> str:
        """The smallest open organisation that holds all that became of one."""
        lines = [[o.code, *(a.code for a in self._climb(o))] for o in self.became(code)]
        shared = [c for c in lines[0] if all(c in line for line in lines)] if lines else [self[code].parent or ENGLAND]
        return shared[0]

    def all(self, kind: Kind) -> list[Organisation]:
        """Open organisations of a kind, by name."""
        return self._open_by_kind.get(kind, [])

    def ancestors(self, code: str) -> list[Organisation]:
        """From the parent up to England; a PSC's only ancestor is England."""
        return list(self._above[self[code].code])

    def within(self, code: str, above: str) -> bool:
        """Whether an organisation, or what became of it, stands below another."""
        now = self.holds(code) if self.became(code) else code
        return now == above or any(a.code == above for a in self.ancestors(now))

    def ancestor(self, code: str, kind: Kind) -> Organisation | None:
        """The organisation itself or its ancestor of this kind, if it has one."""
        return next((o for o in [self[code], *self.ancestors(code)] if o.kind is kind), None)

    def members(self, code: str, kind: Kind) -> list[Organisation]:
        """Open organisations of `kind` anywhere below `code`, by name. A PSC's are those of the ICBs it covers."""
        if self[code].kind is Kind.NATION:
            return self.all(kind)
        return [o for o in self.all(kind) if o.code != code and o.code in self.covers(code)]

    def covers(self, code: str) -> frozenset[str]:
        """The codes of everybody at or below an organisation, of any day; of a collaborative, of whom it covers too."""
        return self._covered[self[code].code]

    def match(self, text: str) -> Match:
        """What an ODS code, ONS code, name or former name means, in any case and with any spaces.

        A code closed by the tree's day is followed to its one successor, with a note; of several none is chosen.
        """
        if len(text) > lookup.LONGEST_NAME:
            return Match(None)
        code = self._by_text.get(readable(text).upper()) or self._by_name.get(plain(text))
        if code is None and (both := coded(text)) is not None:
            of_both = self._of_both(text, *both)
            if isinstance(of_both, Match):
                return of_both
            code = of_both
        if code is None and (m := re.fullmatch(r"(.{6,}?)\s*\(([^()]{3,40})\)", readable(text))):
            inner = self.match(m[1])
            if inner.named and inner.named.kind is Kind.NATION and (part := self.match(m[2])).named:
                return part  # "NHS England (North West)" is the region
            return replace(inner, loose=m[2]) if inner.named else Match(None, suggestions=self._near(text))
        if code is None:
            return Match(None, suggestions=self._near(text))
        found = self.by_code[code]
        if self.is_open(found):
            note = "" if text.strip() in (code, found.name) else f"“{text.strip()}” is {found.name} ({code})"
            return Match(code, note, found)
        now = self.became(code)
        if not self.has_begun(found):
            return Match(None, self.what_it_was(found), found, found)
        return Match(now[0].code if len(now) == 1 else None, self.what_became(found), found, found, now)

    def _of_both(self, text: str, code: str, name: str) -> Match | str | None:
        """The organisation of a code and a name in one text; why none is meant where the two disagree."""
        by_code = self._by_text.get(code)
        by_name = self._by_text.get(name.upper()) or self._by_name.get(plain(name))
        if by_code and by_name and by_code != by_name:
            one, other = (f"{self.by_code[c].name} ({c})" for c in (by_code, by_name))
            return Match(None, f"“{text.strip()}” has the code of {one} and the name of {other}")
        return by_code or None

    def what_became(self, organisation: Organisation) -> str:
        """A sentence without its full stop: when an organisation closed, and who has its parts."""
        assert organisation.closed is not None
        now = [f"{o.name} ({o.code})" for o in self.became(organisation.code)]
        gone = f"{organisation.name} ({organisation.code}) closed on {organisation.closed:%-d %B %Y}"
        if not now:
            return gone
        return f"{gone}; its successor is {now[0]}" if len(now) == 1 else f"{gone}; parts of it went to {listing(now)}"

    def what_it_was(self, organisation: Organisation) -> str:
        """A sentence without its full stop: when an organisation begins, and who was there before."""
        before = [f"{o.name} ({o.code})" for o in self.comes_after(organisation.code)]
        begins = f"{organisation.name} ({organisation.code}) began on {organisation.opened:%-d %B %Y}"
        return f"{begins}; until then there was {listing(before)}" if before else begins

    def match_many(self, texts: Iterable[str]) -> dict[str, Match]:
        """`match` for each distinct text."""
        return {text: self.match(text) for text in set(texts)}

    def not_known(self, code: str) -> str:
        """A sentence on what nobody has said yet of an organisation's place, or of the boards of a collaborative; or ""."""
        organisation = self[code]
        if organisation.kind is not Kind.PSC:
            return f"{organisation.open_question}." if organisation.open_question else ""
        mine = {o.code for o in self.by_code.values() if o.psc == code and not self.is_open(o)}
        boards = [o for o in self.all(Kind.ICB) if o.psc is None]
        asked = [o.name for o in boards if any(s.predecessor in mine for s in self.predecessors(o.code))]
        return f"Whether it covers {listing(asked)} is not known, so they are not counted here." if asked else ""

    def psc_of(self, organisation: Organisation) -> str | None:
        """The code of the Patient Safety Collaborative that covers it: its own, or its ICB's."""
        return self._pscs[organisation.code]

    def _near(self, text: str) -> tuple[str, ...]:
        return tuple(f"{self.by_code[c].name} ({c})" for c in lookup.nearest(text, self._by_name, self._by_text))

    @cached_property
    def _above(self) -> dict[str, tuple[Organisation, ...]]:
        """Everybody's ancestors, asked for by each sum and each list."""
        return {code: tuple(self._climb(organisation)) for code, organisation in self.by_code.items()}

    @cached_property
    def _pscs(self) -> dict[str, str | None]:
        boards = {code: self.ancestor(code, Kind.ICB) for code in self.by_code}
        return {code: o.psc or (icb.psc if (icb := boards[code]) else None) for code, o in self.by_code.items()}

    @cached_property
    def _covered(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {code: {code} for code in self.by_code}
        for code, above in self._above.items():
            for one in (*(a.code for a in above), self._pscs[code] or code):
                found.setdefault(one, set()).add(code)
        return {code: frozenset(codes) for code, codes in found.items()}

    def _climb(self, at: Organisation) -> Iterator[Organisation]:
        while at.kind is not Kind.NATION:
            at = self.by_code[at.parent or ENGLAND]
            yield at

    @cached_property
    def _from(self) -> dict[str, tuple[Succession, ...]]:
        return _gathered(self.successions, "successor")

    @cached_property
    def _into(self) -> dict[str, tuple[Succession, ...]]:
        return _gathered(self.successions, "predecessor")

    @cached_property
    def _open_by_kind(self) -> dict[Kind, list[Organisation]]:
        kinds: dict[Kind, list[Organisation]] = {}
        for o in sorted(self.by_code.values(), key=lambda o: o.name):
            if self.is_open(o):
                kinds.setdefault(o.kind, []).append(o)
        return kinds

    @cached_property
    def _by_text(self) -> dict[str, str]:
        return lookup.by_text(self.by_code.values())

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return lookup.by_name(self.by_code.values(), self.is_open)


def _gathered(successions: Iterable[Succession], by: str) -> dict[str, tuple[Succession, ...]]:
    found: dict[str, tuple[Succession, ...]] = {}
    for one in successions:
        found[getattr(one, by)] = (*found.get(getattr(one, by), ()), one)
    return found
