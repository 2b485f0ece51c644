"""Answers about adoption worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics import adoption, forecast
from analytics.model import Adoption, Movement, Organisation, Pathway, ScoreHistory, Standing
from analytics.store import Version
from ui import cached


@st.cache_resource(show_spinner=False, max_entries=1000)
def at(version: Version, slug: str, code: str, when: date) -> Adoption:
    """Where the organisations at or below the chosen one stand on a pathway."""
    pathway = cached.the_catalogue().pathways[slug]
    rows = cached.snapshot(version).rows("adoption", [slug])
    return adoption.at(rows, pathway, members_of(pathway, code), when)


def members_of(pathway: Pathway, code: str) -> Sequence[Organisation]:
    """The organisations that follow a pathway within `code`: itself, those below it, or the one above it."""
    tree = cached.the_organisations()
    chosen = tree[code]
    above = tree.ancestor(code, pathway.kind)
    found = [above] if above else tree.members(chosen.code, pathway.kind)
    return [o for o in found if o.maternity or not pathway.maternity_only]


@st.cache_resource(show_spinner=False, max_entries=50)
def quarters(version: Version, slug: str) -> tuple[date, ...]:
    """The last day recorded in each quarter that a pathway has records of."""
    return adoption.quarters(cached.snapshot(version).rows("adoption", [slug]))


@st.cache_resource(show_spinner=False, max_entries=500)
def standing(version: Version, slug: str, code: str, when: date) -> Standing:
    """Since when the organisations at or below the chosen one stand where they stand, and what is planned."""
    pathway = cached.the_catalogue().pathways[slug]
    rows = cached.snapshot(version).rows("adoption", [slug])
    return adoption.standing(rows, pathway, members_of(pathway, code), when)


@st.cache_resource(show_spinner=False, max_entries=500)
def movement(version: Version, slug: str, code: str, when: date) -> Movement:
    """Who moved on a pathway since the end of the quarter before."""
    pathway = cached.the_catalogue().pathways[slug]
    rows = cached.snapshot(version).rows("adoption", [slug])
    return adoption.since(rows, pathway, members_of(pathway, code), adoption.quarter_before(when), when)


@st.cache_resource(show_spinner=False, max_entries=500)
def score(version: Version, slug: str, code: str, which: str, when: date) -> ScoreHistory:
    """An adoption score of the organisations at or below the chosen one by quarter, and when it reaches its ambition."""
    pathway = cached.the_catalogue().pathways[slug]
    kept = next(s for s in pathway.scores if s.slug == which)
    members = members_of(pathway, code)
    rows = cached.snapshot(version).rows("adoption", [slug])
    points, paces = adoption.history(rows, pathway, kept, members, when)
    ambition = pathway.ambition if kept.ambition is None else kept.ambition
    ahead = None
    if ambition is not None and len(points):
        last = points.iloc[-1]
        ahead = forecast.forecast(float(last["value"]), float(last["denominator"]), paces, ambition, last["day"].date())
    ours = rows["org_code"].isin([o.code for o in members])
    return ScoreHistory(pathway, kept, ambition, points, ahead, bool(rows.loc[ours, "illustrative"].any()))
