"""The few numbers that an answer stands on, large and under their names."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st


def draw(numbers: Sequence[tuple[str, str]]) -> None:
    """Each number under its name, as many beside each other as there is room for."""
    pairs = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(number)}</dd></div>" for name, number in numbers)
    if pairs:
        st.markdown(f'<dl class="numbers">{pairs}</dl>', unsafe_allow_html=True)
