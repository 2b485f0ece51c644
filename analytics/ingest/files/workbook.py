"""Workbooks (.xlsx, .xls, .ods) to sheets of text, through python-calamine: stored values only, no macro."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import python_calamine as calamine

from analytics.ingest.files import legacy
from analytics.ingest.files.document import Unseen
from analytics.ingest.files.extent import UNPACKED_LIMIT, check_extent
from analytics.ingest.files.tabular import from_rows
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.files.unseen import unseen
from analytics.ingest.ledger import rows_text
from analytics.ingest.shape import Sheet
from analytics.model import Problem, Severity
from analytics.words.counting import listing


def read_workbook(data: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Every worksheet, hidden ones marked, and sentences on those that are ignored. Raises Unreadable."""
    more: dict[str, Unseen] = {}
    try:
        if data.startswith(b"PK"):
            data = with_plain_names(data)
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                check_extent(archive)
                more = unseen(archive)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if data.startswith(legacy.SIGNATURE):
            names = (meta.name for meta in book.sheets_metadata)
            more = dict(zip(names, legacy.unseen(data), strict=False))
        sheets = tuple(
            _sheet(book.get_sheet_by_name(meta.name), meta, more.get(meta.name, Unseen()))
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            "The workbook is damaged: its sheets cannot be read.",
            "Open it in Excel and save it again, or download it again.",
        ) from None
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    facts = (f"Hidden sheets are ignored: {', '.join(hidden)}.",) if hidden else ()
    return sheets, facts


def with_plain_names(data: bytes) -> bytes:
    """The workbook with / in the names of its parts, where some exporters write a backslash."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not any("\\" in entry.orig_filename for entry in archive.infolist()):
            return data
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
            raise Unreadable(
                "The workbook unpacks to more than 512 MB.", "Export fewer rows, or save the sheet as CSV."
            )
        plain = io.BytesIO()
        with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for entry in archive.infolist():
                made.writestr(entry.orig_filename.replace("\\", "/"), archive.read(entry))
    return plain.getvalue()


def _sheet(cells: Any, meta: Any, more: Unseen) -> Sheet:
    rows = [[as_text(cell) for cell in row] for row in cells.to_python(skip_empty_area=False)]
    for (row, column), text in more.texts.items():
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([""] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = text
    sheet = from_rows(rows, meta.name, meta.visible != calamine.SheetVisibleEnum.Visible)
    return replace(_said(sheet, more, rows), below=tuple(_said(s, more, rows) for s in sheet.below))


def _said(sheet: Sheet, more: Unseen, rows: list[list[str]]) -> Sheet:
    """The sheet with warnings of its hidden rows and columns, which are read."""
    said = []
    hidden = tuple(int(n) for n in sheet.row_numbers if n in more.hidden) if more.hidden else ()
    if hidden:
        said.append(_are_hidden(rows_text(hidden, "Row"), len(hidden) == 1, ", perhaps by a filter,", hidden))
    head = rows[sheet.header_row - 1] if sheet.header else []
    names = [
        title
        for i, text in enumerate(head, 1)
        if i in more.columns and (title := text.strip()) and title in sheet.header
    ]
    if names:
        columns = f"Column{'s' * (len(names) > 1)} {listing([f'“{n}”' for n in names], 6)}"
        said.append(_are_hidden(columns, len(names) == 1, "", (sheet.header_row,)))
    return replace(sheet, problems=(*sheet.problems, *said))


def _are_hidden(what: str, one: bool, why: str, rows: tuple[int, ...]) -> Problem:
    are, were = ("is", "was") if one else ("are", "were")
    remedy = "Delete what should not count, and add the file again."
    return Problem(Severity.WARNING, f"{what} {are} hidden{why} and {were} read", remedy, rows)


def as_text(cell: Any) -> str:
    """A cell as the text a CSV file would hold: whole numbers without ".0", days as 2023-04-01."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
