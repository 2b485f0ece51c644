"""The definition of the measures printed as SQL: `python -m analytics.opioids.printed` writes it anew for each engine.

The definition is Ibis: `cells`, `rows` and `dispensing`, with our tables `places` and `products`. Ibis takes longer to
start than ten million rows take to count, so engines run what is printed here, and a test holds that equal to the
definition. Print anew after a change of the definition, of `data/ome_factors.csv` or of boards in `data/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analytics.opioids import dispensing, rows
from analytics.opioids.cells import CELLS
from analytics.opioids.engines import ROW
from analytics.opioids.inputs import SHOWN, VALUES
from analytics.opioids.notes import FAULTS
from analytics.opioids.places import places
from analytics.opioids.products import products
from analytics.opioids.rules import Per
from analytics.opioids.small import Small
from analytics.opioids.statements import NAME, SQL

if TYPE_CHECKING:
    import ibis.expr.types as ir

FILES = ("tables.json", "duckdb.sql", "spark.sql")
KINDS = {"text": "string", "whole": "int64", "float": "float32", "day": "date"}
"""Kinds of columns, and a type of each kind."""
IBIS = {"bigint": "int64"}
"""What Ibis calls types that engines call otherwise."""
CELLS_SHOWN = [f"cell_{name}" for name in SHOWN]


def printed(file: str) -> str:
    """All that stands in a file."""
    engine, _, kind = file.partition(".")
    return _sql_file(engine) if kind == "sql" else _tables_file()


def _tables_file() -> str:
    """Our tables, a row in a line."""
    tables = (
        f"""{json.dumps(name)}: {{"types": {json.dumps(table.types)}, "rows": [\n"""
        + ",\n".join(map(json.dumps, table.rows))
        + "\n]}"
        for name, table in _tables().items()
    )
    return "{\n" + ",\n".join(tables) + "\n}\n"


def _sql_file(engine: str) -> str:
    """The queries and expressions of an engine."""
    head = "-- Printed from the definition by `python -m analytics.opioids.printed`; not to be edited here."
    parts = (f"{NAME}{name}\n{query}\n" for name, query in _queries(engine))
    return "\n".join([head, "", *parts])


def _tables() -> dict[str, Small]:
    of_places, boards = places()
    return {"places": of_places, "boards": boards, "products": products()}


def _queries(engine: str) -> Iterator[tuple[str, str]]:
    import ibis

    of_places, boards, of_products = (
        ibis.table({column: IBIS.get(type_, type_) for column, type_ in table.types.items()}, name=name)
        for name, table in _tables().items()
    )
    values = {value: str(_read(how, "text").type()) for value, how in VALUES.values()}
    numbered = values | {ROW: "int64"} | dict.fromkeys(CELLS_SHOWN, "string")
    for cell, (_, kinds) in CELLS.items():
        for kind in kinds:
            yield f"{cell} of {kind}", _expression(engine, _read(cell, kind))
    yield "concern of text", _expression(engine, rows.may_concern(_column("text")))
    for per in Per:
        judged = rows.judged(ibis.table(values, name="items"), of_places, of_products, per)
        supply = dispensing.supplied(judged, per)
        yield f"supply per {per}", _query(engine, supply)
        kept = ibis.table(supply.schema(), name="supply")
        sets = dispensing.people(kept, per)
        yield f"sets per {per}", _query(engine, sets)
        judged = rows.judged(ibis.table(numbered, name="items"), of_places, of_products, per)
        faulty = judged.filter(judged.note.isin(list(FAULTS))).order_by(ROW)
        yield f"faulty per {per}", _query(engine, faulty.select(ROW, "note", *CELLS_SHOWN))
    yield "tally", _query(engine, dispensing.tallied(kept))
    yield "counted", _query(engine, dispensing.counted(ibis.table(sets.schema(), name="sets"), boards))


def _read(cell: str, kind: str) -> ir.Value:
    return CELLS[cell][0](_column(kind))


def _column(kind: str) -> Any:
    import ibis

    return ibis.table({"cell": KINDS[kind]}, name="t").cell


def _query(engine: str, table: ir.Table) -> str:
    return _sql(engine, _parsed(engine, table))


def _expression(engine: str, value: ir.Value) -> str:
    """An expression alone, of a column `cell` of no table."""
    quote = '"' if engine == "duckdb" else "`"
    return _sql(engine, _parsed(engine, value.name("value").as_table()).selects[0].this).replace(
        f"{quote}t0{quote}.", ""
    )


def _parsed(engine: str, table: ir.Table) -> Any:
    return _compiler(engine).to_sqlglot(table)


def _sql(engine: str, parsed: Any) -> str:
    """Laid out in lines, with what cannot be seen written as escapes."""
    text = parsed.sql(dialect=_compiler(engine).dialect, pretty=True)
    seen = text.replace("' \t\n\r\x0b\x0c'", r"E' \t\n\r\x0b\x0c'") if engine == "duckdb" else text
    assert not re.search(r"[^\n\x20-\x7e]", seen), "a character that cannot be seen would be lost in a file of text"
    return seen


def _compiler(engine: str) -> Any:
    import ibis
    from ibis.backends.sql.compilers import DuckDBCompiler, PySparkCompiler

    if engine == "duckdb":
        return DuckDBCompiler()
    assert ibis.pyspark, "asked for because it brings the options that the compiler looks at"
    return PySparkCompiler()


if __name__ == "__main__":
    for file in FILES:
        (SQL / file).write_text(printed(file), "utf-8", newline="\n")
