"""The Whole System Approach: which board is in which phase, with what support, and whether prescribing falls faster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers import approach as answers
from analytics.charts import approach as charts
from analytics.charts import event_study
from analytics.exports import approach_tables
from analytics.model import ENGLAND, Adoption, Approach, Kind, Pathway, Scale
from ui import approach_cached, cached
from ui.frame import Here
from ui.panels import pathways, quarters, stages, takeaway, tile_map
from ui.text import cells, plain, said

BY = {answers.PHASE: "Phase", answers.SUPPORT: "Support"}
IN_PLACE = {
    answers.PHASE: "ICBs with a phase, which take the approach",
    answers.SUPPORT: "ICBs with full or light-touch support, which goes to those that take the approach",
}


def draw(here: Here) -> None:
    """The answer, the map and the table of boards, quarter by quarter, the event study, and the report's figures."""
    pathway = cached.the_catalogue().pathway(answers.PATHWAY)
    if pathways.opened(here, pathway, here.last_day) is None:
        return
    when = quarters.pick(here, [pathway.slug]) or here.last_day
    found = approach_cached.approach(here.version, here.organisation.code, when)
    england = approach_cached.approach(here.version, ENGLAND, when)
    _answer(here, found)
    _map(here, england)
    around = england if found.expected == 1 else found
    _boards(here, pathway, around)
    _by_quarter(here, pathway, found, when)
    _study(here, pathway)
    _printed(here, pathway, england)


def _scale(here: Here, element: str) -> Scale:
    return answers.scale(cached.data(here.version), element)


def _answer(here: Here, found: Approach) -> None:
    phases, supports = _scale(here, answers.PHASE), _scale(here, answers.SUPPORT)
    with st.container(border=True):
        if found.expected == 1:
            st.markdown(said(words.approach.own(found.boards.iloc[0], phases, supports)))
        else:
            whole = here.organisation.kind is Kind.NATION
            st.markdown(said(words.approach.sentence(answers.reach(found), here.name, found.as_at, whole)))


def _map(here: Here, found: Approach) -> None:
    st.markdown("### Where in England?")
    element = st.segmented_control(
        "Colour by", list(BY), default=answers.PHASE, format_func=BY.__getitem__, required=True, key="approach_map_by"
    ) or answers.PHASE  # fmt: skip
    scale, ground = _scale(here, element), tile_map.ground(here)
    looks = charts.looks(found, scale, element)
    tile_map.draw(
        here,
        ground,
        charts.rows(found, looks, ground.outlined, ground.names, ground.tiles),
        charts.key(looks, scale, found.expected),
        key="approach_map",
        alt=words.approach.map_alt(found, BY[element].lower()),
        illustrative=found.illustrative,
    )


def _boards(here: Here, pathway: Pathway, found: Approach) -> None:
    """The table of boards, by phase and support as they are chosen."""
    st.markdown("### Each ICB: phase, support, and who moved")
    phases, supports = _scale(here, answers.PHASE), _scale(here, answers.SUPPORT)
    table = approach_tables.boards_table(found, phases, supports)
    left, right = st.columns(2)
    for column, name, place in (("Phase", "approach_phase", left), ("Support", "approach_support", right)):
        with place:
            chosen = st.multiselect(
                plain(f"{column}: show only"), sorted(table[column].unique()), key=name, placeholder="All"
            )
        if chosen:
            table = table[table[column].isin(chosen)]
    takeaway.table(
        here,
        "approach_boards",
        table,
        pathways.lines(here, pathway, found.as_at) | {"Moved since": words.formats.day(found.before)},
        found.illustrative,
        f"ICBs by phase and support: {len(table)} of {found.expected}",
        opened=True,
    )


