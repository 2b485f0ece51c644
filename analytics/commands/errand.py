"""What each file that a command reads is put through: read, held against the store, kept where it may be, and told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from analytics.commands.acting import acting
from analytics.commands.store import in_words, is_there, known_directory
from analytics.governance.roles import Action
from analytics.model import Measure
from analytics.organisations import Directory
from analytics.store import Damaged, Store

if TYPE_CHECKING:  # what reads files is imported when files are read
    from analytics.ingest import Reading
    from analytics.keeping.dry_run import DryRun
    from analytics.keeping.keep import Outcome


@dataclass(frozen=True)
class Errand:
    """What is asked of each file that a command is to read: for which store and for whom, and what is told of it."""

    store: Store
    who: str
    answers: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    as_json: bool = False

    def run(self, path: Path, note: str = "") -> Reading:
        """Read a file, keep what is sound of it, and tell what was understood. Ends with 1 where the store forbids it."""
        from analytics import ingest as reader
        from analytics.keeping import dry_run as keeping

        with in_words():
            if not self.dry_run:
                self.store.create()
            outcome, moved = None, ""
            # Asked anew for each file: the one before may have changed who is who.
            known, who_is_who = _local_measures(self.store), known_directory(self.store)
            reading = _read(path, self.store, self.answers, known, who_is_who)
            if reading.kept and is_there(self.store):
                dry = keeping.dry_run(reading, self.store)
                moved = _moved(dry, self.store)
                reading = _with_consequences(dry, self.store) if self.dry_run else dry.warned
                if not self.dry_run:
                    outcome = _keep(dry, path, self.store, self.who, note)
        done, version = (_words(outcome), str(outcome.version)) if outcome else (None, None)
        if self.as_json:
            told = reader.to_json(reading) | {"version": version, "done": done}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            _tell(reading, moved, f"{done} The data version is {version}." if done else None)
        return reading


def answered(pairs: list[str], measure: str | None = None) -> dict[str, str]:
    """`--answer NAME=VALUE` and `--measure VALUE` as answers by name. The value begins after the last "="."""
    answers = {"measure": measure} if measure else {}
    for pair in pairs:
        name, equals, value = pair.rpartition("=")
        if not (name and equals and value):
            raise typer.BadParameter(f"“{pair}” is not of the form NAME=VALUE", param_hint="--answer")
        answers[name] = value
    return answers


def _local_measures(store: Store) -> dict[str, Measure]:
    """The local measures of a store. One that is damaged names none: a file may be on its way to mend it."""
    from analytics.keeping import definitions as local

    try:
        return local.measures(store.at()) if is_there(store) else {}
    except Damaged:
        return {}


def _read(
    path: Path, store: Store, answers: Mapping[str, str], known: Mapping[str, Measure], directory: Directory
) -> Reading:
    from analytics import ingest as reader
    from analytics.keeping import answered, remembered

    name = _name(store, path)
    read: Callable[..., Reading] = (
        partial(reader.read, path) if name == path.name else partial(reader.read_bytes, name, path.read_bytes())
    )
    read = partial(read, local=known, directory=directory)
    first = remembered.reading(partial(read, answers=answers), store)
    used = first.proposal.mapping if first.proposal and first.proposal.mapping.settled_on else None
    return answered.reading(partial(read, mapping=used), store, answers, first)


def _name(store: Store, path: Path) -> str:
    """What a file is called: an original in the store lies under its SHA-256, and its upload knows its name."""
    if path.parent.name != "_originals":
        return path.name
    return next((e.upload.file for e in store.history() if e.upload.sha256 == path.name), path.name)


def _keep(dry: DryRun, path: Path, store: Store, who: str, note: str) -> Outcome:
    """Keep what was read. Raises what kept it from being kept."""
    from analytics.keeping.keep import keep

    with acting(store, Action.KEEP, f"{dry.reading.file}, SHA-256 {dry.reading.sha256}", who) as name:
        outcome = keep(dry, store, path.read_bytes(), who=name, note=note)
        if outcome.fault:
            raise outcome.fault
    return outcome


def _with_consequences(dry: DryRun, store: Store) -> Reading:
    """The reading, with what a change of organisations would do to the charts among its facts."""
    from analytics.answers import Data, reorganising

    if not reorganising.is_one(dry.reading.rows):
        return dry.warned
    found = reorganising.consequences(dry, Data.of(store.at(str(dry.version))))
    told = [f"It would change {t.measure.short_title} of {t.organisation.name}." for t in found.turns]
    return replace(dry.warned, facts=(*dry.warned.facts, found.sentence, *told))


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
