"""The phases of the framework on a time line: the national plan, and what happened over it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import phases as answers
from analytics.charts import gantt
from analytics.exports import phase_tables
from analytics.model import Kind, Phases
from analytics.organisations import common_name
from ui import cached, link, picture, safety_cached
from ui.frame import Here
from ui.panels import pathways, quarters, stages, takeaway
from ui.text import plain, said

MOST_TRUSTS = 30
"""More trusts than this are shown by the regions or ICBs below instead: their names would leave the screen."""
PICTURE = "Time line of the phases"
READING = "A return says what had happened by its day: with quarterly returns, perhaps up to a quarter earlier."


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
    known = found.rows["org_code"].nunique()
    if known < 2:
        return
    st.markdown("### Each trust on one phase")
    if known > MOST_TRUSTS:
        st.markdown(
            plain(f"{known} trusts are too many for one picture: choose a region or an ICB. The table has all of them.")
        )
    else:
        _trusts(here, found, when)
    takeaway.table(
        here,
        "psirf_paths",
        lambda: phase_tables.path_table(found),
        lambda: pathways.lines(here, found.pathway, when),
        found.illustrative,
        "Each trust’s start and end of each phase",
    )


def _together(here: Here, found: Phases, when: date) -> None:
    counts = answers.counts(found)
    with st.container(border=True):
        st.markdown(said(words.phases.sentence(found, counts, answers.TRANSITION, here.name)))
    picture.draw(
        gantt.plan_rows(counts, when),
        gantt.template(len(counts), found.illustrative),
        "psirf_plan",
        PICTURE,
        words.phases.alt(found, counts, here.name),
    )
    _foot(here, found, when, middle=True)
    takeaway.table(
        here,
        "psirf_plan",
        lambda: phase_tables.plan_table(counts),
        lambda: pathways.lines(here, found.pathway, when),
        found.illustrative,
        "The dates and counts behind this time line",
    )


def _own(here: Here, found: Phases, when: date) -> None:
    with st.container(border=True):
        st.markdown(said(f"{words.phases.path(found, here.name, answers.TRANSITION)} {supported_by(here)}"))
        if note := words.phases.note(found, answers.TRANSITION):
            st.text(f"Noted on its transition: {note}")
    picture.draw(
        gantt.path_rows(found, when),
        gantt.template(len(found.pathway.elements), found.illustrative),
        "psirf_path",
        PICTURE,
        words.phases.path_alt(found, here.name),
    )
    _foot(here, found, when, middle=False)
    takeaway.table(
        here,
        "psirf_path",
        lambda: phase_tables.path_table(found),
        lambda: pathways.lines(here, found.pathway, when),
        found.illustrative,
        "The dates behind this time line",
    )


def _trusts(here: Here, found: Phases, when: date) -> None:
    elements = {e.slug: e for e in found.pathway.elements}
    chosen = st.selectbox(
        "Phase",
        list(elements),
        index=list(elements).index(answers.TRANSITION),
        format_func=lambda slug: elements[slug].title,
        key=f"psirf_phase_{here.organisation.code}",
        width=330,
    )
    count = next(c for c in answers.counts(found) if c.element.slug == chosen)
    rows = gantt.trust_rows(found, elements[chosen], when)
    picture.draw(
        rows,
        gantt.template(rows["key"].nunique(), found.illustrative),
        "psirf_trusts",
        "Time line of each trust",
        words.phases.trusts_alt(found, count),
    )
    st.markdown(gantt.key_html(middle=False), unsafe_allow_html=True)


def _foot(here: Here, found: Phases, when: date, middle: bool) -> None:
    st.markdown(gantt.key_html(middle), unsafe_allow_html=True)
    st.caption(f"{READING} Planned dates: the report, page 35 (its figure 18); they are not illustrative.")


def supported_by(here: Here) -> str:
    """Who supports a trust, in words."""
    psc = here.tree.psc_of(here.organisation)
    if psc is None:
        return "It serves several ICBs, so which collaborative supports it is not told by its place."
    return f"Its support comes from {common_name(here.tree[psc])}."
