"""Which number of a date is the day: what a text proves, and months that a spreadsheet took for days."""

from __future__ import annotations

import re
from collections.abc import Sequence

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?")
UK_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def order(text: str) -> str:
    """What a date with strokes proves about its order; "" where it is none or reads the same both ways."""
    if not (m := UK_DAY.fullmatch(text)) or m[1] == m[2]:
        return ""
    first, second = int(m[1]), int(m[2])
    if first <= 12 and second <= 12:
        return "either" if first != second else ""
    return "day first" if second <= 12 else "month first" if first <= 12 else ""


def months_as_days(texts: Sequence[str]) -> dict[str, str]:
    """Months that a spreadsheet took for days: 1 April 2023 became 4 January, and every month a day of January.

    Gives ISO days by text. Days of January alone could be days, so it takes more than one year of nothing else.
    """
    read: dict[str, tuple[int, int, int]] = {}
    for text in texts:
        if m := ISO_DAY.fullmatch(text):
            read[text] = int(m[1]), int(m[2]), int(m[3])
        elif m := UK_DAY.fullmatch(text):
            read[text] = int(m[3]), int(m[2]), int(m[1])
    years = {year for year, _, _ in read.values()}
    january = all(month == 1 and day <= 12 for _, month, day in read.values())
    if len(years) < 2 or not january or all(day == 1 for _, _, day in read.values()):
        return {}
    return {text: f"{year}-{day:02d}-01" for text, (year, _, day) in read.items()}
