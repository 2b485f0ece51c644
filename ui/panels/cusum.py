"""Has the rate doubled? A measure's bad events held against England's rate: sentence, pictures, meaning, numbers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import words
from analytics.exhibits import cusum as exhibits
from analytics.model import Measure
from analytics.model.exhibit import Exhibit
from ui import abreast, cached
from ui.here import Here
from ui.panels import exhibit
from ui.text import html, plain


def draw(here: Here, measure: Measure) -> None:
    """The answer first, then the CUSUM beside the excess events; or why nothing is held against anything."""
    found = cached.watched(here.version, here.ask(measure.slug))
    shown = exhibits.of(here.scope, measure, found)
    first = shown[0]
    if found is None:
        st.caption(plain(first.sentence))
        return
    st.markdown(f"#### {plain(first.title)}")
    st.html(f'<div class="says"><p>{html(first.sentence)}</p></div>')
    if first.picture:
        _pictures(measure, shown)
    exhibit.foot(here, first)
    with st.expander("What a signal means, and what it does not"):
        st.markdown(
            f"{words.cusum.MEANS}\n\n{words.cusum.DOES_NOT_MEAN}\n\n{plain(words.cusum.cusum_performance(found))}"
        )
    exhibit.numbers(here, first)


def _pictures(measure: Measure, shown: Sequence[Exhibit]) -> None:
    with abreast.grid(abreast.TWO, len(shown), f"cusum_{measure.slug}"):
        for one, name in zip(shown, ("statistic", "excess"), strict=True):
            with st.container():
                exhibit.picture(one, f"cusum_{name}_{measure.slug}")
