"""One period as text to its first day and grain, or the reason why it is none.

Nothing here looks at other texts of a column, except through the decision how its days are written.
"""

from __future__ import annotations

import difflib
import re
from datetime import date

from analytics.ingest.cells import grains, spelled
from analytics.ingest.cells.day_orders import (
    EARLIEST,
    ISO_DAY,
    LATEST,
    MONTHS,
    NAMED_DAY,
    SERIAL,
    UK_DAY,
    Decision,
    NoDay,
    sane,
)
from analytics.ingest.cells.faults import fault
from analytics.model import Grain

YEAR = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_QUARTER = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})[\s-]*(?:q|quarter\s*)(\d)")
_QUARTER_FIRST = re.compile(r"(?:q|quarter\s*)(\d)[\s-]*(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_POINT_QUARTER = re.compile(r"(\d{4})\.([1-4])")
"""A financial year and its quarter, as PERIPrem writes it: 2024.1 is 2024-25 Q1."""
_YEAR_MONTH = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})[\s-]*(?:m|month\s*)(\d{1,2})")
"""A month of a financial year, as NHS finance counts them: 2023/24 M06 is September 2023."""
_MONTH_FIRST = re.compile(r"(?:m|month\s*)(\d{1,2})[\s-]*((?:\d\d)?\d\d)\s*[-/]\s*(\d{4}|\d{2})")
_YEAR_END = re.compile(r"(?:fye|(?:financial )?year end(?:ed|ing))\s*(?:31(?:st)?\s*)?(mar(?:ch)?[\s-]*)?(\d{4})")
_SHORT_YEAR = re.compile(r"(?:fy\s*)?(\d{2})\s*[-/]\s*(\d{2})(?:[\s-]*q(\d))?")
_THREEMONTHS = re.compile(r"([a-z]+)\s*(?:-|–|to)\s*([a-z]+)[\s-]*(\d{4})")
_COMPACT = re.compile(r"(\d{4})_?(\d{2})")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.](\d{4})")
_ONE_DIGIT = re.compile(r"(\d{4})-(\d)")
_NAMED = re.compile(r"(?:(?:msitae|rtt|dm01|cwt|kh03)[- ])?([a-z]+)\.?[\s,/-]*['’]?(\d{4}|\d{2})")
_NAMED_YEAR_FIRST = re.compile(r"(\d{4})[\s-]*([a-z]+)")
_MONTH_OF_YEAR = re.compile(
    r"(?:fy\s*)?(?P<a>20\d\d|\d\d)\s*[-/]\s*(?P<b>20\d\d|\d\d)[\s,-]+(?P<m>[a-z]{3,9})|"
    r"(?P<n>[a-z]{3,9})[\s,-]+(?:fy\s*)?(?P<c>20\d\d|\d\d)\s*[-/]\s*(?P<d>20\d\d|\d\d)"
)
"""A month and the financial year that it is in: "2023/24 April"."""
_LONG_MONTHS = [name for name in MONTHS if len(name) > 3]
_WEEK = re.compile(r".*\b(?:w/?[ce]\b|week|wk|\d{4}-?w\d).*")

Period = tuple[date, Grain]


def both_ways(text: str) -> dict[Grain, Period] | None:
    """2000-01 to 2011-12 can be a month and a financial year; nothing else can."""
    shape = re.fullmatch(r"(\d{4})\s*[-/]\s*(\d{2})", text)
    if not shape:
        return None
    year, second = int(shape[1]), int(shape[2])
    if not (EARLIEST <= year <= LATEST and 1 <= second <= 12 and second == (year + 1) % 100):
        return None
    return {Grain.MONTH: (date(year, second, 1), Grain.MONTH), Grain.YEAR: (date(year, 4, 1), Grain.YEAR)}


def one(text: str, decision: Decision) -> Period:
    """An unambiguous text, lower case and single-spaced. Raises NoDay."""
    if not text:
        raise NoDay("is blank")
    text = spelled.quarter(text, MONTHS)
    if m := _QUARTER.fullmatch(text):
        return _quarter(_start_year(m[1], m[2]), int(m[3]))
    if m := _QUARTER_FIRST.fullmatch(text):
        return _quarter(_start_year(m[2], m[3]), int(m[1]))
    if m := YEAR.fullmatch(text):
        if len(m[2]) == 2 and int(m[2]) != (int(m[1]) + 1) % 100:
            return _month(m[1], m[2])
        return date(_start_year(m[1], m[2]), 4, 1), Grain.YEAR
    if m := _POINT_QUARTER.fullmatch(text):
        return _quarter(sane(int(m[1])), int(m[2]))
    if m := _COMPACT.fullmatch(text) or _ONE_DIGIT.fullmatch(text):
        return _month(m[1], m[2])
    if m := _MONTH_YEAR.fullmatch(text):
        return _month(m[2], m[1])
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
        return _month_of_year(_start_year(m[2] if len(m[2]) == 4 else f"20{m[2]}", m[3]), int(m[1]))
    if (m := _MONTH_OF_YEAR.fullmatch(text)) and (m["m"] or m["n"]) in MONTHS:
        first, second, month = m["a"] or m["c"], m["b"] or m["d"], MONTHS[m["m"] or m["n"]]
        start = _start_year(first if len(first) == 4 else f"20{first}", second)
        return date(start + (month < 4), month, 1), Grain.MONTH
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
    raise NoDay(f"{grains.A_DAY}, {day:%-d %B %Y}, where a period is wanted")


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
    if m := re.fullmatch(r"(\d{4})[\s-]*m(?:onth)?\s*(\d{1,2})", text):
        year, month = int(m[1]), int(m[2])
        financial = f"{year}/{(year + 1) % 100:02d} M{month}"
        return f"may be counted from January or from April: write {year}-{month:02d}, or {financial}"
    if _WEEK.fullmatch(text):
        return (
            "is a week, and the shortest period kept is a month: add the weeks up to months, or choose a monthly file"
        )
    if text in MONTHS:
        return "is a month without its year"
    if (m := _NAMED.fullmatch(text)) and (near := difflib.get_close_matches(m[1], _LONG_MONTHS, 1, 0.75)):
        return f"is not a period that we can read: did you mean {near[0].capitalize()} {m[2]}?"
    if (m := re.fullmatch(r"(\d{1,2})[ -]([a-z]{3,9})", text)) and m[2] in MONTHS:
        return "is a day without its year, or a month whose year Excel took for its day"
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
