"""The definition of the measures as each engine's SQL, by name, and our tables: what `printed` made of it, without Ibis
at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from analytics.opioids.small import Small

SQL = Path(__file__).parent / "sql"
NAME = "-- name: "


def text(file: str) -> str:
    """All that is printed in a file."""
    return (SQL / file).read_text("utf-8")


@cache
def tables() -> dict[str, Small]:
    """Our tables by name: which board an organisation had, the boards, the products."""
    return {name: Small(**table) for name, table in json.loads(text("tables.json")).items()}


@cache
def statements(engine: str) -> dict[str, str]:
    """Queries by the name that stands above each; of `CELL of KIND`, expressions of a column named `cell`."""
    parts = (part.split("\n", 1) for part in f"\n{text(f'{engine}.sql')}".split(f"\n{NAME}")[1:])
    return {name: query.strip() for name, query in parts}
