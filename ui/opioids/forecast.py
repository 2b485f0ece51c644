"""Will we get there? The chance of meeting the ambition, what it would take, and how far to trust the forecast."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import words
from analytics.exhibits import forecast as exhibits
from analytics.model import Reaching
from ui import baseline_cached
from ui.here import Here
from ui.opioids import counted
from ui.panels import exhibit, key_numbers
from ui.text import cells, html, said

say = words.forecast


def draw(here: Here) -> None:
    """The answer, the picture and the key numbers; then how far to trust it, and the small print."""
    st.markdown("## Will we get there?")
    measure = counted.pick(here, "forecast")
    found = baseline_cached.reaching(here.version, counted.ask(here, measure))
    if not found.series.has_values:
        counted.nothing(here, measure, found.note)
        return
    st.html(f'<div class="says"><p><b>{html(say.sentence(found))}</b></p></div>')
    _key_numbers(found)
    shown = exhibits.of(here.scope, found)
    exhibit.figure(here, shown, f"fan_{measure.slug}")
    _evidence(found)
    exhibit.numbers(here, shown)


def _key_numbers(found: Reaching) -> None:
    """Chance, goal, the fall still needed and that of late."""
    goal, numbers = found.goal, []
    if found.chance is not None and goal:
        numbers += [("Chance of meeting the goal", say.percent(found.chance))]
    if goal:
        numbers += [(f"Goal for {goal.ambition.by:%B %Y}", f"{words.baseline.people(goal.most)} or fewer")]
    if found.needed is not None and found.needed > 0:
        numbers += [("Fall a month still needed", words.baseline.people(found.needed))]
    if found.recent is not None:
        title = "Fall" if found.recent >= 0 else "Rise"
        numbers += [(f"{title} a month over the last year", words.baseline.people(found.recent))]
    key_numbers.draw(numbers)


def _evidence(found: Reaching) -> None:
    """Whose the goal is, what it would take, what stands out, and the back-test."""
    for text in exhibits.evidence(found):
        st.markdown(said(text))
    if found.back_test:
        st.markdown("### How far to trust it")
        st.markdown(said(say.trust(found.back_test)))
        if rows := say.back_test(found.back_test):
            st.table(cells(pd.DataFrame(rows)), hide_index=True, alt="The back-test: bands and errors")
    with st.expander("How this was worked out"):
        st.markdown(say.HOW)
