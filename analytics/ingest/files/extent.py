"""How large the sheets of a workbook are, before a reader makes room for them.

A workbook of a few bytes can have one cell in the last row of the last column, or one cell repeated a milliard times;
readers would lay out all that lies between. So its XML is looked through first, chunk by chunk.
"""

from __future__ import annotations

import re
import zipfile
from typing import Any
from xml.parsers import expat

from analytics.ingest.files.unreadable import Unreadable

CELL_LIMIT = 30_000_000
"""Cells of a table, filled or not: a million rows of thirty columns."""
UNPACKED_LIMIT = 512 * 1024**2
"""Bytes that a workbook may unpack to."""
_CHUNK = 1 << 20
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def check_extent(archive: zipfile.ZipFile) -> None:
    """Raises Unreadable for a workbook (.xlsx or .ods) whose sheets are too large to be laid out."""
    if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
        raise Unreadable("The workbook unpacks to more than 512 MB.", "Export fewer rows, or save the sheet as CSV.")
    for entry in archive.infolist():
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _judge(*_of_worksheet(archive, entry))
        elif entry.filename == "content.xml":
            _judge(*_of_document(archive, entry))


def _judge(rows: int, columns: int) -> None:
    if rows * columns > CELL_LIMIT:
        raise Unreadable(
            f"A sheet reaches to row {rows:,} of column {columns:,}, which is more than is read.",
            "Delete what stands far from the table (select the empty columns and rows and delete them), or save the "
            "table as CSV.",
        )


def _of_worksheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """The last row and column that a cell of the sheet names."""
    rows, letters, rest = 0, set[bytes](), b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            found = _CELL.findall(rest + chunk)
            rest = chunk[-32:]
            letters |= {column for column, _ in found}
            rows = max([rows, *(int(row) for _, row in found[-1:])])
    return rows, max((column_number(column) for column in letters), default=0)


def column_number(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _of_document(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """The last row and column with anything in it on any sheet of an OpenDocument file, repeats unrolled."""
    at = {"row": 0, "column": 0, "times": 1, "filled": 0, "rows": 0, "columns": 0}

    def start(name: str, attributes: dict[str, Any]) -> None:
        if name == "table:table":
            at["row"] = 0
        elif name == "table:table-row":
            at.update(column=0, filled=0, times=int(attributes.get("table:number-rows-repeated", 1)))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            at["column"] += int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes or "table:formula" in attributes:
                at["filled"] = at["column"]
        elif name == "text:p":
            at["filled"] = at["column"]

    def end(name: str) -> None:
        if name == "table:table-row":
            at["row"] += at["times"]
            if at["filled"]:
                at.update(rows=max(at["rows"], at["row"]), columns=max(at["columns"], at["filled"]))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
    except (expat.ExpatError, ValueError):
        raise Unreadable("The OpenDocument file is damaged.", "Open it and save it again.") from None
    return at["rows"], at["columns"]
