"""The command `ingest`: read files, say what was understood, and keep what is sound.

Exit codes: 0 when all were kept, 1 when one was rejected or could not be kept, 2 for wrong usage.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.commands.store import StoreUri, Who, in_words, opened
from analytics.model import Measure
from analytics.store import Damaged, Store

if TYPE_CHECKING:  # what reads files is imported when files are read
    from analytics.ingest import Reading
    from analytics.keeping.dry_run import DryRun
    from analytics.keeping.keep import Outcome


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
    from analytics.keeping import dry_run as keeping

    there, answers = opened(store), _answers(answer or [], measure)
    with in_words():
        if not dry_run:
            there.create()
        known = _local_measures(there)
    readings = []
    for path in files:
        with in_words():
            reading, outcome, moved = _read(path, there, answers, known), None, ""
            if reading.kept and _is_there(there):
                dry = keeping.dry_run(reading, there)
                reading, moved = dry.warned, _moved(dry, there)
                if not dry_run:
                    outcome = _keep(dry, path, there, who or getpass.getuser(), note)
        readings.append(reading)
        done, version = (_words(outcome), str(outcome.version)) if outcome else (None, None)
        if as_json:
            told = reader.to_json(reading) | {"version": version, "done": done}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            _tell(reading, moved, f"{done} The data version is {version}." if done else None)
    kept = [r for r in readings if r.kept]
    if out is not None and kept:
        import pandas as pd

        pd.concat([reader.canonical_rows(r) for r in kept]).to_csv(out, index=False)
    raise typer.Exit(0 if len(kept) == len(readings) else 1)


def _answers(pairs: list[str], measure: str | None) -> dict[str, str]:
    """`--answer NAME=VALUE` and `--measure VALUE` as answers by name. The value begins after the last "="."""
    answers = {"measure": measure} if measure else {}
    for pair in pairs:
        name, equals, value = pair.rpartition("=")
        if not (name and equals and value):
            raise typer.BadParameter(f"“{pair}” is not of the form NAME=VALUE", param_hint="--answer")
        answers[name] = value
    return answers


def _is_there(store: Store) -> bool:
    """Whether there is a store to look into; a dry run makes none."""
    return not store.is_local or store.files.root.exists()


def _local_measures(store: Store) -> dict[str, Measure]:
    """The local measures of a store. One that is damaged names none: a file may be on its way to mend it."""
    from analytics.keeping import definitions as local

    try:
        return local.measures(store.at()) if _is_there(store) else {}
    except Damaged:
        return {}


def _read(path: Path, store: Store, answers: Mapping[str, str], known: Mapping[str, Measure]) -> Reading:
    from analytics import ingest as reader
    from analytics.keeping import remembered

    name = _name(store, path)
    if name == path.name:
        return remembered.reading(partial(reader.read, path, answers=answers, local=known), store)
    data = path.read_bytes()
    return remembered.reading(partial(reader.read_bytes, name, data, answers=answers, local=known), store)


def _name(store: Store, path: Path) -> str:
    """What a file is called: an original in the store lies under its SHA-256, and its upload knows its name."""
    if path.parent.name != "_originals":
        return path.name
    return next((e.upload.file for e in store.history() if e.upload.sha256 == path.name), path.name)


def _keep(dry: DryRun, path: Path, store: Store, who: str, note: str) -> Outcome:
    """Keep what was read. Raises what kept it from being kept."""
    from analytics.keeping.keep import keep

    outcome = keep(dry, store, path.read_bytes(), who=who, note=note)
    if outcome.fault:
        raise outcome.fault
    return outcome


def _words(done: Outcome) -> str:
    """What became of a file, in a sentence."""
    from analytics.keeping.keep import Happened

    if done.happened is Happened.KEPT:
        return f"Kept. It revises {done.revises.file}; {done.removed:,} rows were removed." if done.revises else "Kept."
    if done.earlier is None:
        return "Everything in it is here already; nothing changed."
    when, by = f"{done.earlier.when:%-d %B %Y}", f" by {done.earlier.who}" if done.earlier.who else ""
    if done.happened is Happened.ALREADY_HERE:
        return f"Already here: kept on {when}{by} as {done.earlier.upload.file}; nothing changed."
    files = f"{done.mended} damaged files of the upload of {when} were written again."
    original = f"The original of the upload of {when}{by} was lost or damaged and is made good."
    return " ".join([files] * bool(done.mended) + [original] * done.original)


def _moved(dry: DryRun, store: Store) -> str:
    """What a quarterly return says against the quarter before; nothing of other files."""
    from analytics.ingest.formats.qart_return import SLUG

    if dry.reading.format != SLUG or dry.reading.rows.empty or dry.fault:
        return ""
    from analytics import words
    from analytics.answers import Data, qart

    return words.qart.sentence(qart.returned(Data.of(store.at(str(dry.version))), dry.reading.rows))


def _tell(reading: Reading, moved: str, done: str | None) -> None:
    typer.echo(
        f"{reading.file}: {reading.status.replace('_', ' ')}"
        + (f", {reading.format_title}" if reading.format_title else "")
    )
    for fact in reading.facts:
        typer.echo(f"  {fact}")
    for problem in reading.problems:
        place = (f"sheet {problem.sheet}" if problem.sheet else "", f"row {problem.row}" if problem.row else "")
        where = ", ".join(w for w in (*place, problem.column or "") if w)
        typer.echo(
            f"  {problem.severity}{f' ({where})' if where else ''}: {problem.message.rstrip('.')}. {problem.remedy}".rstrip()
        )
    for ask in reading.asks:
        options = " | ".join(f"{slug} ({title})" for slug, title in ask.options[:6])
        chosen = f"taken as {ask.default}" if ask.default else "not answered"
        typer.echo(f"  question: {ask.question} {options}; {chosen}: --answer '{ask.name}=...'")
    for said in (moved, done):
        if said:
            typer.echo(f"  {said}")
