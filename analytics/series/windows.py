"""The last twelve months of many organisations, for holding them side by side."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.measures import WORDS, Resolved, inside
from analytics.model import Grain, RollUp, Unit


def latest_year(resolved: Resolved, codes: list[str], start: date | None, end: date | None) -> tuple[pd.DataFrame, str]:
    """Rows for comparing organisations over the last twelve months they share within the view, and that period in words.

    `org_code`, `numerator`, `denominator`, `value`, `status`, `periods`. Counts of people are the mean of the months,
    because people may not be added; rates are summed and divided last.
    """
    measure = resolved.measure
    grain = next((g for g in (Grain.MONTH, Grain.QUARTER, Grain.YEAR) if g in resolved.frames), None)
    if grain is None:
        return pd.DataFrame(columns=["org_code", "numerator", "denominator", "value", "status", "periods"]), ""
    rows = resolved.frames[grain]
    rows = rows[rows["org_code"].isin(codes) & rows["value"].notna() & inside(rows["period"], grain, start, end)]
    if rows.empty:
        return pd.DataFrame(columns=["org_code", "numerator", "denominator", "value", "status", "periods"]), ""
    last = rows["period"].max()
    divided = measure.unit in (Unit.PERCENT, Unit.RATE)
    # Shares without their numbers can neither be added up nor averaged, so only the last ones are held side by side.
    alone = divided and rows["denominator"].isna().any()
    one_point = measure.from_adoption is not None or grain is Grain.YEAR or alone
    first = last if one_point else last - pd.DateOffset(months=12 - grain.months)
    rows = rows[rows["period"] >= first]
    people = measure.roll_up is RollUp.GIVEN_ONLY and not (measure.local and divided)
    mean = measure.unit in (Unit.COUNT, Unit.SCORE) or people or alone
    out = rows.groupby("org_code", as_index=False).agg(
        numerator=("numerator", "mean" if mean else "sum"),
        denominator=("denominator", "mean" if mean else "sum"),
        given=("value", "mean"),
        periods=("value", "size"),
    )
    out["value"] = out["given"] if mean else out["numerator"] / out["denominator"].where(out["denominator"] > 0)
    out["value"] = out["value"].fillna(out["given"]) if mean else out["value"]
    full = 1 if one_point else 12 // grain.months
    have = out["periods"].astype(str) + f" of {full} {WORDS[grain]}"
    out["status"] = have.where(out["periods"] < full, "")
    until = last + pd.DateOffset(months=grain.months - 1)
    words = f"{first:%B %Y} to {until:%B %Y}" if grain is not Grain.MONTH or first != last else f"{last:%B %Y}"
    return out.drop(columns=["given", "periods"]), words
