"""From files of dispensed items to the observations of both measures of people, with what was rejected beside them.

Three files are written, each beside its place first and then renamed, the observations last: `OUT`, `OUT_rejects.csv` (a
row for each rejected row) and `OUT_unknown_codes.csv` (BNF codes that no table of ours has). Neither repeats an
identifier of a person. Whatever interrupts a build leaves the files of before.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from analytics.opioids import notes
from analytics.opioids.engines import DuckDB
from analytics.opioids.inputs import SHOWN, Input, Refused, inputs, items, named, numbered_items
from analytics.opioids.rules import LONG_TERM_MONTHS, Per
from analytics.opioids.spark import Engine, Spark
from analytics.opioids.statements import tables

COLUMNS = ("measure", "org_code", "period", "numerator", "denominator", "value", "status")
MOST_SHOWN = 40
"""Characters of a cell that the rejects repeat."""
_UNEVEN = (r"CSV Error on Line: (\d+)", r"Expected Number of Columns: (\d+) Found: (\d+)", r"file ?= ?(\S+)")
"""How DuckDB says that a line of a CSV file has more or fewer fields than its header."""
Tell = Callable[[str], None]
Observation = tuple[str, str, str, int]
"""Measure, organisation, month, people."""


@dataclass(frozen=True)
class Built:
    """What a build found: the months, and how many rows counted or did not, by reason in words."""

    months: tuple[str, ...]
    observations: int
    counted: int
    left_out: dict[str, int]
    rejected: dict[str, int]
    unknown_codes: dict[str, int]
    rejects_file: Path
    unknown_codes_file: Path
    route_told: bool


def build(
    sources: Sequence[str],
    out: Path,
    engine: str = "duckdb",
    master: str | None = None,
    per: Per = Per.DAYS,
    tell: Tell = lambda _: None,
) -> Built:
    """Read, count and write; `Refused` or `NoEngine` in words where that cannot be done."""
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        tell(f"starting {engine}")
        paths = named(sources)
        running: Engine = Spark(master, scratch) if engine == "spark" else DuckDB(scratch, paths)
        try:
            with _in_words():
                return _build(running, inputs(paths, running), out, scratch, per, tell)
        finally:
            running.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def counted(engine: Engine, items: str, per: Per) -> tuple[list[Observation], dict[str | None, int]]:
    """The observations of a query of dispensed items, and how many rows have which note (none: they counted)."""
    printed = engine.printed
    _judging(engine, items)
    engine.table("supply", printed[f"supply per {per}"])
    tally: dict[str | None, int] = dict(engine.rows(printed["tally"]))
    _refuse_nhs_numbers(tally.get(notes.NHS_NUMBER, 0))
    engine.table("sets", printed[f"sets per {per}"])
    engine.small("boards", tables()["boards"])
    return _observations([_Counted(*row) for row in engine.rows(printed["counted"])]), tally


def _refuse_nhs_numbers(found: int) -> None:
    if found:
        raise Refused(
            f"{found:,} rows have a patient_id that may be an NHS number: ten digits that satisfy its check digit. "
            "Nothing was built. Send pseudonyms; if they are, put a letter in front of each, because one in eleven numbers "
            "of ten digits satisfies it by chance."
        )


def _judging(engine: Engine, items: str) -> None:
    """What rows are judged by: the items themselves, and our tables of places and products."""
    engine.view("items", items)
    for name in ("places", "products"):
        engine.small(name, tables()[name])


class _Counted(NamedTuple):
    """People of an organisation in a month."""

    month: int
    org_code: str
    people: int
    long_term: int
    high: int


def _observations(found: list[_Counted]) -> list[Observation]:
    """Rows as our template has them. A month has a long-term figure only if the three before it are in the input."""
    here = {each.month for each in found}
    judged = {month for month in here if all(month - back in here for back in range(LONG_TERM_MONTHS))}
    long_term = [("opioid_4m", c.org_code, month_text(c.month), c.long_term) for c in found if c.month in judged]
    high = [("opioid_high", c.org_code, month_text(c.month), c.high) for c in found]
    return sorted(long_term + high)


def month_text(number: int) -> str:
    """A month, given as months since the year 0, as files write it: 2023-04."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _build(engine: Engine, files: list[Input], out: Path, scratch: Path, per: Per, tell: Tell) -> Built:
    tell(f"reading {len(files)} file{'s' * (len(files) != 1)}: which rows count, and each person's months")
    observations, tally = counted(engine, items(files, engine, per), per)
    if not observations:
        tell("no row counts")
    by_note = {note: n for note, n in tally.items() if note is not None}
    unknown = {n.removeprefix(notes.UNKNOWN): c for n, c in by_note.items() if n.startswith(notes.UNKNOWN)}
    rejected = {notes.FAULTS[n]: c for n, c in by_note.items() if n in notes.FAULTS}
    kept = Built(
        months=tuple(sorted({period for _, _, period, _ in observations})),
        observations=len(observations),
        counted=tally.get(None, 0),
        left_out={notes.LEFT_OUT[n]: c for n, c in by_note.items() if n in notes.LEFT_OUT},
        rejected=rejected,
        unknown_codes=dict(sorted(unknown.items(), key=lambda item: (-item[1], item[0]))),
        rejects_file=out.with_name(f"{out.stem}_rejects.csv"),
        unknown_codes_file=out.with_name(f"{out.stem}_unknown_codes.csv"),
        route_told=all("route" in file.columns for file in files),
    )
    made = {name: scratch / name.name for name in (kept.rejects_file, kept.unknown_codes_file, out)}
    if rejected:
        tell(f"writing {sum(rejected.values()):,} rejected rows")
    _write(made[kept.rejects_file], _rejects(engine, files if rejected else [], per))
    _write(made[kept.unknown_codes_file], [("bnf_code", "rows"), *kept.unknown_codes.items()])
    _write(made[out], [COLUMNS, *((*observation, "", "", "") for observation in observations)])
    for name, path in made.items():
        os.replace(path, name)
    return kept


