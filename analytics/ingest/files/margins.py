"""What stands around the rows of a table: notes below them, and rows of totals.

Notes are left out and said. Totals are left out and compared with the rows: a total that differs is the first sign of
a row that was lost on the way.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.shape import Sheet
from analytics.model import Problem, Severity
from analytics.words.counting import counted, listing

NOTE_ROWS = 60
"""Rows at the end of a sheet that may be notes."""
SCANNED = 100_000
"""Sheets above this many rows are searched for totals in their last rows only, where totals stand."""
_TOTAL = r"(?i)^\s*(?:grand |overall |sub[ -]?)?totals?\s*:?\s*$"
_ANY_TOTAL = r"(?i)totals?\s*:?\s*$"
_SUBTOTAL = r"(?i)\S\s+(?:sub-?)?totals?\s*:?\s*$"
_RATE = re.compile(r"%|percent|rate|ratio|value|mean|average|median|period|month|year|date|code")
NARROW = 3
"""Tables with fewer columns have no notes: one filled cell may be all there is of a row."""


def trimmed(sheet: Sheet) -> Sheet:
    """The sheet without notes below its rows and without totals; `problems` say what was left out and found."""
    return _short_named(_without_totals(_without_notes(sheet)))


def _short_named(sheet: Sheet) -> Sheet:
    """The sheet with its short rows named; without the last, where the text ends within it."""
    if not sheet.short and sheet.cut is None:
        return sheet
    short = sheet.short
    said = []
    if sheet.cut is not None and len(sheet) and int(sheet.row_numbers[-1]) == sheet.cut:
        cells = (
            f"{counted(short[sheet.cut], 'cell')} of {sheet.width}"
            if short
            else f"“{sheet.cells.iloc[-1, -1]!s}” at its end"
        )
        message = (
            f"Row {sheet.cut:,}, the last, has {cells} and no line end: the file may have been cut, so it is not kept"
        )
        said.append(Problem(Severity.ERROR, message, "Export or download the file again.", rows=(sheet.cut,)))
        sheet = replace(sheet, cells=sheet.cells.iloc[:-1], row_numbers=sheet.row_numbers[:-1])
    rows = tuple(int(n) for n in sheet.row_numbers if int(n) in short)
    if rows:
        most = f"{counted(short[rows[0]], 'cell')} of {sheet.width}"
        who = f"{rows_text(rows, 'Row')} {'has' if len(rows) == 1 else 'have'}"
        message = f"{who} fewer cells than the header ({most}): the rest is taken as blank"
        said.append(Problem(Severity.WARNING, message, "Check that no value has slipped or was cut off.", rows))
    return replace(sheet, problems=(*sheet.problems, *said))


def _without_notes(sheet: Sheet) -> Sheet:
    if len(sheet.header) < NARROW or len(sheet) < 2:
        return sheet
    tail = sheet.rows(NOTE_ROWS, max(0, len(sheet) - NOTE_ROWS))
    many = sum(1 for _ in itertools.takewhile(_is_note, reversed(tail)))
    if not many or many == len(sheet):
        return sheet
    rows = distinct(sheet.row_numbers[-many:])
    words = "".join(tail[-many]).strip()
    said = Problem(
        Severity.INFO,
        f"{rows_text(rows, 'Row')} below the table {'is a note' if many == 1 else 'are notes'} and not read: "
        f"“{words[:80]}”{' ...' if many > 1 or len(words) > 80 else ''}.",
        rows=rows,
    )
    return replace(
        sheet,
        cells=sheet.cells.iloc[:-many],
        row_numbers=sheet.row_numbers[:-many],
        problems=(*sheet.problems, said),
        notes=tuple("".join(row).strip() for row in tail[-many:]),
    )


def _is_note(row: Sequence[str]) -> bool:
    """Whether one cell is filled, and not with a figure."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) == 1 and not re.fullmatch(r"[-£\d,. %]+", filled[0])


