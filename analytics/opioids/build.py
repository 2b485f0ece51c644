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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.opioids import dispensing, notes, rows
from analytics.opioids.dispensing import LONG_TERM_MONTHS, NHS_NUMBER, Per
from analytics.opioids.engines import DuckDB, Engine, Spark
from analytics.opioids.inputs import Input, Refused, inputs, named, table, tables
from analytics.opioids.places import month_text, places
from analytics.opioids.products import products

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pandas as pd

COLUMNS = ("measure", "org_code", "period", "numerator", "denominator", "value", "status")
MEASURES = {"opioid_4m": "long_term", "opioid_high": "high"}
SHOWN = 40
"""Characters of a cell that the rejects repeat."""
_UNEVEN = (r"CSV Error on Line: (\d+)", r"Expected Number of Columns: (\d+) Found: (\d+)", r"file ?= ?(\S+)")
"""How DuckDB says that a line of a CSV file has more or fewer fields than its header."""
Tell = Callable[[str], None]


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


def measures(engine: Engine, items: ir.Table, per: Per = Per.DAYS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The observations of a table of dispensed items, and its notes with how many rows each has (none: they counted)."""
    judged, boards = _judged(engine, items, per)
    supply = engine.kept(dispensing.supplied(judged, per))
    tally = dispensing.tallied(supply).to_pandas()
    _refuse_nhs_numbers(tally.loc[tally["note"] == NHS_NUMBER, "rows"].sum())
    sets = engine.kept(dispensing.people(supply, per))
    return _observations(dispensing.counted(sets, boards).to_pandas()), tally


def _refuse_nhs_numbers(found: int) -> None:
    if found:
        raise Refused(
            f"{found:,} rows have a patient_id that may be an NHS number: ten digits that satisfy its check digit. "
            "Nothing was built. Send pseudonyms; if they are, put a letter in front of each, because one in eleven numbers "
            "of ten digits satisfies it by chance."
        )


def _judged(engine: Engine, items: ir.Table, per: Per) -> tuple[ir.Table, ir.Table]:
    """Rows with their notes, and the boards."""
    of_places, boards = places()
    small = engine.small(of_places), engine.small(products(routes_told="route" in items.columns))
    return rows.judged(items, *small, per), engine.small(boards)


def _observations(counted: pd.DataFrame) -> pd.DataFrame:
    """Rows as our template has them. A month has a long-term figure only if the three before it are in the input."""
    import pandas as pd

    here = set(counted["month"])
    judged = counted["month"].map(lambda m: all(m - back in here for back in range(LONG_TERM_MONTHS))).astype(bool)
    parts = [
        pd.DataFrame(
            {
                "measure": measure,
                "org_code": found["org_code"],
                "period": found["month"].map(month_text),
                "numerator": found[column].astype("int64"),
            }
        )
        for measure, column in MEASURES.items()
        for found in [counted[judged] if column == "long_term" else counted]
    ]
    rows_out = pd.concat(parts, ignore_index=True).reindex(columns=list(COLUMNS))
    return rows_out.sort_values(["measure", "org_code", "period"], ignore_index=True)


def _build(engine: Engine, files: list[Input], out: Path, scratch: Path, per: Per, tell: Tell) -> Built:
    tell(f"reading {len(files)} file{'s' * (len(files) != 1)}: which rows count, and each person's months")
    observations, tally = measures(engine, tables(files, engine, per), per)
    if observations.empty:
        tell("no row counts")
    by_note = {note: int(n) for note, n in zip(tally["note"], tally["rows"], strict=True) if isinstance(note, str)}
    unknown = {n.removeprefix(notes.UNKNOWN): c for n, c in by_note.items() if n.startswith(notes.UNKNOWN)}
    rejected = {notes.FAULTS[n]: c for n, c in by_note.items() if n in notes.FAULTS}
    kept = Built(
        months=tuple(sorted(set(observations["period"]))),
        observations=len(observations),
        counted=int(tally.loc[tally["note"].isna(), "rows"].sum()),
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
    observations.to_csv(made[out], index=False, lineterminator="\n")
    for name, path in made.items():
        os.replace(path, name)
    return kept


def _rejects(engine: Engine, files: list[Input], per: Per) -> Iterator[tuple[object, ...]]:
    """A row for each rejected row, read again and streamed; without any identifier."""
    yield ("file", "row", "column", "found", "reason")
    if files:
        engine.numbering()
    for file in files:
        judged, _ = _judged(engine, table(file, engine, per), per)
        when = next(name for name in rows.WHEN if name in file.columns)
        faulty = judged.filter(judged.note.isin(list(notes.FAULTS)))
        columns = [f"cell_{name}" for name in file.columns if name != "patient_id"]
        for cells in engine.lines(faulty.select("row", "note", *columns).order_by("row")):
            column = when if cells["note"] == "date" else notes.COLUMNS.get(cells["note"], cells["note"])
            shown = "" if column == "patient_id" else _shown(cells[f"cell_{column}"])
            yield (file.path, cells["row"] or "", column, shown, notes.FAULTS[cells["note"]])


def _shown(cell: str | None) -> str:
    """What was found, cut short; not where it may be the number of a person in the wrong column."""
    text = (cell or "").strip()[:SHOWN]
    return "(not repeated)" if re.search(r"\d{3}[ -]?\d{3}[ -]?\d{4}", text) else text


def _write(path: Path, lines: Iterator[tuple[object, ...]] | list[tuple[str, object]]) -> None:
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
