"""Early warning tools by phases: the national plan against what happened, the sites, what is overdue, and PIER."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import adoption as groups
from analytics.answers.adoption import PHASES, STAGES
from analytics.exhibits import deterioration as exhibits
from analytics.exhibits import stages as steps
from analytics.model import Adoption, Pathway
from ui import adoption_cached, cached
from ui.here import Here
from ui.panels import adoption, exhibit, pathways, quarters, stages
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
    adoption.overdue(here, standing, exhibits.overdue_apart(standing, apart))


def plan(here: Here, pathway: Pathway, when: date) -> None:
    """The national plan's phases: dates planned and dates reported, and its milestones."""
    phases = cached.the_catalogue().scales[PHASES]
    st.markdown("### The national plan: planned and actual")
    shown = steps.plan(here.scope, pathway, phases, when)
    exhibit.says(shown)
    exhibit.figure(here, shown, f"plan_{pathway.slug}")
    stages.milestones(pathway, when)
    exhibit.numbers(here, shown)


def sites(here: Here, known: Adoption) -> None:
    """The organisations of a tool by phase and by kind of record, with the stage that each has reached."""
    scales = cached.the_catalogue().scales
    st.markdown("### Organisations by phase and stage")
    if known.expected == 1:
        stages.own(known)
    else:
        for place, shown in enumerate(exhibits.sites(here.scope, known)):
            if not place:
                exhibit.says(shown)
            assert shown.picture is not None
            st.markdown(f"#### {plain(shown.title.rpartition(': ')[2].capitalize())}")
            stages.bars(shown.picture, f"{known.pathway.slug}_{place}")
        with st.expander("Each organisation side by side"):
            stages.heat_map(known, scales[STAGES], words.adoption.alt(known, scales), known.pathway.slug, here.tree)
    for slug in (PHASES, STAGES):
        stages.meanings(known, scales[slug])
    pathways.every_stage(here, known)
