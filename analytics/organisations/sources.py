"""The tables in `data/` that say who is measured, as rows with dates."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.model import ENGLAND, Kind, Organisation, Succession
from analytics.model.organisation import SuccessionKind

NATION = Organisation(
    ENGLAND, "England", "England", Kind.NATION, aliases=("National", "ALL SUBMITTERS"), ons_codes=("E92000001",)
)
PARENT, COLLABORATIVE = "parent", "collaborative"
"""Relations that `parents.csv` can change: who holds an organisation, and which collaborative covers a board."""


@dataclass(frozen=True, slots=True)
class Parenthood:
    """From `day` on an organisation's `relation` is to `parent`; to None where that is not known, as `note` says."""

    code: str
    relation: str
    parent: str | None
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that an organisation has from one day to another, both included."""

    code: str
    name: str
    short_name: str
    since: date
    until: date


def read_organisations(folder: Path) -> dict[str, Organisation]:
    """`organisations.csv` and `sub_icbs.csv`: everybody by code, with the parent that stands there."""
    found = {ENGLAND: NATION} | {row["code"]: _organisation(row) for row in _rows(folder / "organisations.csv")}
    for row in _rows(folder / "sub_icbs.csv"):
        found[row["code"]] = Organisation(
            row["code"], row["code"], row["code"], Kind.SUB_ICB, parent=row["icb_code"], ons_codes=(row["ons_code"],)
        )
    return found


def read_successions(folder: Path) -> tuple[Succession, ...]:
    """`successions.csv`, oldest first."""
    found = [
        Succession(
            row["predecessor"],
            row["successor"],
            date.fromisoformat(row["date"]),
            SuccessionKind(row["kind"]),
            row["share"] == "whole",
            row["source"],
            row["note"],
        )
        for row in _rows(folder / "successions.csv")
    ]
    return tuple(sorted(found, key=lambda s: s.day))


def read_parents(folder: Path) -> tuple[Parenthood, ...]:
    """`parents.csv`, oldest first."""
    found = [
        Parenthood(row["code"], row["relation"], row["parent"] or None, date.fromisoformat(row["from"]), row["note"])
        for row in _rows(folder / "parents.csv")
    ]
    return tuple(sorted(found, key=lambda p: p.day))


def read_names(folder: Path) -> tuple[Named, ...]:
    """`names.csv`: names other than those of `organisations.csv`."""
    return tuple(
        Named(
            row["code"], row["name"], row["short_name"], _day(row["from"]) or date.min, _day(row["until"]) or date.max
        )
        for row in _rows(folder / "names.csv")
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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
        psc=(row["psc_code"] or None) if region_wide or kind is Kind.ICB else None,
        trust_kind=row["trust_kind"] or None,
        maternity=row["maternity"] == "Y",
        opened=_day(row["valid_from"]),
        closed=_day(row["valid_to"]),
        aliases=tuple(a for a in row["aliases"].split("|") if a),
        ons_codes=tuple(c.split()[0] for c in (row["ons_code"], *row["ons_code_other"].split("|")) if c),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
