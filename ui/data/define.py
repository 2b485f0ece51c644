"""What a local measure is, said by those who brought it: unit, direction, target, definition. Neutral until then."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.catalogue import local as local_catalogue
from analytics.governance.roles import Action
from analytics.keeping import definitions as local
from analytics.model import Better, Measure, RollUp, Unit
from ui import access, cached, link
from ui.data import problems
from ui.here import Here
from ui.text import plain

UNITS = {
    Unit.PERCENT: "a percentage",
    Unit.RATE: "a rate (so many for each so many)",
    Unit.COUNT: "a count",
    Unit.SCORE: "another number",
}
DIRECTIONS = {
    Better.NEUTRAL: "neither is better",
    Better.INCREASE: "higher is better",
    Better.DECREASE: "lower is better",
}
_DONE = "defined"


def nothing_yet() -> None:
    """The page before anybody has brought a measure."""
    st.info(
        "Nobody has brought a measure of their own yet. Upload a file that names one, for example *Skin-to-skin contact "
        "within an hour*: it gets its charts, comparison, links and downloads here."
    )
    link.to_page("your_data", "Upload a file")


def draw(here: Here) -> None:
    """The form for the page's chosen measure."""
    measure = here.measure
    st.markdown("## What is this measure?")
    if problem := local.unreadable(cached.data(here.version).events).get(measure.slug):
        problems.draw([problem], refused=False)
    if done := st.session_state.pop(_DONE, None):
        st.success(plain(done))
    if not access.allowed(Action.DESCRIBE):
        return
    if here.view.asof:
        st.caption("You are looking at older data. A measure can be described in the newest data only.")
        return
    st.markdown("What you say here holds for everybody who opens this measure, and can be changed again.")
    with st.form(f"define_{measure.slug}"):
        defined = fields(measure, "page")
        who = access.who("Your name, for the history")
        if st.form_submit_button("Keep this description", type="primary"):
            with access.acting(Action.DESCRIBE, defined.slug, who=who) as name:
                local.define(cached.store(), [defined], name)
            st.session_state[_DONE] = f"The description of {defined.title} was kept."
            st.rerun()


def fields(measure: Measure, where: str, *, unit_asked: bool = True) -> Measure:
    """The measure as described in a form that is open. `where` keeps the keys of two forms apart."""
    key = f"{where}_{measure.slug}"
    left, right = st.columns(2)
    unit = measure.unit
    if unit_asked:
        unit = left.selectbox("It is", list(UNITS), list(UNITS).index(unit), UNITS.__getitem__, key=f"unit_{key}")
    better = right.selectbox(
        "Direction",
        list(DIRECTIONS),
        list(DIRECTIONS).index(measure.better),
        DIRECTIONS.__getitem__,
        key=f"better_{key}",
    )
    per = left.text_input("For a rate: for each what? (per 1,000 births)", measure.per_text, key=f"per_{key}")
    scale = 100 if measure.unit is Unit.PERCENT else 1
    target = right.number_input(
        "Target, if there is one (for a percentage, 95 is 95%)",
        value=None if measure.target is None else measure.target * scale,
        key=f"target_{key}",
    )
    adds = st.checkbox(
        "Numbers of trusts may be added up to ICBs, regions and England",
        measure.roll_up is RollUp.SUM,
        key=f"adds_{key}",
        help="Do not tick this for counts of people who can appear in two organisations, or for shares without their "
        "numbers. A larger organisation is shown only where nearly all of its members have sent numbers.",
    )
    text = st.text_area(
        "Definition: who is counted, out of whom, from where", measure.how_calculated, key=f"text_{key}"
    )
    built = local_catalogue.measure(
        measure.slug,
        measure.title,
        unit=unit,
        better=better,
        target=None if target is None else target / (100 if unit is Unit.PERCENT else 1),
        definition=text.strip(),
        adds_up=adds,
        levels=measure.levels,
        source=measure.source,
        per_text=per.strip(),
    )
    return replace(built, caveats=measure.caveats)
