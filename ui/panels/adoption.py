"""Adoption of a pathway: who is held and on what, how far it has come and when it is done, who moved, each stage."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers.adoption import longest_overdue_first
from analytics.charts import progress
from analytics.exports import adoption_tables
from analytics.model import Adoption, Movement, Pathway, Standing
from ui import adoption_cached, cached, link
from ui.frame import Here
from ui.panels import pathways, quarters, stages, takeaway
from ui.text import plain, said

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
    st.markdown(said(words.progress.score_sentence(history)))
    if history.points.empty:
        return
    st.vega_lite_chart(
        progress.score_rows(history),
        progress.score_template(history.illustrative),
        key=f"score_chart_{pathway.slug}",
        width="stretch",
        alt=words.progress.score_alt(history),
    )
    source = history.score.ambition_source or pathway.ambition_source
    st.caption(
        plain(
            f"{history.score.title}: {history.score.meaning} Dashed: the ambition ({source}). Dotted and shaded: the "
            "forecast at the present pace, with the fastest and slowest of the last two years."
        )
    )
    told = {"Definition": f"{history.score.title}. {history.score.meaning}", "Ambition": source}
    takeaway.table(
        here,
        f"{pathway.slug}_{chosen}",
        adoption_tables.score_table(history),
        pathways.lines(here, pathway, when) | told,
        history.illustrative,
        "The numbers behind this chart",
    )


def movement(here: Here, pathway: Pathway, when: date) -> None:
    """Who moved up and who slipped since the quarter before."""
    found = adoption_cached.movement(here.version, pathway.slug, here.organisation.code, when)
    st.markdown("### Who moved since the last quarter?")
    st.markdown(plain(words.progress.movement_sentence(found)))
    if found.changes.empty:
        return
    if len(adoption_cached.members(here.version, pathway.slug, here.organisation.code)) > 1:
        _movement_chart(found)
    _movement_table(here, found, when)


def _movement_chart(found: Movement) -> None:
    pathway = found.pathway
    st.vega_lite_chart(
        progress.movement_rows(found),
        progress.movement_template(len(pathway.elements), found.illustrative),
        key=f"movement_{pathway.slug}",
        width="stretch",
        alt=words.progress.movement_alt(found),
    )


def _movement_table(here: Here, found: Movement, when: date) -> None:
    pathway = found.pathway
    takeaway.table(
        here,
        f"{pathway.slug}_movement",
        adoption_tables.movement_table(found),
        pathways.lines(here, pathway, when) | {"Compared with": words.formats.day(found.before)},
        found.illustrative,
        f"Who moved, from where to where ({len(found.changes)}), slips first",
        opened=len(found.changes) <= FEW,
    )


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
            stages.bars(known, scale, f"{alt} {scale.title}.", name)
            stages.heat_map(known, scale, f"Heat map. {alt}", name, here.tree)
        stages.meanings(known, scale)
    pathways.every_stage(here, known)


def held(here: Here, standing: Standing) -> None:
    """The list of those below the step that counts, with the element that holds each."""
    rows = standing.rows["held"]
    if rows.any():
        st.markdown("### Who is held up, and on what?")
        st.markdown(plain(words.held.overdue(standing, here.name)))
        _list(here, standing, rows, "held", "Not yet in place, those waiting longest first")


def overdue(here: Here, standing: Standing, more: str = "") -> None:
    """What was planned for a day that has passed and has not been reached, and for whom; `more` is said after it."""
    st.markdown(plain(f"{words.held.overdue(standing, here.name)} {more}".rstrip()))
    if standing.rows["overdue"].any():
        by_plan = longest_overdue_first(standing)
        _list(here, by_plan, by_plan.rows["overdue"], "overdue", "Overdue, longest first")


def _list(here: Here, standing: Standing, rows: pd.Series, name: str, title: str) -> None:
    table = adoption_tables.standing_table(standing, cached.the_catalogue().scales, rows)
    takeaway.table(
        here,
        f"{standing.pathway.slug}_{name}",
        table,
        pathways.lines(here, standing.pathway, standing.as_at),
        standing.illustrative,
        f"{title}: {len(table)}",
        opened=True,
    )
