"""How the chosen measure is spread: a funnel plot of outliers, trends side by side, and a map of the ICBs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from analytics import words
from analytics.answers.levels import first_below
from analytics.exhibits import spread
from analytics.exhibits import tile_map as maps
from analytics.model import ENGLAND, Adjustment, Kind, Limits
from ui import around_cached, cached
from ui.here import Here
from ui.panels import exhibit, tile_map
from ui.text import plain

T = TypeVar("T")


def outliers(here: Here) -> None:
    """The funnel plot of all England's organisations of a level, with those of the chosen organisation marked."""
    measure = here.measure
    asked = replace(here.ask(measure.slug), organisation=ENGLAND)
    st.markdown("## Is anybody an outlier?")
    levels = cached.compared_levels(here.version, asked)
    if why := spread.no_funnel(here.scope, levels):
        exhibit.nothing(why)
        return
    answer = st.container()  # above what it can be asked, so that it is on the first screen
    with st.container(horizontal=True, key="beside_funnel"):
        level = _pick_level(here, "Organisations", levels, "funnel")
        adjustment = pick("Limits", list(Adjustment), words.funnel.ADJUSTMENT_WORDS, f"limits_{measure.slug}")
        limits = pick("Drawn at", list(Limits), words.funnel.LIMIT_WORDS, f"drawn_at_{measure.slug}")
    found = cached.funnel(here.version, asked, level, adjustment, limits)
    shown = around_cached.funnel(*around_cached.page(here), level, adjustment, limits, here.scope)
    if found is None:
        with answer:
            exhibit.nothing(shown)
        return
    with answer:
        exhibit.says(shown, 3)
        if shown.missing:
            return
        exhibit.figure(here, shown, "funnel")
    with st.expander("How to read a funnel plot"):
        st.markdown(words.funnel.HOW_TO_READ)
    exhibit.numbers(here, shown)


def trends(here: Here) -> None:
    """Small control charts of the level below the chosen organisation, or beside it; those of concern first."""
    asked = here.ask(here.measure.slug)
    st.markdown("## Who is moving?")
    levels = cached.compared_levels(here.version, asked)
    level = _pick_level(here, "Trends of", levels, "trends") if levels else Kind.TRUST
    found = cached.trends(here.version, asked, level) if levels else ()
    if len(found) < 2:
        exhibit.nothing(spread.of_trends(here.scope, found, level))
        return
    most, answer = len(found), st.container()
    toggle = f"all_{level}_{here.organisation.code}_{here.measure.slug}"
    if most > spread.FEW and not st.toggle(f"Show all {most}", key=toggle):
        most = spread.FEW
    drawn = cached.panels(here.version, asked, level, most)
    shown = spread.of_trends(here.scope, found, level, most, drawn)
    with answer:
        exhibit.says(shown, 3)
    exhibit.figure(here, shown, f"trends_{most}")
    exhibit.numbers(here, shown)


def where(here: Here) -> None:
    """The tile map of the ICBs by change, by target or by rate."""
    measure = here.measure
    st.markdown("## Where in England?")
    found = cached.mapped(here.version, replace(here.ask(measure.slug), organisation=ENGLAND))
    if found is None:
        exhibit.nothing(maps.of(here.scope, found))
        return
    answer = st.container()
    by = pick("Colour by", maps.ways(found), maps.CHOICES, f"map_{measure.slug}")
    shown = maps.of(here.scope, found, by)
    with answer:
        exhibit.says(shown, 3)
    tile_map.draw(here, shown, "tiles")
    exhibit.numbers(here, shown)


def _pick_level(here: Here, label: str, levels: Sequence[Kind], name: str) -> Kind:
    """One of the levels, first the one below the chosen organisation."""
    default = first_below(here.organisation.kind, levels)
    if len(levels) == 1:
        return default
    picked = st.segmented_control(
        plain(label),
        levels,
        default=default,
        format_func=words.formats.kinds,
        required=True,
        key=f"{name}_{here.organisation.code}_{here.measure.slug}",
    )
    return picked or default


def pick(label: str, choices: Sequence[T], names: Mapping[T, str], key: str) -> T:
    """One of the choices, first the first; nothing is asked where there is but one."""
    if len(choices) == 1:
        return choices[0]
    picked = st.segmented_control(
        plain(label), choices, default=choices[0], format_func=names.__getitem__, required=True, key=key
    )
    return picked or choices[0]
