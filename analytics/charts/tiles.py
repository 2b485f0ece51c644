"""The tile map: one square for each of England's integrated care boards, about where it lies. Each tree has its layout.

A tile says what its colour says once more: ▲ or ▼ for a signal, ● for no clear change, P, F or ? for assurance, or the
rate itself. Where there is nothing to say the tile is empty and has a dash.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import legend, themes
from analytics.charts.composed import composed, varied
from analytics.charts.tile_layouts import Tile, grid
from analytics.model import Assurance, Better, Comparison, ControlChart, Measure, Series, Variation
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE

TILE_PIXELS = 46
SHADES = 5
COLUMNS = (
    "row",
    "col",
    "label",
    "sign",
    "name",
    "words",
    "value_text",
    "counts",
    "fill",
    "ink",
    "outlined",
    "described",
)


class By(StrEnum):
    """What the tiles are coloured by."""

    VARIATION = "variation"
    ASSURANCE = "assurance"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Look:
    """One entry of the key: a fill, a sign and what both say."""

    fill: str
    sign: str
    words: str


NOTHING = Look(themes.EMPTY, "–", "No verdict or no data")
_VARIATION = {
    "improvement": (themes.IMPROVEMENT, "Improvement"),
    "concern": (themes.CONCERN, "Concern"),
    "neutral": (themes.NEUTRAL, "Special cause"),
}
_ASSURANCE = {
    Assurance.PASS: Look(themes.IMPROVEMENT, "P", "Will pass the target"),
    Assurance.HIT_OR_MISS: Look(themes.COMMON, "?", "Will hit or miss the target"),
    Assurance.FAIL: Look(themes.CONCERN, "F", "Will fail the target"),
}


@lru_cache(maxsize=4)
def template(illustrative: bool = False) -> dict[str, Any]:
    """The specification of the map, without data. The same object each time: do not change it."""
    return varied(_composed(), title=ILLUSTRATIVE) if illustrative else _composed()


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    # All layouts share one grid, so a template serves them all.
    down, across = grid()
    scale: dict[str, Any] = {"paddingInner": 0.07, "paddingOuter": 0.05}
    x = alt.X("col:O", axis=None, scale=alt.Scale(domain=list(across), **scale))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(down), **scale))
    tips = {"name": "ICB", "value_text": "Value", "counts": "Counts", "words": "In words"}
    tip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()]
    base = alt.Chart()
    squares = base.mark_rect(cornerRadius=3).encode(
        x=x,
        y=y,
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.condition("datum.outlined", alt.value(themes.INK), alt.value(themes.LINE)),
        strokeWidth=alt.condition("datum.outlined", alt.value(4), alt.value(0.7)),
        description="described:N",
        tooltip=tip,
    )
    # Text on an empty tile lies on the page itself, so it has the page's own colour.
    colour = alt.condition("datum.ink !== ''", alt.Color("ink:N", scale=None), alt.value(themes.INK))
    size = f"clamp(width / {len(across)} * 0.25, 9, 13)"
    label = base.mark_text(fontSize=alt.ExprRef(size), fontWeight="bold", dy=-8, baseline="middle", aria=False)
    sign = base.mark_text(fontSize=alt.ExprRef(size), dy=9, baseline="middle", aria=False)
    texts = [
        part.encode(x=x, y=y, text=f"{field}:N", color=colour, tooltip=tip)
        for part, field in ((label, "label"), (sign, "sign"))
    ]
    spec = themes.finish(alt.layer(squares, *texts).properties(width="container", height=TILE_PIXELS * len(down)))
    spec["config"] |= {
        "view": {"stroke": None},
        "title": {"fontSize": themes.FONT_SIZE, "anchor": "end", "color": themes.INK},
    }
    return spec


def looks(
    by: By, measure: Measure, charts: Mapping[str, tuple[Series, ControlChart]], rates: Comparison | None
) -> dict[str, Look]:
    """The look of each board that has something to say, by code. `rates` are the boards side by side."""
    if by is By.RATE:
        return _shades(rates) if rates is not None else {}
    found: dict[str, Look] = {}
    for code, (_, chart) in charts.items():
        if by is By.VARIATION and chart.variation:
            found[code] = variation_look(chart.variation, measure.better)
        elif by is By.ASSURANCE and chart.assurance:
            found[code] = _ASSURANCE[chart.assurance]
    return found


def variation_look(variation: Variation, better: Better) -> Look:
    """Fill, sign and words of a variation that is not blank."""
    if variation is Variation.COMMON_CAUSE:
        return Look(themes.COMMON, "●", "No clear change")
    kind, _, side = variation.value.partition("_")
    fill, text = _VARIATION[kind]
    direction = "higher" if side == "high" else "lower"
    gloss = direction if better is Better.NEUTRAL else f"{direction}, and {_gloss(direction, better)}"
    return Look(fill, "▲" if side == "high" else "▼", f"{text}: {gloss}")


def _gloss(direction: str, better: Better) -> str:
    good = (direction == "higher") == (better is Better.INCREASE)
    return f"{direction} is {'better' if good else 'worse'}"


def rows(
    looks: Mapping[str, Look],
    charts: Mapping[str, tuple[Series, ControlChart]],
    rates: Comparison | None,
    outlined: Collection[str],
    names: Mapping[str, str],
    drawn: Sequence[Tile],
) -> pd.DataFrame:
    """What the template draws, a row for each tile that is `drawn`. `names` are by code, `outlined` the codes that the
    reader chose."""
    figures = {} if rates is None else {r["code"]: r for r in rates.rows.to_dict("records")}
    records = [_record(tile, looks.get(tile.code), charts, figures, rates, names) for tile in drawn]
    return laid(records, outlined, drawn)


def laid(records: Sequence[Mapping[str, Any]], outlined: Collection[str], drawn: Sequence[Tile]) -> pd.DataFrame:
    """The tiles that are drawn, one record each in their order, as the template draws them."""
    out = pd.DataFrame(records).assign(outlined=[tile.code in outlined for tile in drawn])
    # Chosen tiles are drawn last: their outline lies over their neighbours.
    return out.sort_values("outlined", kind="stable", ignore_index=True)[list(COLUMNS)]


def cell(tile: Tile, look: Look | None, name: str, value: str, counts: str, said: str) -> dict[str, Any]:
    """What one tile shows and says."""
    shown = look or NOTHING
    return {
        "row": tile.row, "col": tile.col, "label": tile.label, "sign": shown.sign, "name": name, "words": said,
        "value_text": value, "counts": counts,
        "fill": shown.fill, "ink": "" if shown.fill == themes.EMPTY else themes.ink(shown.fill),
        "described": f"{name}: {value}. {shown.words}",
    }  # fmt: skip


def _record(
    tile: Tile,
    look: Look | None,
    charts: Mapping[str, tuple[Series, ControlChart]],
    figures: Mapping[str, Mapping[Any, Any]],
    rates: Comparison | None,
    names: Mapping[str, str],
) -> dict[str, Any]:
    figure, name = figures.get(tile.code), names.get(tile.code, tile.label)
    trend = charts.get(tile.code)
    value = words.comparison.value(rates, figure["value"]) if rates is not None and figure else words.formats.NOT_KNOWN
    said = words.control.brief(*trend) if trend else "No figures."
    counts = words.formats.counts(figure["numerator"], figure["denominator"]) if figure else ""
    return cell(tile, look, name, value, counts, said)


def _shades(rates: Comparison) -> dict[str, Look]:
    """Five equal steps from the lowest rate to the highest, light to dark; the rate is the sign."""
    known = rates.rows[rates.rows["value"].notna()]
    values = known["value"].to_numpy(float)
    if not values.size:
        return {}
    low, high = float(values.min()), float(values.max())
    step = np.minimum(((values - low) / ((high - low) or 1.0) * SHADES).astype(int), SHADES - 1)
    ends = np.linspace(low, high, SHADES + 1)
    names = [
        f"{words.comparison.value(rates, a, short=True)} to {words.comparison.value(rates, b, short=True)}"
        for a, b in pairwise(ends)
    ]
    return {
        str(code): Look(themes.step_fill(int(s), SHADES), words.comparison.value(rates, float(v), short=True), names[s])
        for code, v, s in zip(known["code"], values, step, strict=True)
    }


def key(by: By, looks: Mapping[str, Look], tiles: int) -> list[tuple[Look, int]]:
    """Each look on a map of so many tiles with how many boards have it: light to dark for rates, most frequent first
    otherwise."""
    many: dict[tuple[str, str], tuple[Look, int]] = {}
    for look in looks.values():
        shown = Look(look.fill, "", look.words) if by is By.RATE else look
        _, before = many.get((shown.fill, shown.words), (shown, 0))
        many[shown.fill, shown.words] = (shown, before + 1)
    entries = list(many.values())
    if by is By.RATE:
        entries.sort(key=lambda e: -themes.luminance(e[0].fill))
    else:
        entries.sort(key=lambda e: -e[1])
    missing = tiles - len(looks)
    return [*entries, *([(NOTHING, missing)] if missing else [])]


def marks(entries: Iterable[tuple[Look, int]]) -> tuple[Mark, ...]:
    """The key: the fill with its sign, what it says, and how many boards."""
    return tuple(legend.box(look.fill, f"{look.words}: {count}", look.sign) for look, count in entries)
