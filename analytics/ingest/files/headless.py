"""Tables without column names: their first row is data, and their columns are called A, B, C as in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import values
from analytics.ingest.shape import Sheet

LOOKED_AT = 40
"""Rows that are held against the first."""
_KINDS = (
    ("code", re.compile(r"(?:[RQ][A-Z0-9]{2}|Y\d\d|ENG|E\d{8}|\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z])", re.IGNORECASE)),
    (
        "period",
        re.compile(
            r"\d{4}-\d\d(?:-\d\d)?(?:[ t].*)?|\d{1,2}/\d{1,2}/\d{4}|(?:19[5-9]|20\d)\d(?:0[1-9]|1[0-2])|"
            r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?[\s-]*(?:20)?\d\d|"
            r"20\d\d[-/]\d\d(?:\d\d)?(?:\s*q[1-4])?",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"[-+£<]?\s*[\d,]*\.?\d+\s*%?|\*")),
)


def is_data(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a first row is data like the rows below it: a code or a period stands in it where all have one, and no
    column of codes, periods or numbers begins with something else."""
    told = False
    for i, cell in enumerate(first):
        others = [row[i].strip() for row in below[:LOOKED_AT] if i < len(row) and row[i].strip()]
        kinds = [_kind(text) for text in others]
        common = next((k for k in ("code", "period", "number") if kinds and kinds.count(k) >= 0.8 * len(kinds)), None)
        if common is None or not cell.strip():
            continue
        own = _kind(cell.strip())
        if own != common and not (common == "number" and values.status_of(cell.strip())):
            return False
        told |= common in ("code", "period")
    return told and len(below) > 0


def letter(i: int) -> str:
    """The name of a column by its position: 0 is A, 26 is AA."""
    return (letter(i // 26 - 1) if i >= 26 else "") + chr(65 + i % 26)


def letters(width: int) -> tuple[str, ...]:
    """Names of columns that have none."""
    return tuple(letter(i) for i in range(width))


def lettered(sheet: Sheet) -> bool:
    """Whether a sheet was found to have no column names."""
    known = {name: i for i, name in enumerate(letters(len(sheet.header) + 100))}
    places = [known.get(name, -1) for name in sheet.header]
    return bool(places) and min(places) >= 0 and places == sorted(places) and len(sheet.header) > 1


def with_header(sheet: Sheet, header: bool) -> Sheet:
    """The sheet as someone says it is: its first row as column names, or its column names as a row."""
    if header is not lettered(sheet):
        return sheet
    if header and len(sheet):
        names = tuple(str(cell).strip() for cell in sheet.cells.iloc[0])
        cells = sheet.cells.iloc[1:].reset_index(drop=True)
        return replace(
            sheet, header=names, cells=cells, row_numbers=sheet.row_numbers[1:], header_row=int(sheet.row_numbers[0])
        )
    top = pd.DataFrame([list(sheet.header)], columns=sheet.cells.columns, dtype="str")
    cells = pd.concat([top, sheet.cells], ignore_index=True).astype("str")
    numbers = np.concatenate([[sheet.header_row], sheet.row_numbers]).astype("int64")
    return replace(sheet, header=letters(len(sheet.header)), cells=cells, row_numbers=numbers)


def _kind(text: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.fullmatch(text)), "text")
