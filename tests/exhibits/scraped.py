"""What somebody reads off tables, pictures with their tooltips, and files: whose numbers, of which months."""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import nbformat
import numpy as np
import pandas as pd
from openpyxl import load_workbook
from pptx import Presentation

from analytics.model import Grain
from analytics.model.exhibit import Exhibit
from analytics.words import formats
from analytics.words.published import AS_BEFORE
from tests.exhibits.worlds import MONTHS, TREE

NAMES = {o.short_name: o.code for o in TREE.by_code.values()}
_CODE = re.compile(rf"\(({'|'.join(map(re.escape, TREE.by_code))})\)")
_COUNTS = re.compile(r"([\d,]+) of ([\d,]+)")
_SPAN = re.compile(r"(\w+ \d{4}) to (\w+ \d{4})")
_CALLED = {"how many": "numerator", "of how many": "denominator", "average": "centre", "upper limit": "upper"}
"""Headings in words that are columns of a table of numbers."""
_NUMBERS = ("numerator", "denominator", "value", "centre", "upper")


@dataclass(frozen=True)
class Heard:
    """A figure as it was read, with NaN for what was not: its counts, the value beside them, and the centre and the upper
    limit that were drawn. The value may be `near` what was printed. A `sum` is of several figures; one that is `dated` is
    said not to be of before."""

    code: str
    months: range
    numerator: float
    denominator: float
    value: float
    centre: float
    upper: float
    near: float
    sum: bool
    dated: bool


def _months(first: pd.Timestamp, grain: Grain) -> range:
    at = (first.year - MONTHS[0].year) * 12 + first.month - MONTHS[0].month
    return range(at - 11, at + 1) if grain is Grain.ROLLING_YEAR else range(at, at + grain.months)


WORDS = {
    formats.period(first, grain, short): _months(first, grain)
    for grain in Grain
    for first in MONTHS
    for short in (True, False)
    if grain in (Grain.MONTH, Grain.ROLLING_YEAR) or (first.month - 4) % grain.months == 0
}
"""How periods are called in words."""


def of_exhibit(exhibit: Exhibit) -> Iterator[Heard]:
    """What the table and the picture of an exhibit say."""
    about = f"{exhibit.title} {exhibit.lines.get('Organisation', '')}"
    yield from of_table(exhibit.table(), about)
    if exhibit.picture is not None:
        yield from of_table(exhibit.picture.rows, about)


def of_table(table: pd.DataFrame, about: str) -> Iterator[Heard]:
    """The figures in a table or in the rows of a picture; `about` names whose they are, where no column does."""
    found = _CODE.search(about)
    table = table.rename(columns=_column)
    for row in table.loc[:, ~table.columns.duplicated()].to_dict("records"):
        code = row.get("code") or NAMES.get(str(row.get("name", "")))
        code = code if code or row.keys() & {"code", "name"} else found and found[1]
        months, said = _period(row), f"{row.get('status', '')}{row.get('described', '')}"
        window = months is None and not row.keys() & {"period", "label"}
        months = _span(about) if window else months
        if code not in TREE or not months or min(months) < 0 or max(months) >= len(MONTHS) or AS_BEFORE in said:
            continue
        numerator, denominator, *drawn = (_number(row.get(c)) for c in _NUMBERS)
        if told := _COUNTS.fullmatch(str(row.get("counts", ""))):
            numerator, denominator = (float(n.replace(",", "")) for n in told.groups())
        near = 0.0006 if str(row.get("value", "")).endswith("%") else 1e-8
        dated = bool(row.keys() & {"status", "described"})
        yield Heard(str(code), months, numerator, denominator, *drawn, near, window, dated)


def of_file(ending: str, content: bytes, title: str) -> Iterator[Heard]:
    """What a file says of a measure with this title, opened as its readers open it."""
    for about, table in _READ[ending](content):
        if title in about:
            yield from of_table(table, about)


def _column(heading: object) -> str:
    name = str(heading).lower().strip()
    return (
        "value"
        if name.startswith(("value (", "figure"))
        else _CALLED.get(name, "name" if name == "organisation" else name)
    )


