"""A file of trusts from the Organisation Data Service beside the tables: what it says that they do not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from analytics.model import Kind
from analytics.organisations.directory import Directory
from analytics.organisations.names import plain

CODE, NAME, REGION, BOARD, OPENED, CLOSED = 0, 1, 2, 3, 10, 11
"""Columns of the service's files, which have no header."""
WALES = "W"
"""How the codes of its region begin: its trusts are in the files, and not here."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the file says otherwise, in words: of a code, in which table it would be put."""

    code: str
    table: str
    words: str


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
        words = f"{row[NAME].title()}, in {board}, opened on {_said(row[OPENED])}: not known."
        yield Difference(code, "organisations", words)
        return
    if ours.kind is not Kind.TRUST:
        return
    if plain(row[NAME]) not in {plain(name) for name in (ours.name, *ours.aliases)}:
        yield Difference(code, "names", f"Called {row[NAME].title()} there; here {ours.name}.")
    if ours.closed != (closed := _day(row[CLOSED])) and (closed is not None or (ours.closed or date.max) < newest):
        yield Difference(code, "organisations", f"Closed on {_said(row[CLOSED])} there; here {ours.closed or 'open'}.")
    stands = tree.ancestor(code, Kind.ICB)
    if tree.is_open(ours) and ours.trust_kind != "ambulance" and (stands.code if stands else "") != board:
        yield Difference(code, "parents", f"In {board} there; here {f'in {stands.code}' if stands else 'in no board'}.")


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%Y%m%d").date() if text else None


def _said(text: str) -> str:
    day = _day(text)
    return f"{day:%-d %B %Y}" if day else "no day"
