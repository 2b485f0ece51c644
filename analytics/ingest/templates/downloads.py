"""The templates that the app offers for each table: a CSV file and a workbook, with two example rows and a guide."""

from __future__ import annotations

import csv
import io

import openpyxl
from openpyxl.styles import Alignment, Font

from analytics.ingest.templates.changes import CHANGES
from analytics.ingest.templates.recogniser import template_columns
from analytics.model.tables import TABLES, Table

GUIDE_SHEET = "Column guide"
OFFERED = TABLES | {CHANGES.name: CHANGES}
"""What there are templates of, by name."""


def guide(table: Table) -> list[tuple[str, str, str]]:
    """For each column of the template: its name, "yes" or "no" for required, and what goes into it."""
    return [(c.name, "yes" if c.required else "no", c.help) for c in template_columns(table)]


def template_csv(table: Table) -> bytes:
    """A CSV file with the header and two example rows. It begins with a byte order mark, which Excel needs."""
    text = io.StringIO()
    csv.writer(text).writerows(_rows(table))
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(table: Table) -> bytes:
    """The same as a workbook, with the column guide on a second sheet.

    Every cell is text, so that Excel leaves codes and periods as they are typed.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = table.title
    for line in _rows(table):
        sheet.append(line)
    for column in range(1, len(template_columns(table)) + 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = 22
        for row in range(2, 2001):  # text format beyond the examples, for what will be typed
            sheet.cell(row, column).number_format = "@"
    sheet.freeze_panes = "A2"
    about = book.create_sheet(GUIDE_SHEET)
    about.append([f"One row is {table.row_is}. Replace the two example rows."])
    about.append(["Column", "Required", "What goes into it"])
    for told in guide(table):
        about.append(told)
    for cells in (sheet[1], about[2]):
        for cell in cells:
            cell.font = Font(bold=True)
    about.column_dimensions["A"].width, about.column_dimensions["C"].width = 18, 90
    for (cell,) in about.iter_rows(min_row=3, min_col=3, max_col=3):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _rows(table: Table) -> list[list[str]]:
    columns = template_columns(table)
    return [[c.name for c in columns], *([c.examples[i] for c in columns] for i in (0, 1))]
