"""The Whole System Approach: which board is in which phase, with what support, and whether prescribing falls faster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers import approach as answers
from analytics.exhibits import approach as exhibits
from analytics.exhibits.approach import BY
from analytics.model import ENGLAND, Adoption, Approach, Pathway, Scale
from ui import approach_cached, cached
from ui.here import Here
from ui.panels import exhibit, pathways, quarters, stages, tile_map
from ui.text import cells, plain, said


def draw(here: Here) -> None:
    """The answer, the map and the table of boards, quarter by quarter, the event study, and the report's figures."""
    pathway = cached.the_catalogue().pathway(answers.PATHWAY)
    if pathways.opened(here, pathway, here.last_day) is None:
        return
    when = quarters.pick(here, [pathway.slug]) or here.last_day
    found = approach_cached.approach(here.version, here.organisation.code, when)
    england = approach_cached.approach(here.version, ENGLAND, when)
    _answer(here, found)
    _map(here, england, found)
    around = england if found.expected == 1 else found
    _boards(here, around)
    _by_quarter(here, pathway, found, when)
    _study(here)
    _printed(here, england)


def _scale(here: Here, element: str) -> Scale:
    return answers.scale(cached.data(here.version), element)


def _answer(here: Here, found: Approach) -> None:
    with st.container(border=True):
        st.markdown(said(exhibits.told(here.scope, found)))


def _map(here: Here, england: Approach, found: Approach) -> None:
    st.markdown("### Where in England?")
    element = st.segmented_control(
        "Colour by", list(BY), default=answers.PHASE, format_func=BY.__getitem__, required=True, key="approach_map_by"
    ) or answers.PHASE  # fmt: skip
    tile_map.draw(here, exhibits.of_map(here.scope, england, found, element), "approach_map")


def _boards(here: Here, found: Approach) -> None:
    """The table of boards, by phase and support as they are chosen."""
    st.markdown("### Each ICB: phase, support, and who moved")
    table = exhibits.boards_table(here.scope, found)
    left, right = st.columns(2)
    for column, name, place in (("Phase", "approach_phase", left), ("Support", "approach_support", right)):
        with place:
            chosen = st.multiselect(
                plain(f"{column}: show only"), sorted(table[column].unique()), key=name, placeholder="All"
            )
        if chosen:
            table = table[table[column].isin(chosen)]
    exhibit.numbers(here, exhibits.boards(here.scope, found, table), opened=True)


def _by_quarter(here: Here, pathway: Pathway, found: Approach, when: date) -> None:
    st.markdown("### Quarter by quarter")
    known = {e: approach_cached.by_quarter(here.version, here.organisation.code, when, e) for e in BY}
    if found.expected == 1:
        st.table(cells(_own_quarters(here, known)), hide_index=True, alt="Phase and support quarter by quarter")
    else:
        for element, title in BY.items():
            st.markdown(f"#### {plain(title)}")
            shown = exhibits.of_quarters(here.scope, known[element], element)
            assert shown.picture is not None
            stages.bars(shown.picture, f"approach_{element}")
            exhibit.notes(shown)
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


def _study(here: Here) -> None:
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
    shown = exhibits.study(here.scope, found, phase)
    st.markdown(said(words.event_study.conclusion(found)))
    st.caption(said(f"All ICBs of England. {words.event_study.who(found)}"))
    if shown.picture:
        few = exhibit.note(f"{words.event_study.few(found.study)} {words.event_study.UNIT}".strip())
        exhibit.figure(here, shown, "approach_study", few)
    if found.illustrative:
        st.caption(words.event_study.BUILT_IN)
    with st.expander("Why this may not be because of the approach"):
        st.markdown("\n".join(f"- {line}" for line in words.event_study.CAVEATS))
    with st.expander("How this was worked out"):
        st.markdown(words.event_study.HOW)
    if shown.picture:
        exhibit.numbers(here, shown)


def _printed(here: Here, england: Approach) -> None:
    st.markdown("### The report’s figures beside these")
    shown = exhibits.printed(here.scope, england)
    exhibit.says(shown)
    exhibit.numbers(here, shown, opened=True)
