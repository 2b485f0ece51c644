"""The boards of an approach on the tile map: each tile's number and fill is its phase or its support."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from analytics import words
from analytics.charts import themes, tiles
from analytics.charts.tile_layouts import Tile
from analytics.charts.tiles import Look
from analytics.model import Approach, Scale

SILENT = Look(themes.EMPTY, "?", "Nothing recorded")


def looks(found: Approach, scale: Scale, element: str) -> dict[str, Look]:
    """The look of each board of which a step is recorded, by code; a step without a number of its own has a dash."""
    by_step = _by_step(scale)
    known = found.boards[found.boards[element].notna()]
    return {
        code: by_step[step] for code, step in zip(known["org_code"], known[element], strict=True) if step in by_step
    }


def key(found: Mapping[str, Look], scale: Scale, boards: int) -> list[tuple[Look, int]]:
    """Each step with how many boards stand there, the furthest first, and of how many nothing is recorded."""
    here = list(found.values())
    entries = [(look, here.count(look)) for look in reversed(_by_step(scale).values())]
    silent = boards - len(here)
    return [*entries, *([(SILENT, silent)] if silent else [])]


def rows(
    found: Approach,
    by_code: Mapping[str, Look],
    outlined: Collection[str],
    names: Mapping[str, str],
    drawn: Sequence[Tile],
) -> pd.DataFrame:
    """What the template of the tile map draws on so many `drawn` tiles: boards told by their steps instead of figures."""
    every = dict.fromkeys(names, SILENT) | dict(by_code)
    out = tiles.rows(every, {}, None, outlined, names, drawn)
    said = out["name"].map({names[code]: every[code].words for code in names}).fillna(SILENT.words)
    return out.assign(value_text=said, counts="", words="", described=out["name"] + ": " + said)


def _by_step(scale: Scale) -> dict[float, Look]:
    """Fills from light to dark. Step 0 is nothing taken up, so it is an empty tile with a dash."""
    steps = [s for s in scale.steps if s.value]
    found = {0.0: Look(themes.EMPTY, "–", next((s.label for s in scale.steps if not s.value), ""))}
    for place, step in enumerate(steps):
        sign = words.adoption.step_number(step.value)
        found[step.value] = Look(themes.step_fill(place, len(steps)), sign, step.label)
    return found
