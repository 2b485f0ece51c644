"""Published figures and ours, to take away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analytics.model.reconciled import Reconciled


def as_objects(rows: Iterable[Reconciled]) -> list[dict[str, Any]]:
    """One object a figure, as JSON has it; `published` and `computed` are numbers where they can be."""
    return [
        {
            "id": row.figure.id,
            "published": _number(row.figure.published),
            "computed": _number(row.computed) if isinstance(row.computed, str) else row.computed,
            "agrees": row.agrees,
            "reason": row.reason,
        }
        for row in rows
    ]


def table(rows: Iterable[Reconciled]) -> pd.DataFrame:
    """One row a figure, with where the report prints it."""
    return pd.DataFrame(
        [
            {
                "id": row.figure.id,
                "programme": row.figure.programme,
                "page": row.figure.page,
                "statement": row.figure.statement,
                "published": row.figure.published,
                "unit": row.figure.unit,
                "period": row.figure.period,
                "computed": "" if row.computed is None else str(row.computed),
                "agrees": {True: "yes", False: "no", None: ""}[row.agrees],
                "reason": row.reason,
            }
            for row in rows
        ]
    )


def _number(text: str) -> float | int | str:
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text
