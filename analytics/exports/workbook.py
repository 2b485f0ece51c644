"""An Excel workbook: a sheet "About" that says what it holds, then a sheet an exhibit, with numbers as numbers.

Headings and cells are in words, as the page shows them. There is no formula in it, and no text that could become one.
"""

from __future__ import annotations

import io
import math
import re
from typing import Any

import pandas as pd

from analytics.exports import provenance
from analytics.exports.harmless import harmless, in_xml
from analytics.exports.number_formats import number_format
from analytics.exports.readable import Readable, readable
from analytics.exports.steps import Step, items, untold
from analytics.model import Grain
from analytics.model.collection import Collection, Item
from analytics.model.labels import ILLUSTRATIVE_IN_FULL

_NARROW, _WIDE = 8, 60
"""The least and the greatest width of a column, in characters."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def to_xlsx(collection: Collection, step: Step = untold) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    about = book.active
    about.title = "About"
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def say(name: str, text: str, heading: bool = False) -> None:
        about.append([_text(name), _text(text)])
        for cell in about[about.max_row]:
            cell.alignment = wrapped
            if heading or cell.column == 1:
                cell.font = bold

    say(collection.title, "", heading=True)
    for name, text in provenance.of_all(collection).items():
        say(name, text)
    for item in items(collection, step):
        sheet = book.create_sheet(_name(item.exhibit.title, book.sheetnames))
        _fill(sheet, item, bold)
        about.append([])
        say(f"Sheet {sheet.title}", item.exhibit.title, heading=True)
        for name, text in {
            "In words": " ".join((item.exhibit.sentence, *item.exhibit.further)),
            **provenance.every_line(item),
        }.items():
            if text:
                say(name, text)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 28, 110
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, item: Item, bold: Any) -> None:
    """Title and sentence, whose numbers they are, then the table under a head that stays in sight."""
    from openpyxl.utils import get_column_letter

    exhibit = item.exhibit
    above = [exhibit.title, exhibit.sentence, *exhibit.further, provenance.foot(item)]
    above += [ILLUSTRATIVE_IN_FULL] * exhibit.illustrative
    for text in (*above, ""):
        sheet.append([_text(text)])
    sheet["A1"].font = bold
    table = exhibit.table()
    shown = readable(table, exhibit.measure, exhibit.titles)
    sheet.append([_text(heading) for heading in shown.table.columns])
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font = bold
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    for at, heading in enumerate(shown.table.columns, start=1):
        cells, how = _column(shown, heading, table)
        for row, value in enumerate(cells, start=head + 1):
            cell = sheet.cell(row, at, value)
            if how and value is not None:
                cell.number_format = how
        longest = max((len(t) for t in (heading, *shown.texts_of(heading))), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(longest + 2, _NARROW), _WIDE)


def _column(shown: Readable, heading: str, table: pd.DataFrame) -> tuple[list[Any], str]:
    """The cells of a column and their format: numbers and days as such, all else as it reads."""
    cells = shown.table[heading]
    if heading in shown.units:
        return [float(c) if pd.notna(c) and math.isfinite(c) else None for c in cells], number_format(
            shown.units[heading], cells
        )
    if pd.api.types.is_datetime64_any_dtype(cells):
        of_period = shown.headings.get("period") == heading
        if not of_period or "grain" not in table or set(table["grain"]) <= {Grain.MONTH.value}:
            return [None if pd.isna(c) else c.to_pydatetime() for c in cells], "mmm yyyy" if of_period else "d mmm yyyy"
    return [_text(text) or None for text in shown.texts_of(heading)], ""


def _text(text: object) -> str:
    return in_xml(harmless(text))


def _name(title: str, taken: list[str]) -> str:
    """A sheet's name: at most 31 characters, without those that Excel forbids, and unlike any other."""
    name = _NOT_IN_A_NAME.sub(" ", in_xml(title)).strip()[:31].strip() or "Exhibit"
    others, number, tried = {t.lower() for t in taken}, 1, name
    while tried.lower() in others:
        number += 1
        tried = f"{name[: 30 - len(str(number))]} {number}"
    return tried
