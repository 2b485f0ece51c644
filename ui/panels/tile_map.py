"""The map of the ICBs as every page draws it: the tiles, and beside them the key and whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.charts import tile_layouts, tiles
from analytics.charts.tile_layouts import Tile
from analytics.charts.tiles import Look
from analytics.model import Kind
from ui import cached
from ui.frame import Here
from ui.text import plain


@dataclass(frozen=True)
class Ground:
    """The boards of the tree that is shown: `names` by code, those `outlined` as the reader's own, and their `tiles`."""

    names: Mapping[str, str]
    outlined: tuple[str, ...]
    tiles: tuple[Tile, ...]


def ground(here: Here) -> Ground:
    """What a map is drawn on."""
    names = {o.code: o.short_name for o in here.tree.all(Kind.ICB)}
    return Ground(names, cached.own(here.version, here.organisation.code, Kind.ICB), tile_layouts.of_tree(here.tree))


def draw(
    here: Here,
    on: Ground,
    rows: pd.DataFrame,
    entries: Sequence[tuple[Look, int]],
    *,
    key: str,
    alt: str,
    illustrative: bool,
    head: str = "**What the tiles say**, and for how many ICBs",
    period: str = "",
) -> None:
    """The tiles (`rows` of `tiles.template`), their key under its `head`, and the `period` where the tiles are figures."""
    picture, beside = st.columns([3, 2], gap="medium")
    with picture:
        st.vega_lite_chart(rows, tiles.template(illustrative), key=key, width="stretch", alt=alt)
    with beside:
        st.markdown(head)
        st.markdown(tiles.key_html(entries), unsafe_allow_html=True)
        if period:
            st.caption(plain(f"Rates of {period}."))
        if placed := [on.names[tile.code] for tile in on.tiles if tile.found]:
            st.caption(plain(f"In the free square nearest to where it lies: {', '.join(placed)}."))
        if here.organisation.kind is not Kind.NATION:
            st.caption(plain(f"A thick outline marks {here.name}, its ICBs or the ICB around it."))
