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

from analytics.ingest.files import encodings, heading
from analytics.ingest.files.extent import CELL_LIMIT
from analytics.ingest.files.tabular import COLUMN_LIMIT, from_rows, tidy, too_wide
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.ledger import rows_text
from analytics.ingest.shape import Sheet
from analytics.model import Problem, Severity
from analytics.words.counting import counted

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
ROW_LIMIT = 2_000_000
"""Rows that are read: of our template a file of the largest size has hardly more."""
_WIDEST = 16_384
"""Cells of a row in a spreadsheet, which may all be blank but for a few."""
_BLANK_LINES = (b"\n\n", b"\n\r\n", b"\r\r")
_BLANKS = b"\r\n \t"
_ENDS = (b"\n", b"\r")
LEAST_ROWS, LOOKED_AT = 6, 200
"""Rows that it takes to tell that the last was cut short, and that are looked at."""
_AS_TEXT = re.compile(rb'(^|[,;\t|])="([^"\r\n]*)"(?=[,;\t|\r\n]|\Z)', re.MULTILINE)
"""A cell that a spreadsheet is told to take for text: ="R0A". It is no formula that is to be worked out."""
_TOP = 200_000
"""Bytes at the start of a file that tell its delimiter and header."""


def read_text(data: bytes) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet of a text file and sentences on how it was read. Raises Unreadable."""
    utf8, encoding, odd = encodings.as_utf8(data)
    if b'"' in utf8 and b'="' in utf8:  # one character is looked for ten times as fast as two
        utf8 = _AS_TEXT.sub(rb'\1"\2"', utf8)
    top = utf8[:_TOP].decode("utf-8", errors="ignore")
    facts = []
    if _wholly_quoted(_first_lines(top)):
        utf8 = _unquoted(utf8.decode("utf-8")).encode("utf-8")
        top = utf8[:_TOP].decode("utf-8", errors="ignore")
        facts.append("Each line stood in quotation marks as a whole, which were taken off.")
    lines = _first_lines(top)
    line = lines[0]
    # A title says nothing about the delimiter, so the lines below it do.
    told = line if any(d in line for d in DELIMITERS) else "\n".join(lines)
    told = re.sub(r"\t+(?=[,;|]|$)", "", told, flags=re.MULTILINE)  # a tab at the end of a cell separates nothing
    delimiter = max(DELIMITERS, key=lambda d: (_outside_quotes(told, d), d == ","))
    sheet = _fast(utf8, delimiter, _outside_quotes(line, delimiter) + 1) or _careful(utf8.decode("utf-8"), delimiter)
    cut = sheet.cut if utf8[-1:] in _ENDS else sheet.cut or _cut_short(sheet)
    sheet = replace(sheet, problems=(*sheet.problems, *_odd_bytes(odd)), cut=cut)
    if encoding not in ("UTF-8", "UTF-8 with a byte order mark"):
        facts.append(f"The text was read as {encoding}.")
    if delimiter != ",":
        facts.append(f"Its columns are separated by a {DELIMITERS[delimiter]}.")
    return sheet, tuple(facts)


def _cut_short(sheet: Sheet) -> int | None:
    """The last row of a text without a line end, if its last figure lacks what all others have: a % sign, decimals, or two
    digits and more."""
    if len(sheet) < LEAST_ROWS or sheet.below:
        return None
    column = sheet.arrow[-1]
    last = str(column[-1].as_py()).strip()
    before = column.slice(max(0, len(column) - LOOKED_AT), min(len(column), LOOKED_AT) - 1).to_pylist()
    others = [text for text in (str(t).strip() for t in before) if text]
    if len(others) < LEAST_ROWS - 1 or not re.fullmatch(r"[\d.,]+", last):
        return None
    shapes = {re.sub(r"\d+", "9", text) for text in others}
    shape = re.sub(r"\d+", "9", last)
    lacks = shape not in shapes and all(s.startswith(shape) for s in shapes)
    figures = shapes == {"9"} == {shape} and min(map(len, others)) >= len(last) + 2
    return int(sheet.row_numbers[-1]) if lacks or figures else None


def _wholly_quoted(lines: list[str]) -> bool:
    """Whether each line is one quoted cell with several in it, as some exports write them."""
    each = [line.strip() for line in lines]
    return (
        len(each) > 1
        and all(
            len(line) > 2 and line[0] == line[-1] == '"' and '"' not in line[1:-1].replace('""', "") for line in each
        )
        and len({max(line.count(d) for d in DELIMITERS) for line in each}) == 1
        and any(d in each[0] for d in DELIMITERS)
    )


def _unquoted(text: str) -> str:
    """The lines without the quotation marks around each."""
    lines = (line.strip() for line in text.splitlines())
    whole = (line[1:-1].replace('""', '"') if len(line) > 1 and line[0] == line[-1] == '"' else line for line in lines)
    return "\n".join(whole) + "\n"


def _odd_bytes(rows: tuple[int, ...]) -> tuple[Problem, ...]:
    """A warning of the rows that are not written in the encoding of the others."""
    if not rows:
        return ()
    message = f"The file is UTF-8, and {rows_text(rows)} {'is' if len(rows) == 1 else 'are'} not: read as Windows-1252"
    return (Problem(Severity.WARNING, message, "Check the accents and apostrophes of these rows.", rows),)


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
    if pc.any(pc.equal(table.column(0).slice(1), header[0])).as_py():  # the names again: another table begins
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
    return from_rows(rows, cut=not text.endswith(("\n", "\r")))


def _within_bounds(lines: Iterable[list[str]]) -> list[list[str]]:
    """All rows; raises Unreadable as soon as there are too many, or one is too wide, to be held in memory."""
    rows, cells = [], 0
    for row in lines:
        rows.append(row)
        cells += len(row)
        if len(row) > _WIDEST:
            raise too_wide(f"Row {len(rows):,} has {len(row):,} cells")
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