def _period(row: dict[str, Any]) -> range | None:
    told = row.get("label") if row.get("label") in WORDS else row.get("period")
    if isinstance(told, str) and told in WORDS:
        return WORDS[told]
    first = pd.to_datetime(told, errors="coerce") if told is not None else pd.NaT
    return None if pd.isna(first) else _months(first, Grain(row.get("grain") or Grain.MONTH))


def _span(about: str) -> range | None:
    """The months that the first words of the kind "April 2023 to March 2024" name."""
    found = _SPAN.search(about)
    first, last = (WORDS.get(month) for month in found.groups()) if found else (None, None)
    return range(first.start, last.stop) if first and last else None


def _number(cell: Any) -> float:
    text = str(cell).replace(",", "").strip()
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return np.nan


Tables = Iterator[tuple[str, pd.DataFrame]]


def _csv(content: bytes) -> Tables:
    lines = content.decode("utf-8-sig").splitlines()
    above = [line for line in lines if line.startswith(("#", '"#'))]
    if rows := "\n".join(lines[len(above) :]).strip():
        yield "\n".join(above), pd.read_csv(io.StringIO(rows))


def _sheets(content: bytes) -> Tables:
    for sheet in load_workbook(io.BytesIO(content)):
        yield from _under_a_head([list(row) for row in sheet.iter_rows(values_only=True)])


def _under_a_head(rows: list[list[Any]]) -> Tables:
    """A sheet's table begins below its last empty row."""
    blank = max((at for at, row in enumerate(rows) if not any(c not in (None, "") for c in row)), default=-1)
    if len(rows) > blank + 2:
        above = "\n".join(str(row[0]) for row in rows[: blank + 1])
        yield above, pd.DataFrame(rows[blank + 2 :], columns=[str(c) for c in rows[blank + 1]])


def _slides(content: bytes) -> Tables:
    for slide in Presentation(io.BytesIO(content)).slides:
        said = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        for shape in slide.shapes:
            if shape.has_chart:
                book = load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
                rows = list(book.active.iter_rows(values_only=True))
                along = "name" if rows[-1][0] in NAMES else "period"
                yield said, pd.DataFrame(rows[1:], columns=[along, *rows[0][1:]])
            elif shape.has_table:
                yield said, _of_cells([[c.text for c in row.cells] for row in shape.table.rows])


def _notebook(content: bytes) -> Tables:
    said = ""
    for cell in nbformat.reads(content.decode(), 4).cells:
        if cell.cell_type == "markdown":
            said = cell.source.replace("\\", "")
        for name, literal in _assigned(cell.source if cell.cell_type == "code" else ""):
            if name == "ROWS":
                yield said, pd.read_csv(io.StringIO(literal))
            elif name == "DRAWN":
                yield said, pd.DataFrame(json.loads(literal))


def _assigned(source: str) -> Iterator[tuple[str, str]]:
    """The texts that a cell carries."""
    for step in ast.parse(source).body:
        if isinstance(step, ast.Assign) and isinstance(step.value, ast.Constant):
            yield step.targets[0].id, step.value.value  # type: ignore[attr-defined]


class _Page(HTMLParser):
    """The tables of a page, and all that is said in the article of each."""

    def __init__(self) -> None:
        super().__init__()
        self.articles: list[tuple[list[str], list[list[list[str]]]]] = [([], [])]
        self._cell = False

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        tables = self.articles[-1][1]
        if tag in ("article", "figure"):
            self.articles.append(([], []))
        elif tag == "table":
            tables.append([])
        elif tag == "tr" and tables:
            tables[-1].append([])
        elif tag in ("td", "th") and tables:
            tables[-1][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        said, tables = self.articles[-1]
        said.append(data)
        if self._cell:
            tables[-1][-1][-1] += data


def _page(content: bytes) -> Tables:
    page = _Page()
    page.feed(content.decode())
    for said, tables in page.articles:
        for table in tables:
            yield "\n".join(said), _of_cells(table)


def _of_cells(rows: list[list[str]]) -> pd.DataFrame:
    return pd.DataFrame([r for r in rows[1:] if len(r) == len(rows[0])], columns=rows[0])


_READ = {
    "csv": _csv, "xlsx": _sheets, "pptx": _slides, "ipynb": _notebook, "html": _page,
}  # fmt: skip
