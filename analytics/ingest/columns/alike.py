"""Sheets that have the columns of another: in another order, or as the copy that a spreadsheet makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.ingest.cells.names import normal
from analytics.ingest.shape import Sheet

_COPY = re.compile(r"(.+?)\s*\(\d+\)")


def in_one_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, each with its columns in the order of the first that has the same."""
    made: list[Sheet] = []
    first: dict[tuple[str, ...], Sheet] = {}
    for sheet in sheets:
        names = [normal(title) for title in sheet.header]
        like = first.setdefault(tuple(sorted(names)), sheet)
        order = [normal(title) for title in like.header]
        if order != names and len(set(names)) == len(names):
            at = [names.index(name) for name in order]
            cells = sheet.cells[at].set_axis(range(len(at)), axis=1)
            sheet = replace(sheet, header=tuple(sheet.header[i] for i in at), cells=cells)
        made.append(sheet)
    return made


def is_copy(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet is what "Move or copy" makes: the cells of another one, and its name with a number."""
    copied = _COPY.fullmatch(sheet.name)
    return copied is not None and any(
        other.name == copied[1] and other.header == sheet.header and other.cells.equals(sheet.cells) for other in sheets
    )
