"""What if every trust reached a rate: people reached in addition, harm avoided and cost, by organisation."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.answers import what_if
from analytics.catalogue import effects
from analytics.exhibits import what_if as exhibits
from analytics.model import Kind, View, WhatIf
from analytics.sharing.assumed import assume
from ui import cached, link
from ui.here import Here
from ui.panels import exhibit
from ui.text import plain

EVERYTHING = "All interventions"


def draw(here: Here) -> None:
    """Choose a rate and an intervention, then the sentence, the bars and the table by organisation."""
    st.markdown("### What if?")
    composite = what_if.composite(here.programme) if here.programme else None
    if composite is None:
        return
    measures = cached.the_catalogue().measures
    slug, rate = _choose(here, {s: measures[s].short_title for s in composite.composite_of})
    found = cached.lifted(here.version, here.ask(composite.slug), slug, rate, here.view.assumptions)
    if found is None or not found.eligible:
        st.info(plain(exhibits.nobody(here.scope, found)))
        return
    st.markdown(plain(exhibits.sentence(here.scope, found)))
    for cost in exhibits.costs(found.harms):
        st.markdown(plain(cost))
    st.caption(plain(exhibits.allowance(found.harms)))
    if found.members and (silent := exhibits.silent(here.scope, found)):
        st.caption(plain(silent))
    shown = exhibits.of(here.scope, found, _level(here, found) if found.members else None)
    st.markdown(f"#### {plain(shown.title)}")
    exhibit.figure(here, shown, "what_if", notes=False)
    exhibit.numbers(here, shown)


def _choose(here: Here, titles: dict[str, str]) -> tuple[str | None, float]:
    """The intervention (None for all) and the rate, kept in the view so that they travel in the link."""
    slug, rate = effects.chosen_rate(dict(here.view.assumptions))
    left, right = st.columns(2)

    def changed() -> None:
        chosen, share = st.session_state["what_if_measure"], round(st.session_state["what_if_rate"] / 100, 4)
        kept = View(assumptions=tuple(a for a in here.view.assumptions if not a[0].startswith(effects.RATE_NAME)))
        name = effects.RATE_NAME if chosen == EVERYTHING else f"{effects.RATE_NAME}_{chosen}"
        usual = chosen == EVERYTHING and share == effects.RATE
        link.change(assumptions=kept.assumptions if usual else assume(kept, name, share))

    st.session_state["what_if_measure"] = slug or EVERYTHING
    st.session_state["what_if_rate"] = round(rate * 100, 2)
    with left:
        st.selectbox(
            "Which intervention",
            [EVERYTHING, *titles],
            format_func=lambda s: titles.get(s, s),
            key="what_if_measure",
            on_change=changed,
        )
    with right:
        st.number_input("Rate to reach, %", 0.0, 100.0, step=1.0, format="%g", key="what_if_rate", on_change=changed)
    return slug, rate


def _level(here: Here, found: WhatIf) -> Kind | None:
    """The level below by which the bars are."""
    own = here.organisation
    levels = what_if.levels(found, own)
    level: Kind | None = levels[0] if levels else None
    if len(levels) > 1:
        level = st.segmented_control(
            "By",
            levels,
            default=level,
            format_func=words.formats.kinds,
            required=True,
            key=f"what_if_level_{own.code}",
        )
    return level
