"""A file, or the bytes of one, to a Reading: opened, refused or recognised, read by its format, and judged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from analytics import catalogue, organisations
from analytics.ingest import recognise, several
from analytics.ingest.columns import (
    as_one,
    assistant,
    cautions,
    compound,
    filled_down,
    narrowing,
    part_names,
    sections,
    witnesses,
)
from analytics.ingest.files import margins, readers, refuse
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.mapping import Mapping as ColumnMapping
from analytics.ingest.rows import checks
from analytics.ingest.shape import (
    ACCEPTED,
    REJECTED,
    WITH_WARNINGS,
    Context,
    Reading,
    Sheet,
    Understood,
    empty_rows,
)
from analytics.model import Measure, Problem, Severity
from analytics.organisations import Directory
from analytics.words.counting import counted

PATIENT_FORMAT, UNKNOWN_FORMAT, UNREADABLE_FORMAT = "row_level_patient_data", "unknown", "unreadable"


def read(
    file: Path,
    *,
    answers: Mapping[str, str] | None = None,
    local: Mapping[str, Measure] | None = None,
    mapping: ColumnMapping | None = None,
    directory: Directory | None = None,
    today: date | None = None,
) -> Reading:
    """Read a file. Never raises for what is in it; raises OSError where it cannot be opened."""
    size = file.stat().st_size
    if size > readers.SIZE_LIMIT:  # before it is in memory
        try:
            readers.check_size(size)
        except Unreadable as why:
            return _rejected(_blank(file.name, "", size), UNREADABLE_FORMAT, "Not read", _problem(why))
    return read_bytes(
        file.name, file.read_bytes(), answers=answers, local=local, mapping=mapping, directory=directory, today=today
    )


def read_bytes(
    name: str,
    data: bytes,
    *,
    answers: Mapping[str, str] | None = None,
    local: Mapping[str, Measure] | None = None,
    mapping: ColumnMapping | None = None,
    directory: Directory | None = None,
    today: date | None = None,
) -> Reading:
    """Read the bytes of a file. `answers` are those to the questions (`asks`) of an earlier reading, by their names;
    `local` the local measures that are known already; `mapping` says what the columns are, and goes before every layout;
    `directory` are the organisations that the store knows, else those that came with the app; `today` is for tests."""
    reading, contents = _opened(_blank(name, "", len(data)), data)
    with ThreadPoolExecutor(1) as pool:  # opening a file of text keeps all processors busy; what follows does not
        hashed = pool.submit(lambda: hashlib.sha256(data).hexdigest())
        if contents is not None:
            day, known = today or date.today(), directory or organisations.directory()
            tree, measures = known.latest(day), catalogue.load()
            context = Context(contents.name, day, tree, measures, answers or {}, local or {}, known)
            reading = _read(reading, contents, context, mapping)
    sha256 = hashed.result()
    return replace(reading, sha256=sha256, also=tuple(replace(part, sha256=sha256) for part in reading.also))


def _read(start: Reading, contents: readers.Contents, context: Context, mapping: ColumnMapping | None) -> Reading:
    """The reading of what is in a file."""
    if signs := refuse.patient_data(contents.sheets):
        return _rejected(start, PATIENT_FORMAT, "Row-level patient data", _refusal(signs))
    trimmed = (compound.split(margins.trimmed(s)) for s in contents.sheets if s.header)
    sheets = as_one.joined([filled_down.filled(sections.unfolded(s, context), context) for s in trimmed], context)
    sheets = tuple(part_names.split(sheet) for sheet in sheets)
    visible = [s for s in sheets if not s.hidden]
    if not visible:
        empty = Problem(
            Severity.ERROR,
            "The file has no cell with anything in it on a sheet that is shown.",
            "Export it again, or unhide the sheet that should be read." if len(sheets) else "Export it again.",
        )
        return _rejected(start, UNREADABLE_FORMAT, "Not a table", empty)
    choice = recognise.choose(sheets, contents.name)
    if (helped := assistant.help_with(sheets, choice, context, mapping)) is not None:
        choice, start = helped.choice, replace(start, proposal=helped.proposal)
    if choice is None:
        return _unknown(start, helped.sheet if helped else max(visible, key=len), contents.facts)
    start = replace(
        start,
        format=choice.format.slug,
        format_title=choice.format.title,
        table=choice.format.table.name,
        rows=empty_rows(choice.format.table),
        seen_columns=choice.sheet.header,
        first_rows=choice.sheet.first_rows() if start.proposal else (),
    )
    if not len(choice.sheet):
        return replace(start, problems=(*choice.sheet.problems, recognise.no_rows(choice.sheet)))
    if (twice := recognise.doubled(choice.sheet, choice.format)) is not None:
        return replace(start, problems=(twice,))
    parts = several.parts(choice, sheets, contents.name)
    named = (
        {c.measure for c in start.proposal.mapping.columns} | {start.proposal.mapping.measure}
        if start.proposal
        else set()
    )
    understood = _understood(choice, context, named - {""})
    unread = recognise.unread(choice, [sheet for sheet in visible if not any(sheet is p.sheet for p in parts)])
    judged = _judged(start, choice, replace(understood, problems=(*understood.problems, *unread)), contents.facts)
    if not parts:
        return judged
    return several.joined(judged, choice.sheet, [(p, p.format.read(p.sheet, context)) for p in parts])


def _understood(choice: recognise.Choice, context: Context, measures: Collection[str]) -> Understood:
    """What the format makes of the sheet; of rows whose columns we only found, those of whole organisations."""
    if choice.used is None:
        return choice.format.read(choice.sheet, context)
    warned, questions = cautions.cautions(choice.sheet, choice.used, context, measures)
    made = narrowing.narrowed(choice.sheet, choice.used, context)
    asks = (*questions, *made.asks)
    if warned or made.open:
        return Understood(empty_rows(choice.format.table), (*warned, *made.problems), asks=asks, distrust=True)
    own, sheet = choice.used.get("org_code"), made.sheet
    known = own is not None and choice.format.slug != assistant.SLUG
    if known and (smaller := witnesses.smaller(sheet, own, choice.used.values(), context)) is not None:  # type: ignore[arg-type]
        sheet, asks = smaller[0], (*asks, smaller[1])
        if smaller[1].default is None:
            open_one = Problem(
                Severity.ERROR, smaller[1].question.rstrip("?"), "Say whose they are; nothing is kept until then."
            )
            return Understood(empty_rows(choice.format.table), (*made.problems, open_one), asks=asks, distrust=True)
    beside = () if own is None else tuple(witnesses.disagreeing(sheet, own, choice.used.values(), context))
    beside += tuple(witnesses.other_years(sheet, choice.used))
    found = choice.format.read(sheet, context)
    return replace(found, problems=(*made.problems, *beside, *found.problems), asks=(*asks, *found.asks))


def _opened(start: Reading, data: bytes) -> tuple[Reading, readers.Contents | None]:
    """The reading, and what is in the file; if it is no table, the reading rejected and nothing."""
    try:
        return start, readers.open_bytes(start.file, data)
    except Unreadable as why:
        return _rejected(start, UNREADABLE_FORMAT, "Not a table", _problem(why)), None


def _judged(start: Reading, choice: recognise.Choice, understood: Understood, opened: tuple[str, ...]) -> Reading:
    """The status, the count of rows kept and left out, and every sentence in its order."""
    sheet, table = choice.sheet, choice.format.table
    problems = [*sheet.problems, *understood.problems]
    open_asks = any(ask.default is None for ask in understood.asks)
    trusted = not understood.distrust and not open_asks and len(understood.rows) > 0
    if not trusted and not any(p.severity is Severity.ERROR for p in problems):
        problems.append(Problem(Severity.ERROR, "No row is left to keep", "See above what was left out and why."))
    doubtful = any(p.severity is not Severity.INFO for p in problems)
    status = (WITH_WARNINGS if doubtful else ACCEPTED) if trusted else REJECTED
    rows = understood.rows if trusted else empty_rows(table)
    where = f" on sheet “{sheet.name}”" if sheet.name else ""
    facts = (
        f"Recognised as: {choice.format.title}{where}.",
        *opened,
        f"{counted(len(sheet) + len(sheet.misfits), 'row')} read; {len(rows):,} to keep as {table.name}.",
        *checks.ignored(checks.locate(sheet, choice.format.names)[1]),
        *(understood.facts if trusted else ()),
    )
    ordered = sorted(problems, key=lambda p: (_WEIGHT[p.severity], p.row or 0))
    return replace(
        start,
        status=status,
        rows=rows,
        problems=tuple(ordered),
        facts=facts,
        asks=understood.asks,
        measures=understood.measures if trusted else (),
    )


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def _unknown(start: Reading, sheet: Sheet, facts: tuple[str, ...]) -> Reading:
    lacking = assistant.missing(start.proposal, sheet) if start.proposal else ""
    problem = recognise.not_recognised(sheet, lacking) if len(sheet) or sheet.misfits else recognise.no_rows(sheet)
    known = replace(start, format=UNKNOWN_FORMAT, format_title="Unknown layout", facts=facts)
    return replace(known, problems=(problem,), seen_columns=sheet.header, first_rows=sheet.first_rows())


def _refusal(signs: tuple[str, ...]) -> Problem:
    return Problem(
        Severity.ERROR,
        f"This looks like data about single patients ({', '.join(signs)}). It was refused and nothing of it was kept.",
        "Count the patients for each organisation and period, and upload the counts. If such a file was sent to you by "
        "mistake, tell your information governance lead.",
    )


def _problem(why: Unreadable) -> Problem:
    return Problem(Severity.ERROR, why.message, why.remedy, rows=() if why.row is None else (why.row,))


def _rejected(start: Reading, slug: str, title: str, problem: Problem) -> Reading:
    return replace(start, format=slug, format_title=title, problems=(problem,))


def _blank(name: str, sha256: str, size: int) -> Reading:
    """A reading of nothing yet. Folders in a file's name mean nothing, and neither do control characters."""
    base = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[\\/]", name)[-1])[-200:] or "unnamed"
    return Reading(base, sha256, size, REJECTED, UNKNOWN_FORMAT, "", None, pd.DataFrame())
