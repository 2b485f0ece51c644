"""Phases that overlap: when each was begun and completed, the furthest one, and who moved on between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.methods.adoption.known import newest, until
from analytics.methods.adoption.standing import KEY, standing
from analytics.model import Organisation, Pathway
from analytics.model.phases import COMPLETE, UNDER_WAY, Flow, PhaseCount, Phases


def phases(rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], when: date) -> Phases:
    """Each organisation's way through the phases up to a day. `rows` has the columns of the adoption table."""
    known = until(rows, pathway, organisations, when)
    known = known[known["stage"].notna()]
    stood = standing(rows, pathway, organisations, when)
    began, done = _reached(known, UNDER_WAY), _reached(known, COMPLETE)
    first = known.drop_duplicates(KEY).set_index(KEY)["as_at"]
    pairs = pd.MultiIndex.from_frame(stood.rows[KEY])
    out = stood.rows.assign(began=began.reindex(pairs).to_numpy(), done=done.reindex(pairs).to_numpy())
    out["from_start"] = (out["began"] == first.reindex(pairs).to_numpy()).to_numpy()
    columns = [*KEY, "name", "stage", "began", "done", "from_start", "planned_for", "note"]
    order = {e.slug: place for place, e in enumerate(pathway.elements)}
    out = out.assign(place=out["element"].map(order)).sort_values(["name", "org_code", "place"], ignore_index=True)
    return Phases(pathway, stood.as_at, out[columns], stood.expected, stood.illustrative)


def among(found: Phases, rows: pd.DataFrame, organisations: Sequence[Organisation], when: date) -> Phases:
    """Those of some of the organisations of whom `phases` tells: a pair's way is the same whoever stands beside it."""
    known = until(rows, found.pathway, organisations, when)
    known = known[known["stage"].notna()]
    own = found.rows[found.rows["org_code"].isin([o.code for o in organisations])].reset_index(drop=True)
    return Phases(found.pathway, newest(known, when), own, len(organisations), bool(known["illustrative"].any()))


def counts(found: Phases) -> tuple[PhaseCount, ...]:
    """How many have each phase under way and complete, in the pathway's order."""
    return tuple(
        PhaseCount(
            element,
            len(of),
            int((of["stage"] == UNDER_WAY).sum()),
            int((of["stage"] >= COMPLETE).sum()),
            _middle(of["began"]),
            _middle(of["done"]),
        )
        for element in found.pathway.elements
        for of in [found.rows[found.rows["element"] == element.slug]]
    )


def furthest(found: Phases) -> pd.Series:
    """The furthest phase that each organisation has begun, by its place from 1 (0: none), indexed by code."""
    places = {element.slug: place for place, element in enumerate(found.pathway.elements, 1)}
    place = found.rows["element"].map(places).where(found.rows["stage"] >= UNDER_WAY, 0)
    return place.groupby(found.rows["org_code"]).max().astype(int)


def flow(
    rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], before: date, after: date
) -> Flow:
    """From which furthest phase to which the organisations known on both days moved."""
    then, now = (phases(rows, pathway, organisations, day) for day in (before, after))
    both = pd.concat([furthest(then).rename("before"), furthest(now).rename("after")], axis=1, join="inner")
    moves = both.groupby(["before", "after"], as_index=False).size().rename(columns={"size": "trusts"})
    return Flow(pathway, before, now.as_at, moves, len(both), then.illustrative or now.illustrative)


def _reached(known: pd.DataFrame, bar: float) -> pd.Series:
    """The first day from which each pair stood at a step or above without falling below it again, by pair.

    A record says that something had happened by its day: with quarterly returns it may be up to a quarter earlier.
    """
    below = known[known["stage"] < bar].groupby(KEY)["as_at"].max().rename("below")
    above = known[known["stage"] >= bar].merge(below, how="left", on=KEY)
    lasting = above[above["below"].isna() | (above["as_at"] > above["below"])]
    return lasting.groupby(KEY)["as_at"].min()


def _middle(days: pd.Series) -> date | None:
    """The day by which half of them had, where those that have not come last; None where fewer than half have."""
    if days.empty:
        return None
    middle = days.sort_values(na_position="last").iloc[(len(days) + 1) // 2 - 1]
    return None if pd.isna(middle) else middle.date()
