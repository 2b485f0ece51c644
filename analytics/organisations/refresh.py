"""A file of trusts from the Organisation Data Service beside the tables: what it says that they do not.

The file has the day on which a trust opened or closed. It does not say who went into whom, nor since when a name or a board
is what it is: where a change would need that, its row has a blank to fill in and a note that asks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from analytics.model import Kind, Organisation
from analytics.model.organisation import ReorganisationKind
from analytics.organisations.directory import Directory
from analytics.organisations.names import plain

CODE, NAME, REGION, BOARD, OPENED, CLOSED = 0, 1, 2, 3, 10, 11
"""Columns of the service's files, which have no header."""
WALES = "W"
"""How the codes of its region begin: its trusts are in the files, and not here."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the file says otherwise, in words: of a code, in which table it would be put. `row` is the same as a
    row of the template for changes, by its columns; empty where no change could say it."""

    code: str
    table: str
    words: str
    row: Mapping[str, str] = field(default_factory=dict)


class NotTheServices(ValueError):
    """A file that is no list of organisations as the service writes them; the message says so in words."""


def differences(directory: Directory, path: Path) -> list[Difference]:
    """Trusts that the tables lack, and other names, boards and days, as on the newest day that the file names."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if row]
    if not rows or any(len(row) <= CLOSED or row[REGION][:1] not in ("Y", WALES) for row in rows):
        message = "This is no list of trusts as the Organisation Data Service writes it"
        raise NotTheServices(f"{message}: no header, the code first, the region third, the opening day eleventh.")
    newest = max((day for row in rows for at in (OPENED, CLOSED) if (day := _day(row[at]))), default=date.today())
    english = [row for row in rows if not row[REGION].startswith(WALES)]
    return [found for row in english for found in _of(directory, row, newest)]


def _of(directory: Directory, row: list[str], newest: date) -> Iterator[Difference]:
    tree, code, board = directory.at(newest), row[CODE], row[BOARD]
    ours = tree.get(code)
    if ours is None:
        name, opened = _name(row[NAME]), _day(row[OPENED])
        asked = "Whether it took somebody’s place is not in the file. If so, write that merger instead."
        new = _row(ReorganisationKind.OPENING, code, asked, opened, name=name, parent=board)
        yield Difference(code, "organisations", f"{name}, in {board}, opened on {_said(row[OPENED])}: not known.", new)
        return
    if ours.kind is not Kind.TRUST:
        return
    if plain(row[NAME]) not in {plain(name) for name in (ours.name, *ours.aliases)}:
        name, asked = _name(row[NAME]), "Since when is not in the file. Ours may be right: then delete this row."
        renamed = _row(ReorganisationKind.RENAMING, code, asked, name=name)
        yield Difference(code, "names", f"Called {name} there; here {ours.name}.", renamed)
    if ours.closed != (closed := _day(row[CLOSED])) and (closed is not None or (ours.closed or date.max) < newest):
        told = f"Closed on {_said(row[CLOSED])} there; here {ours.closed or 'open'}."
        yield Difference(code, "organisations", told, _closed(ours, closed))
    stands = tree.ancestor(code, Kind.ICB)
    if tree.is_open(ours) and ours.trust_kind != "ambulance" and (stands.code if stands else "") != board:
        asked = "Since when is not in the file. Ours may be right: then delete this row."
        moved = _row(ReorganisationKind.MOVE, code, asked, parent=board)
        told = f"In {board} there; here {f'in {stands.code}' if stands else 'in no board'}."
        yield Difference(code, "parents", told, moved)


def _closed(ours: Organisation, closed: date | None) -> Mapping[str, str]:
    """A closed trust as a change: into whom, and so of which kind, is asked. That one never closed is no change."""
    if closed is None or ours.closed is not None:
        return {}
    asked = f"{ours.name} closed on {closed:%-d %B %Y}. Into whom did it go, and by which kind of change?"
    return _row("", ours.code, asked, closed + timedelta(1))


def _row(kind: str, code: str, note: str, day: date | None = None, **more: str) -> Mapping[str, str]:
    said = {"date": day.isoformat() if day else "", "kind": str(kind), "org_code": code}
    return said | more | {"source": "Organisation Data Service", "note": note}


def _name(text: str) -> str:
    """A name that the file has in capitals, as people write it."""
    words = text.title().replace("'S", "'s").split()
    kept = {"Nhs": "NHS", "And": "and", "Of": "of", "The": "the", "For": "for", "On": "on", "Upon": "upon"}
    return " ".join(kept.get(word, word) if i or word == "Nhs" else word for i, word in enumerate(words))


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%Y%m%d").date() if text else None


def _said(text: str) -> str:
    day = _day(text)
    return f"{day:%-d %B %Y}" if day else "no day"
