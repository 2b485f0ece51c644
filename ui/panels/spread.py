"""How the chosen measure is spread: a funnel plot of outliers, trends side by side, and a map of the ICBs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from analytics import words
from analytics.answers import comparison as comparisons
from analytics.answers import glance
from analytics.answers.levels import first_below
from analytics.charts import funnel, legend, multiples, tiles
from analytics.charts.tiles import By
from analytics.exports import tabulated
from analytics.model import (
    ENGLAND,
    Adjustment,
    Comparison,
    ControlChart,
    Grain,
    Kind,
    Limits,
    Series,
    Unit,
    labels,
)
from analytics.organisations import common_name
from ui import cached
from ui.frame import Here
from ui.panels import takeaway, tile_map
from ui.text import plain, said

T = TypeVar("T")

FEW = 24
"""So many small charts are drawn at first; the rest on demand."""


MAP_CHOICES = {By.VARIATION: "Change", By.ASSURANCE: "Target", By.RATE: "Rate"}


def outliers(here: Here) -> None:
    """The funnel plot of all England's organisations of a level, with those of the chosen organisation marked."""
    measure = here.measure
    asked = replace(here.ask(measure.slug), organisation=ENGLAND)
    st.markdown("## Is anybody an outlier?")
    if why := comparisons.why_no_funnel(measure):
        st.info(plain(why))
        return
    levels = cached.compared_levels(here.version, asked)
    if not levels:
        st.info(plain(f"Fewer than two organisations have data for {measure.title.lower()} in this period."))
        return
    answer = st.container()  # above what it can be asked, so that it is on the first screen
    left, middle, right = st.columns(3)
    with left:
        level = _pick_level(here, "Organisations", levels, "funnel")
    with middle:
        adjustment = pick("Limits", list(Adjustment), words.funnel.ADJUSTMENT_WORDS, f"limits_{measure.slug}")
    with right:
        limits = pick("Drawn at", list(Limits), words.funnel.LIMIT_WORDS, f"drawn_at_{measure.slug}")
    found = cached.funnel(here.version, asked, level, adjustment, limits)
    if found is None:
        answer.info(plain(words.comparison.nothing_alike(measure)))
        return
    own = cached.own(here.version, here.organisation.code, level)
    with answer:
        st.markdown(f"### {plain(measure.title)}: {plain(labels.KINDS[level].many)} in England, {plain(found.period)}")
        st.markdown(said(words.funnel.sentence(found, own, here.name)))
        if found.note:
            return
        drawn = funnel.rows(found, own)
        st.vega_lite_chart(
            drawn,
            funnel.template(measure.unit, found.illustrative, words.funnel.across(found), words.funnel.axis(found)),
            key="funnel",
            width="stretch",
            alt=words.funnel.alt(found),
        )
        st.html(legend.html(funnel.key(drawn, found.limits)))
        st.caption(plain(words.funnel.limits(found)))
    if found.left_out:
        st.caption(plain(f"Without counts for this period, so not drawn: {', '.join(found.left_out)}."))
    with st.expander("How to read a funnel plot"):
        st.markdown(words.funnel.HOW_TO_READ)
    lines = {"Period compared": found.period, "Limits": words.funnel.ADJUSTMENT_WORDS[found.adjustment]}
    lines |= {"Limits drawn at": words.funnel.LIMIT_WORDS[found.limits]}
    lines |= {"In words": f"{words.funnel.sentence(found)} {words.funnel.limits(found)}"}
    takeaway.table(
        here,
        f"{measure.slug}_funnel",
        lambda: tabulated.funnel_table(found),
        lambda: takeaway.measure_lines(here, measure) | lines,
        found.illustrative,
        "The numbers behind this funnel plot",
        measure=measure,
    )


