"""The tree of organisations: England > region > ICB > trust or sub-ICB, with Patient Safety Collaboratives beside it.

The directory is `data/organisations.csv` and describes the NHS at 31 March 2024 (`AS_AT`), the year-end after the report:
a code that closed before that day is followed to its successor, one that closed later is still itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from analytics.model import ENGLAND, Kind, Organisation

DATA = Path(__file__).resolve().parents[1] / "data"
AS_AT = date(2024, 3, 31)

NATION = Organisation(
    ENGLAND, "England", "England", Kind.NATION, aliases=("National", "ALL SUBMITTERS"), ons_codes=("E92000001",)
)

_NOISE = re.compile(r"\b(nhs|integrated care board|icb|foundation|trust|ft|the|region)\b|[^a-z0-9]+")


class UnknownOrganisation(KeyError):
    """A code that is in no list of ours."""

    def __str__(self) -> str:
        return f"“{self.args[0]}” is not an organisation that we know."


@dataclass(frozen=True, slots=True)
class Match:
    """What a text turned out to be. `code` is None where nothing fits; `note` says what was followed, in words."""

    code: str | None
    note: str = ""
    closed: Organisation | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Organisations:
    """Every organisation by code, with the questions that pages and roll-ups ask of the tree."""

    by_code: dict[str, Organisation] = field(repr=False)

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
        """Whether the code was in use on `AS_AT`."""
        return organisation.closed is None or organisation.closed >= AS_AT

    def all(self, kind: Kind) -> list[Organisation]:
        """Open organisations of a kind, by name."""
        return self._open_by_kind.get(kind, [])

    def ancestors(self, code: str) -> list[Organisation]:
        """From the parent up to England; a PSC's only ancestor is England."""
        return list(self._above[self[code].code])

    def ancestor(self, code: str, kind: Kind) -> Organisation | None:
        """The organisation itself or its ancestor of this kind, if it has one."""
        return next((o for o in [self[code], *self.ancestors(code)] if o.kind is kind), None)

    def members(self, code: str, kind: Kind) -> list[Organisation]:
        """Open organisations of `kind` anywhere below `code`, by name. A PSC's are those of the ICBs it covers."""
        top = self[code]
        if top.kind is Kind.NATION:
            return self.all(kind)
        if top.kind is Kind.PSC:
            return [o for o in self.all(kind) if self.psc_of(o) == code]
        return [o for o in self.all(kind) if o.code != code and any(a.code == code for a in self.ancestors(o.code))]

    def match(self, text: str) -> Match:
        """What an ODS code, ONS code, name or former name means, in any case and with any spaces.

        A code closed before `AS_AT` is followed to its successor, with a note.
        """
        code = self._by_text.get(text.strip().upper()) or self._by_name.get(_plain(text))
        if code is None:
            return Match(None, suggestions=self._near(text))
        found = self.by_code[code]
        if self.is_open(found):
            note = "" if text.strip() in (code, found.name) else f"“{text.strip()}” is {found.name} ({code})"
            return Match(code, note)
        assert found.closed is not None
        gone = f"{found.name} ({found.code}) closed on {found.closed:%-d %B %Y}"
        successor = self._successor(found)
        if successor is None:
            return Match(None, gone, closed=found)
        return Match(successor.code, f"{gone}; its successor is {successor.name} ({successor.code})", closed=found)

    def match_many(self, texts: Iterable[str]) -> dict[str, Match]:
        """`match` for each distinct text."""
        return {text: self.match(text) for text in set(texts)}

    def former_names(self, organisation: Organisation) -> list[str]:
        """Names people may still search by: other names and those of the organisations it took over."""
        taken_over = [o.name for o in self.by_code.values() if o.successor == organisation.code and not self.is_open(o)]
        seen = {_plain(organisation.name)}
        names = []
        for name in [*organisation.aliases, *taken_over]:
            if (plain := _plain(name)) and plain not in seen:
                seen.add(plain)
                names.append(name)
        return names

    def psc_of(self, organisation: Organisation) -> str | None:
        """The code of the Patient Safety Collaborative that covers it: its own, or its ICB's."""
        icb = self.ancestor(organisation.code, Kind.ICB)
        return organisation.psc or (icb.psc if icb else None)

    def _successor(self, organisation: Organisation) -> Organisation | None:
        at: Organisation | None = organisation
        while at is not None and not self.is_open(at):
            at = self.by_code.get(at.successor or "")
        return at

    def _near(self, text: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        plain = _plain(text)
        if len(plain) < 4:
            return ()
        near = process.extract(plain, self._by_name.keys(), scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=75)
        codes = dict.fromkeys(self._by_name[name] for name, _, _ in near)
        return tuple(f"{self.by_code[code].name} ({code})" for code in codes)

    @cached_property
    def _above(self) -> dict[str, tuple[Organisation, ...]]:
        """Everybody's ancestors, asked for by each sum and each list."""
        return {code: tuple(self._climb(organisation)) for code, organisation in self.by_code.items()}

    def _climb(self, at: Organisation) -> Iterator[Organisation]:
        while at.kind is not Kind.NATION:
            at = self.by_code[at.parent or ENGLAND]
            yield at

    @cached_property
    def _open_by_kind(self) -> dict[Kind, list[Organisation]]:
        kinds: dict[Kind, list[Organisation]] = {}
        for o in sorted(self.by_code.values(), key=lambda o: o.name):
            if self.is_open(o):
                kinds.setdefault(o.kind, []).append(o)
        return kinds

    @cached_property
    def _by_text(self) -> dict[str, str]:
        ons = {ons: o.code for o in self.by_code.values() for ons in o.ons_codes}
        return ons | {code.upper(): code for code in self.by_code}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Plain name to code. Where two share a name the open one wins, then the larger; PSCs come last."""
        rank = sorted(
            self.by_code.values(),
            key=lambda o: (self.is_open(o), o.kind is not Kind.PSC, -o.kind.level),
        )
        names: dict[str, str] = {}
        for own_name in (False, True):
            for o in rank:
                for name in (o.name, o.short_name) if own_name else o.aliases:
                    if o.kind is not Kind.SUB_ICB and (plain := _plain(name)):
                        names[plain] = o.code
        return names


_TAILS = (" Integrated Care Board", " NHS Foundation Trust", " NHS Trust")


def common_name(organisation: Organisation) -> str:
    """The name as people say it: “Greater Manchester ICB”, “Manchester University” (a trust), “North West”."""
    name = organisation.name
    for tail in _TAILS:
        name = name.removesuffix(tail)
    if organisation.kind is Kind.ICB:
        return f"{name.removeprefix('NHS ')} ICB"
    return name


def _plain(name: str) -> str:
    """A name without case, spaces, punctuation and the words that every NHS body carries."""
    return " ".join(_NOISE.sub(" ", name.casefold().replace("&", " and ")).split())


@lru_cache(maxsize=2)
def load(folder: Path = DATA) -> Organisations:
    """The directory from `organisations.csv` and `sub_icbs.csv` in `folder`."""
    found = {ENGLAND: NATION}
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["code"]] = _organisation(row)
    with (folder / "sub_icbs.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            icb = found[row["icb_code"]]
            name, short = f"{row['code']} in {icb.short_name}", f"{row['code']} {icb.short_name}"
            found[row["code"]] = Organisation(
                row["code"], name, short, Kind.SUB_ICB, parent=icb.code, psc=icb.psc, ons_codes=(row["ons_code"],)
            )
    return Organisations(found)


def _organisation(row: dict[str, str]) -> Organisation:
    kind = Kind(row["type"])
    # An ambulance trust serves many ICBs, so it stands under its region and in no ICB's list.
    region_wide = row["trust_kind"] == "ambulance"
    parent = row["region_code"].split("|")[0] if region_wide else row["parent_code"]
    return Organisation(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"] or row["name"],
        kind=kind,
        parent=ENGLAND if kind in (Kind.REGION, Kind.PSC) else parent,
        psc=row["psc_code"] or None,
        trust_kind=row["trust_kind"] or None,
        maternity=row["maternity"] == "Y",
        opened=_day(row["valid_from"]),
        closed=_day(row["valid_to"]),
        successor=row["successor_code"] or None,
        aliases=tuple(a for a in row["aliases"].split("|") if a),
        ons_codes=tuple(c for c in (row["ons_code"], *row["ons_code_other"].split("|")) if c),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
