"""The ICBs on tiles by the share of their trusts whose transition is under way or complete."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from analytics import words
from analytics.charts import themes
from analytics.charts.tile_layouts import Tile
from analytics.charts.tiles import Look, cell, laid
from analytics.model import InTransition

STEPS = ((0.0, "None"), (0.25, "A quarter or fewer"), (0.5, "Up to half"), (0.75, "Up to three quarters"),
         (0.999, "More than three quarters"), (1.0, "All"))  # fmt: skip
"""The steps of the key, each up to a share and including it."""


def looks(boards: Sequence[InTransition]) -> dict[str, Look]:
    """The look of each ICB of which anything is known, by code: light for none, dark for all, with the share as its sign."""
    found = {}
    for board in boards:
        if (share := board.share) is not None:
            step = next(place for place, (top, _) in enumerate(STEPS) if share <= top)
            found[board.code] = Look(themes.step_fill(step, len(STEPS)), f"{share:.0%}", STEPS[step][1])
    return found


def rows(
    boards: Sequence[InTransition], outlined: Collection[str], names: Mapping[str, str], drawn: Sequence[Tile]
) -> pd.DataFrame:
    """What the template of the tile map draws. `names` are by code, `outlined` the codes that the reader chose."""
    seen, by_code = looks(boards), {board.code: board for board in boards}
    records = []
    for tile in drawn:
        name, board = names.get(tile.code, tile.label), by_code.get(tile.code)
        if board is None or board.share is None:
            records.append(cell(tile, None, name, words.formats.NOT_KNOWN, "", "No trust is known."))
        else:
            said = words.whereabouts.board(board)
            counts = words.formats.counts(board.under_way + board.complete, board.known)
            records.append(cell(tile, seen[board.code], name, f"{board.share:.0%}", counts, said))
    return laid(records, outlined, drawn)
