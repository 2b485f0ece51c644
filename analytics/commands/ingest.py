"""The command `ingest`: read files, say what was understood, and keep what is sound.

Exit codes: 0 when all were kept, 1 when one was rejected or could not be kept, 2 for wrong usage.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.commands.errand import Errand, answered
from analytics.commands.store import StoreUri, Who, opened

if TYPE_CHECKING:  # what reads files is imported when files are read
    from analytics.ingest import Reading

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""How an address begins; what comes of those that are not of HTTPS is said where they are fetched."""


def ingest(
    files: Annotated[
        list[str] | None, typer.Argument(help="CSV files or workbooks, or https:// addresses of some.")
    ] = None,
    store: StoreUri = None,
    measure: Annotated[str | None, typer.Option(help="The measure, where a file does not say which it holds.")] = None,
    answer: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE, the answer to a question about a file; may be repeated.")
    ] = None,
    who: Who = "",
    note: Annotated[str, typer.Option(help="Why, for the history.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, keep nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the rows that would be kept to this CSV.")] = None,
    watch: Annotated[
        Path | None,
        typer.Option(help="Watch this folder and add each new file.", exists=True, file_okay=False),
    ] = None,
    every: Annotated[float, typer.Option(help="Seconds between two looks into the folder.", min=0.1)] = 10,
    once: Annotated[bool, typer.Option("--once", help="Add what is in the folder now, and stop.")] = False,
) -> None:
    """Read files, say what was understood, and keep what is sound."""
    if bool(files) == bool(watch):
        raise typer.BadParameter("Give files, or a folder with --watch.", param_hint="FILES")
    for file in files or []:
        if not (_ADDRESS.match(file) or Path(file).is_file()):
            raise typer.BadParameter(f"There is no file “{file}”", param_hint="FILES")
    errand = Errand(opened(store), who, answered(answer or [], measure), dry_run, as_json)
    if watch is not None:
        from analytics.commands.watch import watch as watching

        def add(path: Path, more: list[str]) -> Reading:
            return replace(errand, answers={**answered(more), **errand.answers}).run(path, note)

        raise typer.Exit(0 if watching(watch, add, every=every, once=once) else 1)
    kept = [r for r in (_run(errand, file, note) for file in files or []) if r is not None and r.kept]
    if out is not None and kept:
        import pandas as pd

        from analytics.ingest import canonical_rows

        pd.concat([canonical_rows(r) for r in kept]).to_csv(out, index=False)
    raise typer.Exit(0 if len(kept) == len(files or []) else 1)


def _run(errand: Errand, file: str, note: str) -> Reading | None:
    """The errand with a file, or with one at an address; None if that did not come, which is told."""
    if not _ADDRESS.match(file):
        return errand.run(Path(file), note)
    from analytics.commands.fetch import on_disk
    from analytics.fetching.refused import NotFetched

    try:
        with on_disk(file) as path:
            return errand.run(path, f"{note} From {file}".strip())
    except NotFetched as why:
        typer.echo(str(why), err=True)
        return None