def _without_totals(sheet: Sheet) -> Sheet:
    start = 0 if len(sheet) <= SCANNED else len(sheet) - NOTE_ROWS
    total, sub = np.zeros(len(sheet), dtype=bool), np.zeros(len(sheet), dtype=bool)
    for i in range(len(sheet.header)):
        texts = sheet.arrow[i].slice(start)
        if pc.any(pc.match_substring_regex(texts, _ANY_TOTAL)).as_py():  # most columns have none
            total[start:] |= pc.match_substring_regex(texts, _TOTAL).to_numpy()
            sub[start:] |= _subtotals(texts)
    sub &= ~total
    if sub.any():  # a pivot table leaves its other labels blank there
        sub[sub] = (sheet.cells[sub].apply(lambda column: column.str.strip()) == "").any(axis=1)
        total |= sub
    # A table whose rows are all totals (a column of "Total" for a breakdown) has none.
    if not total.any() or total.mean() > 0.5 or _breakdown(sheet, total):
        return sheet
    rows = distinct(sheet.row_numbers[total])
    left = f"{rows_text(rows, 'Row')} {'is a total' if total.sum() == 1 else 'are totals'} and not kept"
    said = [Problem(Severity.INFO, f"{left}{_agreement(sheet, total)}.", rows=rows)]
    if total.sum() == 1 and (differs := _differences(sheet, total)):
        said = [
            Problem(
                Severity.WARNING,
                f"{left}; it differs from the rows: {'; '.join(differs)}",
                "Check whether a row is missing, was changed or stands twice.",
                rows,
            )
        ]
    if sub.any():
        said += _sections(sheet, total, sub)
    kept = ~total
    return replace(
        sheet,
        cells=sheet.cells[kept].reset_index(drop=True),
        row_numbers=sheet.row_numbers[kept],
        problems=(*sheet.problems, *said),
    )


def _subtotals(texts: pa.ChunkedArray) -> np.ndarray:
    """Rows of a pivot table that add up one of its labels: "R0A Total" where "R0A" stands in the same column."""
    named = pc.match_substring_regex(texts, _SUBTOTAL)
    if not pc.any(named).as_py():
        return np.zeros(len(texts), dtype=bool)
    plain = [" ".join(str(t).split()).casefold() for t in texts.to_pylist()]
    known = set(plain)
    stems = (re.sub(r"\s+(?:sub-?)?totals?:?$", "", t) for t in plain)
    return np.array([stem != text and stem in known for stem, text in zip(stems, plain, strict=True)], dtype=bool)


def _sections(sheet: Sheet, total: np.ndarray, sub: np.ndarray) -> list[Problem]:
    """A warning for each subtotal that differs from the rows since the total before it."""
    said, begin = [], 0
    for at in np.flatnonzero(total).tolist():
        if sub[at] and at > begin:
            part = replace(sheet, cells=sheet.cells.iloc[begin : at + 1].reset_index(drop=True))
            last = np.arange(at + 1 - begin) == at - begin
            if differs := _differences(part, last):
                row = int(sheet.row_numbers[at])
                message = f"Row {row:,}, a subtotal, differs from the rows above it: {'; '.join(differs)}"
                remedy = "Check whether a row is missing, was changed or stands twice."
                said.append(Problem(Severity.WARNING, message, remedy, (row,)))
        begin = at + 1
    return said


def _breakdown(sheet: Sheet, total: np.ndarray) -> bool:
    """Whether "Total" is a category among others (births of all weights), which belongs to the rows."""
    after = np.flatnonzero(total)
    return len(after) > max(12, len(sheet) // 4)


def _sums(sheet: Sheet, total: np.ndarray) -> list[tuple[str, float, float, bool]]:
    """For each column of counts: its name, what the total row says, what the rows add up to, and whether any of them
    has no number."""
    at = int(np.flatnonzero(total)[-1])
    found = []
    for i, title in enumerate(sheet.header):
        said = values.parse(sheet.cells[i].iloc[[at]])
        if np.isnan(said.number[0]) or said.percent[0] or _RATE.search(normal(title).replace("_", " ")):
            continue
        rows = values.parse(sheet.cells[i][~total])
        if rows.bad.any() or rows.percent.any() or np.isnan(rows.number).all():
            continue
        found.append((title, float(said.number[0]), float(np.nansum(rows.number)), bool(np.isnan(rows.number).any())))
    return found


def _differences(sheet: Sheet, total: np.ndarray) -> list[str]:
    told = []
    for title, said, sums, hidden in _sums(sheet, total):
        if abs(said - sums) > 1e-6 * max(1.0, abs(said)) and not (hidden and said > sums):
            told.append(f"{title}: the total row says {said:,.10g}, the rows add up to {sums:,.10g}")
    return told[:6]


def _agreement(sheet: Sheet, total: np.ndarray) -> str:
    if total.sum() != 1:
        return ""
    sums = _sums(sheet, total)
    if not sums:
        return ""
    same = [title for title, said, added, _ in sums if abs(said - added) <= 1e-6 * max(1.0, abs(said))]
    if len(same) == len(sums):
        whole = listing([f"{added:,.10g}" for _, _, added, _ in sums], 4)
        return f"; the rows add up to what it says ({whole})"
    return f"; {counted(len(sums) - len(same), 'column')} cannot be compared, because cells are blank or suppressed"
