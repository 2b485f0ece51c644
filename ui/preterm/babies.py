"""What it means for babies: estimates with their range and assumptions, then what reaching a rate would add."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.answers import worth
from analytics.catalogue import effects
from analytics.catalogue.effects import Adjustable
from analytics.exhibits import babies as exhibits
from analytics.model import Effect
from analytics.model.titles import within
from analytics.words import estimates as say
from ui import abreast, cached, link
from ui.here import Here
from ui.panels import assumed, quoted, takeaway
from ui.preterm import what_if
from ui.text import cells, plain

FORMATS = {"nnt": "%g", "cost": "%.0f"}


def draw(here: Here) -> None:
    """Estimates of harm avoided, what the report says, the assumptions, and the what-if."""
    st.markdown("## What it means for babies")
    st.caption(say.NOT_COUNTED)
    assert here.programme is not None
    own = {m.slug for m in here.programme.measures}
    lines: list[dict[str, object]] = []
    effects = exhibits.effects_of(here.scope)
    with abreast.grid(abreast.TWO, len(effects), "babies"):
        for effect in effects:
            with st.container(border=True):
                lines += _effect(here, effect)
    illustrative = cached.illustrative(here.version, *(e.measure for e in cached.the_catalogue().effects.values()))
    if lines:
        takeaway.table(
            here,
            f"estimates_{here.organisation.code}",
            pd.DataFrame(lines),
            takeaway.context_lines(here),
            illustrative,
            exhibits.NUMBERS,
        )
    _assumptions(here)
    quoted.draw(own)
    what_if.draw(here)


def _effect(here: Here, effect: Effect) -> list[dict[str, object]]:
    """One outcome: sentence and table. Returns its lines for the download."""
    st.markdown(f"### {plain(effect.title)}")
    measure = cached.the_catalogue().measures[effect.measure]
    found = cached.worth_of(here.version, effect.slug, here.ask(effect.measure), here.months, here.view.assumptions)
    if found is None:
        st.info(plain(exhibits.no_figure(here.scope, effect)))
        return []
    told = exhibits.told(found, within(measure.short_title))
    st.markdown(plain(told.sentence))
    st.table(cells(told.table), hide_index=True, alt=told.alt)
    st.caption(plain(told.footnote))
    return list(told.lines)


def _assumptions(here: Here) -> None:
    """Each assumption as a number that may be changed; it goes into the link, so that a colleague sees the same."""
    changed = dict(here.view.assumptions)
    named = [a for e in cached.the_catalogue().effects.values() for a in effects.of_effect(e)]
    touched = [a for a in named if a.name in changed]
    # The place of the warning is kept, so that the box below stays open when the first number is changed.
    with st.container():
        if touched:
            told = "; ".join(_told(a, changed[a.name]) for a in touched)
            st.warning(plain(f"Some assumptions are not the usual ones: {told}."))
    with st.expander("What is assumed, and change it", key="assumptions"):
        st.markdown("A change here changes every estimate on this page, for you and for whoever opens your link.")
        for effect in cached.the_catalogue().effects.values():
            st.markdown(f"**{plain(effect.title)}**")
            with st.grid(min_column_width=220):
                for assumption in effects.of_effect(effect):
                    usual = worth.usual(cached.data(here.version), effect, assumption, here.organisation.code)
                    form = FORMATS.get(assumption.name.partition("_")[0], "%.2f")
                    assumed.number(here, assumption, usual, form)
            st.caption(plain(f"NNT: {effect.nnt_source} Interval: {effect.interval_source} {_cost_source(effect)}"))
        st.button(
            "Back to the usual assumptions", on_click=link.change, kwargs={"assumptions": ()}, disabled=not changed
        )


def _cost_source(effect: Effect) -> str:
    return f"Cost: {effect.cost_source}" if effect.cost_source else ""


def _told(assumption: Adjustable, value: float) -> str:
    return f"{assumption.title} {say.rate_words(value) if assumption.share else f'{value:,.10g}'}"
