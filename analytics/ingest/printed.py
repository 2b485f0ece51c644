"""A Reading as the command line prints it and writes it down."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.ingest.shape import Ask, Reading


def to_json(reading: Reading) -> dict[str, Any]:
    """What the command line prints of one file. `version` is the store's to fill in."""
    told: dict[str, Any] = {
        "status": reading.status,
        "format": reading.format,
        "table": reading.table,
        "rows": len(reading.rows),
        "problems": [
            {
                "severity": str(p.severity),
                "row": p.row,
                "column": p.column,
                "found": p.quote,
                "message": p.message,
                "remedy": p.remedy,
            }
            | ({"sheet": p.sheet} if p.sheet else {})
            for p in reading.problems
        ],
        "version": None,
    }
    more = {
        "asks": [_question(ask) for ask in reading.asks],
        "marked": _marked(reading.rows),
        "also": [{"table": part.table, "rows": len(part.rows)} for part in reading.also],
    }
    return told | {name: what for name, what in more.items() if what}


def _marked(rows: pd.DataFrame) -> dict[str, int]:
    """How many rows are kept without a number, or with a soft one, by the reason."""
    if "status" not in rows or rows.empty:
        return {}
    return {str(reason): int(n) for reason, n in rows.loc[rows["status"] != "", "status"].value_counts().items()}


def _question(ask: Ask) -> dict[str, Any]:
    """A question for the command line; `--answer NAME=OPTION` answers it."""
    return {
        "name": ask.name,
        "question": ask.question,
        "options": [{"answer": slug, "title": title} for slug, title in ask.options],
        "default": ask.default,
    }


def canonical_rows(reading: Reading) -> pd.DataFrame:
    """The rows as `--out` writes them: days as ISO text, blank where missing."""
    rows = reading.rows.copy()
    for column in rows.columns:
        if pd.api.types.is_datetime64_any_dtype(rows[column]):
            rows[column] = rows[column].dt.strftime("%Y-%m-%d").astype("str").fillna("")
    return rows
