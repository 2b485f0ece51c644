"""How organisations compare: one level below the chosen one, or beside it, ranked on the chosen measure."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.answers.levels import first_compared
from analytics.exhibits import comparison as comparisons
from ui import around_cached, cached
from ui.here import Here
from ui.panels import exhibit


def draw(here: Here) -> None:
    """The organisations one level below the chosen one (or beside it), ranked on the chosen measure."""
    measure = here.measure
    st.markdown("## How do organisations compare?")
    asked = here.ask(measure.slug)
    levels = cached.compared_levels(here.version, asked)
    if not levels:
        exhibit.nothing(comparisons.none_known(here.scope))
        return
    default = first_compared(cached.data(here.version), here.organisation.code, levels)
    level = (
        st.segmented_control(
            "Compare",
            levels,
            default=default,
            format_func=words.formats.kinds,
            required=True,
            key=f"level_{here.organisation.code}_{measure.slug}",
        )
        if len(levels) > 1
        else default
    )
    shown = around_cached.ranking(*around_cached.page(here), level or default, here.scope)
    if shown.missing:
        exhibit.nothing(shown)
    else:
        exhibit.draw(here, shown, "comparison")
