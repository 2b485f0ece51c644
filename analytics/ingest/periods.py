"""One parser for periods and one for days, over the distinct texts of a column.

A financial year starts in April: 2023-24 starts on 2023-04-01 and its Q2 on 2023-07-01. Nothing is guessed in
silence: "2010-11" is a month or a financial year, the rest of its column decides, and without that it is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.ingest.day_orders import ISO_DAY, UK_DAY, months_as_days, order
from analytics.model import Grain

EARLIEST, LATEST = 1948, 2199
"""Years outside these are taken for typing errors: the NHS began in 1948."""

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: i for i, name in enumerate(_NAMES, 1) for length in (3, len(name))} | {"sept": 9}
_SAYS = {Grain.MONTH: "month", Grain.QUARTER: "quarter", Grain.YEAR: "financial year"}

_YEAR = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_QUARTER = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})[\s-]*(?:q|quarter\s*)(\d)")
_QUARTER_FIRST = re.compile(r"(?:q|quarter\s*)(\d)[\s-]*(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_POINT_QUARTER = re.compile(r"(\d{4})\.([1-4])")
"""A financial year and its quarter, as PERIPrem writes it: 2024.1 is 2024-25 Q1."""
_COMPACT = re.compile(r"(\d{4})_?(\d{2})")
_ONE_DIGIT = re.compile(r"(\d{4})-(\d)")
_NAMED = re.compile(r"(?:msitae-)?([a-z]+)\.?[\s-]*(\d{4}|\d{2})")
_SERIAL = re.compile(r"[3-6]\d{4}")
_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's count, which takes 1900 for a leap year, so that this holds from March 1900 on."""

Found = tuple[date, Grain]


class _Wrong(ValueError):
    """A text that is no period; the message says why."""


def parse(texts: Sequence[str] | pd.Series) -> pd.DataFrame:
    """Periods as text to their first day and grain.

    One row a text, in order: `first_day` (datetime64[s], NaT where not understood), `grain` (month, quarter, year
    or ""), `problem` (why not understood, or ""), `note` (how an ambiguous text was decided, or "") and `swapped` (whether
    day and month were put right). Blank texts have the problem "is blank".
    """
    codes, distinct = pd.factorize(pd.Series(texts, dtype="str"), use_na_sentinel=False)
    plain = [" ".join(str(t).casefold().split()) for t in distinct]
    swapped = months_as_days(plain)
    plain = [swapped.get(t, t) for t in plain]
    two_ways = [_both_ways(t) for t in plain]
    single = [None if both else _attempt(t) for t, both in zip(plain, two_ways, strict=True)]
    # What the unambiguous texts of the same shape are decides for the others.
    dashed = {f[1] for t, f in zip(plain, single, strict=True) if isinstance(f, tuple) and _YEAR.fullmatch(t)}
    rows: list[tuple[date | None, str, str, str]] = []
    for text, both, found in zip(plain, two_ways, single, strict=True):
        note = "Numbers of five digits were read as days as Excel stores them" if _SERIAL.fullmatch(text) else ""
        if both is not None:
            if len(dashed) == 1:
                grain = next(iter(dashed))
                found = both[grain]
                note = f"“{text}” was read as a {_SAYS[grain]}, as the others in its column are"
            else:
                month, year = both[Grain.MONTH][0], int(text[:4])
                found = (
                    f"could be {month:%B %Y} or the financial year {year}-{month.month:02d}: "
                    f"write {month:%b %Y} or {year}-{year + 1}"
                )
        if isinstance(found, tuple):
            rows.append((found[0], str(found[1]), "", note))
        else:
            rows.append((None, "", str(found), note))
    frame = pd.DataFrame(rows, columns=["first_day", "grain", "problem", "note"])
    frame = frame.astype({"first_day": "datetime64[s]", "grain": "str", "problem": "str", "note": "str"})
    frame["swapped"] = [" ".join(str(t).casefold().split()) in swapped for t in distinct]
    return frame.take(codes).reset_index(drop=True)


def parse_days(texts: Sequence[str] | pd.Series) -> pd.DataFrame:
    """Days as text (2023-07-14 or 14/07/2023): `day` (datetime64[s]), `problem`, `note` and
    `swapped` (read month first), as `parse`.

    14/07/2023 is read in British order unless the column proves the other (07/14/2023 and no 14/07/2023). Where it
    proves both, a text that could be either is a problem; where it proves nothing, a note says how it was read.
    """
    codes, distinct = pd.factorize(pd.Series(texts, dtype="str"), use_na_sentinel=False)
    plain = [" ".join(str(t).casefold().split()) for t in distinct]
    orders = {proved for t in plain if (proved := order(t)) in ("day first", "month first")}
    rows: list[tuple[date | None, str, str]] = []
    for text in plain:
        either, note = order(text) == "either", ""
        try:
            if either and len(orders) == 2:
                raise _Wrong("could be two days, because its column has dates in both orders: write it as 2023-07-14")
            day = _day(text, month_first=orders == {"month first"})
            if either and not orders:
                note = f"“{text}” was read day first, as {day:%-d %B %Y}"
            rows.append((day, "", note))
        except _Wrong as wrong:
            rows.append((None, str(wrong), ""))
    frame = pd.DataFrame(rows, columns=["day", "problem", "note"])
    frame = frame.astype({"day": "datetime64[s]", "problem": "str", "note": "str"})
    frame["swapped"] = [bool(order(t)) and orders == {"month first"} for t in plain]
    return frame.take(codes).reset_index(drop=True)


