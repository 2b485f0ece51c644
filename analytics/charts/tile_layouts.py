"""Where each board's square lies on the map: a small table for each day from which the boards are those."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a board stands on the map, and its short label."""

    code: str
    label: str
    row: int
    col: int


@lru_cache(maxsize=2)
def layouts(folder: Path = DATA) -> dict[date, tuple[Tile, ...]]:
    """The tiles of each layout in `folder`, by the day from which the boards are those."""
    found = {}
    for path in sorted((folder / "tiles").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        found[date.fromisoformat(path.stem)] = tuple(
            Tile(r["code"], r["label"], int(r["row"]), int(r["col"])) for r in rows
        )
    return found


def load(day: date) -> tuple[Tile, ...]:
    """The tiles of the boards of a day; before the first layout, that one."""
    found = layouts()
    return found[max((since for since in found if since <= day), default=min(found))]
