"""The command line: `python -m analytics ingest | history | undo | restore | check | compact | spc`.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from analytics import spc_command, store_command
from analytics.store import Store, Upload
from analytics.store_command import StoreUri, Who

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The Safety Improvement Explorer without a browser.")

app.command()(spc_command.spc)

for command in (
    store_command.history,
    store_command.undo,
    store_command.restore,
    store_command.check,
    store_command.compact,
):
    app.command()(command)


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(help="CSV files or workbooks.", exists=True, dir_okay=False)],
    store: StoreUri = None,
    measure: Annotated[str | None, typer.Option(help="The measure, where a file does not say which it holds.")] = None,
    who: Who = "",
    note: Annotated[str, typer.Option(help="Why, for the history.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, keep nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the rows that would be kept to this CSV.")] = None,
) -> None:
    """Read files, say what was understood, and keep what is sound."""
    from analytics import ingest as reader

    there = store_command.opened(store)
    with store_command.in_words():
        if not dry_run:
            there.create()
        names = {path: _name(there, path) for path in files}
    readings = [
        reader.read_bytes(names[path], path.read_bytes(), measure=measure)
        if names[path] != path.name
        else reader.read(path, measure=measure)
        for path in files
    ]
    kept = [r for r in readings if r.status != "rejected"]
    for path, reading in zip(files, readings, strict=True):
        done = None
        if reading.status != "rejected" and not dry_run:
            with store_command.in_words():
                done = _keep(reading, path, there, who or getpass.getuser(), note)
        version = str(there.version()) if done else None
        if as_json:
            told = reader.to_json(reading) | {"version": version, "done": done}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            _tell(reading, f"{done} The data version is {version}." if done else None)
    if out is not None and kept:
        import pandas as pd

        pd.concat([reader.canonical_rows(r) for r in kept]).to_csv(out, index=False)
    raise typer.Exit(0 if len(kept) == len(readings) else 1)


def _name(store: Store, path: Path) -> str:
    """What a file is called: an original in the store lies under its SHA-256, and its upload knows its name."""
    if path.parent.name != "_originals":
        return path.name
    return next((e.upload.file for e in store.history() if e.upload.sha256 == path.name), path.name)


def _keep(reading, path: Path, store: Store, who: str, note: str) -> str:  # noqa: ANN001 - ingest is imported when needed
    """Keep what was read, or say why there is nothing to keep."""
    from analytics.preview import preview

    before = store.kept_before(reading.sha256)
    if before and (count := store.rewrite(before.upload, reading.rows, who)):
        return f"{count} damaged files of the upload of {before.when:%-d %B %Y} were written again."
    told = preview(reading.rows, reading.table, store.at())
    if before and not (told.new or told.put_aside):
        by = f" by {before.who}" if before.who else ""
        store.keep_original(before.upload, path.read_bytes())
        return f"Already here: kept on {before.when:%-d %B %Y}{by} as {before.upload.file}; nothing changed."
    if told.changes_nothing:
        return "Everything in it is here already; nothing changed."
    upload = Upload(reading.table, reading.file, reading.sha256, len(reading.rows), who, note, format=reading.format)
    store.commit(reading.rows, upload, original=path.read_bytes())
    return "Kept."


def _tell(reading, done: str | None) -> None:  # noqa: ANN001 - as above
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
    if done:
        typer.echo(f"  {done}")


if __name__ == "__main__":
    sys.exit(app())
