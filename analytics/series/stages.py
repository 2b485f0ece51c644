"""Stages of adoption of organisations that became one: it stands where its least advanced part stood."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.organisations import Organisations

KEY = ["pathway", "element", "org_code"]


def of_the_tree(rows: pd.DataFrame, organisations: Organisations) -> pd.DataFrame:
    """The rows with those of former organisations given to what they wholly became: at each day of a row, the least
    advanced that any of the parts stood at. One that closed counts until it closed, and after that only where those that
    are open have no record. Where a part of somebody went in too, nothing is known of the whole."""
    into = {
        former.code: former.above
        for former in organisations.formers
        if _became_one(former.code, former.above, organisations)
    }
    codes = rows["org_code"].astype("str")
    mine = codes.isin([*into, *into.values()])
    if not codes.isin(list(into)).any():
        return rows
    parts = rows[mine].assign(part=codes[mine], org_code=codes[mine].replace(into))
    closed = {code: pd.Timestamp(day) for code in into if (day := organisations[code].closed)}
    made = [_least_advanced(group, closed) for _, group in parts.groupby(KEY, sort=False, observed=True)]
    merged = pd.concat(made).drop(columns="part")
    return pd.concat([rows[~mine], merged.astype(rows.dtypes.to_dict())], ignore_index=True)


def _became_one(code: str, above: str, organisations: Organisations) -> bool:
    alike = organisations[code].kind is organisations[above].kind
    return alike and all(s.whole for s in organisations.predecessors(above))


def _least_advanced(rows: pd.DataFrame, closed: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    if rows["part"].nunique() == 1:
        return rows
    stood = rows.pivot_table(index="as_at", columns="part", values="stage", aggfunc="min").ffill()
    own = [part for part in stood.columns if part not in closed]
    for part in [part for part in stood.columns if part in closed]:
        stood.loc[(stood.index > closed[part]) & stood[own].notna().any(axis=1), part] = float("nan")
    day = rows.sort_values("stage", kind="stable").drop_duplicates("as_at").sort_values("as_at")
    return day.assign(stage=stood.min(axis=1).loc[day["as_at"]].to_numpy())
