"""Where the column names of a sheet are: below a title block, over two rows, or at once in the first row.

The first row that is not blank is the header unless it evidently is a title: it fills fewer than half as many cells as
the rows below it, or a row below it reads much more like column names.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.ingest.files import headless

HEAD_ROWS = 40
"""Rows, blank ones not counted, among which the header must be."""
_WORDS = re.compile(
    r"\b(?:period|month|date|year|quarter|org|organisation|code|name|trust|icb|provider|region|area|measure|indicator|"
    r"value|numerator|denominator|num|den|denom|count|rate|percentage|percent|ratio|items|status|stage|phase|element|"
    r"pathway|title|programme|psc|ods|unit|level|id|eligible|received|dimension|plan|actual|target)s?\b|^%$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?(?:[ t].*)?|\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE)
_FIGURE = re.compile(rf"[-+£<]?\s*[\d,]*\.?\d+\s*%?|\*|{_DAY.pattern}", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """Column names, and the positions (0 the first row) of the first and the last row that they were read from. Where no
    row holds names they are letters, and the last is the row before the first of the data."""

    names: tuple[str, ...]
    first: int
    last: int


def find(rows: Sequence[Sequence[str]]) -> Heading | None:
    """The column names in rows of text, or None where every row is blank."""
    top: list[int] = []
    for i, row in enumerate(rows):
        if any(cell.strip() for cell in row):
            top.append(i)
        if len(top) == HEAD_ROWS:
            break
    if not top:
        return None
    at = _row(rows, top)
    if headless.is_data(rows[at], [row for row in rows[at + 1 : at + 1 + HEAD_ROWS] if _filled(row)]):
        width = max(i + 1 for row in rows[at:] for i, cell in enumerate(row) if cell.strip())
        return Heading(headless.letters(width), at, at - 1)
    if at + 1 < len(rows) and _goes_on(rows[at], rows[at + 1]):
        return Heading(_joined(rows[at], rows[at + 1]), at, at + 1)
    if at > 0 and _spans(rows[at - 1], rows[at]):
        return Heading(_joined(rows[at - 1], rows[at]), at - 1, at)
    return Heading(tuple(cell.strip() for cell in rows[at]), at, at)


def names_columns(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the row at this place within a table reads like the column names of another, with figures below it."""
    row = rows[at]
    if _filled(row) < 2 or _has_figure(row) or _score(row) < 2:
        return False
    return next((_has_figure(other) for other in rows[at + 1 : at + 6] if _filled(other)), False)


def names_only(row: Sequence[str]) -> bool:
    """Whether a row has at least two cells, and none with a figure that is no date."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) > 1 and not any(_FIGURE.fullmatch(cell) and not _DAY.fullmatch(cell) for cell in filled)


def doubtful(names: Sequence[str]) -> bool:
    """Whether a first row may be something else than the column names: a blank, repeated or numeric name."""
    plain = [name.strip().casefold() for name in names]
    return len(set(plain)) < len(plain) or "" in plain or any(_FIGURE.fullmatch(name) for name in plain)


def _row(rows: Sequence[Sequence[str]], top: list[int]) -> int:
    wide = max(2, statistics.median_high([_filled(rows[i]) for i in top]) / 2)
    fitting = [i for i in top if _filled(rows[i]) >= wide]
    if not fitting:
        return top[0]
    texts = [i for i in fitting if i == top[0] or not _has_figure(rows[i]) or _dates(rows[i])]
    if not texts:  # nothing reads like names: the first row stands for them, as it would in a spreadsheet
        return top[0]
    first = texts[0]
    best = max(texts, key=lambda i: (_score(rows[i]), -i))
    return best if _score(rows[best]) >= max(2, _score(rows[first]) + 2) else first


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _has_figure(row: Sequence[str]) -> bool:
    return any(_FIGURE.fullmatch(cell.strip()) for cell in row if cell.strip())


def _dates(row: Sequence[str]) -> bool:
    """Whether a row has dates beside a name, each another or each as often, as the columns of wide tables are called."""
    cells = [cell.strip() for cell in row if cell.strip()]
    days = [cell for cell in cells if _DAY.fullmatch(cell)]
    often = {days.count(day) for day in days}
    return (
        len(set(days)) > 1
        and len(often) == 1
        and 2 * len(days) >= len(cells) > len(days)
        and not _DAY.fullmatch(cells[0])
    )


def _named(cell: str) -> bool:
    return len(cell.split()) <= 5 and bool(_WORDS.search(cell.replace("_", " ")))


def _score(row: Sequence[str]) -> int:
    """How many of its cells contain a word that column names have."""
    return len({cell.strip().casefold() for cell in row if _named(cell)})


def _at(row: Sequence[str], i: int) -> str:
    return row[i].strip() if i < len(row) else ""


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower row names columns that the upper, with merged cells, leaves blank."""
    pairs = [(_at(upper, i), _at(lower, i)) for i in range(max(len(upper), len(lower)))]
    over = [a.casefold() for a, b in pairs if a and b]
    if len(set(over)) < len(over) and _filled(lower) >= 2 and not _has_figure(lower) and not _at(lower, 0):
        return _score(lower) > 1  # the names of merged cells, written out in each
    below, above = any(b and not a for a, b in pairs), any(a and not b for a, b in pairs)
    return below and above and not _has_figure(lower) and _score(lower) > 0


def _spans(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row above has merged cells without which names repeat or lack."""
    names = [cell.strip().casefold() for cell in lower if cell.strip()]
    lacks = any(_at(upper, i) and not _at(lower, i) for i in range(len(upper)))
    repeat = len(set(names)) < len(names)
    figures = any(_FIGURE.fullmatch(cell.strip()) and not (repeat and _DAY.fullmatch(cell.strip())) for cell in upper)
    return _filled(upper) >= 2 and (repeat or lacks) and not figures


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Names of two rows: a merged cell goes before each name under it that would not be understood alone."""
    width = max(len(upper), len(lower))
    alone = [_at(lower, i).casefold() for i in range(width)]
    names, over = [], ""
    for i in range(width):
        over = _at(upper, i) or (over if _at(lower, i) else "")
        clear = alone.count(alone[i]) == 1 and _named(_at(lower, i))
        names.append(_at(lower, i) if clear else f"{over} {_at(lower, i)}".strip())
    return tuple(names)
