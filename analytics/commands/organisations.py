"""The commands `organisations`, which prints the tree of a day, `organisations check`, which looks for what is wrong, and
`organisations refresh`, which holds a file of the Organisation Data Service against the tables.

Exit codes: 0 printed, or nothing to put right (what is not known may still be listed); 1 something to put right, or a
file that cannot be used.
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analytics.model import ENGLAND, Kind, Organisation
from analytics.organisations import Organisations, at, directory
from analytics.organisations.checks import check as checked
from analytics.organisations.refresh import differences
from analytics.words.counting import counted

COLUMNS = ("code", "name", "kind", "parent", "collaborative", "opened", "closed", "not_known")

app = typer.Typer(
    invoke_without_command=True, help="The tree of organisations on a day; `check` looks for what is wrong."
)


@app.callback()
def organisations(
    context: typer.Context,
    day: Annotated[str | None, typer.Option("--at", help="The day, as 2026-05-01; today if left out.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Print the tree of organisations as it is on a day."""
    if context.invoked_subcommand:
        return
    try:
        tree = at(date.fromisoformat(day) if day else date.today())
    except ValueError:
        raise typer.BadParameter(f"“{day}” is no day such as 2026-05-01", param_hint="--at") from None
    if as_csv:
        _print_csv(tree)
    else:
        _print_tree(tree)


@app.command()
def check() -> None:
    """Find gaps, cycles, two parents on one day, who closed without a successor, and what is not known."""
    found = checked(directory())
    for fault in found.faults:
        print(f"Put right: {fault}")
    for question in found.questions:
        print(f"Not known: {question}")
    faults, questions = counted(len(found.faults), "fault"), counted(len(found.questions), "open question")
    print(f"{faults}, {questions}.")
    raise typer.Exit(1 if found.faults else 0)


@app.command()
def refresh(file: Annotated[Path, typer.Argument(help="The service's CSV file of trusts.")]) -> None:
    """Print what a file of the Organisation Data Service says otherwise than the tables. Nothing is changed by itself."""
    if not compare(file):
        raise typer.Exit(1)


def compare(file: Path) -> bool:
    """Print what a file of the Organisation Data Service says otherwise. False if it cannot be used, which is told."""
    try:
        found = differences(directory(), file)
    except (OSError, ValueError) as why:
        print(f"{file.name} cannot be used: {why}", file=sys.stderr)
        return False
    for one in found:
        print(f"{one.code}  {one.table}.csv: {one.words}")
    print(f"{counted(len(found), 'difference')}. Ours may be right: see the notes in organisations.csv.")
    return True


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
