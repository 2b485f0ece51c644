"""How numbers, periods and lists read. The only home of these; pages reach them through `words`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.model import Grain, Measure, Unit

NOT_KNOWN = "not known"
MOST_TIMES = 1000
"""A relative change of this many percent or more says less than the two figures do."""

GRAIN_WORDS = {
    Grain.MONTH: ("month", "months"),
    Grain.QUARTER: ("quarter", "quarters"),
    Grain.YEAR: ("year", "years"),
    Grain.ROLLING_YEAR: ("12-month period", "12-month periods"),
}


def format_value(measure: Measure, value: float | None, short: bool = False) -> str:
    """A value of a measure as people read it: 76.1%, 1,016, 1.46 items per 1,000 patients.

    A PERCENT value is a fraction. `short` leaves out the unit's words. A count has none: its `per_text` belongs to the
    rate that it is compared as. What is missing or not finite is "not known".
    """
    if value is None or not math.isfinite(value):
        return NOT_KNOWN
    number = format_number(measure.unit, float(value))
    if short or not measure.per_text or measure.unit in (Unit.PERCENT, Unit.COUNT):
        return number
    return f"{number} {measure.per_text}"


def format_target(measure: Measure, value: float) -> str:
    """A target as it was set: 95%, 0.5%, 12 items per 1,000 patients. Whole percentages have no decimals."""
    if measure.unit is Unit.PERCENT and math.isfinite(value):
        return f"{_trim(f'{value * 100:.1f}')}%"
    return format_value(measure, value)


def format_number(unit: Unit, value: float) -> str:
    """A finite number in a unit: a fraction as a percentage, a count without decimals unless it is a small average."""
    if unit is Unit.PERCENT:
        return f"{value * 100:.0f}%" if value in (0.0, 1.0) else f"{_zero(f'{value * 100:.1f}')}%"
    if float(value).is_integer():
        return f"{value:,.0f}"
    if unit is Unit.COUNT:
        return f"{value:,.0f}" if abs(value) >= 20 else _trim(f"{value:.1f}")
    if unit is Unit.SCORE:
        return _trim(f"{value:.2f}")
    return _three_figures(value)


def counts_text(numerator: float | None, denominator: float | None) -> str:
    """The counts behind a value, "21 of 32"; the numerator where nothing divides it; empty where none is known."""
    known = [n is not None and math.isfinite(n) for n in (numerator, denominator)]
    if not known[0]:
        return ""
    top = format_number(Unit.COUNT, float(numerator))  # type: ignore[arg-type]
    return f"{top} of {format_number(Unit.COUNT, float(denominator))}" if known[1] else top  # type: ignore[arg-type]


def format_difference(measure: Measure, difference: float, start: float) -> str:
    """The size of a change without its sign: "6.2 points" for percentages, else "6,400 (8%)" with its share."""
    size = abs(difference)
    if measure.unit is Unit.PERCENT:
        points = _trim(f"{size * 100:.1f}")
        return "less than 0.1 points" if points == "0" else f"{points} point{'' if points == '1' else 's'}"
    text = (
        _three_figures(size, max(abs(start), size)) if measure.unit is Unit.RATE else format_number(measure.unit, size)
    )
    if measure.unit is Unit.SCORE or start <= 0:
        return text
    share = 100 * size / start
    if share >= MOST_TIMES:
        return text
    return f"{text} ({share:.0f}%)" if share >= 0.95 else f"{text} (less than 1%)"


def format_period(period: date | pd.Timestamp | np.datetime64, grain: Grain, short: bool = False) -> str:
    """A period in words; `period` is its first day, and for a rolling year the first day of its last month.

    "April 2023", "Q2 2023/24 (July to September 2023)", "2023/24", "year to March 2023". `short` gives "Apr 2023",
    "Q2 2023/24", "2023/24", "year to Mar 2023".
    """
    start = pd.Timestamp(period)
    if start is pd.NaT:
        return "an unknown period"
    month = f"{start:%b %Y}" if short else f"{start:%B %Y}"
    if grain is Grain.MONTH:
        return month
    if grain is Grain.ROLLING_YEAR:
        return f"year to {month}"
    year = _financial_year(start)
    if grain is Grain.YEAR:
        return year
    quarter = f"Q{(start.month - 4) % 12 // 3 + 1} {year}"
    last = start + pd.DateOffset(months=2)
    return quarter if short else f"{quarter} ({start:%B} to {last:%B %Y})"


def format_day(day: date | pd.Timestamp) -> str:
    """A day in words: "30 September 2023"."""
    stamp = pd.Timestamp(day)
    return f"{stamp.day} {stamp:%B %Y}"


def join(words: Sequence[str]) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 22nd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut between words where that loses little, with "…" where anything was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    if space > length * 0.85:
        cut = cut[:space]
    return f"{cut.rstrip(' ,.-')}…"


def sentence(text: str) -> str:
    """A text as one sentence: a capital first and a full stop last; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}" + ("" if text[-1] in ".!?" else ".")


def _financial_year(day: pd.Timestamp) -> str:
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def _three_figures(value: float, scale: float | None = None) -> str:
    """Three significant figures, but two decimals from 0.1 to 10, and thousands whole: 0.0312, 0.93, 1.46, 12.3, 1,234.
    A difference takes the decimals of the values it lies between: `scale`."""
    size = abs(value if scale is None else scale)
    if size >= 100:
        return f"{value:,.0f}"
    decimals = 2 if size >= 0.1 else 2 - math.floor(math.log10(size)) if size else 0
    decimals = 1 if size >= 10 else decimals
    text = _zero(f"{value:.{min(decimals, 6)}f}")
    return text if text.strip("0.,") else "0"


def _trim(number: str) -> str:
    return _zero(number.rstrip("0").rstrip(".")) if "." in number else number


def _zero(number: str) -> str:
    """No minus sign on a number that was rounded to nothing."""
    return number.removeprefix("-") if not number.strip("-0.,") else number