def _rejects(engine: Engine, files: list[Input], per: Per) -> Iterator[tuple[object, ...]]:
    """A row for each rejected row, read again and streamed; without any identifier."""
    yield ("file", "row", "column", "found", "reason")
    if files:
        engine.numbering()
    for file in files:
        _judging(engine, numbered_items(file, engine, per))
        for row, note, *found in engine.rows(engine.printed[f"faulty per {per}"]):
            cells = dict(zip(SHOWN, found, strict=True))
            column = notes.COLUMNS.get(note) or note
            shown = "" if column == "patient_id" else _shown(cells[column])
            yield (file.path, row or "", file.when if column == "dispensed" else column, shown, notes.FAULTS[note])


def _shown(cell: str | None) -> str:
    """What was found, cut short; not where it may be the number of a person in the wrong column."""
    text = (cell or "").strip()[:MOST_SHOWN]
    return "(not repeated)" if re.search(r"\d{3}[ -]?\d{3}[ -]?\d{4}", text) else text


def _write(path: Path, lines: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


@contextmanager
def _in_words() -> Iterator[None]:
    """What an engine says of a file that it cannot read, in its first line."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise Refused(f"Nothing was built: {_plain(error)}") from error
    except Exception as error:
        if type(error).__module__.startswith(("pyspark", "py4j")):
            raise Refused(f"Nothing was built: {_plain(error)}") from error
        raise


def _plain(error: Exception) -> str:
    """The first line of an engine's complaint. A line of a file may follow it, with an identifier in it, and stays out."""
    text = str(error)
    line, fields, file = (re.search(how, text) for how in _UNEVEN)
    if line and file:
        has = "cannot be read: a quotation mark may not be closed"
        if fields:
            has = f"has {'more' if int(fields[2]) > int(fields[1]) else 'fewer'} fields than the header's {fields[1]}"
        return f"{file[1]}, line {line[1]}, {has}. Mend that line, or put in quotes what holds a separator."
    return re.sub(r"\d{10,}", "(digits)", text.strip().split("\n")[0][:300])
