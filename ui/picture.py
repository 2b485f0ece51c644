"""A chart whose text alternative changes with the view.

Vega draws a chart from the start again when its description changes, and only moves the marks when the rows do, which
takes a fraction of the time and moves nothing around it. So the description is a name that stays, and what the chart shows
now is a text below it, hidden, by which `picture.js` labels the chart for those who hear it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from analytics.model.exhibit import Picture
from ui import first
from ui.text import html

NAME = "Chart"
"""What a chart is called until it is labelled."""
_JS = Path(__file__).with_suffix(".js")


def draw(picture: Picture, key: str, legend: str = "") -> None:
    """The chart, and below it its `legend` as HTML."""
    height = picture.spec.get("height")
    # Given twice, so that its place is kept until the browser has loaded what draws it.
    kept: int | Literal["content"] = height if isinstance(height, int) else "content"
    st.vega_lite_chart(picture.rows, picture.spec, key=key, width="stretch", height=kept, alt=NAME)
    st.html(f'<span hidden id="alt-{key}">{html(picture.alt)}</span>{legend}')
    first.release()


def label() -> None:
    """Label the charts of the page; once, after all of it."""
    _component()(key="pictures")


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("pictures", js=_JS.read_text("utf-8"))
