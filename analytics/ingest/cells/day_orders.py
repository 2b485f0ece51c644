"""Days as text, and which of their numbers is the day: what a text proves, what its column proves, what must be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.ingest.cells.spelled import is_last, plain

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
EARLIEST, LATEST = 1948, 2199
"""Years outside these are taken for typing errors: the NHS began in 1948."""
MONTHS = {name[:length]: i for i, name in enumerate(_NAMES, 1) for length in (3, len(name))} | {"sept": 9}
"""Months by their names and the first three letters of these."""
ISO_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?")
UK_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4})|[/.](\d{2}))(?: 00:00(?::00)?)?")
NAMED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]*([a-z]{3,9})[\s,-]*(\d{4}|\d{2})")
SERIAL = re.compile(r"([3-6]\d{4})(?:\.0+)?")
"""A day as Excel stores it: 45017 is 1 April 2023."""
_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's count, which takes 1900 for a leap year, so that this holds from March 1900 on."""

FROM_1904 = timedelta(1462)
"""What is lacking where a workbook counts its days from 1904."""


class NoDay(ValueError):
    """A text that is no day; the message says why."""


def one_day(text: str, *, month_first: bool = False) -> date:
    """The day of a plain text. `month_first` is for days with strokes (07/14/2023). Raises NoDay."""
    if not text:
        raise NoDay("is blank")
    if m := ISO_DAY.fullmatch(text):
        year, month, day = int(m[1]), int(m[2]), int(m[3])
    elif m := UK_DAY.fullmatch(text):
        year, month, day = _year(m[3] or m[4]), int(m[1 if month_first else 2]), int(m[2 if month_first else 1])
    elif (m := NAMED_DAY.fullmatch(text)) and m[2] in MONTHS:
        year, month, day = _year(m[3]), MONTHS[m[2]], int(m[1])
    elif m := SERIAL.fullmatch(text):
        counted = _SERIAL_ZERO + timedelta(int(m[1]))
        year, month, day = counted.year, counted.month, counted.day
    else:
        raise NoDay("is not a date that we can read")
    if not 1 <= month <= 12:
        raise NoDay(f"has month {month}, which does not exist")
    sane(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay(f"is no date: {date(2000, month, 1):%B} {year} has no day {day}") from None


def _year(text: str) -> int:
    """A year; of two digits it is one of this century."""
    return int(text) if len(text) == 4 else 2000 + int(text)


def sane(year: int) -> int:
    """The year itself. Raises NoDay where it is a typing error."""
    if not EARLIEST <= year <= LATEST:
        raise NoDay(f"has the year {year}")
    return year


def order(text: str) -> str:
    """What a date with strokes proves about its order: "either" where it reads two ways, "" where it is none or one day."""
    if not (m := UK_DAY.fullmatch(text)) or int(m[1]) == int(m[2]) or not EARLIEST <= _year(m[3] or m[4]) <= LATEST:
        return ""
    first, second = int(m[1]), int(m[2])
    if not 1 <= min(first, second) <= 12 or max(first, second) > 31:
        return ""
    return "either" if max(first, second) <= 12 else "day first" if first > second else "month first"


DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
"""Answers to the question how a column writes its dates."""
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Decision:
    """How the dates of a column with strokes are read. `why` is the evidence in words, where it is less than proof;
    `mixed` where the column proves both orders, `asks` where nothing decides, `changeable` where nothing proves."""

    month_first: bool = False
    why: str = ""
    mixed: bool = False
    asks: bool = False
    changeable: bool = False

    def day(self, text: str) -> date:
        """The day of a plain text; one that can be nothing else is read as that. Raises NoDay."""
        proved = order(text)
        if proved == "either" and self.mixed:
            raise NoDay("could be two days, because its column has dates in both orders: write it as 2023-07-14")
        if proved == "either" and self.asks:
            raise NoDay(f"could be {one_day(text):%-d %B %Y} or {one_day(text, month_first=True):%-d %B %Y}")
        return one_day(text, month_first=proved == "month first" or (proved == "either" and self.month_first))

    def choice(self, text: str) -> str:
        """The choice that was made for a text, UNDECIDED, or "" where there is none to make."""
        if order(text) != "either" or not (self.asks or self.changeable):
            return ""
        return UNDECIDED if self.asks else MONTH_FIRST if self.month_first else DAY_FIRST

    def moves(self, text: str) -> bool:
        """Whether a text is read month first, which is not how dates are written here."""
        return self.month_first and order(text) in ("either", "month first")


def decide_days(texts: Sequence[str], answer: str | None, latest: date | None) -> Decision:
    """How a column of days is read: as its texts prove, as `answer` says, or as all but one reading is absurd.

    Evidence short of proof: only one reading has no day after `latest`; only one has nothing but first days of months.
    """
    unsure, known = _proved(texts, answer)
    if known is not None:
        return known
    days, months = [one_day(t) for t in unsure], [one_day(t, month_first=True) for t in unsure]
    late = [latest is not None and max(read) > latest for read in (days, months)]
    if late[0] != late[1]:
        return Decision(late[0], "read the other way, some would be in the future", changeable=True)
    firsts = [all(d.day == 1 for d in read) for read in (days, months)]
    if firsts[0] and not firsts[1]:
        return Decision(False, "read that way, all are first days of months", changeable=True)
    if firsts[1] and not firsts[0] and len(unsure) > 1:  # one date alone is too little against British order
        return Decision(True, "read that way, all are first days of months", changeable=True)
    return Decision(asks=True)


def decide_months(texts: Sequence[str], answer: str | None) -> Decision:
    """The same for a column of periods, where a date stands for the month that it begins."""
    unsure, known = _proved(texts, answer)
    if known is not None:
        return known
    days, months = [one_day(t) for t in unsure], [one_day(t, month_first=True) for t in unsure]
    if all(d.day == 1 for d in days) or all(m.day != 1 and not is_last(m) for m in months):
        return Decision()
    if all(m.day == 1 for m in months) and len(unsure) > 1:
        return Decision(True, "read that way, all are first days of months", changeable=True)
    return Decision(asks=True)


def _proved(texts: Sequence[str], answer: str | None) -> tuple[list[str], Decision | None]:
    """The texts that read both ways, and the decision where the column proves one or the answer says it."""
    orders = {text: order(text) for text in texts}
    found = set(orders.values())
    unsure = [t for t, o in orders.items() if o == "either"]
    if {"day first", "month first"} <= found:
        return unsure, Decision(mixed=True)
    if found & {"day first", "month first"}:
        return unsure, Decision("month first" in found)
    if "either" not in found:
        return unsure, Decision()
    return unsure, Decision(answer == MONTH_FIRST, changeable=True) if answer in (DAY_FIRST, MONTH_FIRST) else None


def months_as_days(texts: Sequence[str]) -> dict[str, str]:
    """Months that a spreadsheet took for days: 1 April 2023 became 4 January, and every month a day of January.

    Gives ISO days by text. Days of January alone could be days, so it takes more than one year of nothing else.
    """
    read: dict[str, tuple[int, int, int]] = {}
    for text in texts:
        if m := ISO_DAY.fullmatch(text):
            read[text] = int(m[1]), int(m[2]), int(m[3])
        elif m := UK_DAY.fullmatch(text):
            read[text] = _year(m[3] or m[4]), int(m[2]), int(m[1])
    years = {year for year, _, _ in read.values()}
    january = all(month == 1 and day <= 12 for _, month, day in read.values())
    if len(years) < 2 or not january or all(day == 1 for _, _, day in read.values()):
        return {}
    return {text: f"{year}-{day:02d}-01" for text, (year, _, day) in read.items()}


def span_fixed(start_texts: Sequence[str] | pd.Series, end_texts: Sequence[str] | pd.Series) -> pd.DataFrame:
    """First days of months that are given by their first and last day.

    One row a pair, in order: `first_day` (datetime64[s], NaT where the pair is no month), `problem` (why not, or "") and
    `swapped`: day and month of a date changed places in a spreadsheet (a start of 4 January beside an end of 30 April)
    and were put right, because only that way the pair is one whole month. Warn of those (`checks.span_column` does).
    """
    pairs = pd.MultiIndex.from_arrays([[plain(t) for t in start_texts], [plain(t) for t in end_texts]])
    codes, distinct = pd.factorize(pairs)
    rows = [whole_month(start, end) for start, end in distinct]
    frame = pd.DataFrame(rows, columns=["first_day", "problem", "swapped"])
    frame = frame.astype({"first_day": "datetime64[s]", "problem": "str", "swapped": "bool"})
    return frame.take(codes).reset_index(drop=True)


def whole_month(start: str, end: str) -> tuple[date | None, str, bool]:
    """First day, problem and whether anything was swapped, of one pair of plain texts."""
    starts, ends = _both_orders(start), _both_orders(end)
    for text, found in ((start, starts), (end, ends)):
        if not found:
            try:
                one_day(text)
            except NoDay as why:
                return None, str(why), False
    tried = sorted((i + j, first, last) for i, first in starts.items() for j, last in ends.items())
    for swaps, first, last in tried:
        if first.day == 1 and (last + timedelta(1)).day == 1 and (first.year, first.month) == (last.year, last.month):
            return first, "", swaps > 0
    first, last = starts[min(starts)], ends[min(ends)]
    if first > last:
        return None, f"starts on {first:%-d %B %Y}, after its end on {last:%-d %B %Y}", False
    return None, f"is not one month: {first:%-d %B %Y} to {last:%-d %B %Y}", False


def _both_orders(text: str) -> dict[int, date]:
    """The days that a text can be: 0 as it reads, 1 with day and month swapped."""
    found: dict[int, date] = {}
    for swapped in (False, True):
        try:
            day = one_day(text, month_first=swapped)
            if swapped and not UK_DAY.fullmatch(text):
                day = date(day.year, day.day, day.month)
        except ValueError:
            continue
        if day not in found.values():
            found[int(swapped)] = day
    return found
