"""Where each board's square lies on the map: a small table for each day from which the boards are those.

A board that opened since has no square of its own: it gets the one nearest to those whose place it took.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path

from analytics.model import Kind, Organisation
from analytics.organisations import Organisations

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a board stands on the map, and its short label."""

    code: str
    label: str
    row: int
    col: int
    found: bool = False
    """Whether no table has its square, and a free one was found."""


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


def of_tree(tree: Organisations) -> tuple[Tile, ...]:
    """A tile for each board that is open in a tree."""
    table = load(tree.since)
    open_boards = {o.code: o for o in tree.all(Kind.ICB)}
    placed = [tile for tile in table if tile.code in open_boards]
    lying = {tile.code: tile for tile in table}
    taken = {(tile.row, tile.col) for tile in placed}
    for board in (o for code, o in open_boards.items() if code not in lying):
        row, col = _nearest(_about(board, tree, lying), taken)
        taken.add((row, col))
        placed.append(Tile(board.code, _initials(board, {t.label for t in placed}), row, col, found=True))
    return tuple(placed)


def grid() -> tuple[range, range]:
    """The rows and the columns of the grid that all layouts share."""
    tiles = [tile for layout in layouts().values() for tile in layout]
    down, across = [t.row for t in tiles], [t.col for t in tiles]
    return range(min(down), max(down) + 1), range(min(across), max(across) + 1)


def _about(board: Organisation, tree: Organisations, lying: dict[str, Tile]) -> tuple[float, float]:
    """Where a board lies: amid those whose place it took, else amid those of its region."""
    before = [lying[s.predecessor] for s in tree.predecessors(board.code) if s.predecessor in lying]
    around = [tile for code, tile in lying.items() if code in tree and tree[code].parent == board.parent]
    amid = before or around or list(lying.values())
    return sum(t.row for t in amid) / len(amid), sum(t.col for t in amid) / len(amid)


def _nearest(place: tuple[float, float], taken: set[tuple[int, int]]) -> tuple[int, int]:
    free = [at for at in product(*grid()) if at not in taken]
    return min(free, key=lambda at: (at[0] - place[0]) ** 2 + (at[1] - place[1]) ** 2)


def _initials(board: Organisation, used: set[str]) -> str:
    """A short label that no other tile has: “ML” for Mersey and Lancashire, else the first letters, else the code."""
    names = [word for word in board.short_name.replace(",", " ").split() if word[0].isupper()]
    several = "".join(word[0] for word in names)
    ways = (several if len(several) > 1 else "", board.short_name[:4].upper(), board.code)
    return next((way for way in ways if way and way not in used), board.code)