def label(first_day: date | pd.Timestamp | np.datetime64, grain: str) -> str:
    """The one way to write a period: 2023-04, 2023-24 Q2 or 2023-24."""
    day = pd.Timestamp(first_day)
    if grain == Grain.MONTH:
        return f"{day:%Y-%m}"
    start = day.year if day.month >= 4 else day.year - 1
    year = f"{start}-{(start + 1) % 100:02d}"
    return year if grain == Grain.YEAR else f"{year} Q{(day.month - 4) % 12 // 3 + 1}"


def starts(first_day: date, grain: str) -> bool:
    """Whether a period of this grain can start on this day."""
    months = {Grain.MONTH: range(1, 13), Grain.QUARTER: (1, 4, 7, 10), Grain.YEAR: (4,)}
    return first_day.day == 1 and first_day.month in months.get(Grain(grain), ())


def _attempt(text: str) -> Found | str:
    try:
        return _one(text)
    except _Wrong as wrong:
        return str(wrong)


def _both_ways(text: str) -> dict[Grain, Found] | None:
    """2000-01 to 2011-12 can be a month and a financial year; nothing else can."""
    shape = re.fullmatch(r"(\d{4})\s*[-/]\s*(\d{2})", text)
    if not shape:
        return None
    year, second = int(shape[1]), int(shape[2])
    if not (1 <= second <= 12 and second == (year + 1) % 100):
        return None
    return {Grain.MONTH: (date(year, second, 1), Grain.MONTH), Grain.YEAR: (date(year, 4, 1), Grain.YEAR)}


def _one(text: str) -> Found:
    """An unambiguous text, lower case and single-spaced. Raises _Wrong."""
    if not text:
        raise _Wrong("is blank")
    if m := _QUARTER.fullmatch(text):
        return _quarter(_start_year(m[1], m[2]), int(m[3]))
    if m := _QUARTER_FIRST.fullmatch(text):
        return _quarter(_start_year(m[2], m[3]), int(m[1]))
    if m := _YEAR.fullmatch(text):
        if len(m[2]) == 2 and int(m[2]) != (int(m[1]) + 1) % 100:
            return _month(m[1], m[2])
        return date(_start_year(m[1], m[2]), 4, 1), Grain.YEAR
    if m := _POINT_QUARTER.fullmatch(text):
        return _quarter(_sane(int(m[1])), int(m[2]))
    if m := _COMPACT.fullmatch(text) or _ONE_DIGIT.fullmatch(text):
        return _month(m[1], m[2])
    if (m := _NAMED.fullmatch(text)) and m[1] in _MONTHS:
        return _month(m[2] if len(m[2]) == 4 else f"20{m[2]}", str(_MONTHS[m[1]]))
    if ISO_DAY.fullmatch(text) or UK_DAY.fullmatch(text) or _SERIAL.fullmatch(text):
        day = _day(text)
        if day.month == 1 and 1 < day.day <= 12:
            other = date(day.year, day.day, 1)
            raise _Wrong(f"is {day:%-d %B %Y}, or {other:%B %Y} with day and month swapped: write {other:%Y-%m} for it")
        if day.day != 1:
            raise _Wrong(f"is a day, {day:%-d %B %Y}, where a period is wanted")
        return day, Grain.MONTH
    if re.fullmatch(r"\d{4}", text):
        raise _Wrong(f"is a year without saying which: {text}-{(int(text) + 1) % 100:02d} is the financial year")
    if re.fullmatch(r"\d{4}[\s-]*q\d|q\d[\s-]*\d{4}", text):
        raise _Wrong("is a quarter of a calendar or a financial year: write 2023-24 Q2 for July to September 2023")
    raise _Wrong("is not a period that we can read")


def _start_year(first: str, second: str) -> int:
    start, end = int(first), int(second)
    if end not in (start + 1, (start + 1) % 100):
        raise _Wrong(f"names two years that do not follow each other ({first} and {second})")
    return _sane(start)


def _quarter(start: int, quarter: int) -> Found:
    if not 1 <= quarter <= 4:
        raise _Wrong(f"has quarter {quarter}, and a year has four")
    return date(start + (quarter == 4), (quarter * 3) % 12 + 1, 1), Grain.QUARTER


def _month(year: str, month: str) -> Found:
    if not 1 <= int(month) <= 12:
        raise _Wrong(f"has month {month}, which does not exist")
    return date(_sane(int(year)), int(month), 1), Grain.MONTH


def _day(text: str, *, month_first: bool = False) -> date:
    if not text:
        raise _Wrong("is blank")
    if m := ISO_DAY.fullmatch(text):
        year, month, day = int(m[1]), int(m[2]), int(m[3])
    elif m := UK_DAY.fullmatch(text):
        year, month, day = int(m[3]), int(m[1 if month_first else 2]), int(m[2 if month_first else 1])
    elif _SERIAL.fullmatch(text):
        counted = _SERIAL_ZERO + timedelta(int(text))
        year, month, day = counted.year, counted.month, counted.day
    else:
        raise _Wrong("is not a date that we can read")
    if not 1 <= month <= 12:
        raise _Wrong(f"has month {month}, which does not exist")
    try:
        return date(_sane(year), month, day)
    except ValueError as error:
        if isinstance(error, _Wrong):
            raise
        raise _Wrong(f"is no date: {date(2000, month, 1):%B} {year} has no day {day}") from None


def _sane(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        raise _Wrong(f"has the year {year}")
    return year
