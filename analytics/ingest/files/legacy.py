"""What the reader does not tell of a workbook of Excel 97 to 2003 (.xls): errors, formulas that were never worked out, and
hidden rows and columns. Its records are read one after the other; they are few kinds, and none is run."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from analytics.ingest.files.document import NO_RESULT, Unseen
from analytics.ingest.files.unreadable import Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins, which is what holds such a workbook."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_START, _END, _SHEET = 0x0809, 0x000A, 0x0085
_FORMULA, _BOOL_OR_ERROR, _ROW, _COLUMNS = 0x0006, 0x0205, 0x0208, 0x007D
_NO_NUMBER = b"\xff\xff"
"""How a result ends that is no number."""
_ERROR, _EMPTY = 2, 3
"""Kinds of results that are no numbers, by their first byte."""


def unseen(data: bytes) -> list[Unseen]:
    """What is not told of each sheet, in their order. Raises Unreadable."""
    from xlrd import compdoc  # type: ignore[import-untyped]

    try:
        held = compdoc.CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
        stream = held.get_named_stream("Workbook") or held.get_named_stream("Book") or b""
        first = _records(bytes(stream), 0)
        sheets = [struct.unpack_from("<I", record)[0] for code, record in first if code == _SHEET]
        return [_sheet(bytes(stream), at) for at in sheets]
    except (compdoc.CompDocError, struct.error, AssertionError, IndexError, ValueError):
        raise Unreadable(
            "The workbook is of an old kind (.xls), and whether its cells are errors or formulas without results cannot be "
            "told.",
            "Open it in Excel and save it as .xlsx.",
        ) from None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on to the end of its part, without those of charts within it."""
    depth = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        depth += (code == _START) - (code == _END)
        if depth == 1:
            yield code, stream[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length


def _sheet(stream: bytes, at: int) -> Unseen:
    texts: dict[tuple[int, int], str] = {}
    results: dict[tuple[int, int], bytes] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    for code, record in _records(stream, at):
        if code == _BOOL_OR_ERROR:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", record)
            if is_error:
                texts[row + 1, column + 1] = _ERRORS.get(value, "#VALUE!")
        elif code == _FORMULA:
            row, column, _, result = struct.unpack_from("<HHH8s", record)
            results[row + 1, column + 1] = result
        elif code == _ROW and struct.unpack_from("<H", record, 12)[0] & 0x20:
            rows.add(struct.unpack_from("<H", record)[0] + 1)
        elif code == _COLUMNS and struct.unpack_from("<H", record, 8)[0] & 0x01:
            first, last = struct.unpack_from("<HH", record)
            columns.update(range(first + 1, last + 2))
    return Unseen(texts | _without(results), frozenset(rows), frozenset(columns))


def _without(results: dict[tuple[int, int], bytes]) -> dict[tuple[int, int], str]:
    """Formulas whose result is an error, as its text; and all of a sheet where no formula has come to anything: libraries
    write an empty text or 0 in place of a result, and Excel works it out when the file is opened."""
    errors = {
        at: _ERRORS.get(result[2], "#VALUE!")
        for at, result in results.items()
        if result.endswith(_NO_NUMBER) and result[0] == _ERROR
    }
    if any(any(result) and not (result.endswith(_NO_NUMBER) and result[0] == _EMPTY) for result in results.values()):
        return errors
    return dict.fromkeys(results, NO_RESULT)
