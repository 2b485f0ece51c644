"""Tables in web pages and in Excel's XML of 2003, which reporting portals export under the ending .xls, to sheets of text.

Nothing outside the file is asked for, and entities of its own are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from analytics.ingest.files.extent import CELL_LIMIT
from analytics.ingest.files.tabular import from_rows
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.shape import Sheet

_UNSEEN = ("script", "style", "title", "template")
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "caption", "table", "li", "br")
LONGEST, MOST_TITLES = 120, 4
"""Characters of a text, and texts before or after a table, that say what it is."""
_REACH = 2_000
"""Columns or rows that one cell may span or leap over."""


def read_markup(data: bytes) -> tuple[tuple[Sheet, ...], str]:
    """The tables of a web page, or the sheets of an XML spreadsheet, and what it is in words. None where it has no table.

    Raises Unreadable for what is damaged or too large.
    """
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        made = [from_rows(rows, name) for name, rows in _spreadsheet(data)]
        what = "It is an XML spreadsheet of Excel 2003, whatever its name ends in."
    elif data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(b"<?xml") and b"<table" not in data.lower():
        return (), ""
    else:
        made = [from_rows(rows) for rows in _page(data)]
        what = "It is a web page, and its tables were read."
    return tuple(sheet for sheet in made if len(sheet)), what


@dataclass
class _Open:
    """A table that has not ended. `down` is what reaches into its next rows, by column, and how far; `told` the rows whose
    texts stand above a table within it."""

    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None
    span: tuple[int, int] = (1, 1)
    down: dict[int, tuple[int, str]] = field(default_factory=dict)
    told: int = 0

    def close(self) -> int:
        """End a cell, which stands in the first of the columns that it spans, and in each of the rows, as a person reads
        it. How many cells that made."""
        if self.cell is None:
            return 0
        text, row, (across, down) = " ".join("".join(self.cell).split()), self.rows[-1], self.span
        self.cell = None
        while (held := self.down.get(len(row))) is not None and held[0] > 0:
            self.down[len(row)] = (held[0] - 1, held[1])
            row.append(held[1])
        if down > 1:
            self.down[len(row)] = (down - 1, text)
        row.extend([text, *[""] * (across - 1)])
        return across

    def texts(self) -> list[str]:
        """What stands alone in its rows and in the open cell, and so is the title of a table within it; each time what is
        new."""
        rows, self.told = self.rows[self.told :], len(self.rows)
        alone = [text for row in rows if len(filled := [text for text in row if text]) == 1 for text in filled]
        return [*alone, "".join(self.cell or ())]


class _Tables(HTMLParser):
    """The rows of every table of a page, with the headings and paragraphs before it as its titles, and those after the last
    as its notes. A table within a cell, as pages are laid out by, is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[_Open] = []
        self._around: list[str] = []
        self._hidden = False
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a table, a row or a cell."""
        inner = self._open[-1] if self._open else None
        if tag in _UNSEEN:
            self._hidden = True
        elif tag in _BLOCKS and (inner is None or inner.cell is None):
            self._around.append("")
        if tag == "table":
            self._around += inner.texts() if inner else []
            self._open.append(_Open())
        elif inner and tag == "tr":
            self._close()
            inner.rows.append([])
        elif inner and tag in ("td", "th"):
            self._close()
            if not inner.rows:
                inner.rows.append([])
            told = dict(attrs)
            inner.span = _count(told.get("colspan")), _count(told.get("rowspan"))
            inner.cell = []
        elif inner and tag == "br" and inner.cell is not None:
            inner.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Ends a cell or a table."""
        if tag in _UNSEEN:
            self._hidden = False
        if tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "table" and self._open:
            rows = self._open.pop().rows
            if sum(len(row) > 1 for row in rows) > 1:
                self.tables.append([*self._texts(), *rows])
            elif self._open and (cell := self._open[-1].cell) is not None:
                cell.extend(f" {text}" for row in rows for text in row)

    def handle_data(self, data: str) -> None:
        """Text of a cell, or around the tables."""
        if self._open and (cell := self._open[-1].cell) is not None:
            cell.append(data)
        elif not self._hidden and data.strip():
            self._around = [*self._around[:-1], f"{self._around[-1] if self._around else ''} {data}"]

    def close(self) -> None:
        """Ends the page."""
        super().close()
        if self.tables:
            self.tables[-1] += self._texts()

    def _texts(self) -> list[list[str]]:
        """The last texts outside of cells, each a row, which are then forgotten."""
        told = [" ".join(text.split()) for text in self._around]
        self._around = []
        return [[text] for text in told if text and len(text) <= LONGEST][-MOST_TITLES:]

    def _close(self) -> None:
        self._cells += self._open[-1].close() if self._open else 0
        if self._cells > CELL_LIMIT:
            raise _too_large()


def _count(text: str | None) -> int:
    number = int(text) if text and text.isdecimal() else 1
    if number > _REACH:
        raise _too_large()
    return max(1, number)


def _too_large() -> Unreadable:
    return Unreadable("A table of the file is larger than what is read.", "Save the table as CSV and add that.")


def _page(data: bytes) -> list[list[list[str]]]:
    head = data[:2048].lower()
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252" if b"windows-1252" in head else "utf-8-sig"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    parser = _Tables()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # what the standard library says of a section marked as nothing that there is
        raise Unreadable("The web page is damaged.", "Open it in Excel and save it as .xlsx.") from None
    return parser.tables


def _spreadsheet(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Name and rows of each worksheet. A cell or row may say its place, and so leap over blank ones."""
    sheets: list[tuple[str, list[list[str]]]] = []
    text: list[str] | None = None
    at = {"across": 0, "cells": 0}

    def start(name: str, given: dict[str, Any]) -> None:
        nonlocal text
        tag, told = name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in given.items()}
        if tag == "Worksheet":
            sheets.append((told.get("Name", ""), []))
        elif tag == "Row" and sheets:
            rows = sheets[-1][1]
            missing = _leap(told.get("Index"), len(rows), at)
            rows.extend([[] for _ in range(missing + 1)])
        elif tag == "Cell" and sheets and sheets[-1][1]:
            row = sheets[-1][1][-1]
            row.extend([""] * (_leap(told.get("Index"), len(row), at) + 1))
            at["across"] = _count(str(int(told.get("MergeAcross", 0) or 0) + 1)) - 1
        elif tag == "Data" and sheets and sheets[-1][1] and sheets[-1][1][-1]:
            text = []

    def end(name: str) -> None:
        nonlocal text
        tag = name.rpartition(":")[2]
        if tag == "Data" and text is not None:
            told = "".join(text).strip()
            sheets[-1][1][-1][-1] = told.removesuffix("T00:00:00.000")
            text = None
        elif tag == "Cell" and sheets and sheets[-1][1]:
            sheets[-1][1][-1].extend([""] * at["across"])

    def refuse(*_: Any) -> None:
        raise Unreadable("The XML defines entities of its own, so it is not read.", "Save it again as .xlsx in Excel.")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: text.append(data) if text is not None else None
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("The XML spreadsheet is damaged.", "Open it in Excel and save it as .xlsx.") from None
    return sheets


def _leap(index: str | None, there: int, at: dict[str, int]) -> int:
    """How many blank cells or rows stand before one that says its place."""
    missing = max(0, int(index) - 1 - there) if index and index.isdecimal() else 0
    at["cells"] += missing + 1
    if missing > _REACH or at["cells"] > CELL_LIMIT:
        raise _too_large()
    return missing
