"""Where everybody is: trusts by the furthest phase begun, in groups; who moved; and the ICBs on a map."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import phases as answers
from analytics.charts import tiles, transition_tiles
from analytics.charts.tiles import By
from analytics.exports import phase_tables
from analytics.model import ENGLAND, Kind, Organisation, Scale, labels
from analytics.model.phases import Group
from analytics.organisations import common_name
from ui import cached, link, safety_cached
from ui.frame import Here
from ui.panels import pathways, quarters, stages, takeaway, tile_map
from ui.text import plain, said

BY = {
    Group.REGION: "Region",
    Group.ICB: "ICB",
    Group.PSC: "Patient Safety Collaborative",
    Group.KIND: "Kind of trust",
}


def draw(here: Here) -> None:
    """Trusts by furthest phase begun in groups of the reader's choice; a trust among those of its region."""
    st.markdown("## Where is everybody?")
    when = quarters.pick(here, [answers.PATHWAY]) or here.last_day
    around = answers.around(cached.data(here.version), here.organisation.code)
    offered = safety_cached.groupings(here.version, around.code, when)
    if not safety_cached.phases(here.version, around.code, when).rows["org_code"].nunique():
        st.info(plain(f"No phase has been recorded for {common_name(around)} by {when:%-d %B %Y}."))
        link.to_page("your_data", "Upload phases or statuses")
        return
    _own(here, when)
    by = _pick(offered, around)
    found = safety_cached.whereabouts(here.version, around.code, when, by)
    scale = cached.the_catalogue().scales[answers.FURTHEST]
    known = safety_cached.phases(here.version, around.code, when)
    sentence = words.whereabouts.furthest(found, answers.transition(known), common_name(around))
    st.markdown(said(sentence))
    stages.bars(found, scale, f"{sentence.replace('**', '')} Bars by {BY[by].lower()}.", f"psirf_{by}")
    st.caption(
        said(
            "Each bar counts trusts by the furthest phase that they have begun, under way or complete; earlier phases may "
            f"still be under way.{_unknown(known.expected - found.stages['org_code'].nunique())}"
        )
    )
    takeaway.table(
        here,
        f"psirf_by_{by}",
        lambda: phase_tables.where_table(found, _labels(scale)),
        lambda: pathways.lines(here, known.pathway, when) | {"Counted": scale.source, "In": around.name},
        found.illustrative,
        "The numbers behind these bars",
    )


def moved(here: Here) -> None:
    """From which furthest phase to which the trusts moved between two returns."""
    around = answers.around(cached.data(here.version), here.organisation.code)
    days = answers.returns(cached.data(here.version), here.last_day)
    st.markdown(f"### Who moved, in {plain(common_name(around))}?")
    if len(days) < 2:
        st.info("Only one return is known by this day, so nobody can have moved between two.")
        return
    before = st.selectbox(
        "Compared with", days[-2::-1], format_func=words.formats.day, key=f"psirf_flow_{days[-1]}", width=330
    )
    found = safety_cached.flow(here.version, around.code, before, days[-1])
    st.markdown(said(words.whereabouts.flow(found)))
    takeaway.table(
        here,
        "psirf_flow",
        lambda: phase_tables.flow_table(found, _labels(cached.the_catalogue().scales[answers.FURTHEST])),
        lambda: (
            pathways.lines(here, found.pathway, found.after)
            | {"Compared with": f"{found.before:%d %B %Y}", "In": around.name}
        ),
        found.illustrative,
        "From which furthest phase (rows) to which (columns), in trusts",
        opened=True,
    )


def on_the_map(here: Here) -> None:
    """The ICBs on tiles by the share of their trusts in transition."""
    st.markdown("### Where in England are trusts in transition?")
    when, ground = here.last_day, tile_map.ground(here)
    boards = safety_cached.in_transition(here.version, when)
    if all(board.share is None for board in boards):
        st.info(said(words.whereabouts.boards(boards)))
        return
    st.markdown(said(words.whereabouts.boards(boards)))
    illustrative = safety_cached.phases(here.version, ENGLAND, when).illustrative
    tile_map.draw(
        here,
        ground,
        transition_tiles.rows(boards, ground.outlined, ground.names, ground.tiles),
        tiles.key(By.RATE, transition_tiles.looks(boards), len(ground.tiles)),
        key="psirf_tiles",
        alt=f"Tile map of the {len(ground.names)} ICBs. {words.whereabouts.boards(boards)}",
        illustrative=illustrative,
        head="**Trusts with transition under way or complete**, and in how many ICBs",
    )
    takeaway.table(
        here,
        "psirf_map",
        lambda: phase_tables.boards_table(boards, here.tree),
        lambda: takeaway.context_lines(here) | {"As at": f"{when:%d %B %Y}"},
        illustrative,
        "The numbers behind this map",
    )


def _own(here: Here, when: date) -> None:
    """A trust's own way, or how another organisation compares with those of its kind, before all else."""
    kind = here.organisation.kind
    if kind is Kind.NATION:
        return
    with st.container(border=True):
        if kind is Kind.TRUST:
            own = safety_cached.phases(here.version, here.organisation.code, when)
            st.markdown(said(words.phases.path(own, here.name, answers.TRANSITION)))
        else:
            peers = safety_cached.whereabouts(here.version, ENGLAND, when, Group(kind.value))
            st.markdown(said(words.whereabouts.compared(peers, here.name, labels.KINDS[kind].shorts)))


def _pick(offered: tuple[Group, ...], around: Organisation) -> Group:
    if len(offered) < 2:
        return offered[0] if offered else Group.KIND
    picked = st.segmented_control(
        "Trusts by",
        offered,
        default=offered[0],
        format_func=BY.__getitem__,
        required=True,
        key=f"psirf_by_{around.code}_{'_'.join(offered)}",
    )
    return picked or offered[0]


def _labels(scale: Scale) -> list[str]:
    return [words.adoption.step_words(scale, step.value) for step in scale.steps]


def _unknown(missing: int) -> str:
    return f" Nothing is known of {missing} more." if missing > 0 else ""
