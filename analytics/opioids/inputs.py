"""Files of dispensed items: which there are, which columns they have, and the query of their cells as values.

INPUT has `patient_id, age, org_code, bnf_code, quantity, strength_mg`, and `dispensed_on` or `month`; `days_supplied` and
`route` may be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.opioids.cells import USUAL
from analytics.opioids.engines import ROW
from analytics.opioids.rules import Per
from analytics.opioids.spark import Engine

NEEDED = ("patient_id", "age", "org_code", "bnf_code", "quantity", "strength_mg")
WHEN = ("dispensed_on", "month")
OPTIONAL = ("days_supplied", "route")
VALUES = {
    "patient_id": ("person", "identifier"),
    "age": ("age", "number"),
    "dispensed": ("month", "month"),
    "org_code": ("org", "label"),
    "bnf_code": ("code", "label"),
    "quantity": ("quantity", "number"),
    "strength_mg": ("strength", "number"),
    "days_supplied": ("days", "number"),
    "route": ("route", "route"),
}
"""Of each column the value that it becomes, and how its cells are read (`cells.CELLS`)."""
ABSENT = {"days_supplied": "CAST(NULL AS DOUBLE)", "route": f"'{USUAL}'"}
"""The value of a column that may be left out."""
SHOWN = tuple(name for name in VALUES if name != "patient_id")
"""Columns whose cells may be repeated, where faulty rows are listed."""
KINDS = {
    "text": ("varchar", "string", "char"),
    "float": ("float", "double", "real"),
    "whole": ("tinyint", "smallint", "int", "bigint", "hugeint", "uint", "ubigint", "usmallint", "utinyint", "decimal"),
    "day": ("date", "timestamp"),
}
"""Kinds of columns by how engines begin the names of their types."""
SEPARATORS = (",", ";", "\t", "|")


class Refused(Exception):
    """The input cannot be built from; the message says why and what to do."""


@dataclass(frozen=True)
class Input:
    """A file: where it is, how its fields are separated ("" for Parquet), its columns by our names, the kind of each, and
    which column says when."""

    path: str
    separator: str
    columns: dict[str, str]
    kinds: dict[str, str]
    when: str


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
    found = engine.columns(engine.source([path], separator))
    ours = {name.strip().strip("\ufeff").lower(): name for name in found}
    lacks = [name for name in NEEDED if name not in ours]
    if not any(name in ours for name in WHEN):
        lacks.append("dispensed_on or month")
    if lacks:
        raise Refused(
            f"{path} lacks the column{'s' * (len(lacks) > 1)} {', '.join(lacks)}. It has {', '.join([*found][:12])}."
        )
    when = next(name for name in WHEN if name in ours)
    columns = {name: ours[name] for name in (*NEEDED, *OPTIONAL) if name in ours} | {"dispensed": ours[when]}
    return Input(path, separator, columns, {ours: _kind_of(found[theirs]) for ours, theirs in columns.items()}, when)


def _kind_of(type_: str) -> str:
    return next((kind for kind, begins in KINDS.items() if type_.lower().startswith(begins)), "other")


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


def items(files: Sequence[Input], engine: Engine, per: Per) -> str:
    """The query of the rows of all files that may concern an opioid, as values: those with the same columns are read as
    one."""
    alike: dict[tuple[object, ...], list[Input]] = {}
    for file in files:
        alike.setdefault((file.separator, *file.columns.items(), *file.kinds.items()), []).append(file)
    sources = {engine.source([f.path for f in group], group[0].separator): group[0] for group in alike.values()}
    return "\nUNION ALL\n".join(_items(source, file, engine, per) for source, file in sources.items())


def numbered_items(file: Input, engine: Engine, per: Per) -> str:
    """The same for one file, with their numbers, where the format and the engine give them, and their cells as text."""
    source = engine.source([file.path], file.separator, numbered=True)
    return _items(source, file, engine, per, numbered=True)


def _items(source: str, file: Input, engine: Engine, per: Per, numbered: bool = False) -> str:
    if per is Per.SUPPLIED_DAYS and "days_supplied" not in file.columns:
        raise Refused(f"{file.path} lacks the column days_supplied, which --per supplied-days needs.")
    chosen = [f"{_value(name, file, engine)} AS {value}" for name, (value, _) in VALUES.items()]
    if numbered:
        chosen += [ROW]
        chosen += [f"CAST({name} AS STRING) AS cell_{name}" for name in SHOWN]
    concern = engine.cell("concern of text", "bnf_code")
    return f"SELECT {', '.join(chosen)} FROM (\n{_named(source, file, engine, numbered)}\n) AS named WHERE {concern}"


def _value(name: str, file: Input, engine: Engine) -> str:
    if name not in file.columns:
        return ABSENT[name]
    how, kind = VALUES[name][1], file.kinds[name]
    return engine.cell(f"{how} of {kind if _is_read(how, kind, engine) else 'text'}", name)


def _is_read(how: str, kind: str, engine: Engine) -> bool:
    """Whether cells of the kind are read as they are; others are made text before."""
    return f"{how} of {kind}" in engine.printed


def _named(source: str, file: Input, engine: Engine, numbered: bool) -> str:
    """Under our names, a column that is not there with nothing in it, and without a missing code: that is blank."""
    columns = {name: _column(name, file, engine) for name in VALUES}
    code = columns["bnf_code"]
    if file.separator:
        return _select(source, columns | {"bnf_code": f"coalesce({code}, '')"}, engine, numbered)
    # Of Parquet, which tells where values are missing, such rows are read apart: see `rows.may_concern`.
    blank = _select(source, columns | {"bnf_code": "''"}, engine, numbered)
    return (
        f"{_select(source, columns, engine, numbered)} WHERE {code} IS NOT NULL UNION ALL\n{blank} WHERE {code} IS NULL"
    )


def _column(name: str, file: Input, engine: Engine) -> str:
    if name not in file.columns:
        return "CAST(NULL AS STRING)"
    column, kind = engine.quoted(file.columns[name]), file.kinds[name]
    return column if kind == "text" or _is_read(VALUES[name][1], kind, engine) else f"CAST({column} AS STRING)"


def _select(source: str, columns: dict[str, str], engine: Engine, numbered: bool) -> str:
    chosen = [f"{column} AS {name}" for name, column in columns.items()] + [ROW] * numbered
    return f"SELECT {', '.join(chosen)} FROM {source}"
