"""Periods that stand in several columns, as one text that the parser of periods reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from analytics.ingest.cells import day_orders, periods
from analytics.model import Grain

_YEAR = re.compile(r"(?:fy\s*)?(\d{4})(?:\s*[-/]\s*(?:\d{4}|\d\d))?", re.IGNORECASE)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def period(times: Mapping[str, pd.Series], column: pd.Series, constant: pd.Series) -> pd.Series:
    """The period of each row from its columns (`times`: period, start and end, year with month or quarter), the header of
    its numbers (`column`) or what holds for the whole table (`constant`). Blank where none says it."""
    if "start" in times and "end" in times:
        return _spans(times["start"], times["end"])
    year = times.get("year", constant)
    if "quarter" in times:
        numbered = times["quarter"].str.fullmatch("[1-4]")
        return _mapped(year, times["quarter"].where(~numbered, "Q" + times["quarter"]), _dated)
    if "month" in times:
        return _mapped(year, times["month"], _dated)
    if column.iloc[:1].ne("").any():
        return _mapped(year, column, _dated)
    return times.get("period", year)


def dated(year: str, part: str) -> str:
    """The period of a whole column of numbers: its header's, with the year that holds for the table."""
    return _dated(year.strip(), part.strip()) if part.strip() else year.strip()


def _mapped(one: pd.Series, other: pd.Series, join: Callable[[str, str], str]) -> pd.Series:
    """`join` of each distinct pair."""
    pairs = pd.MultiIndex.from_arrays([one, other])
    codes, distinct = pd.factorize(pairs)
    texts = [join(str(a).strip(), str(b).strip()) for a, b in distinct]
    return pd.Series([texts[c] for c in codes], index=one.index, dtype="str")


def _dated(year: str, part: str) -> str:
    """ "2023-24" and "Apr" is 2023-04; "2023-24" and "Q1" is 2023-24 Q1. A part that is whole is kept as it is."""
    found = _YEAR.fullmatch(year)
    if not part:
        return ""
    if found is None or re.search(r"\d{3}", part):
        return part if not year or re.search(r"\d\d", part) else f"{year} {part}"
    financial = found[0].strip() != found[1]
    if quarter := re.fullmatch(r"(?:q|quarter)\s*([1-4])", part, re.IGNORECASE):
        return f"{year} Q{quarter[1]}"
    number = (
        int(part)
        if part.isdecimal()
        else next((i for i, n in enumerate(_NAMES, 1) if part.casefold().startswith(n)), 0)
    )
    if not 1 <= number <= 12:
        return f"{year} {part}"
    return f"{int(found[1]) + (financial and number < 4)}-{number:02d}"


def _spans(starts: pd.Series, ends: pd.Series) -> pd.Series:
    """Months, quarters and financial years from their first and last days; both days where they are none."""
    months = day_orders.span_fixed(starts, ends)
    first = periods.parse_days(starts)["day"]
    after = periods.parse_days(ends)["day"] + pd.Timedelta(days=1)
    texts = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if months["problem"][i] == "":
            texts.append(periods.label(months["first_day"][i], Grain.MONTH))
        else:
            texts.append(_longer(first[i], after[i]) or f"{start} to {end}".strip())
    return pd.Series(texts, index=starts.index, dtype="str")


def _longer(first: pd.Timestamp, after: pd.Timestamp) -> str:
    """A quarter or a financial year from its first day to the day after its last, or ""."""
    if pd.isna(first) or pd.isna(after) or after.day != 1:
        return ""
    months = (after.year - first.year) * 12 + after.month - first.month
    grain = {3: Grain.QUARTER, 12: Grain.YEAR}.get(months)
    return periods.label(first, grain) if grain and periods.starts(first.date(), grain) else ""


def swapped(times: Mapping[str, pd.Series]) -> pd.Series | None:
    """Rows whose start or end had day and month changed and was put right, or None where none has."""
    if "start" not in times or "end" not in times:
        return None
    found: pd.Series = day_orders.span_fixed(times["start"], times["end"])["swapped"]
    return found if found.any() else None
