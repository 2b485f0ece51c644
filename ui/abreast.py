"""Parts of a page side by side, as many as there is room for. Left alone, Streamlit makes as many columns as there are parts
yet: the first is as wide as the page until the second comes, which moves what is below. So the style is told how many there
will be, by the name of their place, and makes the columns (`style.css`)."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

LEAST = TWO, THREE, FOUR = 380, 320, 220
"""The least width of a part in pixels, by how many stand beside each other on a wide screen."""
MOST = 4
"""So many stand beside each other at most."""
STYLE = "\n".join(
    [f'[class*="st-key-abreast_{least}_"] {{ --least: {least}px; }}' for least in LEAST]
    + [f'[class*="st-key-abreast_"][class*="_of_{of}_"] {{ --of: {of}; }}' for of in range(1, MOST + 1)]
)


def grid(least: int, of: int, key: str, gap: Literal["small", "medium"] = "medium") -> DeltaGenerator:
    """A place for so many parts, each at least so many pixels wide; `key` is the name of this one on its page."""
    return st.grid(min_column_width=least, gap=gap, key=f"abreast_{least}_of_{min(of, MOST)}_{key}")
