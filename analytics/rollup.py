"""From the rows that were given to every organisation of the tree: counts are summed upwards and divided last.

The rules, each a trap found in public data:
- a row that was given for an organisation is used as it is; its members are never added up beside it;
- where none was given, numerators and denominators of the members are summed, level by level;
- counts of people (`RollUp.GIVEN_ONLY`) are never summed, over organisations or over months;
- a sum speaks for an organisation only when enough of its members report: see the two constants.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.model import Grain, Kind, Measure, RollUp, Unit
from analytics.organisations import Organisations

COUNT_COVERAGE = 0.95
"""A count is too low by what is missing, so nearly all members must report before their sum is shown."""
RATE_COVERAGE = 0.80
"""A rate is sound on most of its members; below this it speaks for too few."""

NOBODY = "nobody eligible"
"""The status of a period in which there was nobody to count."""

COLUMNS = ("org_code", "period", "numerator", "denominator", "value", "status", "covered", "expected", "given")
_SOFT = ("provisional", "low data quality")


def needed_coverage(measure: Measure) -> float:
    """The share of members that must report before a sum is shown."""
    return COUNT_COVERAGE if measure.unit is Unit.COUNT else RATE_COVERAGE


def roll_up(given: pd.DataFrame, measure: Measure, organisations: Organisations) -> pd.DataFrame:
    """Every organisation's rows at one grain, from the rows that were given at that grain.

    `given` has `org_code`, `period`, `numerator`, `denominator`, `value`, `status`. The answer has `COLUMNS`:
    `covered` of `expected` members stand behind a row, and `given` says whether it was given or summed. Sums with too few
    members are kept with a missing value, so that a page can say so.
    """
    expected = expected_members(measure, organisations)
    rows = pd.DataFrame(
        {
            "org_code": given["org_code"].astype(str),
            "period": given["period"],
            "numerator": given["numerator"].astype(float),
            "denominator": given["denominator"].astype(float),
            "value": given["value"].astype(float),
            "status": given["status"].fillna(""),
        }
    )
    if measure.unit in (Unit.PERCENT, Unit.RATE) and measure.roll_up is RollUp.SUM:
        rows = _with_nobody_eligible(rows)
    rows["value"] = _divide(rows, measure)
    nobody = (rows["numerator"] == 0) & (rows["denominator"] == 0)
    rows["status"] = rows["status"].mask(nobody & (rows["status"] == ""), NOBODY)
    rows["expected"] = rows["org_code"].map(expected).astype(float).fillna(1).clip(lower=1)
    rows["covered"] = rows["expected"].where(rows["value"].notna() | nobody, 0.0)
    rows["given"] = True
    done = [rows]
    if measure.roll_up is RollUp.SUM:
        done += _summed(rows, measure, organisations, expected)
    return pd.concat(done, ignore_index=True).sort_values(["org_code", "period"], ignore_index=True)[list(COLUMNS)]


def _with_nobody_eligible(rows: pd.DataFrame) -> pd.DataFrame:
    """Periods without a row between an organisation's first and last become 0 of 0: small units often have nobody eligible
    and send no row. A row that says why it is empty ("not submitted") stays as it is."""
    periods = np.sort(rows["period"].unique())
    place = pd.Series(range(len(periods)), index=periods)
    at = rows["period"].map(place)
    span = at.groupby(rows["org_code"]).agg(["min", "max"])
    length = (span["max"] - span["min"] + 1).to_numpy()
    if length.sum() == len(rows):
        return rows
    codes = np.repeat(span.index.to_numpy(), length)
    start = np.repeat(span["min"].to_numpy(), length)
    order = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    whole = pd.DataFrame({"org_code": codes, "period": periods[start + order]})
    whole = whole.merge(rows, how="left", on=["org_code", "period"], indicator=True)
    absent = whole.pop("_merge") == "left_only"
    whole["status"] = whole["status"].fillna("")
    whole[["numerator", "denominator"]] = whole[["numerator", "denominator"]].mask(absent, 0.0)
    return whole


def expected_members(measure: Measure, organisations: Organisations) -> dict[str, int]:
    """How many organisations that report this measure stand at or below each code."""
    count: dict[str, int] = {}
    for member in organisations.all(measure.reported_by):
        if measure.maternity_only and not member.maternity:
            continue
        above = [member, *organisations.ancestors(member.code)]
        psc = organisations.psc_of(member)
        for code in {o.code for o in above} | ({psc} if psc else set()):
            count[code] = count.get(code, 0) + 1
    return count


def _summed(
    given: pd.DataFrame, measure: Measure, organisations: Organisations, expected: dict[str, int]
) -> list[pd.DataFrame]:
    """Sums for the organisations without rows of their own: ICBs from members, regions from ICBs, England from regions."""
    kinds = {code: organisations[code].kind for code in given["org_code"].unique() if code in organisations}
    kind_of = given["org_code"].map(kinds)
    has_own = set(kinds)
    summed: list[pd.DataFrame] = []
    below = given[kind_of.isin([Kind.TRUST, Kind.SUB_ICB])]
    for kind in (Kind.ICB, Kind.REGION, Kind.NATION):
        parents = {c: organisations[c].parent for c in below["org_code"].unique()}
        level = _sum_by(below, below["org_code"].map(parents), measure, expected, has_own)
        # A member may skip a level (an ambulance trust stands under its region), so it waits for its parent's turn.
        here = [c for c in level["org_code"].unique() if organisations[c].kind is kind]
        waiting = below[~below["org_code"].map(parents).isin([*here, *has_own])]
        level = level[level["org_code"].isin(here)]
        summed.append(level)
        below = pd.concat([level, given[kind_of == kind], waiting], ignore_index=True)
        if kind is Kind.ICB:
            pscs = {c: organisations.psc_of(organisations[c]) for c in below["org_code"].unique()}
            summed.append(_sum_by(below, below["org_code"].map(pscs), measure, expected, has_own))
    return summed


def _sum_by(
    rows: pd.DataFrame, parent: pd.Series, measure: Measure, expected: dict[str, int], has_own: set[str]
) -> pd.DataFrame:
    keep = parent.notna() & ~parent.isin(has_own)
    rows, parent = rows[keep], parent[keep]
    if rows.empty:
        return rows
    present = rows["covered"] > 0
    parts = pd.DataFrame(
        {
            "org_code": parent.astype(str),
            "period": rows["period"],
            # A row without a value must not leave half of itself in a sum.
            "numerator": rows["numerator"].where(present),
            "denominator": rows["denominator"].where(present & rows["numerator"].notna()),
            "covered": rows["covered"],
            "provisional": rows["status"].eq("provisional"),
        }
    )
    out = parts.groupby(["org_code", "period"], sort=False, as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        covered=("covered", "sum"),
        provisional=("provisional", "any"),
    )
    out["expected"] = out["org_code"].map(expected).astype(float).fillna(out["covered"]).clip(lower=1)
    out["numerator"] = out["numerator"].where(out["covered"] > 0)
    out["denominator"] = out["denominator"].where((out["covered"] > 0) & (out["denominator"] > 0))
    share = out["covered"] / out["expected"]
    out["value"] = np.nan
    out["value"] = _divide(out, measure).where(share >= needed_coverage(measure))
    out["status"] = _sum_status(out, share, needed_coverage(measure))
    out["given"] = False
    return out.drop(columns="provisional")


def _divide(rows: pd.DataFrame, measure: Measure) -> pd.Series:
    """The value: the numerator itself for counts, else numerator over denominator; a given value where neither is."""
    if measure.unit is Unit.COUNT:
        worked_out = rows["numerator"]
    else:
        worked_out = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    return worked_out.fillna(rows["value"])


def _sum_status(rows: pd.DataFrame, share: pd.Series, needed: float) -> pd.Series:
    behind = rows["covered"].astype(int).astype(str) + " of " + rows["expected"].astype(int).astype(str) + " reported"
    status = pd.Series(np.where(rows["provisional"], "provisional", ""), index=rows.index, dtype="str")
    status = status.where(share >= 1, behind)
    return status.where(share >= needed, "too few: " + behind)


def coarsen(rows: pd.DataFrame, measure: Measure, grain: Grain) -> pd.DataFrame:
    """Months summed to quarters, financial years or rolling years; `rows` as `roll_up` gives them, at month grain.

    A period needs all its months inside the data; a count needs each month present, a rate says how many it has.
    Raises ValueError for measures whose months may not be added.
    """
    if measure.roll_up is not RollUp.SUM:
        raise ValueError(f"Months of {measure.title} may not be added: one person can be in two of them.")
    months = _without_gaps(rows.assign(month=rows["period"].dt.year * 12 + rows["period"].dt.month - 1))
    nobody = months["status"] == NOBODY
    present = months["value"].notna() | nobody
    for column in ("numerator", "denominator"):
        months[column] = months[column].where(present)
    months["present"] = present
    months["soft"] = months["status"].isin(_SOFT)
    grouped = (_rolling if grain is Grain.ROLLING_YEAR else _blocks)(months, grain)
    enough = grouped["present"] >= (grain.months if measure.unit is Unit.COUNT else 1)
    grouped["denominator"] = grouped["denominator"].where(grouped["denominator"] > 0)
    grouped["value"] = np.nan
    grouped["value"] = _divide(grouped, measure).where(enough)
    missing = grouped["present"] < grain.months
    have = grouped["present"].astype(int).astype(str) + f" of {grain.months} months"
    grouped["status"] = pd.Series("", index=grouped.index, dtype="str").mask(grouped["soft"], "provisional")
    grouped["status"] = grouped["status"].mask(missing, have)
    grouped["period"] = _first_day(grouped["month"])
    return grouped[list(COLUMNS)]


def _without_gaps(months: pd.DataFrame) -> pd.DataFrame:
    """A row for each month between an organisation's first and last, so that a month without a row counts as missing."""
    span = months.groupby("org_code")["month"].agg(["min", "max"])
    if (span["max"] - span["min"] + 1).sum() == len(months):
        return months
    length = (span["max"] - span["min"] + 1).to_numpy()
    whole = pd.DataFrame({"org_code": np.repeat(span.index.to_numpy(), length)})
    whole["month"] = np.repeat(span["min"].to_numpy(), length) + whole.groupby("org_code").cumcount()
    months = whole.merge(months, how="left", on=["org_code", "month"])
    expected = months.groupby("org_code")["expected"].transform("max")
    return months.assign(
        expected=months["expected"].fillna(expected),
        covered=months["covered"].fillna(0),
        given=months["given"].fillna(False).astype(bool),
        status=months["status"].fillna(""),
    )


