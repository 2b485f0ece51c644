"""Workbooks (.xlsx, .xls, .ods) to sheets of text, through python-calamine: stored values only, no macro."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import python_calamine as calamine

from analytics.ingest.files.delimited import from_rows
from analytics.ingest.files.extent import check_extent
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.shape import Sheet


def read_workbook(data: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Every worksheet, hidden ones marked, and sentences on those that are ignored. Raises Unreadable."""
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                check_extent(archive)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(
            from_rows(
                [
                    [as_text(cell) for cell in row]
                    for row in book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                ],
                meta.name,
                meta.visible != calamine.SheetVisibleEnum.Visible,
            )
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
