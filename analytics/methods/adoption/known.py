"""What is known of stages at a date: the newest record of each organisation and element holds until the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.model import Adoption, Organisation, Pathway


def at(rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], when: date) -> Adoption:
    """The last known stage of each organisation and element on or before `when`; `as_at` is the newest day recorded.

    `rows` has the columns of the adoption table; `organisations` are those asked about, in the order to show them.
    """
    names = {o.code: o.short_name for o in organisations}
    latest = until(rows, pathway, organisations, when).drop_duplicates(["org_code", "element"], keep="last")
    stages = latest.assign(name=latest["org_code"].map(names))
    return Adoption(
        pathway=pathway,
        as_at=newest(latest, when),
        stages=stages[["org_code", "name", "element", "stage", "as_at", "planned_for", "note"]].sort_values(
            ["name", "element"], ignore_index=True
        ),
        expected=len(organisations),
        illustrative=bool(latest["illustrative"].any()),
    )


def until(rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], when: date) -> pd.DataFrame:
    """The rows of a pathway's elements and these organisations that were recorded by a day, oldest first."""
    # A stage is known for the day it was recorded, not for a later day that somebody happens to look at.
    ours = rows["org_code"].isin([o.code for o in organisations]) & rows["element"].isin(
        [e.slug for e in pathway.elements]
    )
    return rows[ours & (rows["as_at"] <= pd.Timestamp(when))].sort_values("as_at", kind="stable")


def newest(rows: pd.DataFrame, when: date) -> date:
    """The newest day that the rows speak of, or `when` where there is none."""
    return min(when, rows["as_at"].max().date()) if len(rows) else when


def quarters(rows: pd.DataFrame) -> tuple[date, ...]:
    """The last day recorded in each quarter that has a record, oldest first: the dates worth looking at."""
    days = rows["as_at"].dropna()
    return tuple(day.date() for day in days.groupby(days.dt.to_period("Q")).max())
