"""Early warning tools by phases: the national plan against what happened, the sites, what is overdue, and PIER."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import adoption as groups
from analytics.answers.adoption import PHASES, STAGES
from analytics.charts import timeline
from analytics.exports import adoption_tables
from analytics.model import Adoption, Pathway
from ui import adoption_cached, cached
from ui.frame import Here
from ui.panels import adoption, pathways, quarters, stages, takeaway
from ui.text import plain


def draw(here: Here) -> None:
    """Each tool that comes in by phases, then the pathways around them."""
    tools(here)
    around(here)


def tools(here: Here) -> None:
    """The tools that come in by phases: the national plan, the sites, and what is overdue."""
    followed = [p for p in _pathways(here) if groups.by_phases(p)]
    when = _when(here, followed)
    for pathway in followed:
        found = pathways.opened(here, pathway, when)
        plan(here, pathway, when)
        if found is not None:
            sites(here, found)
            _overdue(here, pathway, when, groups.sites(cached.data(here.version), found).by_record)


def around(here: Here) -> None:
    """The pathways that the tools are part of: who moved, where each organisation stands, and what is overdue."""
    followed = [p for p in _pathways(here) if not groups.by_phases(p)]
    when = _when(here, followed)
    for pathway in followed:
        found = pathways.opened(here, pathway, when)
        if found is not None:
            adoption.each_stage(here, found)
            adoption.movement(here, pathway, when)
            _overdue(here, pathway, when)


def _pathways(here: Here) -> tuple[Pathway, ...]:
    assert here.programme is not None
    return here.programme.pathways


def _when(here: Here, followed: Sequence[Pathway]) -> date:
    return quarters.pick(here, [p.slug for p in followed]) or here.last_day


def _overdue(here: Here, pathway: Pathway, when: date, apart: Adoption | None = None) -> None:
    """What is overdue, told apart by the groups of `apart` where several organisations are shown."""
    st.markdown("### What is overdue, and for whom?")
    standing = adoption_cached.standing(here.version, pathway.slug, here.organisation.code, when)
    more = words.held.overdue_by_group(standing, apart) if apart and standing.expected > 1 else ""
    adoption.overdue(here, standing, more)


def plan(here: Here, pathway: Pathway, when: date) -> None:
    """The national plan's phases: dates planned and dates reported, and its milestones."""
    phases = cached.the_catalogue().scales[PHASES]
    st.markdown("### The national plan: planned and actual")
    said = words.progress.milestones_sentence(pathway.milestones, when)
    st.markdown(plain(f"{words.progress.phases_sentence(phases, when)} {said}"))
    st.vega_lite_chart(
        timeline.rows(pathway, phases, when),
        timeline.template(len(phases.steps)),
        key=f"plan_{pathway.slug}",
        width="stretch",
        alt=f"Time line of the six phases of {pathway.title}, planned and reported. {said}",
    )
    st.caption(f"{timeline.key_text()} National dates from the report, to the quarter; not illustrative.")
    stages.milestones(pathway, when)
    states = [words.progress.milestone_state(milestone, when) for milestone in pathway.milestones]
    takeaway.table(
        here,
        f"{pathway.slug}_plan",
        adoption_tables.plan_table(pathway, phases, states),
        {"Pathway": pathway.title, "As at": f"{when:%d %B %Y}", "Source": phases.source},
        False,
        "The dates behind this time line",
    )


def sites(here: Here, known: Adoption) -> None:
    """The organisations of a tool by phase and by kind of record, with the stage that each has reached."""
    scales = cached.the_catalogue().scales
    st.markdown("### Organisations by phase and stage")
    if known.expected == 1:
        stages.own(known)
    else:
        grouped = groups.sites(cached.data(here.version), known)
        parts = (("by phase", grouped.by_phase), ("paper-based and digital sites apart", grouped.by_record))
        st.markdown(plain(words.progress.sites_sentence(grouped.by_phase, grouped.by_record)))
        for place, (name, part) in enumerate(parts):
            if part.pathway.elements:
                st.markdown(f"#### Stage of adoption, {plain(name)}")
                alt = f"{words.adoption.alt(part, scales)} Bars {name}."
                stages.bars(part, scales[STAGES], alt, f"{known.pathway.slug}_{place}")
        with st.expander("Each organisation side by side"):
            stages.heat_map(known, scales[STAGES], words.adoption.alt(known, scales), known.pathway.slug, here.tree)
    for slug in (PHASES, STAGES):
        stages.meanings(known, scales[slug])
    pathways.every_stage(here, known)