def _by_quarter(here: Here, pathway: Pathway, found: Approach, when: date) -> None:
    st.markdown("### Quarter by quarter")
    known = {e: approach_cached.by_quarter(here.version, here.organisation.code, when, e) for e in BY}
    if found.expected == 1:
        st.table(cells(_own_quarters(here, known)), hide_index=True, alt="Phase and support quarter by quarter")
    else:
        for element, title in BY.items():
            scale = _scale(here, element)
            st.markdown(f"#### {plain(title)}")
            alt = f"How many ICBs in {here.name} stood at each step, quarter by quarter: {scale.title}."
            stages.bars(known[element], scale, alt, f"approach_{element}")
            st.caption(plain(f"Left of the line, and counted beside each bar: {IN_PLACE[element]}."))
    with st.expander("What the phases and kinds of support mean"):
        for element in BY:
            scale = _scale(here, element)
            st.markdown(
                f"**{plain(scale.title)}**\n"
                + "\n".join(f"- **{plain(s.label)}** {plain(s.description)}" for s in scale.steps)
            )
            st.caption(plain(f"Source: {scale.source}."))
    with st.expander("Milestones of the national plan"):
        stages.milestones(pathway, when)


def _own_quarters(here: Here, known: Mapping[str, Adoption]) -> pd.DataFrame:
    """One board's phase and support, a row a quarter."""
    columns = {}
    for element, found in known.items():
        step = found.stages.set_index("element")["stage"]
        columns[BY[element]] = [
            words.approach.step(_scale(here, element), step.get(e.slug)) for e in found.pathway.elements
        ]
    quarters = [e.title for e in known[answers.PHASE].pathway.elements]
    return pd.DataFrame({"Quarter": quarters, **columns})


def _study(here: Here, pathway: Pathway) -> None:
    st.markdown("### Does prescribing fall faster where the approach is further on?")
    measures = cached.measures_of(here.version)
    possible = answers.outcomes(cached.data(here.version))
    if not possible:
        st.info("No ICB has monthly figures of an opioid measure yet, so this cannot be asked.")
        return
    left, right = st.columns(2)
    with left:
        outcome = st.selectbox(
            "Outcome", possible, format_func=lambda slug: measures[slug].short_title, key="approach_outcome"
        )
    with right:
        phase = st.segmented_control(
            "Since an ICB reached", answers.PHASES, default=answers.PHASES[0], format_func=_scale(here, answers.PHASE).label,
            required=True, key="approach_since",
        ) or answers.PHASES[0]  # fmt: skip
    found = approach_cached.phase_study(here.version, outcome, phase, here.view.end)
    study = found.study
    st.markdown(said(words.event_study.conclusion(found)))
    st.caption(said(f"All ICBs of England. {words.event_study.who(found)}"))
    if len(study.time):
        st.vega_lite_chart(
            event_study.rows(study),
            event_study.template(found.illustrative),
            key="approach_study",
            width="stretch",
            alt=words.event_study.alt(found),
        )
        st.caption(said(f"{event_study.key_text(study)} {words.event_study.few(study)} {words.event_study.UNIT}"))
    if found.illustrative:
        st.caption(words.event_study.BUILT_IN)
    with st.expander("Why this may not be because of the approach"):
        st.markdown("\n".join(f"- {line}" for line in words.event_study.CAVEATS))
    with st.expander("How this was worked out"):
        st.markdown(words.event_study.HOW)
    if len(study.time):
        takeaway.table(
            here,
            f"approach_study_{outcome}_{phase}",
            approach_tables.study_table(study),
            takeaway.measure_lines(here, found.measure)
            | {"Unit": words.event_study.UNIT, "In words": words.event_study.conclusion(found).replace("**", "")},
            found.illustrative,
            "The numbers behind this picture",
        )


def _printed(here: Here, pathway: Pathway, england: Approach) -> None:
    st.markdown("### The report’s figures beside these")
    table = approach_tables.printed_table(answers.reach(england))
    st.markdown(said(f"England at {words.formats.day(england.as_at)}. {words.approach.CONTRADICTION}"))
    if england.expected != words.approach.BOARDS:
        st.markdown(said(words.approach.other_boards(england.expected)))
    takeaway.table(
        here,
        "approach_printed",
        table,
        pathways.lines(replace(here, organisation=here.tree[ENGLAND]), pathway, england.as_at),
        england.illustrative,
        "Counted here, and printed in the report for Q2 2023/24",
        opened=True,
    )
