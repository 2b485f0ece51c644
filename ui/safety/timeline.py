"""The phases of the framework on a time line: the national plan, and what happened over it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import phases as answers
from analytics.exhibits import timeline as exhibits
from analytics.exhibits.timeline import MOST_TRUSTS
from analytics.model import Kind, Phases
from analytics.model.exhibit import Exhibit
from ui import cached, link, safety_cached
from ui.here import Here
from ui.panels import exhibit, quarters, stages
from ui.text import plain


def draw(here: Here) -> None:
    """The plan with the day's line, and how far a trust, or the middle one of many, has come."""
    st.markdown("## Where is everybody against the plan?")
    pathway = cached.the_catalogue().pathways[answers.PATHWAY]
    when = quarters.pick(here, [answers.PATHWAY]) or here.last_day
    found = safety_cached.phases(here.version, here.organisation.code, when)
    if found.rows.empty:
        st.info(
            plain(f"No phase has been recorded for {here.name} by {when:%-d %B %Y}; the national plan is drawn alone.")
        )
        link.to_page("your_data", "Upload phases or statuses")
    if here.organisation.kind is Kind.TRUST and not found.rows.empty:
        _own(here, found, when)
    else:
        _together(here, found, when)
    with st.expander("Milestones of the national plan"):
        stages.milestones(pathway, when)


def each_trust(here: Here) -> None:
    """One phase, each trust of the organisation on a row of its own."""
    when = here.last_day
    found = safety_cached.phases(here.version, here.organisation.code, when)
    if found.rows["org_code"].nunique() < 2:
        return
    st.markdown("### Each trust on one phase")
    many = found.rows["org_code"].nunique() > MOST_TRUSTS
    shown = exhibits.trusts(here.scope, found, answers.TRANSITION if many else _phase(here, found), when)
    if shown.picture is None:
        exhibit.says(shown)
    else:
        exhibit.figure(here, shown, "psirf_trusts")
    exhibit.numbers(here, shown)


def _together(here: Here, found: Phases, when: date) -> None:
    shown = exhibits.together(here.scope, found, when)
    with st.container(border=True, key="answer"):
        exhibit.says(shown)
    _drawn(here, shown, "psirf_plan")


def _own(here: Here, found: Phases, when: date) -> None:
    shown = exhibits.own(here.scope, found, when)
    with st.container(border=True, key="answer"):
        exhibit.says(shown)
        if note := words.phases.note(found, answers.TRANSITION):
            st.text(f"Noted on its transition: {note}")
    _drawn(here, shown, "psirf_path")


def _phase(here: Here, found: Phases) -> str:
    elements = {e.slug: e for e in found.pathway.elements}
    return st.selectbox(
        "Phase",
        list(elements),
        index=list(elements).index(answers.TRANSITION),
        format_func=lambda slug: elements[slug].title,
        key=f"psirf_phase_{here.organisation.code}",
        width=330,
    )


def _drawn(here: Here, shown: Exhibit, key: str) -> None:
    """The time line, its key and its dates."""
    exhibit.figure(here, shown, key)
    exhibit.numbers(here, shown)
