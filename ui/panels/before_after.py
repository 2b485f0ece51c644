"""Before and after: pick an event and see what moved, against whom, and what can and cannot be concluded."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers.before_after import nearby
from analytics.exhibits.before_after import OWN, PICK, Event, of, own_date
from analytics.exhibits.before_after import known as events_of
from analytics.keeping import annotations as notes
from analytics.model import BeforeAfter
from analytics.organisations import common_name
from ui import cached, link
from ui.here import Here
from ui.panels import exhibit
from ui.text import plain, said


def draw(here: Here) -> None:
    """The section: an event picker, and below it the answer. Nothing is worked out before an event is picked."""
    measure = here.measure
    st.markdown("## Before and after")
    st.markdown(
        "Did something change when an event happened? Pick one: the figures are compared with where their own earlier trend "
        "would have led, and with organisations that the event did not reach."
    )
    events = cached.candidates(here.version, measure.slug, here.organisation.code)
    event = _pick(here, events)
    if event is None:
        return
    found = cached.before_after(here.version, here.ask(measure.slug, here.view.grain), event.day, event.where)
    close = nearby(cached.data(here.version), measure.slug, here.organisation.code, event.day, event.title)
    _answer(here, replace(found, nearby=close), event)


def _pick(here: Here, events: pd.DataFrame) -> Event | None:
    """One of the dated events of the organisation, those above it and the nation; or a date of one's own."""
    known = events_of(events)
    key = f"before_after_{here.measure.slug}_{here.organisation.code}"
    marks = {event.mark: name for name, event in known.items()} | {OWN: OWN}
    picked_before = here.view.pick(PICK)
    if (linked := OWN if picked_before.endswith(f"-{OWN}") else marks.get(picked_before)) is not None:
        st.session_state[key] = linked

    def keep() -> None:
        named = {name: mark for mark, name in marks.items()}
        link.picked(PICK, named.get(st.session_state[key], ""))

    choice = st.selectbox(
        "Event",
        [*known, OWN],
        index=None,
        on_change=keep,
        format_func=lambda k: "A date of your own" if k == OWN else f"{known[k].title}, {known[k].told}",
        placeholder="Choose an event",
        key=key,
    )
    if choice == OWN:
        return _own(here)
    picked = known.get(choice or "")
    if picked and picked.source:
        st.caption(plain(f"Source: {picked.source}."))
    if picked and picked.told.startswith("reported"):
        st.caption(
            said(
                f"Its own day is not known: {words.formats.day(picked.day)}, the first of the quarter, is taken for it."
            )
        )
    return picked


def _own(here: Here) -> Event | None:
    """A date, a name and a reach, typed in. The date and the reach make the numbers, so the link has them; the name is
    nobody else's."""
    tree, chosen = here.tree, here.organisation
    reach = [o.code for o in (chosen, *tree.ancestors(chosen.code))]
    first, last = here.span[0], (pd.Timestamp(here.span[1]) + pd.offsets.MonthEnd(0)).date()
    date_key, reach_key = "before_after_day", f"before_after_where_{chosen.code}"
    linked = own_date(here.view.pick(PICK))
    if linked and first <= linked.day <= last and linked.where in reach:
        st.session_state[date_key], st.session_state[reach_key] = linked.day, linked.where

    def keep() -> None:
        day = st.session_state[date_key]
        link.picked(PICK, f"{day:%Y%m%d}-{st.session_state[reach_key]}-{OWN}" if day else OWN)

    one, two, three = st.columns(3)
    day = one.date_input("Date", None, first, last, format="DD/MM/YYYY", key=date_key, on_change=keep)
    title = two.text_input("What happened?", max_chars=notes.TITLE_LENGTH, key="before_after_title")
    where = three.selectbox(
        "Whom did it reach?",
        reach,
        format_func=lambda code: f"All of {common_name(tree[code])}" if code != chosen.code else common_name(chosen),
        key=reach_key,
        on_change=keep,
    )
    return Event(day, where, title.strip()) if day else None


def _answer(here: Here, found: BeforeAfter, event: Event) -> None:
    """The conclusion first, then what moved, the picture, the cautions and the numbers."""
    whole, *changes = of(here.scope, found, event)
    if whole.missing:
        exhibit.nothing(whole)
        return
    st.markdown(f"**{plain(whole.sentence)}**")
    for text in whole.further:
        st.markdown(plain(text))
    exhibit.picture(whole, "before_after", legend=False)
    if whole.picture and whole.picture.events:
        st.caption(plain(whole.picture.numbered))
    exhibit.foot(here, whole)
    with st.expander("Before you rely on this", expanded=True):
        st.markdown("\n".join(f"- {plain(line)}" for one in changes for line in one.notes))
    for one in (whole, *changes):
        exhibit.numbers(here, one)
