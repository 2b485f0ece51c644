"""Adoption: where organisations stand on a pathway at a date, and what share has reached a stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.model import Adoption, FromAdoption, Organisation, Pathway


def at(rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], when: date) -> Adoption:
    """The last known stage of each organisation and element on or before `when`; `as_at` is the newest day recorded.

    `rows` has the columns of the adoption table; `organisations` are those asked about, in the order to show them.
    """
    # A stage is known for the day it was recorded, not for a later day that somebody happens to look at.
    names = {o.code: o.short_name for o in organisations}
    known = rows[rows["org_code"].isin(names) & (rows["as_at"] <= pd.Timestamp(when))]
    known = known[known["element"].isin([e.slug for e in pathway.elements])]
    latest = known.sort_values("as_at", kind="stable").drop_duplicates(["org_code", "element"], keep="last")
    stages = latest.assign(name=latest["org_code"].map(names))
    return Adoption(
        pathway=pathway,
        as_at=min(when, latest["as_at"].max().date()) if len(latest) else when,
        stages=stages[["org_code", "name", "element", "stage", "as_at", "planned_for", "note"]].sort_values(
            ["name", "element"], ignore_index=True
        ),
        expected=len(organisations),
        illustrative=bool(latest["illustrative"].any()),
    )


def share_at_or_above(rows: pd.DataFrame, rule: FromAdoption) -> pd.DataFrame:
    """Observation rows by organisation and quarter: pairs at `rule.at_least` or above, out of the pairs known by then.

    A pair is one organisation and one element. A stage holds until the next one is recorded. Columns as the observations
    table has them; `period` is the first day of the quarter at whose end the stages stood so.
    """
    columns = ["org_code", "period", "numerator", "denominator", "value", "status"]
    rows = rows[rows["element"].isin(rule.elements)]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    quarter = rows["as_at"].dt.to_period("Q")
    rows = rows.assign(quarter=quarter).sort_values("as_at", kind="stable")
    stages = rows.pivot_table(index="quarter", columns=["org_code", "element"], values="stage", aggfunc="last")
    stages = stages.reindex(pd.period_range(stages.index.min(), stages.index.max(), freq="Q")).ffill()
    known = stages.notna().T.groupby(level="org_code").sum().T
    reached = (stages >= rule.at_least).T.groupby(level="org_code").sum().T
    out = pd.DataFrame({"numerator": reached.stack(), "denominator": known.stack()}).reset_index()
    out.columns = ["quarter", "org_code", "numerator", "denominator"]
    out = out[out["denominator"] > 0]
    out["period"] = out["quarter"].dt.start_time.astype("datetime64[ms]")
    return out.assign(value=float("nan"), status="")[columns].reset_index(drop=True)
