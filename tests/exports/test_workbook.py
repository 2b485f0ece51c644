"""The workbook, read back: numbers as numbers, words for everything else, and no formula."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from exports_made import LINK, VERSION, collection, control, hostile, ranking
from openpyxl import Workbook, load_workbook

from analytics.answers import Data
from analytics.exports.workbook import to_xlsx
from analytics.model.labels import ILLUSTRATIVE_IN_FULL


def read(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_a_sheet_has_the_table_in_words_with_numbers_as_numbers(data: Data) -> None:
    exhibit = control(data)
    sheet = read(to_xlsx(collection(exhibit))).worksheets[1]
    assert [sheet["A1"].value, sheet["A2"].value] == [exhibit.title, exhibit.sentence]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Period")
    assert sheet.freeze_panes == f"A{head[0].row + 1}"
    headings = [cell.value for cell in head]
    values = [row[headings.index("Value (% of babies)")] for row in sheet.iter_rows(min_row=head[0].row + 1)]
    table = exhibit.table()
    assert [cell.value for cell in values] == pytest.approx(table["value"].tolist(), nan_ok=True)
    assert {cell.number_format for cell in values} == {"0.0%"}
    first = sheet.cell(head[0].row + 1, 1)
    assert (first.value, first.number_format) == (datetime.fromisoformat(table["period"][0]), "mmm yyyy")


def test_about_says_what_every_copy_must(data: Data) -> None:
    about = read(to_xlsx(collection(control(data), ranking(data))))["About"]
    said = [(row[0].value, row[1].value) for row in about.iter_rows(max_col=2)]
    for line in (
        ("Organisation", "North West (Y62); England (ENG)"),
        ("Data version", VERSION),
        ("Data", ILLUSTRATIVE_IN_FULL),
        ("Link", LINK),
    ):
        assert line in said
    assert {"Period", "Numerator", "Denominator", "Source", "Notes", "In words"} <= {name for name, _ in said}


def test_nothing_in_it_is_a_formula(data: Data) -> None:
    book = read(to_xlsx(collection(hostile(data), hostile(data), title="=9+9")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    begun = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "{=")
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(begun)]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
    assert len({sheet.title.lower() for sheet in book}) == 3, "two exhibits of one title have a sheet each"
