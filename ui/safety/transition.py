"""Will they get there: the share of trusts that has moved, its forecast, who is left and why, and how groups compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import phases as answers
from analytics.charts import survival
from analytics.exhibits import transition as exhibits
from analytics.exhibits.timeline import supported_by
from analytics.exhibits.where import BY
from analytics.model import Kind
from analytics.model.exhibit import Picture
from analytics.model.survival import Transition
from ui import abreast, cached, link, safety_cached, transition_cached
from ui.here import Here
from ui.panels import exhibit, quarters
from ui.text import cells, plain, said

MOST_NAMED = 30
"""Of more trusts still to move, the list is laid out when it is opened."""
MOST_PICTURES = 8


def draw(here: Here) -> None:
    """The answer, one picture, who is left, and the groups. A trust is told its own way, then that of its region."""
    st.markdown("## Will they get there?")
    when = quarters.pick(here, [answers.PATHWAY]) or here.last_day
    code = here.organisation.code
    found = transition_cached.transition(here.version, code, when)
    if found.rows.empty:
        st.info(plain(f"No phase has been recorded for {here.name} by {when:%-d %B %Y}."))
        link.to_page("your_data", "Upload phases or statuses")
    if here.organisation.kind is not Kind.TRUST:
        if not found.rows.empty:
            _together(here, found, when)
            _left(here, when)
            _groups(here, when)
        return
    if not found.rows.empty:
        _own(here, found, when)
    around = answers.around(cached.data(here.version), code)
    if around.code != code:
        st.markdown(f"### How is {plain(around.short_name)} doing?")
        _together(here, transition_cached.transition(here.version, around.code, when), when)


def _own(here: Here, found: Transition, when: date) -> None:
    """One trust's path, plan and support in words."""
    support = transition_cached.support(here.version, here.organisation.code, when, here.view.assumptions)
    (need,) = support.everybody
    path = safety_cached.phases(here.version, here.organisation.code, when)
    with st.container(border=True):
        st.markdown(f"**{said(words.transition.own(found, here.name))}**")
        st.markdown(said(words.phases.path(path, here.name, answers.TRANSITION)))
        lead = "Why it may need focused support" if need.reasons else "Focused support"
        st.markdown(said(f"{lead}: {words.support.why(need, support)} {supported_by(here.scope)}"))


def _together(here: Here, found: Transition, when: date) -> None:
    """The answer, the picture and the numbers behind it."""
    shown = exhibits.together(here.scope, found, when)
    with st.container(border=True, key="answer"):
        exhibit.says(shown)
    exhibit.figure(here, shown, "psirf_survival", notes=False)
    st.markdown(said(words.transition.carried_on(found)))
    with st.expander("How this was worked out"):
        st.markdown(words.transition.READING)
        st.markdown(words.transition.PACE)
    exhibit.numbers(here, shown)


def _left(here: Here, when: date) -> None:
    """Who has not moved, why, and when they will."""
    support = transition_cached.support(here.version, here.organisation.code, when, here.view.assumptions)
    if not support.waiting:
        return
    st.markdown("### Who has not moved, why, and when will they?")
    shown = exhibits.waiting(here.scope, support, when)
    if len(support.waiting) <= MOST_NAMED:
        table = shown.table()[["Organisation", "Why", "Planned go-live"]]
        st.table(cells(table), hide_index=True, alt="Trusts that have not moved")
    exhibit.numbers(here, shown)


def _groups(here: Here, when: date) -> None:
    """The curves of groups of trusts, beside one another where they are few, and a table of all."""
    ways = safety_cached.groupings(here.version, here.organisation.code, when)
    if not ways:
        return
    st.markdown("### Who is further?")
    by = st.segmented_control(
        "Split by", ways, default=ways[0], format_func=BY.__getitem__, required=True, key="psirf_survival_by"
    ) or ways[0]  # fmt: skip
    parts = transition_cached.groups(here.version, here.organisation.code, when, by)
    shown = exhibits.groups(here.scope, parts, by, when)
    exhibit.says(shown)
    if len(parts) <= MOST_PICTURES:
        _pictures(parts)
    exhibit.numbers(here, shown, opened=len(parts) > MOST_PICTURES)


def _pictures(parts: Sequence[Transition]) -> None:
    until = max(part.planned["day"].max().date() for part in parts)
    with abreast.grid(abreast.THREE, len(parts), "parts", gap="small"):
        for part in sorted(parts, key=lambda part: (-part.share, part.name)):
            with st.container():
                st.markdown(f"**{plain(part.name)}**: {said(words.transition.counts(part))}")
                drawn = Picture(
                    survival.template(part.illustrative, small=True),
                    survival.rows(part, until),
                    words.transition.alt(part),
                )
                # A key is part of an address within the page, which has no blanks.
                exhibit.drawn(drawn, f"psirf_survival_{part.name.replace(' ', '_')}")
