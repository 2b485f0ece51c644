"""Who differs, who is changing: the answer in three figures, then one picture at a time with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics import words
from analytics.answers import comparison as comparisons
from analytics.exhibits import variation as exhibits
from analytics.model import ENGLAND, Adjustment, Band, ChangedMost, Kind, labels
from ui import cached, filters
from ui import variation_cached as answers
from ui.here import Here
from ui.opioids import drivers
from ui.panels import comparison, exhibit, figures, spread
from ui.text import plain, said

SHOWN = 8
"""So many of those that changed most stand in the table."""


def draw(here: Here) -> None:
    """The measure, three figures, and the chosen picture. Only that one is worked out."""
    assert here.programme is not None
    left, right = st.columns([1, 2])
    with left:
        filters.pick_measure({m.slug: m.short_title for m in here.programme.measures}, here.measure.slug)
    with right:
        chosen = _pick_look(here)
    _answers(here)
    LOOKS[chosen](here)


def _pick_look(here: Here) -> str:
    """Which picture; the first is one that the measure has."""
    names = [name for name in LOOKS if name != "Outliers"]
    names.insert(len(names) if comparisons.why_no_funnel(here.measure) else 0, "Outliers")
    return spread.pick("Show", names, {name: name for name in names}, f"look_{here.measure.slug}")


def _answers(here: Here) -> None:
    """Three figures: outliers or ends of the band, who has a signal, who drives the change."""
    told = [answer for answer in (_outliers(here), _changed(here), drivers.brief(here)) if answer]
    for column, (figure, what) in zip(st.columns(len(told)) if told else (), told, strict=True):
        with column:
            st.markdown(f"**{plain(figure)}**  \n:small[{plain(what)}]")


def _outliers(here: Here) -> tuple[str, str] | None:
    asked = replace(here.ask(here.measure.slug), organisation=ENGLAND)
    if not comparisons.why_no_funnel(here.measure) and Kind.ICB in cached.compared_levels(here.version, asked):
        found = cached.funnel(here.version, asked, Kind.ICB, Adjustment.ADDITIVE)
        if found and not found.note:
            many = found.count(Band.ALERT) + found.count(Band.ALARM)
            return f"{many} of {len(found.rows)} ICBs", "are outliers, beyond 2 sigma in the funnel"
    level = exhibits.first_level(here.scope, answers.decile_levels(here.version, asked))
    banded = answers.banded(here.version, here.ask(here.measure.slug), level) if level else None
    return words.deciles.brief(banded) if banded else None


def _changed(here: Here) -> tuple[str, str] | None:
    asked = here.ask(here.measure.slug)
    level = exhibits.first_level(here.scope, answers.decile_levels(here.version, asked))
    found = answers.changed(here.version, asked, level) if level else None
    return (words.changed_most.brief(found), "changed by more than chance often makes") if found else None


def over_time(here: Here) -> None:
    """The band of tenths of England's organisations, with the chosen one's line on it."""
    measure = here.measure
    title, level = _title_and_level(here, "deciles")
    found = answers.banded(here.version, here.ask(measure.slug), level) if level else None
    shown = exhibits.over_time(here.scope, found)
    if found is None:
        exhibit.nothing(shown)
        return
    title.markdown(f"### Eight in ten {plain(labels.KINDS[found.level].many)}, and {said(words.deciles.name(found))}")
    st.markdown(said(words.deciles.sentence(found)))
    exhibit.figure(here, shown, "deciles")
    st.markdown(said(words.deciles.steady(found)))
    with st.expander("How to read a decile band"):
        st.markdown(words.deciles.HOW_TO_READ)
    exhibit.numbers(here, shown)


def changed_most(here: Here) -> None:
    """Those with the strongest evidence of a change, in a short table."""
    asked = here.ask(here.measure.slug)
    title, level = _title_and_level(here, "changed")
    found = answers.changed(here.version, asked, level) if level else None
    shown = exhibits.most_changed(here.scope, found)
    if found is None:
        exhibit.nothing(shown)
        return
    own = cached.own(here.version, here.organisation.code, found.level)
    title.markdown(f"### {plain(shown.title)}")
    exhibit.says(shown)
    _table(found, own)
    exhibit.notes(shown)
    with st.expander("How the strength of a change is worked out"):
        st.markdown(said(words.changed_most.how(found)))
    exhibit.numbers(here, shown)


def _table(found: ChangedMost, own: tuple[str, ...]) -> None:
    """The first few, then the chosen ones where they are further down."""
    below = found.rows["code"].isin(own) & (found.rows.index >= SHOWN) & (len(own) == 1)
    rows = found.rows[(found.rows.index < SHOWN) | below]
    figures.table(
        ("", "Before and after", "Since", "Strength", "In words"),
        [
            (
                f"{place}. {one['name']}",
                words.changed_most.levels(found, one),
                words.formats.period(one["since"], found.grain, short=True),
                words.changed_most.strength(one),
                words.changed_most.short_row(one),
            )
            for place, (_, one) in zip(rows.index + 1, rows.iterrows(), strict=True)
        ],
        marked=[place for place, code in enumerate(rows["code"]) if code in own],
    )


def _title_and_level(here: Here, name: str) -> tuple[DeltaGenerator, Kind | None]:
    """A place for the title, with the choice of the level beside it."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    levels = answers.decile_levels(here.version, here.ask(here.measure.slug))
    first = exhibits.first_level(here.scope, levels)
    if first is None:
        return left, None
    many = {k: words.formats.kinds(k) for k in (first, *(k for k in levels if k is not first))}
    with right:
        key = f"{name}_level_{here.organisation.kind}_{here.measure.slug}"
        return left, spread.pick("Organisations", list(many), many, key)


LOOKS: dict[str, Callable[[Here], None]] = {
    "Outliers": spread.outliers,
    "Over time": over_time,
    "Changed most": changed_most,
    "Who drives it": drivers.draw,
    "Ranking": comparison.draw,
    "Trends": spread.trends,
    "Map": spread.where,
}
