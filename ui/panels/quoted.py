"""Figures that the report prints: quoted, with what contradicts them, never worked out."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from ui import cached
from ui.text import plain


def draw(measures: Collection[str]) -> None:
    """What is quoted of some measures, folded away; nothing where nothing is."""
    quoted = [q for q in cached.the_catalogue().quoted if q.measure in measures]
    if quoted:
        with st.expander("What the national report says, and where it contradicts itself"):
            st.markdown(
                "\n".join(
                    f"- **{plain(q.title)}.** “{plain(q.text)}” {plain(q.note)} *{plain(q.source)}.*" for q in quoted
                )
            )
