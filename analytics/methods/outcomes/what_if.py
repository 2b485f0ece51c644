"""What if each organisation reached a rate: how many more people that is, by organisation. Only arithmetic here.

more = max(0, rate x eligible - reached), for each organisation by itself. An organisation above the rate gives nothing back,
so a group's figure is the sum of its members' and never smaller than if the group as a whole were held to the rate.
It takes the eligible people of the period as they were: nobody knows how many there will be.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def more(rows: pd.DataFrame, rates: Mapping[str, float]) -> pd.DataFrame:
    """`rows` (`org_code`, `measure`, `numerator`, `denominator`) of the measures in `rates`, with `more`: people who would
    be reached in addition at the rate. Rates are fractions; raises ValueError for another number."""
    wrong = {slug: rate for slug, rate in rates.items() if not 0 <= rate <= 1}
    if wrong:
        raise ValueError(f"a rate is a fraction from 0 to 1, found {wrong}")
    found = rows[rows["measure"].isin(list(rates))].copy()
    aim = found["measure"].map(dict(rates)).astype(float) * found["denominator"]
    found["more"] = (aim - found["numerator"]).clip(lower=0.0).fillna(0.0)
    return found.reset_index(drop=True)


def by_place(rows: pd.DataFrame, places: Mapping[str, str]) -> pd.DataFrame:
    """`more`'s rows added up by the organisation that each belongs to and by measure: `org_code`, `measure`, `numerator`,
    `denominator`, `more`, `months`, `expected` (the last two are the least complete member's). Organisations that
    `places` does not name are left out."""
    placed = rows.assign(org_code=rows["org_code"].map(dict(places)))
    placed = placed[placed["org_code"].notna()]
    sums = {c: (c, "sum") for c in ("numerator", "denominator", "more")}
    return placed.groupby(["org_code", "measure"], as_index=False).agg(
        **sums, months=("months", "min"), expected=("expected", "max")
    )