def _blocks(months: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    # Financial quarters start in April, July, October and January: blocks of calendar months serve for both.
    start = (months["month"] - 3) // grain.months * grain.months + 3
    grouped = (
        months.assign(month=start)
        .groupby(["org_code", "month"], as_index=False)
        .agg(
            numerator=("numerator", "sum"),
            denominator=("denominator", "sum"),
            present=("present", "sum"),
            soft=("soft", "any"),
            covered=("covered", "min"),
            expected=("expected", "max"),
            given=("given", "all"),
            seen=("present", "size"),
        )
    )
    return grouped[grouped["seen"] == grain.months].drop(columns="seen").reset_index(drop=True)


def _rolling(months: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    months = months.sort_values(["org_code", "month"], ignore_index=True)
    by = months.groupby("org_code")
    window = {
        c: by[c].rolling(grain.months, min_periods=1).sum().to_numpy()
        for c in ("numerator", "denominator", "present", "soft")
    }
    out = months.assign(**window)
    out["soft"] = out["soft"] > 0
    complete = by["month"].diff(grain.months - 1) == grain.months - 1
    return out[complete].reset_index(drop=True)


def _first_day(month: pd.Series) -> pd.Series:
    return pd.to_datetime({"year": month // 12, "month": month % 12 + 1, "day": 1}).astype("datetime64[ms]")
