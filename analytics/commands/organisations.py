"""The commands `organisations`, which prints the tree of a day, `organisations check`, which looks for what is wrong, and
`organisations refresh`, which holds a file of the Organisation Data Service against the tables.

Exit codes: 0 printed, or nothing to put right (what is not known may still be listed); 1 something to put right, or a
file that cannot be used.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.store import StoreUri, in_words, known_directory, opened
from analytics.model import ENGLAND, Kind, Organisation
from analytics.organisations import Organisations
from analytics.organisations.checks import check as checked
from analytics.organisations.refresh import differences
from analytics.words.counting import counted

COLUMNS = ("code", "name", "kind", "parent", "collaborative", "opened", "closed", "not_known")

app = typer.Typer(invoke_without_command=True, add_completion=False)


@app.callback()
def organisations(
    context: typer.Context,
    day: Annotated[str | None, typer.Option("--at", help="The day, as 2026-05-01; today if left out.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    store: StoreUri = None,
) -> None:
    """The tree of organisations on a day; `check` looks for what is wrong."""
    if context.invoked_subcommand:
        return
    try:
        when = date.fromisoformat(day) if day else date.today()
    except ValueError:
        raise typer.BadParameter(f"“{day}” is no day such as 2026-05-01", param_hint="--at") from None
    with in_words():
        tree = known_directory(opened(store)).at(when)
    if as_csv:
        _print_csv(tree)
    else:
        _print_tree(tree)


@app.command()
def check(store: StoreUri = None) -> None:
    """Find gaps, cycles, two parents on one day, who closed without a successor, and what is not known."""
    with in_words():
        found = checked(known_directory(opened(store)))
    for fault in found.faults:
        print(f"Put right: {fault}")
    for question in found.questions:
        print(f"Not known: {question}")
    faults, questions = counted(len(found.faults), "fault"), counted(len(found.questions), "open question")
    print(f"{faults}, {questions}.")
    raise typer.Exit(1 if found.faults else 0)


@app.command()
def refresh(
    file: Annotated[Path, typer.Argument(help="The service's CSV file of trusts.")],
    out: Annotated[Path | None, typer.Option(help="Write the differences as a file of changes, to fill in.")] = None,
    store: StoreUri = None,
) -> None:
    """Print what a file of the Organisation Data Service says otherwise than is known here. Nothing is changed by itself;
    what `--out` writes can be filled in and ingested."""
    if not compare(file, out, store):
        raise typer.Exit(1)


def compare(file: Path, out: Path | None = None, store: str | None = None) -> bool:
    """Print what a file of the Organisation Data Service says otherwise. False if it cannot be used, which is told."""
    with in_words():
        known = known_directory(opened(store))
    try:
        found = differences(known, file)
        rows = [one.row for one in found if one.row]
        if out is not None:
            _write_changes(rows, out)
    except (OSError, ValueError) as why:
        print(f"{file.name} cannot be used: {why}", file=sys.stderr)
        return False
    for one in found:
        print(f"{one.code}  {one.table}.csv: {one.words}")
    print(f"{counted(len(found), 'difference')}. Ours may be right: see the notes in organisations.csv.")
    if out is not None:
        dateless, unsaid = sum(not row["date"] for row in rows), sum(not row["kind"] for row in rows)
        print(
            f"{counted(len(rows), 'row')} in {out.name}; {len(found) - len(rows)} of the differences are no change. The "
            f"service's file does not say since when a name or a board is so ({counted(dateless, 'row')} without a date), "
            f"nor into whom a trust went ({counted(unsaid, 'row')} without a kind). Fill those in or delete them, then "
            "ingest the file."
        )
    return True


def _write_changes(rows: Sequence[Mapping[str, str]], out: Path) -> None:
    """A file as the template for changes has it."""
    from analytics.ingest.templates.changes import CHANGES
    from analytics.ingest.templates.recogniser import source_columns

    with out.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, source_columns(CHANGES), restval="")
        writer.writeheader()
        writer.writerows(rows)


def _open(tree: Organisations) -> list[Organisation]:
    """The tree from the top, each before those below it; collaboratives last."""

    def below(code: str) -> list[Organisation]:
        here = sorted((o for o in tree.by_code.values() if o.parent == code and tree.is_open(o)), key=_order)
        return [o for child in here for o in (child, *below(child.code))]

    return [tree[ENGLAND], *below(ENGLAND)]


def _order(organisation: Organisation) -> tuple[bool, int, str, str]:
    return organisation.kind is Kind.PSC, organisation.kind.level, organisation.kind.value, organisation.name


def _print_tree(tree: Organisations) -> None:
    for o in _open(tree):
        note = f"  [{o.open_question}]" if o.open_question else ""
        print(f"{'  ' * len(tree.ancestors(o.code))}{o.code}  {o.name}{note}")
    sizes = ", ".join(f"{len(tree.all(kind))} {kind.value}" for kind in Kind if kind is not Kind.NATION)
    print(f"As from {tree.since:%-d %B %Y}: {sizes}.")


def _print_csv(tree: Organisations) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for o in _open(tree):
        writer.writerow(
            (
                o.code,
                o.name,
                o.kind,
                o.parent or "",
                tree.psc_of(o) or "",
                o.opened or "",
                o.closed or "",
                o.open_question,
            )
        )
