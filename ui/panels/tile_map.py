"""The map of the ICBs as every page draws it: the tiles, and beside them the key and whose they are."""

from __future__ import annotations

import streamlit as st

from analytics.charts import legend
from analytics.model.exhibit import Exhibit
from ui.here import Here
from ui.panels import exhibit


def draw(here: Here, found: Exhibit, key: str, head: str = "**What the tiles say**, and for how many ICBs") -> None:
    """The tiles, their key under its `head`, and what must be known of them."""
    assert found.picture is not None
    left, beside = st.columns([3, 2], gap="medium")
    with left:
        exhibit.picture(found, key, legend=False)
    with beside:
        st.markdown(head)
        st.html(legend.html(found.picture.legend, stacked=True))
        exhibit.foot(here, found)
