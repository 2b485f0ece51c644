"""Spellings of days and periods that exports have: time zones, ranges, quarters with their months, marks behind a period."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?(z|[+-]\d\d:?\d\d)")
_MIDNIGHT = re.compile(r"(?<=\d)[ t]00:00(?::00(?:\.0+)?)?$")
_MONTH_DAY = re.compile(
    r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
"""A day as Americans write it: April 30, 2023."""
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?=\d|[a-z]{3})")
_NOON = re.compile(r"(?<=\d)[ t]12:00(?::00)? ?am$")
"""Midnight by a clock of twelve hours."""
_MONTH_OF = re.compile(r"(?:(?:the )?month of|month:|for) (?=[a-z]{3})")
_MONTH_END = re.compile(r"^(?:(?:the )?month[ -](?:end(?:ing|ed)?|to)|m/e)[: ]+(?=\d)")
_NUMBERED = re.compile(r"(0[1-9]|1[0-2])[- ]?(20\d\d)|(20\d\d)\.(0[1-9]|1[0-2])")
"""A month of digits that can be nothing else: 04-2023, 042023, 2023.04."""
_EIGHT = re.compile(r"((?:19|20|21)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_PROVISIONAL = re.compile(r"\s*(?:[(\[]\s*(?:p|prov|provisional)\.?\s*[)\]]|[-–,]?\s*provisional|\*+|\bp)$")
_OTHER_MARK = re.compile(
    r"\s*(?:[(\[]\s*(?:r|rev|revised|final|e|estimated?|note \d+|\d{1,2})\s*[)\]]|[†‡#]+|"
    r"[-–,\s]\s*(?:final|actuals?|validated|refreshed))$"
)
_QUARTER = re.compile(r"(q|quarter)\s*([1-4])")
_QUARTER_NAMED = re.compile(
    r"\bqtr\.?\s*(?=[1-4]\b)|\b(?P<n>first|1st|second|2nd|third|3rd|fourth|4th)\s+(?:quarter|qtr)\b"
)
_QUARTERS = {**dict.fromkeys(("first", "1st"), 1), **dict.fromkeys(("second", "2nd"), 2),
             **dict.fromkeys(("third", "3rd"), 3), **dict.fromkeys(("fourth", "4th"), 4)}  # fmt: skip
_QUARTER_END = re.compile(
    r"(?:quarter|qtr|3 months|three months) (?:end(?:ing|ed)?|to)\s*(?:(?:30|31)(?:st|th)? )?([a-z]{3,9})\.? (\d{4})"
)
_FOUR = re.compile(r"(?<!\d)(\d\d)(\d\d)(?!\d)")
"""A financial year of four digits beside its quarter: 2324."""
_YEAR_CALLED = re.compile(r"^financial year(?: of)?[: ]+(?=\d)|(?<=\d) financial year$")
_MONTH_CALLED = re.compile(r"(?:m|month)\s*(\d{1,2})\s*[(:–-]\s*([a-z]{3,9})\)?\s+(?=\d)")
"""A month by its number and its name: "Month 1 (April) 2023/24"."""
_DECIMAL = re.compile(r"((?:19|20)\d\d(?:0[1-9]|1[0-2]))\.0")
"""A month of digits that a program stored as a number with a decimal."""
_MONTHS_OF_QUARTER = re.compile(r"\(?\b([a-z]{3,9})\.?\s*(?:-|–|—|to|/)\s*([a-z]{3,9})\.?\)?")
_SHORT = re.compile(r"(?<!\d)(\d\d)\s*[/-]\s*(\d\d)(?!\d)")
_BETWEEN = re.compile(r"\s*(?:–|—|\bto\b|\buntil\b)\s*|\s+-\s+|(?<=\d{4})-(?=\d{1,2}/)")


@lru_cache(maxsize=4096)  # the periods of a file are asked about by several
def plain(text: object) -> str:
    """A text for comparing: lower case, single spaces, none around it; a moment as its day in Britain, 20230401 as ISO."""
    told = " ".join(_UNSEEN.sub("", html.unescape(str(text)) if "&" in str(text) else str(text)).casefold().split())
    if not any(c.isdigit() for c in told):
        return told
    told = _NOON.sub("", _MONTH_OF.sub("", _WEEKDAY.sub("", told.replace("_", " ") if told[0].isalpha() else told)))
    told = _YEAR_CALLED.sub("", _MONTH_END.sub("", told))
    if m := _DECIMAL.fullmatch(told):
        return m[1]
    if m := _NUMBERED.fullmatch(told):
        return f"{m[2] or m[3]}-{m[1] or m[4]}"
    if m := _MOMENT.fullmatch(told):
        return _day_in_britain(m[0], m) or told
    told = _MIDNIGHT.sub("", told)
    if m := _MONTH_DAY.fullmatch(told):
        return f"{m[2]} {m[1]} {m[3]}"
    return f"{m[1]}-{m[2]}-{m[3]}" if (m := _EIGHT.fullmatch(told)) else told


def _day_in_britain(text: str, m: re.Match[str]) -> str:
    """The day of a moment by British clocks: 23:00Z on 31 March is 1 April, because summer time has begun."""
    hour, minute, second = int(m[2]), int(m[3]), int(m[4] or 0)
    try:
        utc = datetime.fromisoformat(f"{m[1]} {hour:02d}:{minute:02d}:{second:02d}")
    except ValueError:
        return ""
    if m[5] != "z":
        shift = timedelta(hours=int(m[5][1:3]), minutes=int(m[5][-2:]))
        utc -= shift if m[5][0] == "+" else -shift
    summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return (utc + timedelta(hours=summer)).date().isoformat()


def _last_sunday(year: int, month: int) -> datetime:
    """When clocks change: 01:00 UTC on the last Sunday of March and October."""
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def is_provisional(text: object) -> bool:
    """Whether a mark behind a period says that its figures are provisional."""
    return bool(_PROVISIONAL.search(plain(text)))


def unmarked(text: str) -> str:
    """A plain text without the marks behind it."""
    for mark in (_PROVISIONAL, _OTHER_MARK):
        bare = mark.sub("", text)
        text = bare if re.search(r"\d", bare) else text
    return text.strip()


def quarter(text: str, months: dict[str, int]) -> str:
    """A quarter that names its months or has a short year, as the parser reads it: "q1 (apr-jun) 23/24" is "q1 2023-24".
    Months that are not those of the quarter are left, so that nobody reads it."""
    if (m := _QUARTER_END.fullmatch(text)) and months.get(m[1], 1) % 3 == 0:
        last, year = months[m[1]], int(m[2])
        start = year - (last == 3)
        return f"{start}-{(start + 1) % 100:02d} q{(last - 4) % 12 // 3 + 1}"
    if (m := _MONTH_CALLED.match(text)) and int(m[1]) == (months.get(m[2], 0) - 4) % 12 + 1:
        return f"{m[2]} {text[m.end() :]}"
    text = _QUARTER_NAMED.sub(lambda m: f"q{_QUARTERS[m['n']]}" if m["n"] else "q", text)
    named = _QUARTER.search(text)
    if named is None:
        return text
    rest = text
    if (m := _MONTHS_OF_QUARTER.search(text)) and m[1] in months and m[2] in months:
        first, last = months[m[1]], months[m[2]]
        if first == int(named[2]) * 3 % 12 + 1 and (last - first) % 12 == 2:
            rest = " ".join((text[: m.start()] + " " + text[m.end() :]).split()).strip(" ,:-")
    four = _FOUR.search(rest)
    if four and four[1] != "20" and int(four[2]) == (int(four[1]) + 1) % 100:
        rest = f"{rest[: four.start()]}20{four[1]}-{four[2]}{rest[four.end() :]}"
    short = _SHORT.search(rest.replace(named[0], " " * len(named[0]), 1))
    if short and not re.search(r"\d{4}", rest) and int(short[2]) == (int(short[1]) + 1) % 100:
        rest = f"{rest[: short.start()]}20{short[1]}-{short[2]}{rest[short.end() :]}"
    return " ".join(rest.replace(",", " ").replace(" of ", " ").split())


def ends(text: str) -> tuple[str, str] | None:
    """The first and the last of a range, or None where a text is none."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else None


def is_last(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(1)).day == 1
