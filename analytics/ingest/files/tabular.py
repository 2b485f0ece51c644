"""Rows of text to a sheet: column names found, blank rows and columns dropped, short and long rows remembered.

Tables that stand below each other, or side by side with their own months, are sheets of their own (`below`): a second
table must never stand under the first one's title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analytics.ingest.cells import coded
from analytics.ingest.files import heading, several
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.ledger import rows_text
from analytics.ingest.shape import Sheet
from analytics.model import Problem, Severity

COLUMN_LIMIT = 2_000


def too_wide(what: str) -> Unreadable:
    """The refusal of a table with too many columns."""
    return Unreadable(
        f"{what}; the most that are read are {COLUMN_LIMIT:,}.",
        "Keep one row for each organisation and period, with its numbers in a few columns.",
    )


def from_rows(rows: list[list[str]], name: str = "", hidden: bool = False, cut: bool = False) -> Sheet:
    """A sheet from rows of text, whose header `heading` finds. `cut` says that the text ends without a line end."""
    first, *others = [_one(part, top, name, hidden, cut) for top, part in several.stacked(rows)]
    tables = [t for sheet in (first, *others) for t in (sheet, *sheet.below)]
    return replace(tables[0], below=tuple(t for t in tables[1:] if t.header))


def _one(rows: list[list[str]], top: int, name: str, hidden: bool, cut: bool) -> Sheet:
    """The table of these rows, above which `top` others stand."""
    found = heading.find(rows)
    if found is None:
        return Sheet((), pd.DataFrame(), np.empty(0, dtype="int64"), 1, name, hidden)
    above = tuple(tuple(row) for row in rows[: found.first] if any(cell.strip() for cell in row))
    body, header_row = rows[found.last + 1 :], top + found.last + 1
    if beside := several.side_by_side(rows, found):
        made = [
            _table(several.columns(body, at), names, header_row, name, hidden, False, title or above)
            for names, at, title in beside
        ]
        return replace(made[0], below=tuple(made[1:]))
    return _table(body, found.names, header_row, name, hidden, cut, above)


def _table(
    rows: list[list[str]],
    names: Sequence[str],
    header_row: int,
    name: str,
    hidden: bool,
    cut: bool,
    above: tuple[tuple[str, ...], ...],
) -> Sheet:
    header = list(names)
    ended = len(header)
    while header and not header[-1].strip():
        header.pop()
    # A header that ends in a separator has a column without a name; one that does not has none to give.
    if len(header) < ended and _remarks(rows, len(header)):
        header.append("")
    width = len(header)
    good: list[list[str]] = []
    numbers: list[int] = []
    long: dict[int, tuple[str, ...]] = {}
    short: dict[int, int] = {}
    if width > COLUMN_LIMIT:
        raise too_wide(f"The header has {width:,} columns")
    for number, row in enumerate(rows, header_row + 1):
        if any(cell.strip() for cell in row[width:]):
            long[number] = tuple(row)
        elif any(cell.strip() for cell in row):
            good.append([*row[:width], *[""] * (width - len(row))])
            numbers.append(number)
            if len(row) < width:
                short[number] = len(row)
    # Column by column, because a frame from rows would guess types.
    cells = pd.DataFrame(
        {i: pd.Series([row[i] for row in good], dtype="str") for i in range(width)}, columns=pd.RangeIndex(width)
    )
    sheet = tidy(header, cells, np.array(numbers, dtype="int64"), header_row, name, hidden, long)
    last = header_row + len(rows)
    return replace(sheet, above=above, short=short, width=width, cut=last if cut and last in short else None)


def _remarks(rows: list[list[str]], width: int) -> bool:
    """Whether the column behind the last name is filled in most rows, and no row goes further."""
    filled = [any(c.strip() for c in row) for row in rows]
    behind = sum(len(row) > width and bool(row[width].strip()) for row in rows)
    return behind > 0.5 * sum(filled) and not any(c.strip() for row in rows for c in row[width + 1 :])


def tidy(
    header: list[str],
    cells: pd.DataFrame,
    numbers: np.ndarray,
    header_row: int,
    name: str = "",
    hidden: bool = False,
    long: dict[int, tuple[str, ...]] | None = None,
) -> Sheet:
    """A sheet without the columns that have neither a name nor a value, and without rows of blanks."""
    titles = [" ".join(h.replace("\ufeff", "").split()) for h in header]
    used = [i for i, title in enumerate(titles) if title or (len(cells) and (cells[i].str.strip() != "").any())]
    cells = cells[used]
    if len(cells) and len(used):
        blank = np.ones(len(cells), dtype=bool)
        for i in used:
            if not blank.any():
                break
            blank[blank] = _blank(cells[i] if blank.all() else cells[i][blank])
        if blank.any():
            cells, numbers = cells[~blank].reset_index(drop=True), numbers[~blank]
    cells.columns = pd.RangeIndex(len(used))
    problems = (_too_long(long, len(header)),) if long else ()
    misfits = tuple(long.values()) if long else ()
    return Sheet(tuple(titles[i] for i in used), cells, numbers, header_row, name, hidden, problems, misfits)


def _blank(texts: pd.Series) -> np.ndarray:
    """Which cells hold nothing but spaces."""
    arrow = coded.arrow(texts)
    return np.asarray(pc.or_(pc.equal(arrow, ""), pc.utf8_is_space(arrow)), dtype=bool)


def _too_long(long: dict[int, tuple[str, ...]], width: int) -> Problem:
    return Problem(
        Severity.ERROR,
        f"{rows_text(tuple(long), 'Row')} {'has' if len(long) == 1 else 'have'} more cells than the header's {width}: "
        "values may have slipped, so nothing of it is kept",
        "Put a value that contains the separator in double quotation marks.",
        rows=tuple(long),
    )
