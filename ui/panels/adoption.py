"""Adoption of a pathway: who is held and on what, how far it has come and when it is done, who moved, each stage."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.exhibits import adoption as exhibits
from analytics.exhibits.stages import bars_of
from analytics.model import Adoption, Pathway, Standing
from ui import adoption_cached, cached, link
from ui.here import Here
from ui.panels import exhibit, pathways, quarters, stages
from ui.text import plain

FEW = 12
"""A list of so many rows may stand open."""


def draw(here: Here) -> None:
    """Adoption of each pathway of the programme, the answer to who is stuck first."""
    assert here.programme is not None
    for pathway in here.programme.pathways:
        _pathway(here, pathway)


def _pathway(here: Here, pathway: Pathway) -> None:
    when = here.last_day
    found = pathways.opened(here, pathway, when)
    if found is None:
        return
    when = quarters.pick(here, [pathway.slug]) or when
    found = adoption_cached.at(here.version, pathway.slug, here.organisation.code, when)
    standing = adoption_cached.standing(here.version, pathway.slug, here.organisation.code, when)
    with st.container(border=True):
        st.markdown(plain(words.held.sentence(standing, cached.the_catalogue().scales, here.name)))
    if pathway.scores:
        score(here, pathway, when)
    movement(here, pathway, when)
    each_stage(here, found)
    held(here, standing)
    if pathway.milestones:
        with st.expander("Milestones of the national plan"):
            stages.milestones(pathway, when)


def score(here: Here, pathway: Pathway, when: date) -> None:
    """An adoption score over time, by the definition that is chosen by name, and when its ambition is reached."""
    st.markdown("### How far has it come, and when is it done?")
    titles = {s.slug: s.title for s in pathway.scores}
    chosen, name = pathway.scores[0].slug, f"score_{pathway.slug}"
    if len(titles) > 1:
        if here.view.pick(name) in titles:
            st.session_state[name] = here.view.pick(name)
        elif name not in st.session_state:
            st.session_state[name] = chosen
        chosen = st.segmented_control(
            "Counted as",
            list(titles),
            format_func=titles.__getitem__,
            required=True,
            key=name,
            on_change=lambda: link.picked(name, st.session_state[name] or ""),
        ) or chosen  # fmt: skip
    history = adoption_cached.score(here.version, pathway.slug, here.organisation.code, chosen, when)
    shown = exhibits.of_score(here.scope, history, when)
    exhibit.says(shown)
    if shown.missing:
        return
    exhibit.figure(here, shown, f"score_chart_{pathway.slug}")
    exhibit.numbers(here, shown)


def movement(here: Here, pathway: Pathway, when: date) -> None:
    """Who moved up and who slipped since the quarter before."""
    found = adoption_cached.movement(here.version, pathway.slug, here.organisation.code, when)
    st.markdown("### Who moved since the last quarter?")
    shown = exhibits.of_movement(here.scope, found)
    exhibit.says(shown)
    if shown.missing:
        return
    exhibit.figure(here, shown, f"movement_{pathway.slug}")
    exhibit.numbers(here, shown, opened=len(found.changes) <= FEW)


def each_stage(here: Here, known: Adoption) -> None:
    """Each organisation's stage on each element, with how many stand where."""
    scales = cached.the_catalogue().scales
    st.markdown("### Where does each organisation stand?")
    if known.expected == 1:
        stages.own(known)
    else:
        st.markdown(plain(words.adoption.sentence(known, scales)))
    alt = words.adoption.alt(known, scales)
    for slug in dict.fromkeys(e.scale for e in known.pathway.elements):
        scale, name = scales[slug], f"{known.pathway.slug}_{slug}"
        if known.expected != 1:
            stages.bars(bars_of(known, scale, f"{alt} {scale.title}."), name)
            stages.heat_map(known, scale, f"Heat map. {alt}", name, here.tree)
        stages.meanings(known, scale)
    pathways.every_stage(here, known)


def held(here: Here, standing: Standing) -> None:
    """The list of those below the step that counts, with the element that holds each."""
    if standing.rows["held"].any():
        st.markdown("### Who is held up, and on what?")
        shown = exhibits.held(here.scope, standing)
        for text in shown.further:
            st.markdown(plain(text))
        exhibit.numbers(here, shown, opened=True)


def overdue(here: Here, standing: Standing, more: str = "") -> None:
    """What was planned for a day that has passed and has not been reached, and for whom; `more` is said after it."""
    shown = exhibits.overdue(here.scope, standing, more)
    exhibit.says(shown)
    if not shown.missing:
        exhibit.numbers(here, shown, opened=True)
