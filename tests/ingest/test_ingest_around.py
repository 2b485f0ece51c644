"""What stands around a table: titles above it, two rows of names, notes and totals below it, stray columns."""

import io

import openpyxl
import pytest

from analytics import ingest
from analytics.ingest.files import delimited
from analytics.model import Severity

HEADER = "measure,org_code,period,numerator,denominator\n"
ROWS = "cord,R0A,2023-04,21,32\ncord,RBN,2023-04,9,20\n"


def reading(text: str, name: str = "x.csv") -> ingest.Reading:
    return ingest.read_bytes(name, text.encode())


def padded(text: str, width: int = 5) -> str:
    """As a spreadsheet saves it: every line with all its commas."""
    return "\n".join(line + "," * max(0, width - 1 - line.count(",")) for line in text.splitlines()) + "\n"


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


TITLES = {
    "none": "",
    "one line": "Optimal cord management by trust\n",
    "blank lines": "\n\n",
    "a title, its date and a blank line": "Cord management\nPublished: 12 June 2024\n\n",
    "filters in two cells": "Cord management\nRegion:,All\nPeriod:,2023-24\n\n",
}


@pytest.mark.parametrize("pad", [False, True], ids=["ragged", "padded"])
@pytest.mark.parametrize("above", TITLES.values(), ids=TITLES.keys())
def test_the_header_is_found_below_a_title(above: str, pad: bool):
    text = above + HEADER + ROWS
    found = reading(padded(text) if pad else text)
    assert found.status == "accepted", found.problems
    assert found.rows[["org_code", "numerator"]].to_numpy().tolist() == [["R0A", 21], ["RBN", 9]]
    # A fault below is named by the row that the spreadsheet shows.
    bad = reading((padded if pad else str)(text + "cord,RZZ,2023-04,1,2\n"))
    assert bad.problems[0].row == above.count("\n") + 4


def test_a_wide_header_of_months_and_names_we_do_not_know_stays_the_first_row():
    for text in ("Body,2023-04,2023-05\nA,1,2\n", "Body,Thing\nX Trust,code\nY Trust,name\n", "a,b\nc,d\n"):
        assert delimited.read_text(text.encode())[0].header_row == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["Org code", "Period", "Counts", None], [None, None, "Numerator", "Denominator"]],
        [[None, None, "Counts", None, "x"], ["Org code", "Period", "Numerator", "Denominator"]],
        [["A title"], [], [None, None, "Counts", None], ["Org code", "Period", "Numerator", "Denominator"]],
    ],
    ids=["names above and below", "a group above", "a group below a title"],
)
def test_two_rows_of_names(rows: list[list[object]]):
    data = workbook(
        [
            *[[("measure" if i == len(rows) - 1 else None), *row] for i, row in enumerate(rows)],
            ["cord", "R0A", "2023-04", 21, 32],
        ]
    )
    found = ingest.read_bytes("x.xlsx", data)
    assert found.status == "accepted", found.problems
    assert found.rows[["numerator", "denominator"]].to_numpy().tolist() == [[21, 32]]


def test_names_that_repeat_carry_the_merged_cell_above():
    text = ",,Type 1,,Type 2,\nCode,Name,Attendances,Over 4hrs,Attendances,Over 4hrs\nR0A,Manchester,1,2,3,4\n"
    sheet = delimited.read_text(text.encode())[0]
    assert sheet.header == (
        "Code",
        "Name",
        "Type 1 Attendances",
        "Type 1 Over 4hrs",
        "Type 2 Attendances",
        "Type 2 Over 4hrs",
    )
    assert sheet.row_numbers.tolist() == [3]


def test_data_that_begins_in_column_b_and_stray_and_index_columns():
    rows = [[None, None], [None, *HEADER.strip().split(","), None, "a"]]
    rows += [[i, *line.split(","), None, None] for i, line in enumerate(ROWS.splitlines())]
    found = ingest.read_bytes("x.xlsx", workbook(rows))
    assert (found.status, len(found.rows)) == ("accepted", 2)
    assert "2 columns not used: a column without a name and a." in found.facts
    in_b = ingest.read_bytes("x.xlsx", workbook([[None, *row[1:6]] for row in rows]))
    assert (in_b.status, in_b.seen_columns) == ("accepted", tuple(HEADER.strip().split(",")))


@pytest.mark.parametrize("pad", [False, True], ids=["ragged", "padded"])
def test_notes_below_are_left_out_and_said(pad: bool):
    text = HEADER + ROWS + "\nSource: our maternity system\nFigures are provisional\n"
    found = reading(padded(text) if pad else text)
    assert (found.status, len(found.rows)) == ("accepted", 2)
    assert [(p.severity, p.row) for p in found.problems] == [(Severity.INFO, 5)]
    assert "Source: our maternity system" in found.problems[0].message


def test_a_last_row_with_one_number_is_no_note():
    found = reading(HEADER + ROWS + ",,,,12\n")
    assert found.status == "accepted_with_warnings"
    assert any(p.row == 4 and p.severity is Severity.ERROR for p in found.problems)


@pytest.mark.parametrize("name", ["Total", "TOTAL", "Total ", "Grand Total", "Totals"])
def test_a_total_is_left_out_and_compared(name: str):
    found = reading(HEADER + ROWS + f"cord,{name},2023-04,30,52\n")
    assert (found.status, len(found.rows)) == ("accepted", 2)
    assert "add up to what it says (30 and 52)" in found.problems[0].message
    differs = reading(HEADER + ROWS + f"cord,{name},2023-04,33,52\n")
    assert (differs.status, differs.problems[0].severity) == ("accepted_with_warnings", Severity.WARNING)
    assert "numerator: the total row says 33, the rows add up to 30" in differs.problems[0].message


def test_a_total_over_suppressed_cells_may_be_larger_and_never_smaller():
    hidden = HEADER + ROWS + "cord,RM3,2023-04,*,9\n"
    assert reading(hidden + "cord,Total,2023-04,34,61\n").status == "accepted"
    assert "20" not in reading(hidden + "cord,Total,2023-04,20,61\n").rows["numerator"].tolist()
    assert reading(hidden + "cord,Total,2023-04,20,61\n").status == "accepted_with_warnings"


def test_a_total_above_notes_is_found():
    found = reading(HEADER + ROWS + "Total,,,30,52\n\nSource: x\n")
    assert (found.status, len(found.rows)) == ("accepted", 2)
    assert len(found.problems) == 2


def test_the_totals_of_a_real_file_agree(real):
    from analytics.ingest.files import margins

    sheet = delimited.read_text(real("ae_monthly_2024_09.csv").read_bytes())[0]
    kept = margins.trimmed(sheet)
    assert len(kept) == len(sheet) - 1
    assert "add up to what it says" in kept.problems[0].message
