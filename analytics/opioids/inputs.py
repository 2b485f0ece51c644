"""Files of dispensed items: which there are, which columns they have, and their rows under our names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.opioids.cells import identifier
from analytics.opioids.dispensing import Per
from analytics.opioids.rows import NEEDED, OPTIONAL, WHEN

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from analytics.opioids.engines import Engine

SEPARATORS = (",", ";", "\t", "|")


class Refused(Exception):
    """The input cannot be built from; the message says why and what to do."""


@dataclass(frozen=True)
class Input:
    """A file: where it is, how its fields are separated ("" for Parquet), its columns and their types."""

    path: str
    separator: str
    columns: dict[str, str]
    types: tuple[str, ...]


def named(sources: Sequence[str]) -> list[str]:
    """The files that the sources name: files, folders of them, or addresses that the engine can read."""
    paths = [path for source in sources for path in _files(source)]
    if twice := sorted({path for path in paths if paths.count(path) > 1}):
        raise Refused(f"{twice[0]} is named twice; its items would count twice.")
    return paths


def inputs(paths: Sequence[str], engine: Engine) -> list[Input]:
    """The files at these paths, with their columns."""
    return [_input(path, engine) for path in paths]


def _files(source: str) -> list[str]:
    if "://" in source:
        return [source]
    path = Path(source)
    if path.is_dir():
        found = sorted(
            p for p in path.rglob("*") if p.is_file() and _kind(p.name) and not p.name.startswith(("_", "."))
        )
        if not found:
            raise Refused(f"The folder {source} holds no .parquet and no .csv file.")
        return [str(p.resolve()) for p in found]
    if not path.is_file():
        raise Refused(f"There is no file {source}.")
    if not _kind(path.name):
        raise Refused(f"{source} is neither .parquet nor .csv (or .csv.gz).")
    return [str(path.resolve())]


def _kind(name: str) -> str:
    name = name.lower()
    return "parquet" if name.endswith((".parquet", ".pq")) else "csv" if name.endswith((".csv", ".csv.gz")) else ""


def _input(path: str, engine: Engine) -> Input:
    separator = _separator(path) if _kind(path) == "csv" else ""
    found = _raw([path], separator, engine)
    ours = {name.strip().strip("\ufeff").lower(): name for name in found.columns}
    lacks = [name for name in NEEDED if name not in ours]
    if not any(name in ours for name in WHEN):
        lacks.append("dispensed_on or month")
    if lacks:
        raise Refused(
            f"{path} lacks the column{'s' * (len(lacks) > 1)} {', '.join(lacks)}. It has {', '.join(found.columns[:12])}."
        )
    when = next(name for name in WHEN if name in ours)
    columns = {name: ours[name] for name in (*NEEDED, when, *OPTIONAL) if name in ours}
    return Input(path, separator, columns, tuple(str(found[name].type()) for name in columns.values()))


def _separator(path: str) -> str:
    """The one that the header has most of; a comma where the file is elsewhere."""
    if "://" in path:
        return ","
    import gzip

    with (
        gzip.open(path, "rt", encoding="utf-8", errors="replace")
        if path.lower().endswith(".gz")
        else open(path, encoding="utf-8", errors="replace") as file
    ):
        header = file.readline(100_000)
    return max(SEPARATORS, key=header.count)


def _raw(paths: list[str], separator: str, engine: Engine) -> ir.Table:
    return engine.csv(paths, separator) if separator else engine.parquet(paths)


def tables(files: Sequence[Input], engine: Engine, per: Per) -> ir.Table:
    """The rows of all files: those with the same columns and types are read as one table."""
    import ibis

    alike: dict[tuple[object, ...], list[Input]] = {}
    for file in files:
        alike.setdefault((file.separator, tuple(file.columns.items()), file.types), []).append(file)
    parts = [
        _named(_raw([f.path for f in group], group[0].separator, engine), group[0], per) for group in alike.values()
    ]
    if len(parts) == 1:
        return parts[0]
    return reduce(ibis.union, [_uniform(part, per) for part in parts])


def table(file: Input, engine: Engine, per: Per) -> ir.Table:
    """The rows of one file with their numbers, where the format and the engine give them."""
    if file.separator:
        return _named(engine.numbered_csv(file.path, file.separator), file, per, numbered=True)
    return _named(engine.numbered_parquet(file.path), file, per, numbered=True)


def _named(found: ir.Table, file: Input, per: Per, numbered: bool = False) -> ir.Table:
    """Under our names, and without a missing code: it is blank."""
    import ibis

    if per is Per.SUPPLIED_DAYS and "days_supplied" not in file.columns:
        raise Refused(f"{file.path} lacks the column days_supplied, which --per supplied-days needs.")
    names = {ours: found[theirs] for ours, theirs in file.columns.items()} | ({"row": found.row} if numbered else {})
    code = found[file.columns["bnf_code"]]
    if file.separator:
        return found.select(**names | {"bnf_code": code.fill_null("")})
    # Of Parquet, which tells where values are missing, such rows are read apart: see `rows.may_concern`.
    rows = found.select(**names | {"bnf_code": code.cast("string")})
    return rows.filter(rows.bnf_code.notnull()).union(
        rows.filter(rows.bnf_code.isnull()).mutate(bnf_code=ibis.literal(""))
    )


def _uniform(part: ir.Table, per: Per) -> ir.Table:
    """The same columns as text in every file, so that files of different types are one table."""
    import ibis

    when = part.dispensed_on if "dispensed_on" in part.columns else part.month
    texts = {name: part[name].cast("string") for name in NEEDED} | {"patient_id": identifier(part.patient_id)}
    more = {name: part[name].cast("string") if name in part.columns else ibis.null("string") for name in OPTIONAL}
    return part.select(**texts, dispensed_on=when.cast("string"), **more)
