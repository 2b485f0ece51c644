"""Where everybody is: trusts by the furthest phase begun, in groups; who moved; and the ICBs on a map."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import phases as answers
from analytics.exhibits import where as exhibits
from analytics.exhibits.where import BY
from analytics.model import ENGLAND, Kind, Organisation, labels
from analytics.model.phases import Group
from analytics.organisations import common_name
from ui import cached, link, safety_cached
from ui.here import Here
from ui.panels import exhibit, quarters, stages, tile_map
from ui.text import plain, said


def draw(here: Here) -> None:
    """Trusts by furthest phase begun in groups of the reader's choice; a trust among those of its region."""
    st.markdown("## Where is everybody?")
    when = quarters.pick(here, [answers.PATHWAY]) or here.last_day
    around = answers.around(cached.data(here.version), here.organisation.code)
    offered = safety_cached.groupings(here.version, around.code, when)
    if not safety_cached.phases(here.version, around.code, when).rows["org_code"].nunique():
        exhibit.nothing(exhibits.nothing(here.scope, around, when))
        link.to_page("your_data", "Upload phases or statuses")
        return
    _own(here, when)
    by = _pick(offered, around)
    found = safety_cached.whereabouts(here.version, around.code, when, by)
    known = safety_cached.phases(here.version, around.code, when)
    shown = exhibits.by_phase(here.scope, found, known, around, by, when)
    exhibit.says(shown)
    assert shown.picture is not None
    stages.bars(shown.picture, f"psirf_{by}")
    exhibit.foot(here, shown)
    exhibit.numbers(here, shown)


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
    shown = exhibits.of_flow(here.scope, found, around)
    exhibit.says(shown)
    exhibit.numbers(here, shown, opened=True)


def on_the_map(here: Here) -> None:
    """The ICBs on tiles by the share of their trusts in transition."""
    st.markdown("### Where in England are trusts in transition?")
    when = here.last_day
    boards = safety_cached.in_transition(here.version, when)
    shown = exhibits.on_the_map(
        here.scope, boards, safety_cached.phases(here.version, ENGLAND, when).illustrative, when
    )
    if shown.missing:
        exhibit.nothing(shown)
        return
    exhibit.says(shown)
    tile_map.draw(here, shown, "psirf_tiles", "**Trusts with transition under way or complete**, and in how many ICBs")
    exhibit.numbers(here, shown)


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
