"""How numbers, periods and lists read. The only home of these; read as `formats.value(...)`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from analytics.model import Grain, Kind, Measure, Unit, labels

NOT_KNOWN = "not known"
MOST_TIMES = 1000
"""A relative change of this many percent or more says less than the two figures do."""


def value(measure: Measure, figure: float | None, short: bool = False) -> str:
    """A value of a measure as people read it: 76.1%, 1,016, 1.46 items per 1,000 patients.

    A PERCENT value is a fraction. `short` leaves out the unit's words. A count has none: its `per_text` belongs to the
    rate that it is compared as. What is missing or not finite is "not known".
    """
    if figure is None or not math.isfinite(figure):
        return NOT_KNOWN
    text = number(measure.unit, float(figure))
    if short or not measure.per_text or measure.unit in (Unit.PERCENT, Unit.COUNT):
        return text
    return f"{text} {measure.per_text}"


def target(measure: Measure, figure: float) -> str:
    """A target as it was set: 95%, 0.5%, 12 items per 1,000 patients. Whole percentages have no decimals."""
    if measure.unit is Unit.PERCENT and math.isfinite(figure):
        return f"{_trim(f'{figure * 100:.1f}')}%"
    return value(measure, figure)


def number(unit: Unit, figure: float, scale: float | None = None) -> str:
    """A finite number in a unit: a fraction as a percentage, a count without decimals unless it is a small average. A rate
    has the decimals of `scale`, where it is given: of the figures that it is a part of."""
    if unit is Unit.PERCENT:
        return f"{figure * 100:.0f}%" if figure in (0.0, 1.0) else f"{_zero(f'{figure * 100:.1f}')}%"
    if float(figure).is_integer():
        return f"{figure:,.0f}"
    if unit is Unit.COUNT:
        return f"{figure:,.0f}" if abs(figure) >= 20 else _trim(f"{figure:.1f}")
    if unit is Unit.SCORE:
        return _trim(f"{figure:.2f}")
    return _three_figures(figure, scale)


def counted(text: str) -> str:
    """What a numerator or a denominator counts, without who exactly: "babies born below 34+0 weeks" are "babies"."""
    noun = _WHO.split(text, maxsplit=1)[0].strip()
    return f"{noun}, in thousands" if noun != text and text.endswith("in thousands") else noun


_WHO = re.compile(
    r"[:;,(]| (?:who|whose|that|which|born|aged|of|at|with|in|where|from|taking|admitted|dispensed|prescribed|needed) "
)


def axis(measure: Measure) -> str:
    """What an axis of a measure's values is headed: "% of babies", "items per 1,000 patients", "adults"."""
    if measure.unit is Unit.PERCENT:
        return f"% of {counted(measure.denominator)}" if measure.denominator else "%"
    return counted(measure.numerator) if measure.unit is Unit.COUNT else measure.per_text


def counts(numerator: float | None, denominator: float | None) -> str:
    """The counts behind a value, "21 of 32"; the numerator where nothing divides it; empty where none is known."""
    known = [n is not None and math.isfinite(n) for n in (numerator, denominator)]
    if not known[0]:
        return ""
    top = number(Unit.COUNT, float(numerator))  # type: ignore[arg-type]
    return f"{top} of {number(Unit.COUNT, float(denominator))}" if known[1] else top  # type: ignore[arg-type]


def difference(measure: Measure, change: float, start: float) -> str:
    """The size of a change without its sign: "6.2 points" for percentages, else "6,400 (8%)" with its share."""
    size = abs(change)
    if measure.unit is Unit.PERCENT:
        points = _trim(f"{size * 100:.1f}")
        return "less than 0.1 points" if points == "0" else f"{points} point{'' if points == '1' else 's'}"
    text = _three_figures(size, max(abs(start), size)) if measure.unit is Unit.RATE else number(measure.unit, size)
    if measure.unit is Unit.SCORE or start <= 0:
        return text
    share = 100 * size / start
    if share >= MOST_TIMES:
        return text
    return f"{text} ({share:.0f}%)" if share >= 0.95 else f"{text} (less than 1%)"


def adding_up(parts: Sequence[Fraction], decimals: int) -> list[Fraction]:
    """The parts to so many decimals, such that they add up to their own sum so rounded (largest remainder)."""
    unit = Fraction(10) ** -decimals
    scaled = [part / unit for part in parts]
    down = [math.floor(s) for s in scaled]
    short = round(sum(scaled, Fraction(0))) - sum(down)
    order = sorted(range(len(parts)), key=lambda i: (down[i] - scaled[i], i))
    for i in order[:short]:
        down[i] += 1
    return [d * unit for d in down]


def signed(figure: Fraction | float, decimals: int) -> str:
    """A change with its sign: +0.12, −1,234, 0.00."""
    number = f"{abs(float(figure)):,.{decimals}f}"
    return f"{'+' if figure > 0 else '−'}{number}" if number.strip("0.,") else number


def period(first: date | pd.Timestamp | np.datetime64, grain: Grain, short: bool = False) -> str:
    """A period in words; `first` is its first day, and for a rolling year the first day of its last month.

    "April 2023", "Q2 2023/24 (July to September 2023)", "2023/24", "year to March 2023". `short` gives "Apr 2023",
    "Q2 2023/24", "2023/24", "year to Mar 2023".
    """
    start = pd.Timestamp(first)
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


def day(when: date | pd.Timestamp) -> str:
    """A day in words: "30 September 2023"."""
    stamp = pd.Timestamp(when)
    return f"{stamp.day} {stamp:%B %Y}"


def join(words: Sequence[str]) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def ordinal(place: int) -> str:
    """1st, 2nd, 3rd, 11th, 22nd."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut between words where that loses little, with "…" where anything was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    if space > length * 0.85:
        cut = cut[:space]
    return f"{cut.rstrip(' ,.-')}…"


def capital(text: str) -> str:
    """A text with a capital first."""
    return f"{text[:1].upper()}{text[1:]}"


def kinds(kind: Kind) -> str:
    """The organisations of a kind as a choice: "ICBs" and "Regions"."""
    return capital(labels.KINDS[kind].many)


def sentence(text: str) -> str:
    """A text as one sentence: a capital first and a full stop last; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    return capital(text) + ("" if text[-1] in ".!?" else ".")


def dated(title: str, day: str) -> str:
    """An event and its day, with a comma between them unless the title ends as a sentence does."""
    return f"{title} {day}" if title[-1:] in ".!?" else f"{title}, {day}"


def _financial_year(start: pd.Timestamp) -> str:
    first = start.year if start.month >= 4 else start.year - 1
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


def _trim(text: str) -> str:
    return _zero(text.rstrip("0").rstrip(".")) if "." in text else text


def _zero(text: str) -> str:
    """No minus sign on a number that was rounded to nothing."""
    return text.removeprefix("-") if not text.strip("-0.,") else text
