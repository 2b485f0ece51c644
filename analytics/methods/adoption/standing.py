"""Since when organisations stand where they stand, what is planned, and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.methods.adoption.known import newest, until
from analytics.model import Organisation, Pathway, Standing

KEY = ["org_code", "element"]


def standing(rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], when: date) -> Standing:
    """Each pair known by a day: its stage, since when, and what is planned; who has waited longest comes first.

    `rows` has the columns of the adoption table. A plan holds until a later row names another day or the stage that it
    was made at is passed; it is overdue when its day lies before `when`.
    """
    known = until(rows, pathway, organisations, when)
    known = known[known["stage"].notna()]
    names = {o.code: o.short_name for o in organisations}
    bars = {e.slug: e.adopted_at for e in pathway.elements if e.adopted_at is not None}
    out = known.drop_duplicates(KEY, keep="last").merge(_since(known), on=KEY).merge(_plans(known), how="left", on=KEY)
    waiting = out["plan"].notna() & (out["plan_stage"] >= out["stage"])
    out = out.assign(
        name=out["org_code"].map(names),
        planned_for=out["plan"].where(waiting),
        overdue=waiting & (out["plan"] < pd.Timestamp(when)),
        held=out["stage"] < out["element"].map(bars).astype(float),
        note=out["note"].fillna(""),
    )
    order = {e.slug: place for place, e in enumerate(pathway.elements)}
    out = out.assign(place=out["element"].map(order)).sort_values(["since", "name", "place"], ignore_index=True)
    columns = ["org_code", "name", "element", "stage", "since", "from_start", "planned_for", "overdue", "held", "note"]
    return Standing(pathway, newest(known, when), out[columns], len(organisations), bool(known["illustrative"].any()))


def _since(known: pd.DataFrame) -> pd.DataFrame:
    """`since`: the first day of the run of equal stages that a pair's last row ends; `from_start`: all of them are."""
    pair = known.groupby(KEY, sort=False)["stage"]
    starts = known["stage"] != pair.shift()
    run = starts.groupby([known[k] for k in KEY], sort=False).cumsum()
    first = known[starts].drop_duplicates(KEY, keep="last")
    return first.assign(since=first["as_at"], from_start=run[first.index] == 1)[[*KEY, "since", "from_start"]]


def _plans(known: pd.DataFrame) -> pd.DataFrame:
    """The newest plan of each pair: its day, and the stage at which it was made."""
    made = known[known["planned_for"].notna()].drop_duplicates(KEY, keep="last")
    return made.rename(columns={"planned_for": "plan", "stage": "plan_stage"})[[*KEY, "plan", "plan_stage"]]
