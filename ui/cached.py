"""Answers worth keeping between reruns. Every key is a store version, a slug, a code or a date: never free text, never a
frame, and nothing of a user's. Cached values are shared between users, so nobody may change them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.answers import Question, held_back, levels, provenance, what_if, worth
from analytics.answers import before_after as before_afters
from analytics.answers import chart as charts
from analytics.answers import comparison as comparisons
from analytics.answers import cusum as cusums
from analytics.answers import glance as glances
from analytics.catalogue import Catalogue
from analytics.charts import multiples
from analytics.ingest.templates import downloads as template_files
from analytics.model import (
    Adjustment,
    BeforeAfter,
    Charted,
    Comparison,
    Cusum,
    Funnel,
    Glance,
    Grain,
    HeldBack,
    Kind,
    Limits,
    Mapped,
    Measure,
    Organisation,
    Recalculation,
    WhatIf,
    Worth,
)
from analytics.store import Version
from ui.data_cached import data, snapshot, store, whole
from ui.memo import memo
from ui.seen import alone


@st.cache_resource(show_spinner=False)
def template_workbook(table: str) -> bytes:
    """The Excel template of a table. Ready before it is asked for: a file made on demand could lose the click."""
    return template_files.template_xlsx(template_files.OFFERED[table])


def the_catalogue() -> Catalogue:
    """What is measured."""
    return catalogue.load()


def measures_of(version: Version) -> Mapping[str, Measure]:
    """Every measure by slug: the catalogue's, then the local ones of this version."""
    return whole(alone(version)).measures


def local_measures(version: Version) -> dict[str, Measure]:
    """The measures that users brought themselves, by slug."""
    return whole(alone(version)).local


@memo(4000)
def chart(version: Version, asked: Question) -> Charted:
    """A measure of an organisation, and its control chart."""
    return charts.chart(data(version), asked)


def grains(version: Version, measure: str, code: str) -> list[Grain]:
    """The grains that an organisation's numbers bear."""
    return charts.grains(data(version), measure, code)


def illustrative(version: Version, *measures: str) -> bool:
    """Whether the numbers of any of these measures are made up."""
    return provenance.illustrative(data(version), measures)


@memo(1000)
def between_events(version: Version, asked: Question) -> Charted | None:
    """How many people went by between events, where events are too rare for a share; None where they are not."""
    return charts.between_events(data(version), asked)


@memo(1000)
def watched(version: Version, asked: Question) -> Cusum | None:
    """A measure's bad events held against England's rate; None where there is nothing to hold against anything."""
    return cusums.watched(data(version), asked)


@memo(1000)
def glance(version: Version, asked: Question, pathway: str, when: date) -> Glance:
    """An intervention of a pathway in one line."""
    return glances.glance(data(version), asked, the_catalogue().pathway(pathway), when)


@memo(500)
def suggestion(version: Version, asked: Question) -> Recalculation | None:
    """Where the limits of a chart might start again, unless that was turned down already."""
    return charts.suggestion(data(version), asked)


@memo(1000)
def drawn_events(version: Version, measure: str, code: str) -> pd.DataFrame:
    """Dated events of the organisation, those above it and the nation that belong on a chart of the measure."""
    return charts.drawn_events(data(version), measure, code)


@memo(1000)
def candidates(version: Version, measure: str, code: str) -> pd.DataFrame:
    """What may be why a figure of the measure changed: dated events, and stories from here."""
    return before_afters.offered(data(version), measure, code)


@memo(1000)
def compared_levels(version: Version, asked: Question) -> tuple[Kind, ...]:
    """The levels at which at least two organisations around the chosen one have data in the view."""
    return levels.compared(data(version), asked)


def compared_within(version: Version, code: str, level: Kind) -> Organisation:
    """The smallest organisation around `code` (or itself) that stands above the level and has at least two members."""
    return comparisons.compared_within(data(version), code, level)


def own(version: Version, code: str, level: Kind) -> tuple[str, ...]:
    """The organisations of a level that are the chosen one, hold it, or lie within it; none for England."""
    return comparisons.own(data(version), code, level)


@memo(1000)
def comparison(version: Version, asked: Question, level: Kind) -> Comparison | None:
    """The organisations of a level around the chosen one, side by side; None where fewer than two have data."""
    return comparisons.comparison(data(version), asked, level)


@memo(500)
def funnel(
    version: Version, asked: Question, level: Kind, adjustment: Adjustment, limits: Limits = Limits.SIGMA
) -> Funnel | None:
    """All of England's organisations of a level in one funnel; None where fewer than two have data."""
    return comparisons.funnel(data(version), asked, level, adjustment, limits)


@memo(300)
def trends(version: Version, asked: Question, level: Kind) -> tuple[Charted, ...]:
    """The control charts of a level's organisations around the chosen one, as on their own pages; concern first."""
    return comparisons.trends(data(version), asked, level)


@memo(100)
def mapped(version: Version, asked: Question) -> Mapped | None:
    """England's ICBs for a map; None where there is nothing to draw."""
    return comparisons.mapped(data(version), asked)


@memo(300)
def panels(version: Version, asked: Question, level: Kind, most: int) -> pd.DataFrame:
    """The rows of the first `most` of `trends` as small multiples."""
    found = trends(version, asked, level)[:most]
    return multiples.rows([one.drawn for one in found], chosen=asked.organisation)


@memo(500, "Comparing before and after…")
def before_after(version: Version, asked: Question, day: date, where: str) -> BeforeAfter:
    """A measure of an organisation before and after a day on which something began at `where`, a code at or above it."""
    return before_afters.before_after(data(version), asked, day, where)


Assumed = tuple[tuple[str, float], ...]
"""The assumptions that a view changes."""


@memo(500)
def worth_of(
    version: Version, effect: str, asked: Question, months: tuple[date, date], assumed: Assumed
) -> Worth | None:
    """What the people reached in some months are worth in one outcome; None without a figure."""
    return worth.worth(data(version), the_catalogue().effects[effect], asked, months, dict(assumed))


@memo(500)
def held_back_by(version: Version, asked: Question, target: float) -> HeldBack | None:
    """What holds the bundle back; None where no intervention has a figure."""
    return held_back.held_back(data(version), asked, target)


@memo(200)
def lifted(version: Version, asked: Question, part: str | None, rate: float, assumed: Assumed) -> WhatIf | None:
    """What if everybody reached a rate; None where no part of the composite that is asked for has a figure."""
    return what_if.what_if(data(version), asked, part, rate, dict(assumed))


@memo(50)
def span(version: Version) -> tuple[date, date]:
    """The first and last month that any observation is about."""
    return snapshot(version).span()


def has_illustrative(version: Version) -> bool:
    """Whether any illustrative row still counts."""
    return _has_illustrative(alone(version))


@memo(50)
def _has_illustrative(version: Version) -> bool:
    return provenance.any_illustrative(whole(version))


@memo(50)
def known_on(version: Version) -> str:
    """The day and time of the last upload or undo in a version, in words."""
    return provenance.known_on(store(), version)