def trends(here: Here) -> None:
    """Small control charts of the level below the chosen organisation, or beside it; those of concern first."""
    measure, asked = here.measure, here.ask(here.measure.slug)
    st.markdown("## Who is moving?")
    code = here.organisation.code
    levels = cached.compared_levels(here.version, asked)
    level = _pick_level(here, "Trends of", levels, "trends") if levels else Kind.TRUST
    found = cached.trends(here.version, asked, level) if levels else ()
    if len(found) < 2:
        st.info(
            plain(
                f"Fewer than two organisations around {here.name} have a trend of {measure.title.lower()} in this period."
            )
        )
        return
    around = common_name(cached.compared_within(here.version, code, level))
    st.markdown(f"### {plain(measure.title)}: {plain(labels.KINDS[level].many)} in {plain(around)}")
    pairs = [one.whole for one in found]
    st.markdown(plain(words.spread.trends_sentence(pairs, level.value)))
    if by_chance := glance.by_chance(found):
        st.caption(plain(by_chance))
    most = len(found)
    if most > FEW and not st.toggle(f"Show all {most}", key=f"all_{level}_{code}_{measure.slug}"):
        most = FEW
        st.caption(f"The first {FEW} of {len(found)} are drawn, those that need a look first.")
    illustrative = any(one.series.illustrative for one in found)
    drawn = cached.panels(here.version, asked, level, most)
    st.vega_lite_chart(
        drawn,
        multiples.template(illustrative),
        key=f"trends_{most}",
        width="stretch",
        alt=words.spread.trends_alt(pairs, most, level.value),
    )
    st.html(legend.html(multiples.key(drawn)))
    axis = "Each panel has its own scale" if measure.unit is Unit.COUNT else "All panels share one scale"
    grains = {one.series.grain for one in found}
    mixed = (
        " Where a month has too few behind it, quarters or rolling years are drawn." if grains - {Grain.MONTH} else ""
    )
    st.caption(f"{axis}.{mixed}")
    takeaway.table(
        here,
        f"{measure.slug}_trends",
        lambda: tabulated.trends_table(pairs),
        lambda: takeaway.measure_lines(here, measure),
        illustrative,
        "The numbers behind these trends",
        measure=measure,
    )


def where(here: Here) -> None:
    """The tile map of the ICBs by change, by target or by rate."""
    measure = here.measure
    st.markdown("## Where in England?")
    found = cached.mapped(here.version, replace(here.ask(measure.slug), organisation=ENGLAND))
    if found is None:
        what = "says nothing about a single ICB" if Kind.ICB not in measure.levels else "has no figures for ICBs yet"
        st.info(f"There is no map, because this measure {what}.")
        return
    boards, rates = {one.series.organisation.code: one.whole for one in found.boards}, found.rates
    ground = tile_map.ground(here)
    st.markdown(f"### {plain(measure.title)}: the {len(ground.names)} ICBs")
    ways = [By.VARIATION, *([By.ASSURANCE] if found.assured else []), *([By.RATE] if found.rated else [])]
    by = pick("Colour by", ways, MAP_CHOICES, f"map_{measure.slug}")
    looks = tiles.looks(by, measure, boards, rates)
    series = next(iter(boards.values()))[0]
    st.markdown(plain(_map_sentence(by, tuple(boards.values()), rates)))
    tile_map.draw(
        here,
        ground,
        tiles.rows(looks, boards, rates, ground.outlined, ground.names, ground.tiles),
        tiles.key(by, looks, len(ground.tiles)),
        key="tiles",
        alt=words.spread.map_alt(
            series, MAP_CHOICES[by].lower(), rates.period if rates else "latest", len(ground.names)
        ),
        illustrative=series.illustrative,
        period=rates.period if rates and by is By.RATE else "",
    )
    takeaway.table(
        here,
        f"{measure.slug}_map",
        lambda: tabulated.trends_table(tuple(boards.values())),
        lambda: takeaway.measure_lines(here, measure),
        series.illustrative,
        "The numbers behind this map",
        measure=measure,
    )


def _pick_level(here: Here, label: str, levels: Sequence[Kind], name: str) -> Kind:
    """One of the levels, first the one below the chosen organisation."""
    default = first_below(here.organisation.kind, levels)
    if len(levels) == 1:
        return default
    picked = st.segmented_control(
        plain(label),
        levels,
        default=default,
        format_func=lambda k: labels.KINDS[k].many,
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


def _map_sentence(by: By, boards: Sequence[tuple[Series, ControlChart]], rates: Comparison | None) -> str:
    if by is By.ASSURANCE:
        return words.spread.assurance_sentence(boards)
    if by is By.RATE and rates is not None:
        return words.spread.rates_sentence(rates)
    return words.spread.trends_sentence(boards, Kind.ICB.value)
