"""One parser for periods and one for days, over the distinct texts of a column.

A financial year starts in April: 2023-24 starts on 2023-04-01 and its Q2 on 2023-07-01. Nothing is guessed in
silence: "2010-11" is a month or a financial year, the rest of its column decides, and without that it is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.ingest.cells import grains, spelled
from analytics.ingest.cells.day_orders import (
    ISO_DAY,
    MONTHS,
    NAMED_DAY,
    SERIAL,
    UK_DAY,
    Decision,
    NoDay,
    decide_days,
    decide_months,
    months_as_days,
    order,
    sane,
)
from analytics.ingest.cells.faults import fault
from analytics.ingest.cells.spelled import plain
from analytics.model import Grain, labels

_YEAR = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_QUARTER = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})[\s-]*(?:q|quarter\s*)(\d)")
_QUARTER_FIRST = re.compile(r"(?:q|quarter\s*)(\d)[\s-]*(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_POINT_QUARTER = re.compile(r"(\d{4})\.([1-4])")
"""A financial year and its quarter, as PERIPrem writes it: 2024.1 is 2024-25 Q1."""
_YEAR_MONTH = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})[\s-]*(?:m|month\s*)(\d{1,2})")
"""A month of a financial year, as NHS finance counts them: 2023/24 M06 is September 2023."""
_MONTH_FIRST = re.compile(r"(?:m|month\s*)(\d{1,2})[\s-]*(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_YEAR_END = re.compile(r"(?:fye|(?:financial )?year end(?:ed|ing))\s*(?:31(?:st)?\s*)?(mar(?:ch)?[\s-]*)?(\d{4})")
_SHORT_YEAR = re.compile(r"(?:fy\s*)?(\d{2})\s*[-/]\s*(\d{2})(?:[\s-]*q(\d))?")
_THREEMONTHS = re.compile(r"([a-z]+)\s*(?:-|–|to)\s*([a-z]+)[\s-]*(\d{4})")
_COMPACT = re.compile(r"(\d{4})_?(\d{2})")
_ONE_DIGIT = re.compile(r"(\d{4})-(\d)")
_NAMED = re.compile(r"(?:(?:msitae|rtt|dm01|cwt|kh03)[- ])?([a-z]+)\.?[\s-]*['’]?(\d{4}|\d{2})")
_NAMED_YEAR_FIRST = re.compile(r"(\d{4})[\s-]*([a-z]+)")
_WEEK = re.compile(r".*\b(?:w/?[ce]\b|week|wk|\d{4}-?w\d).*")

Period = tuple[date, Grain]


def parse(texts: Sequence[str] | pd.Series, answer: str | None = None) -> pd.DataFrame:
    """Periods as text to their first day and grain.

    One row a text, in order: `first_day` (datetime64[s], NaT where not understood), `grain` (month, quarter, year
    or ""), `problem` (why not understood, or ""), `note` (how an ambiguous text was decided, or ""), `swapped` (whether
    day and month were put right) and `choice` (of a date that nothing proves: see `day_orders.Decision`). Blank texts
    have the problem "is blank". `answer` says how to read such dates: day_first or month_first.
    """
    codes, distinct = pd.factorize(pd.Series(texts, dtype="str"), use_na_sentinel=False)
    texts_plain = [spelled.unmarked(plain(t)) for t in distinct]
    swapped = months_as_days(texts_plain)
    fixed = [swapped.get(t, t) for t in texts_plain]
    decision = decide_months(fixed, answer)
    two_ways = [_both_ways(t) for t in fixed]
    finer = grains.finer_than_months(fixed, decision)
    single = [None if both else finer.get(t) or _attempt(t, decision) for t, both in zip(fixed, two_ways, strict=True)]
    # What the unambiguous texts of the same shape are decides for the others.
    dashed = {f[1] for t, f in zip(fixed, single, strict=True) if isinstance(f, tuple) and _YEAR.fullmatch(t)}
    rows: list[tuple[date | None, str, str, str]] = []
    for text, both, found in zip(fixed, two_ways, single, strict=True):
        note = "Numbers of five digits were read as days as Excel stores them" if SERIAL.fullmatch(text) else ""
        note = grains.LAST if isinstance(found, tuple) and grains.is_end(text, decision) else note
        if both is not None:
            if len(dashed) == 1:
                grain = next(iter(dashed))
                found = both[grain]
                note = f"“{text}” was read as {labels.GRAINS[Grain(grain)].phrase}, as the others in its column are"
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
    frame["swapped"] = [t in swapped or decision.moves(t) for t in texts_plain]
    frame["choice"] = [decision.choice(t) for t in fixed]
    return frame.take(codes).reset_index(drop=True)


def parse_days(texts: Sequence[str] | pd.Series, answer: str | None = None, latest: date | None = None) -> pd.DataFrame:
    """Days as text (2023-07-14 or 14/07/2023): `day` (datetime64[s]), `problem`, `note`, `swapped` (read month first)
    and `choice`, as `parse`.

    What the column proves or shows decides (see `day_orders.decide_days`), then `answer`; without either, a date that
    reads two ways is a problem. No day of the column can be after `latest`, if that is given.
    """
    codes, distinct = pd.factorize(pd.Series(texts, dtype="str"), use_na_sentinel=False)
    texts_plain = [plain(t) for t in distinct]
    decision = decide_days(texts_plain, answer, latest)
    rows: list[tuple[date | None, str]] = []
    for text in texts_plain:
        try:
            rows.append((decision.day(text), ""))
        except NoDay as why:
            rows.append((None, str(why)))
    frame = pd.DataFrame(rows, columns=["day", "problem"]).astype({"day": "datetime64[s]", "problem": "str"})
    frame["note"] = [decision.why if order(t) == "either" else "" for t in texts_plain]
    frame["swapped"] = [decision.moves(t) for t in texts_plain]
    frame["choice"] = [decision.choice(t) for t in texts_plain]
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


def _attempt(text: str, decision: Decision) -> Period | str:
    try:
        return _one(text, decision)
    except NoDay as wrong:
        return str(wrong)


def _both_ways(text: str) -> dict[Grain, Period] | None:
    """2000-01 to 2011-12 can be a month and a financial year; nothing else can."""
    shape = re.fullmatch(r"(\d{4})\s*[-/]\s*(\d{2})", text)
    if not shape:
        return None
    year, second = int(shape[1]), int(shape[2])
    if not (1 <= second <= 12 and second == (year + 1) % 100):
        return None
    return {Grain.MONTH: (date(year, second, 1), Grain.MONTH), Grain.YEAR: (date(year, 4, 1), Grain.YEAR)}


def _one(text: str, decision: Decision) -> Period:
    """An unambiguous text, lower case and single-spaced. Raises NoDay."""
    if not text:
        raise NoDay("is blank")
    text = spelled.quarter(text, MONTHS)
    if m := _QUARTER.fullmatch(text):
        return _quarter(_start_year(m[1], m[2]), int(m[3]))
    if m := _QUARTER_FIRST.fullmatch(text):
        return _quarter(_start_year(m[2], m[3]), int(m[1]))
    if m := _YEAR.fullmatch(text):
        if len(m[2]) == 2 and int(m[2]) != (int(m[1]) + 1) % 100:
            return _month(m[1], m[2])
        return date(_start_year(m[1], m[2]), 4, 1), Grain.YEAR
    if m := _POINT_QUARTER.fullmatch(text):
        return _quarter(sane(int(m[1])), int(m[2]))
    if m := _COMPACT.fullmatch(text) or _ONE_DIGIT.fullmatch(text):
        return _month(m[1], m[2])
    if (found := _in_words(text)) is not None:
        return found
    if any(shape.fullmatch(text) for shape in (ISO_DAY, UK_DAY, SERIAL, NAMED_DAY)):
        return _first_of_month(text, decision)
    if (both := spelled.ends(text)) is not None:
        return grains.between(*both)
    raise NoDay(_why_none(text))


def _in_words(text: str) -> Period | None:
    """Periods that are written with words or letters, or short."""
    if (m := _NAMED.fullmatch(text)) and m[1] in MONTHS:
        return _month(m[2] if len(m[2]) == 4 else f"20{m[2]}", str(MONTHS[m[1]]))
    if (m := _NAMED_YEAR_FIRST.fullmatch(text)) and m[2] in MONTHS:
        return _month(m[1], str(MONTHS[m[2]]))
    if m := _YEAR_MONTH.fullmatch(text):
        return _month_of_year(_start_year(m[1], m[2]), int(m[3]))
    if m := _MONTH_FIRST.fullmatch(text):
        return _month_of_year(_start_year(m[2], m[3]), int(m[1]))
    if m := _YEAR_END.fullmatch(text):
        return date(sane(int(m[2])) - 1, 4, 1), Grain.YEAR
    if (m := _SHORT_YEAR.fullmatch(text)) and int(m[2]) == int(m[1]) + 1 and (int(m[1]) > 12 or m[3]):
        start = 2000 + int(m[1])
        return _quarter(start, int(m[3])) if m[3] else (date(start, 4, 1), Grain.YEAR)
    if (m := _THREEMONTHS.fullmatch(text)) and m[1] in MONTHS and m[2] in MONTHS:
        first, last = MONTHS[m[1]], MONTHS[m[2]]
        if first in (1, 4, 7, 10) and last == first + 2:
            return date(sane(int(m[3])), first, 1), Grain.QUARTER
    return None


def _first_of_month(text: str, decision: Decision) -> Period:
    day = decision.day(text)
    if day.day == 1 or spelled.is_last(day):
        return day.replace(day=1), Grain.MONTH
    if day.month == 1 and day.day <= 12:
        other = date(day.year, day.day, 1)
        raise NoDay(f"is {day:%-d %B %Y}, or {other:%B %Y} with day and month swapped: write {other:%Y-%m} for it")
    raise NoDay(f"is a day, {day:%-d %B %Y}, where a period is wanted")


def _why_none(text: str) -> str:
    """The reason that helps most."""
    if wrong := fault(text):
        return wrong
    if re.fullmatch(r"\d{4}", text):
        return f"is a year without saying which: {text}-{(int(text) + 1) % 100:02d} is the financial year"
    if m := re.fullmatch(r"fy\s*(\d{2}|\d{4})", text):
        year = int(m[1]) % 100
        return f"could be the financial year 20{year - 1:02d}-{year:02d} or 20{year:02d}-{(year + 1) % 100:02d}: write both"
    if re.fullmatch(r"\d{4}[\s-]*q\d|q\d[\s-]*\d{4}", text):
        return "is a quarter of a calendar or a financial year: write 2023-24 Q2 for July to September 2023"
    if _WEEK.fullmatch(text):
        return (
            "is a week, and the shortest period kept is a month: add the weeks up to months, or choose a monthly file"
        )
    if text in MONTHS:
        return "is a month without its year"
    return "is not a period that we can read"


def _start_year(first: str, second: str) -> int:
    start, end = int(first), int(second)
    if end not in (start + 1, (start + 1) % 100):
        raise NoDay(f"names two years that do not follow each other ({first} and {second})")
    return sane(start)


def _quarter(start: int, quarter: int) -> Period:
    if not 1 <= quarter <= 4:
        raise NoDay(f"has quarter {quarter}, and a year has four")
    return date(start + (quarter == 4), (quarter * 3) % 12 + 1, 1), Grain.QUARTER


def _month(year: str, month: str) -> Period:
    if not 1 <= int(month) <= 12:
        raise NoDay(f"has month {month}, which does not exist")
    return date(sane(int(year)), int(month), 1), Grain.MONTH


def _month_of_year(start: int, month: int) -> Period:
    """Month 1 of a financial year is April."""
    if not 1 <= month <= 12:
        raise NoDay(f"has month {month}, and a year has twelve")
    return date(start + (month > 9), (month + 2) % 12 + 1, 1), Grain.MONTH
