"""The figures that the national report prints, one row each."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from analytics.model.reconciled import PublishedFigure

FILE = Path(__file__).resolve().parents[2] / "data" / "published_figures.csv"


@lru_cache
def figures() -> tuple[PublishedFigure, ...]:
    """Every published figure, in the order of the report."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_figure(row) for row in csv.DictReader(file))


def _figure(row: dict[str, str]) -> PublishedFigure:
    coarser = float(row["rounded_to"]) if row["rounded_to"] else None
    return PublishedFigure(**row | {"page": int(row["page"]), "rounded_to": coarser})  # type: ignore[arg-type]
