"""Delimited text to a sheet: the encoding, the delimiter, and every cell as text with its spreadsheet row.

Clean files go through pyarrow. It gives neither row numbers nor mercy for blank or ragged lines, so a file that has
any goes through the standard library's reader, which is slower and says where.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from analytics.ingest.cells import coded
from analytics.ingest.files import encodings, heading
from analytics.ingest.files.extent import CELL_LIMIT
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.ledger import rows_text
from analytics.ingest.shape import Sheet
from analytics.model import Problem, Severity
from analytics.words.counting import counted

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
COLUMN_LIMIT = 2_000
ROW_LIMIT = 2_000_000
"""Rows that are read: of our template a file of the largest size has hardly more."""
_WIDEST = 16_384
"""Cells of a row in a spreadsheet, which may all be blank but for a few."""
_BLANK_LINES = (b"\n\n", b"\n\r\n", b"\r\r")
_BLANKS = b"\r\n \t"
_TOP = 200_000
"""Bytes at the start of a file that tell its delimiter and header."""


def read_text(data: bytes) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet of a text file and sentences on how it was read. Raises Unreadable."""
    codec, encoding = encodings.encoding_of(data)
    lines = _first_lines(data[:_TOP].decode(codec, errors="ignore"))
    line = lines[0]
    # A title says nothing about the delimiter, so the lines below it do.
    told = line if any(d in line for d in DELIMITERS) else "\n".join(lines)
    delimiter = max(DELIMITERS, key=lambda d: (_outside_quotes(told, d), d == ","))
    utf8 = data if codec == "utf-8" else data.decode(codec, errors="replace").encode("utf-8")
    sheet = _fast(utf8, delimiter, _outside_quotes(line, delimiter) + 1) or _careful(utf8.decode("utf-8"), delimiter)
    facts = []
    if encoding not in ("UTF-8", "UTF-8 with a byte order mark"):
        facts.append(f"The text was read as {encoding}.")
    if delimiter != ",":
        facts.append(f"Its columns are separated by a {DELIMITERS[delimiter]}.")
    return sheet, tuple(facts)


def _first_lines(text: str, count: int = 20) -> list[str]:
    """The first lines that are not blank; one empty line where there is none."""
    lines = (line.rstrip("\n") for line in io.StringIO(text, newline=None) if line.strip())
    return list(itertools.islice(lines, count)) or [""]


def _outside_quotes(line: str, delimiter: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(delimiter)


def _fast(utf8: bytes, delimiter: str, columns: int) -> Sheet | None:
    """A clean file through pyarrow, or None where the careful reader must look."""
    if columns > COLUMN_LIMIT or utf8[:1] in b"\r\n":
        return None
    body = pa.py_buffer(utf8).slice(0, _end(utf8))
    # With two columns or more pyarrow finds blank lines, and lines of spaces, ragged.
    if columns == 1 and any(blank in utf8[: len(body)] for blank in _BLANK_LINES):
        return None
    quoted = b'"' in utf8
    if quoted and utf8.count(b'"') % 2:  # pyarrow takes an open quotation mark for the end of the file's last cell
        return None
    names = [f"f{i}" for i in range(columns)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            # The header is read as a row: duplicate names are for us to judge.
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=1 << 22),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=quoted, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    _must_be_fewer(len(table), columns)
    header = [str(column[0].as_py()) for column in table.columns]
    if heading.doubtful(header):
        return None
    cells = table.slice(1).rename_columns([str(i) for i in range(columns)]).to_pandas()
    cells.columns = pd.RangeIndex(columns)
    return tidy(header, cells.astype("str"), np.arange(2, len(cells) + 2, dtype="int64"), 1)


def _end(data: bytes) -> int:
    """Where the blanks at the end begin, found without a copy of all that stands before them."""
    tail = data[-4096:]
    return len(data) - len(tail) + len(kept) if (kept := tail.rstrip(_BLANKS)) else len(data.rstrip(_BLANKS))


def _careful(text: str, delimiter: str) -> Sheet:
    """Any file through the standard library's reader: blank lines counted, short rows filled, long rows named."""
    csv.field_size_limit(1 << 26)
    try:
        rows = _within_bounds(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Unreadable(
                "A quotation mark is opened and never closed, so the rows after it cannot be told apart.",
                "Open the file in Excel, check the last rows that it shows, and save it again.",
            ) from None
        rows = _within_bounds(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return from_rows(rows)


def _within_bounds(lines: Iterable[list[str]]) -> list[list[str]]:
    """All rows; raises Unreadable as soon as there are too many, or one is too wide, to be held in memory."""
    rows, cells = [], 0
    for row in lines:
        rows.append(row)
        cells += len(row)
        if len(row) > _WIDEST:
            raise _too_wide(f"Row {len(rows):,} has {len(row):,} cells")
        if len(rows) > ROW_LIMIT or cells > CELL_LIMIT:
            _must_be_fewer(len(rows), max(len(row), -(-cells // len(rows))))
    return rows


def _must_be_fewer(rows: int, columns: int) -> None:
    """Raises Unreadable where no table that is meant for reading has so many."""
    if rows > ROW_LIMIT or rows * columns > CELL_LIMIT:
        most = min(ROW_LIMIT, CELL_LIMIT // columns)
        raise Unreadable(
            f"The file has more than {most:,} rows of {counted(columns, 'column')}, which are the most that are read.",
            "Export fewer years or organisations at a time, and only rows that have a number.",
        )


def _too_wide(what: str) -> Unreadable:
    return Unreadable(
        f"{what}; the most that are read are {COLUMN_LIMIT:,}.",
        "Keep one row for each organisation and period, with its numbers in a few columns.",
    )


def from_rows(rows: list[list[str]], name: str = "", hidden: bool = False) -> Sheet:
    """A sheet from rows of text, whose header `heading` finds."""
    found = heading.find(rows)
    if found is None:
        return Sheet((), pd.DataFrame(), np.empty(0, dtype="int64"), 1, name, hidden)
    header = list(found.names)
    while header and not header[-1].strip():
        header.pop()
    width = len(header)
    above = tuple(tuple(row) for row in rows[: found.first] if any(cell.strip() for cell in row))
    good: list[list[str]] = []
    numbers: list[int] = []
    long: dict[int, tuple[str, ...]] = {}
    if width > COLUMN_LIMIT:
        raise _too_wide(f"The header has {width:,} columns")
    for number, row in enumerate(rows[found.last + 1 :], found.last + 2):
        if any(cell.strip() for cell in row[width:]):
            long[number] = tuple(row)
        elif any(cell.strip() for cell in row):
            good.append([*row[:width], *[""] * (width - len(row))])
            numbers.append(number)
    # Column by column, because a frame from rows would guess types.
    cells = pd.DataFrame(
        {i: pd.Series([row[i] for row in good], dtype="str") for i in range(width)}, columns=pd.RangeIndex(width)
    )
    sheet = tidy(header, cells, np.array(numbers, dtype="int64"), found.last + 1, name, hidden, long)
    return replace(sheet, above=above)


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
