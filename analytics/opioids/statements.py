"""The definition of the measures as each engine's SQL, by name: what `printed` made of it, without Ibis at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"
NAME = "-- name: "


def text(engine: str) -> str:
    """All that is printed for an engine."""
    return (SQL / f"{engine}.sql").read_text("utf-8")


@cache
def statements(engine: str) -> dict[str, str]:
    """Queries by the name that stands above each; of `CELL of KIND`, expressions of a column named `cell`."""
    parts = (part.split("\n", 1) for part in f"\n{text(engine)}".split(f"\n{NAME}")[1:])
    return {name: query.strip() for name, query in parts}
