"""How long the periods of a column are: days that stand for months, days that are only days, and ranges."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from analytics.ingest.cells import day_orders
from analytics.ingest.cells.day_orders import MONTHS, Decision, NoDay
from analytics.ingest.cells.spelled import is_last
from analytics.model import Grain

LAST = "Days that end a month were read as that month"
"""The note on a column of month-ends."""
ONE_OF = "is one of the"
"""How the reason begins why a column of days is left out as a whole."""
A_DAY = "is a day"
"""How it begins for one day."""
FEW, SOME = 3, 0.2
"""Days within months, and their share of the column, from which on it is one of days and not of months."""
SHORTEST = 27
"""Days between two dates below which they stand for no two months."""
_SHAPES = (day_orders.ISO_DAY, day_orders.UK_DAY, day_orders.NAMED_DAY, day_orders.SERIAL)


def finer_than_months(texts: Sequence[str], decision: Decision) -> dict[str, str]:
    """Why the days of a column are not taken for months, by text: many of them are neither the first nor the last of one.
    Those that are would be a sample of the others. Nothing where the column is one of months with a slip or two."""
    days = {text: day for text in texts if (day := _day(text, decision)) is not None}
    within = [day for day in days.values() if day.day != 1 and not is_last(day)]
    if len(within) == len(days) and all(day.month == 1 and day.day <= 12 for day in within):
        return {}  # they may be months with day and month swapped, which each says by itself
    ordered = sorted(set(days.values()))
    close = any((b - a).days < SHORTEST for a, b in itertools.pairwise(ordered))
    many = len(within) >= FEW and len(within) >= SOME * len(days)
    many = many or (len(within) > 1 and 2 * len(within) > len(days))
    if many or (close and within and 2 * len(within) >= len(days)):
        return {text: _why(days) for text in days}
    return {}


def _why(days: dict[str, date]) -> str:
    ordered = sorted(set(days.values()))
    gaps = {(b - a).days for a, b in itertools.pairwise(ordered)}
    what = "weeks" if gaps and all(gap % 7 == 0 for gap in gaps) else "days"
    return (
        f"{ONE_OF} {what} of this column ({ordered[0]:%-d %B %Y} to {ordered[-1]:%-d %B %Y}), and the shortest period "
        "kept is a month: add them up to months, or choose a monthly file"
    )


def is_end(text: str, decision: Decision) -> bool:
    """Whether a text is the last day of a month."""
    day = _day(text, decision)
    return day is not None and is_last(day)


def _day(text: str, decision: Decision) -> date | None:
    if not any(shape.fullmatch(text) for shape in _SHAPES):
        return None
    try:
        return decision.day(text)
    except NoDay:
        return None


def between(first: str, last: str) -> tuple[date, Grain]:
    """A month, quarter or financial year from its first and last days or months. Raises NoDay."""
    start, end = _month(first, last), _month(last, last)
    if start is not None and end is not None:
        after = date(end.year + end.month // 12, end.month % 12 + 1, 1)
    else:
        whole, why, _ = day_orders.whole_month(first, last)
        if whole is not None:
            return whole, Grain.MONTH
        try:
            start, after = day_orders.one_day(first), day_orders.one_day(last) + timedelta(1)
        except NoDay:
            raise NoDay("is not a period that we can read") from None
        if start.day != 1 or after.day != 1:
            raise NoDay(why)
    months = (after.year - start.year) * 12 + after.month - start.month
    grain = {1: Grain.MONTH, 3: Grain.QUARTER, 12: Grain.YEAR}.get(months)
    if grain is None or (grain is Grain.YEAR and start.month != 4) or (grain is Grain.QUARTER and start.month % 3 != 1):
        raise NoDay(f"is {months} months from {start:%B %Y}, and neither a month, a quarter nor a financial year")
    return start, grain


def _month(text: str, other: str) -> date | None:
    """The first day of "april 2020", the year of which may stand in the other end of its range."""
    words = text.replace("-", " ").replace("'", "").split()
    if not words or words[0].rstrip(".") not in MONTHS or len(words) > 2:
        return None
    year = words[1] if len(words) == 2 else other.replace("-", " ").split()[-1]
    if not year.isdecimal() or len(year) not in (2, 4):
        return None
    return date(day_orders.sane(int(year) if len(year) == 4 else 2000 + int(year)), MONTHS[words[0].rstrip(".")], 1)
