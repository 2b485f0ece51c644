"""On a telephone the filters lie over the page: a choice made in them closes them, and the page that it is of is seen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_JS = Path(__file__).with_suffix(".js")


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("filters_close", html="<i hidden></i>", js=_JS.read_text("utf-8"))


def draw(shown: str) -> None:
    """Close the filters when `shown`, what they show, has become something else."""
    _component()(data=shown, key="filters_close", height=1)
