"""How many were eligible and how many of them were reached between two months: the counts behind estimates.

A chart of a small trust shows rolling years, which overlap: its points may not be added up. These counts come from the
periods as they were sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.measures import Resolved, inside
from analytics.model import Grain
from analytics.rollup import NOBODY

COLUMNS = ("org_code", "numerator", "denominator", "months", "expected")
YEAR = 12


def counted(resolved: Resolved, codes: Sequence[str], start: date, end: date) -> pd.DataFrame:
    """Sums by organisation over the periods from `start` to `end` (first days of months, both included) that have a value.

    `months` of `expected` months stand behind a row; a month with nobody eligible counts as one. Organisations without
    any are left out.
    """
    parts = []
    by_grain: dict[Grain, list[str]] = {}
    for code in codes:
        native = resolved.native(code)
        if native is not None:
            by_grain.setdefault(native, []).append(code)
    for grain, members in by_grain.items():
        rows = resolved.frames[grain]
        rows = rows[rows["org_code"].isin(members) & inside(rows["period"], grain, start, end)]
        rows = rows[rows["value"].notna() | rows["status"].eq(NOBODY)]
        sums = rows.groupby("org_code", as_index=False).agg(
            numerator=("numerator", "sum"), denominator=("denominator", "sum"), months=("period", "size")
        )
        parts.append(sums.assign(months=sums["months"] * grain.months))
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    out = pd.concat(parts, ignore_index=True)
    return out.assign(expected=(end.year - start.year) * 12 + end.month - start.month + 1)[list(COLUMNS)]


def months_with_data(resolved: Resolved, code: str) -> pd.Series:
    """The first days of an organisation's periods that have a value, sorted; empty where there are none."""
    native = resolved.native(code)
    if native is None:
        return pd.Series([], dtype="datetime64[ms]")
    rows = resolved.rows(code, native)
    return rows.loc[rows["value"].notna(), "period"].sort_values(ignore_index=True)


def last_year(resolved: Resolved, code: str, start: date | None, end: date | None) -> tuple[date, date] | None:
    """The last twelve months of the view that end with data, as first days of months; fewer where the view is shorter."""
    native = resolved.native(code)
    months = months_with_data(resolved, code)
    if native is None:
        return None
    months = months[inside(months, native, start, end)]
    if months.empty:
        return None
    last = months.iloc[-1] + pd.DateOffset(months=native.months - 1)
    first = max(last - pd.DateOffset(months=YEAR - 1), months_with_data(resolved, code).iloc[0])
    if start:
        first = max(first, pd.Timestamp(start))
    return first.date(), last.date()


def first_year(resolved: Resolved, code: str) -> tuple[date, date] | None:
    """The organisation's first twelve months with data, whatever the view shows; None without more than a year of data."""
    native, months = resolved.native(code), months_with_data(resolved, code)
    if native is None or months.empty:
        return None
    first, last = months.iloc[0], months.iloc[-1] + pd.DateOffset(months=native.months - 1)
    until = first + pd.DateOffset(months=YEAR - 1)
    return (first.date(), until.date()) if last > until else None
