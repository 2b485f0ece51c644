"""Answers worth keeping for pictures of many organisations: funnels and trends. The rules of `ui.cached` hold here too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics import funnel as funnels
from analytics.charts import multiples
from analytics.model import ENGLAND, Adjustment, ControlChart, Funnel, Kind, Series
from analytics.store import Version
from ui import cached

Trends = tuple[tuple[Series, ControlChart], ...]


@st.cache_resource(show_spinner=False, max_entries=500)
def funnel(
    version: Version, slug: str, level: Kind, start: date | None, end: date | None, adjustment: Adjustment
) -> Funnel | None:
    """All of England's organisations of a level in one funnel; None where fewer than two have data.

    England and never a part of it: a handful of neighbours do not show how far organisations usually lie apart, and
    nobody should be an outlier on one page and none on the next.
    """
    found = cached.comparison(version, slug, ENGLAND, level, start, end)
    return None if found is None else funnels.funnel(found, adjustment)


@st.cache_resource(show_spinner=False, max_entries=1000)
def members(version: Version, slug: str, code: str, level: Kind) -> tuple[str, ...]:
    """The codes of a level's organisations around the chosen one that have any value of a measure."""
    found = cached.resolved(version, slug)
    if level not in found.measure.levels:
        return ()
    known, around = found.codes(), cached.compared_within(code, level)
    return tuple(o.code for o in cached.the_organisations().members(around.code, level) if o.code in known)


@st.cache_resource(show_spinner="Drawing the trends…", max_entries=300)
def trends(version: Version, slug: str, code: str, level: Kind, start: date | None, end: date | None) -> Trends:
    """The control charts of a level's organisations around the chosen one, as on their own pages; concern first."""
    drawn = [cached.chart(version, slug, member, start, end, None) for member in members(version, slug, code, level)]
    return tuple(multiples.ordered([t for t in drawn if t[0].points["value"].notna().any()]))


@st.cache_resource(show_spinner=False, max_entries=300)
def panels(
    version: Version, slug: str, code: str, level: Kind, start: date | None, end: date | None, most: int
) -> pd.DataFrame:
    """The rows of the first `most` of `trends` as small multiples."""
    return multiples.rows(trends(version, slug, code, level, start, end)[:most], chosen=code)


@st.cache_resource(show_spinner=False, max_entries=300)
def boards(
    version: Version, slug: str, start: date | None, end: date | None
) -> Mapping[str, tuple[Series, ControlChart]]:
    """The control charts of England's ICBs by code."""
    return {s.organisation.code: (s, c) for s, c in trends(version, slug, ENGLAND, Kind.ICB, start, end)}


def own(code: str, level: Kind) -> tuple[str, ...]:
    """The organisations of a level that are the chosen one, hold it, or lie within it; none for England."""
    tree = cached.the_organisations()
    if tree[code].kind is Kind.NATION:
        return ()
    above = tree.ancestor(code, level)
    return (above.code,) if above else tuple(o.code for o in tree.members(code, level))
