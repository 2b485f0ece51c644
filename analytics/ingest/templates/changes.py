"""Our own template for changes of organisations: who goes into whom on which day, and what becomes of their members."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.shape import Context, Format, Sheet, Understood, typed_rows
from analytics.ingest.templates.recogniser import optional, recogniser, source_columns
from analytics.model import Kind, Problem, Severity
from analytics.model.organisation import Reorganisation, ReorganisationKind
from analytics.model.tables import EVENTS, Column, Table, day, text
from analytics.organisations import Directory, Organisations, kept, with_changes
from analytics.organisations.changes import apply
from analytics.organisations.checks import check
from analytics.words.counting import counted, listing

CHANGES = Table(
    "changes",
    "Changes of organisations",
    "who goes into whom on a day; a merger of three has three rows, a split in two has two",
    (
        Column("date", day, True, "the first day on which it is so (2027-04-01)", ("2027-04-01", "2027-04-01")),
        Column(
            "kind",
            text,
            True,
            "merger, split, acquisition or renaming; also opening (a new body) and move (to another board or region)",
            ("merger", "renaming"),
        ),
        Column("org_code", text, True, "the ODS code of who it happens to", ("QYG", "RXF")),
        Column(
            "into",
            text,
            False,
            "the ODS code of whom it goes into; of a split one row for each part. Blank where it keeps its code",
            ("Z9Y8X", ""),
        ),
        Column(
            "name",
            text,
            False,
            "the name of a new body, or the new name; say it once",
            ("NHS Mersey and Lancashire Integrated Care Board", "Mid Yorkshire Care NHS Trust"),
        ),
        Column("parent", text, False, "under whom a new body stands: a board's region, a trust's board", ("Y62", "")),
        Column("psc", text, False, "the collaborative that covers a new board; blank if not known", ("PSC-NWC", "")),
        Column(
            "members",
            text,
            False,
            "of a split: the codes of the trusts and sub-ICBs that go along, with spaces between them",
        ),
        Column("source", text, False, "where this is written down", ("Order 2027/123", "")),
        Column("note", text, False, "anything a reader should know"),
    ),
    ("date", "org_code", "into"),
    "org_code",
)
"""What the template offers. Its rows are kept among the events, as rows of a kind of their own."""

NAMES = {
    "date": ("effective date", "from", "day"),
    "kind": ("kind of change", "change"),
    "org_code": ("who", "organisation code", "ods code", "code"),
    "into": ("into whom", "successor"),
    "name": ("new name",),
    "parent": ("stands under",),
    "psc": (),
    "members": (),
    "source": (),
    "note": ("notes",),
}
SLUG = "template_changes"
UNDO = "Check the code and the day; if an earlier file of changes said otherwise, undo that upload first."


def read(sheet: Sheet, context: Context) -> Understood:
    """Changes that can be made to the organisations that are known; each other is named with its row and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet, context.answers)
    columns = {name: optional(_cells(sheet, places), name, sheet).str.strip() for name in NAMES}
    days = checks.days(columns["date"], ledger, "date")
    kinds = checks.look_up(columns["kind"], {k: k for k in ReorganisationKind}, ledger, "kind", "kind of change")
    checks.required(sheet, places, ("kind", "org_code"), ledger)
    rows = np.flatnonzero(~ledger.out)
    found = {int(at): _change(columns, int(at), days[at], str(kinds[at])) for at in rows}
    _twice(found, ledger)
    before = _without(context.directory, found.values())
    after = apply(before, found.values())
    why = _reasons(after, found)
    for at, reason in why.items():
        bad = np.zeros(len(sheet), dtype=bool)
        bad[at] = True
        ledger.leave_out(bad, "org_code", None, reason, UNDO)
    whole = [Problem(Severity.ERROR, f, "Correct the rows that name it.") for f in _faults(before, after)]
    _undivided(after, found, ledger)
    stay = [change for at, change in found.items() if not ledger.out[at]]
    table = pd.DataFrame([kept.fields(change) for change in stay])
    typed = typed_rows(EVENTS, {name: table[name] for name in table.columns})
    # Of a reorganisation a half is another one: so a file with a fault is kept not at all.
    wrong = bool(whole) or any(p.severity is Severity.ERROR for p in ledger.problems)
    return Understood(
        typed, (*ledger.problems, *whole), _facts(before, after, stay), tuple(ledger.asks), distrust=wrong
    )


def _cells(sheet: Sheet, places: dict[str, int]) -> dict[str, pd.Series]:
    return {name: sheet.cells[at] for name, at in places.items()}


