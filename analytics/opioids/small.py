"""Small tables of ours, which the engines get as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Small(NamedTuple):
    """A table: names of columns with their types as Ibis calls them, and rows."""

    types: dict[str, str]
    rows: Sequence[tuple[object, ...]]

    def sql(self) -> str:
        """The query that gives it, the same in every engine."""
        rows = ",\n".join(f"  ({', '.join(map(_literal, row))})" for row in self.rows)
        return f"SELECT * FROM (VALUES\n{rows}\n) AS t({', '.join(self.types)})"


def _literal(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case float():
            return f"{value!r}e0"  # without an exponent engines take it for a decimal
        case str():
            return "'" + value.replace("'", "''") + "'"
    return str(value)
