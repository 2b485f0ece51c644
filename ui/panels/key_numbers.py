"""The few numbers that an answer stands on, large and under their names."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.text import html


def draw(numbers: Sequence[tuple[str, str]]) -> None:
    """Each number under its name, as many beside each other as there is room for."""
    pairs = "".join(f"<div><dt>{html(name)}</dt><dd>{html(number)}</dd></div>" for name, number in numbers)
    if pairs:
        st.html(f'<dl class="numbers">{pairs}</dl>')
