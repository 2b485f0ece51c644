"""Several tables on one sheet: below each other, or side by side with their own months."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analytics.ingest.cells.names import normal
from analytics.ingest.files import heading
from analytics.ingest.files.heading import Heading
from analytics.ingest.files.unreadable import Unreadable

_TIME = re.compile(
    r"\b(?:period|month|date|quarter|week|year)s?\b|\b\d{4}[- ]\d\d\b|\d[/ ]\d{4}\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-' ]?\d\d",
    re.IGNORECASE,
)
TABLE_LIMIT = 1_000
"""Tables on one sheet: a report of fifty thousand rows that repeats its column names on every page."""
LOOKED_AT = 5
"""Rows by which it is told whether a first column without a name holds anything."""
Beside = tuple[tuple[str, ...], tuple[int, ...], tuple[tuple[str, ...], ...]]
"""One of the tables side by side: its column names, the positions of these, and its title as rows above it."""


def stacked(rows: list[list[str]]) -> list[tuple[int, list[list[str]]]]:
    """The rows of each table, and how many rows stand above it. Raises `Unreadable` where there are too many tables."""
    starts = [0, *_starts(rows)]
    return [(top, rows[top:end]) for top, end in itertools.pairwise([*starts, len(rows)])]


def _starts(rows: list[list[str]]) -> list[int]:
    """Where a second and further tables begin: at a row of column names, with the title that stands above it."""
    found = heading.find(rows)
    if found is None or found.last < found.first:
        return []
    header = _bare(rows[found.last])
    if len(header) < 2:
        return []
    corner = not rows[found.last][0].strip() and any(
        row and row[0].strip() for row in rows[found.last + 1 :][:LOOKED_AT]
    )
    starts: list[int] = []
    alone = False  # whether the row before has at most one cell filled, as titles and blank rows have
    for i in range(found.last + 1, len(rows)):
        row = rows[i]
        if _begins_again(row, header, corner) or (alone and heading.names_columns(rows, i)):
            starts.append(_with_title(rows, i, starts[-1] if starts else found.last))
        if len(starts) >= TABLE_LIMIT:
            raise Unreadable(
                f"Column names stand at row {i + 1:,} again, with {TABLE_LIMIT:,} tables above it; no more are read of one "
                "sheet.",
                "Keep the column names once, above all rows.",
                row=i + 1,
            )
        alone = len(_filled(row)) <= 1
    return starts


def _begins_again(row: Sequence[str], header: Sequence[str], corner: bool) -> bool:
    """Whether a row within a table repeats its column names: all of them, the first one above others, all but the first, or
    other names below a blank `corner`."""
    first = next((cell.strip() for cell in row if cell.strip()), "")
    if len(first) > 1 and first.casefold() == header[0].casefold():
        return len(_filled(row)) > 1
    if corner and row and not row[0].strip():
        return heading.names_only(row)
    return len(header) > 2 and bool(first) and len(_filled(row)) > 1 and _bare(row)[1:] == header[1:]


def _bare(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _filled(row: Sequence[str]) -> list[str]:
    filled = []
    for cell in row:
        if cell.strip():
            filled.append(cell)
            if len(filled) > 1:
                break
    return filled


def _with_title(rows: list[list[str]], at: int, after: int) -> int:
    """The first row of the title above a header: rows of one cell, with nothing but blank rows between."""
    top, met = at, False
    for i in range(at - 1, after, -1):
        many = len(_filled(rows[i]))
        if many > 1 or (met and not many):
            break
        met |= many == 1
        top = i if many else top
    return top


def side_by_side(rows: list[list[str]], found: Heading) -> list[Beside]:
    """Tables that repeat the names of their columns from left to right, each with a column of periods; none where the
    sheet has one table. Columns before the first repeated one belong to each."""
    names = [cell.strip() for cell in rows[found.last]] if found.last >= found.first else []
    at = [i for i, name in enumerate(names) if name]
    plain = [normal(names[i]) for i in at]
    start, size = _repeat(plain)
    if not size or _unnamed(rows[found.last + 1 :], set(at)):
        return []
    upper = rows[found.last - 1] if found.last else []
    # The first title may stand above the columns that all share.
    titles = [_title(upper, at[k] if k > start else 0, at[k + size - 1]) for k in range(start, len(at), size)]
    shared = at[:start]
    return [
        (
            tuple(names[i] for i in (*shared, *at[k : k + size])),
            (*shared, *at[k : k + size]),
            ((title,),) if title else (),
        )
        for k, title in zip(range(start, len(at), size), titles, strict=True)
    ]


def _unnamed(rows: list[list[str]], named: set[int]) -> bool:
    """Whether a column without a name holds anything, which must be seen by all who look through the file."""
    return any(cell.strip() for row in rows for i, cell in enumerate(row) if i not in named)


def _repeat(names: Sequence[str]) -> tuple[int, int]:
    """Where the names begin to repeat, and after how many; (0, 0) where they do not, or no period is among them. No name
    stands twice in one table, so where the last one stood before tells how wide a table is."""
    size = next((back for back in range(1, len(names)) if names[-1 - back] == names[-1]), 0)
    if size < 2:
        return 0, 0
    back = zip(reversed(names), reversed(names[:-size]), strict=False)
    again = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], back))
    start = len(names) - (again // size + 1) * size
    block = names[start : start + size]
    whole = again >= size and len(set(block)) == size
    return (start, size) if whole and any(_TIME.search(name.replace("_", " ")) for name in block) else (0, 0)


def _title(upper: Sequence[str], first: int, last: int) -> str:
    """What stands above the columns of a table, its first cell."""
    return next((upper[i].strip() for i in range(first, last + 1) if i < len(upper) and upper[i].strip()), "")


def columns(rows: list[list[str]], at: Sequence[int]) -> list[list[str]]:
    """Rows with only these columns."""
    return [[row[i] if i < len(row) else "" for i in at] for row in rows]
