"""Signal or calendar: what working days and the length of months explain of each special-cause point."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics import words
from analytics.exhibits import calendar as exhibits
from analytics.model import SignalOrCalendar
from ui import filters, link, people_cached
from ui.here import Here
from ui.panels import control, exhibit
from ui.text import listed, said

LOOKS_BACK = "opioid_4m"


def draw(here: Here) -> None:
    """The answer, the chart with or without its calendar, then the months that people ask about and the table."""
    st.markdown("## A signal, or the calendar?")
    options = {slug: m.short_title for slug, m in exhibits.options(here.scope).items()}
    slug = exhibits.chosen(here.scope)
    asked = here.ask(slug)
    found = people_cached.explained(here.version, asked)
    with st.container(horizontal=True, vertical_alignment="bottom", key="beside_calendar"):
        with st.container():
            filters.pick_measure(options, slug)
        out = _switch(here, found)
    if not found.charted.series.has_values:
        control.one_chart(here, found.charted.series.measure, found.charted, large=True)
        return
    st.markdown(f"**{said(words.calendar.headline(found))}**")
    if here.view.shown.calendar_out and not out:
        st.caption(words.calendar.NOT_TAKEN_OUT)
    without = people_cached.taken_out(here.version, asked) if out else None
    charted = without or found.charted
    variant = "calendar_taken_out" if without else ""
    control.one_chart(here, charted.series.measure, charted, large=True, variant=variant)
    st.markdown(said(words.calendar.sentence(found, here.name)))
    st.markdown(listed(words.calendar.asked(found)))
    _table(here, found)
    with st.expander("How this was worked out"):
        notes = (*words.calendar.working(found), *((words.calendar.LOOKS_BACK,) if slug == LOOKS_BACK else ()))
        st.markdown("\n\n".join(said(note) for note in notes or (found.effect.note,)))


def _switch(here: Here, found: SignalOrCalendar) -> bool:
    """Whether the calendar is to be taken out; nothing that was not found can be."""
    key = "calendar_out"

    def changed() -> None:
        link.change(shown=replace(here.view.shown, calendar_out=st.session_state[key]))

    st.session_state[key] = here.view.shown.calendar_out and found.effect.found
    return st.toggle(
        "Take the calendar out", key=key, on_change=changed, disabled=not found.effect.found, width="content"
    )


def _table(here: Here, found: SignalOrCalendar) -> None:
    table = words.calendar.table(found)
    if not table.empty:
        with st.expander("What the calendar explains of each special-cause point"):
            st.dataframe(table, hide_index=True, alt="The calendar's part of each special-cause point")
    exhibit.numbers(here, exhibits.months(here.scope, found))
