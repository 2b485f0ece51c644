"""The command line: `python -m analytics ingest | history | undo | spc`. Exit codes: 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import getpass
import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from analytics import spc_command
from analytics.model import Measure
from analytics.store import Store, UnknownUpload, Upload, open_store

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The Safety Improvement Explorer without a browser.")

app.command()(spc_command.spc)

StoreUri = Annotated[str | None, typer.Option("--store", help="Folder or URI of the store; STORE_URI if left out.")]
Who = Annotated[str, typer.Option(help="Who does this, for the history.")]


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(help="CSV files or workbooks.", exists=True, dir_okay=False)],
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
) -> None:
    """Read files, say what was understood, and keep what is sound."""
    from analytics import ingest as reader
    from analytics import remembered

    answers, known = _answers(answer or [], measure), _local_measures(store)
    there = Store(store) if store else open_store()
    readings = [remembered.reading(partial(reader.read, path, answers=answers, local=known), there) for path in files]
    kept = [r for r in readings if r.status != "rejected"]
    for reading in readings:
        version = _keep(reading, _store(store), who, note) if reading in kept and not dry_run else None
        if as_json:
            typer.echo(json.dumps(reader.to_json(reading) | {"version": version}, ensure_ascii=False))
        else:
            _tell(reading, version)
    if out is not None and kept:
        import pandas as pd

        pd.concat([reader.canonical_rows(r) for r in kept]).to_csv(out, index=False)
    raise typer.Exit(0 if len(kept) == len(readings) else 1)


@app.command()
def history(store: StoreUri = None, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List uploads and undos, newest first."""
    for entry in _store(store).history():
        upload = entry.upload
        line = {
            "id": upload.id,
            "action": entry.action,
            "when": entry.when.isoformat(),
            "who": entry.who,
            "file": upload.file,
            "table": upload.table,
            "rows": upload.rows,
            "sha256": upload.sha256,
            "note": upload.note,
            "undone": entry.undone,
            "version": str(entry.version),
        }
        if as_json:
            typer.echo(json.dumps(line, ensure_ascii=False))
        else:
            state = " (undone)" if entry.undone else ""
            typer.echo(f"{upload.id}  {entry.action:<6}  {upload.rows:>7,} {upload.table:<12} {upload.file}{state}")


@app.command()
def undo(upload: str, store: StoreUri = None, who: Who = "") -> None:
    """Take one upload away; what it replaced counts again."""
    try:
        version = _store(store).undo(upload, who or getpass.getuser())
    except UnknownUpload as unknown:
        typer.echo(str(unknown), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Undone. The data version is now {version}.")


def _store(uri: str | None) -> Store:
    opened = Store(uri) if uri else open_store()
    opened.create()
    return opened


def _answers(pairs: list[str], measure: str | None) -> dict[str, str]:
    """`--answer NAME=VALUE` and `--measure VALUE` as answers by name. The value begins after the last "="."""
    answers = {"measure": measure} if measure else {}
    for pair in pairs:
        name, equals, value = pair.rpartition("=")
        if not (name and equals and value):
            raise typer.BadParameter(f"“{pair}” is not of the form NAME=VALUE", param_hint="--answer")
        answers[name] = value
    return answers


def _local_measures(uri: str | None) -> dict[str, Measure]:
    """The local measures of a store that is there; a dry run makes none."""
    from deltalake.exceptions import TableNotFoundError

    from analytics import local

    opened = Store(uri) if uri else open_store()
    if opened.is_local and not Path(opened.uri).exists():  # asking for its version would make the folder
        return {}
    try:
        return local.measures(opened.at())
    except TableNotFoundError:
        return {}


def _keep(reading, store: Store, who: str, note: str) -> str:  # noqa: ANN001 - ingest is imported when needed
    from analytics import local
    from analytics.preview import preview

    if preview(reading.rows, reading.table, store.at()).changes_nothing:
        return str(store.version())
    if defined := local.worth_keeping(reading.measures, reading.rows):
        local.define(store, defined, who or getpass.getuser())
    upload = Upload(
        reading.table,
        reading.file,
        reading.sha256,
        len(reading.rows),
        who or getpass.getuser(),
        note,
        format=reading.format,
    )
    return str(store.commit(reading.rows, upload))


def _tell(reading, version: str | None) -> None:  # noqa: ANN001 - as above
    typer.echo(
        f"{reading.file}: {reading.status.replace('_', ' ')}"
        + (f", {reading.format_title}" if reading.format_title else "")
    )
    for fact in reading.facts:
        typer.echo(f"  {fact}")
    for problem in reading.problems:
        where = ", ".join(w for w in (f"row {problem.row}" if problem.row else "", problem.column or "") if w)
        typer.echo(
            f"  {problem.severity}{f' ({where})' if where else ''}: {problem.message.rstrip('.')}. {problem.remedy}".rstrip()
        )
    for ask in reading.asks:
        options = " | ".join(f"{slug} ({title})" for slug, title in ask.options[:6])
        chosen = f"taken as {ask.default}" if ask.default else "not answered"
        typer.echo(f"  question: {ask.question} {options}; {chosen}: --answer '{ask.name}=...'")
    if version:
        typer.echo(f"  Kept. The data version is now {version}.")


if __name__ == "__main__":
    sys.exit(app())