def _change(columns: dict[str, pd.Series], at: int, when: np.datetime64, kind: str) -> Reorganisation:
    cells = {name: str(column.iloc[at]) for name, column in columns.items()}
    codes = {name: cells[name].upper() for name in ("org_code", "into", "parent", "psc")}
    members = tuple(code for code in re.split(r"[\s,;|]+", cells["members"].upper()) if code)
    day_of = pd.Timestamp(when).date()
    known = ReorganisationKind(kind)
    said = {name: cells[name] for name in ("name", "source", "note")}
    return Reorganisation(
        day_of,
        known,
        codes["org_code"],
        codes["into"],
        parent=codes["parent"],
        psc=codes["psc"],
        members=members,
        **said,
    )


def _twice(found: dict[int, Reorganisation], ledger: Ledger) -> None:
    """The same change in two rows: the first counts where they are alike, and neither where they are not."""
    first: dict[tuple[date, str, str], int] = {}
    for at, change in list(found.items()):
        earlier = first.setdefault(change.key, at)
        if earlier == at:
            continue
        bad = np.zeros(len(ledger.out), dtype=bool)
        bad[at] = True
        said = f"The change is said in row {ledger.row_numbers[earlier]} already"
        if found[earlier] == change:
            ledger.warn(bad, "org_code", None, said, "Nothing to do; it counts once.")
            ledger.out |= bad
        else:
            two = {found[earlier].parent, change.parent} - {""}
            parents = f": two parents on one day, {listing(sorted(two))}" if len(two) > 1 else ""
            ledger.leave_out(bad, "org_code", None, f"{said}, and otherwise{parents}", "Keep one of the two rows.")
        del found[at]


def _without(directory: Directory, changes: Iterable[Reorganisation]) -> Directory:
    """What is known before a file: changes that it says anew are not held against it."""
    anew = {change.key for change in changes}
    old = (*directory.kept, *(change for change, _ in directory.refused))
    return with_changes(tuple(change for change in old if change.key not in anew))


def _reasons(after: Directory, found: dict[int, Reorganisation]) -> dict[int, str]:
    """Why changes cannot be made, by their place in the file."""
    refused = {change.key: why for change, why in after.refused}
    return {at: refused[change.key] for at, change in found.items() if change.key in refused}


def _faults(before: Directory, after: Directory) -> list[str]:
    """What would be wrong with the tables as a whole that is not so now."""
    known = set(check(before).faults)
    return [fault for fault in check(replace(after, refused=())).faults if fault not in known]


def _undivided(after: Directory, found: dict[int, Reorganisation], ledger: Ledger) -> None:
    """Members of a board that is split, of whom no row says where they go."""
    split: dict[tuple[date, str], list[int]] = {}
    for at, change in found.items():
        if change.kind is ReorganisationKind.SPLIT and not ledger.out[at]:
            split.setdefault((change.day, change.code), []).append(at)
    for (when, code), rows in split.items():
        tree = after.at(when)
        former = next((f for f in tree.formers if f.code == code), None)
        left = [tree[m] for m in (former.members if former else ()) if tree[m].open_question and tree.is_open(tree[m])]
        if left:
            names = listing([f"{o.short_name} ({o.code})" for o in left])
            ledger.add(
                Severity.WARNING,
                np.array(rows[:1]),
                f"{code} is split, and no row says to which part these go: {names}",
                "Put their codes under members; until then they stand under its region.",
                "members",
            )


def _facts(before: Directory, after: Directory, changes: list[Reorganisation]) -> tuple[str, ...]:
    """Which boards open and close, a sentence for each day."""
    told = []
    for when in sorted({change.day for change in changes}):
        old, new = before.at(when), after.at(when)
        boards = f"{len(old.all(Kind.ICB))} boards before it, {len(new.all(Kind.ICB))} from then on"
        opens, closes = _lacking(new, old), _lacking(old, new)
        parts = [f"{what} {listing(names)}" for what, names in (("opens", opens), ("closes", closes)) if names]
        told.append(f"{when:%-d %B %Y}: {'; '.join([*parts, boards])}.")
    return (f"{counted(len(changes), 'change')} of organisations.", *told) if changes else ()


def _lacking(tree: Organisations, other: Organisations) -> list[str]:
    """Who is open in one tree and not in another."""
    there = {o.code for o in other.by_code.values() if other.is_open(o)}
    return [f"{o.name} ({o.code})" for o in tree.by_code.values() if tree.is_open(o) and o.code not in there]


FORMAT = Format(
    slug=SLUG,
    title="Our template for changes of organisations",
    table=EVENTS,
    signature=source_columns(CHANGES),
    names=NAMES,
    recognise=recogniser(NAMES, needed=("date", "kind", "org_code", "into")),
    read=read,
)
