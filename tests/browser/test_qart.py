"""The quarterly return of a collaborative: taken away, filled in, dropped, looked at, kept, and shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from conftest import App, at_rest
from driver import keep, opens, panel, press, taken, upload, value
from playwright.sync_api import Page, expect

Browse = Callable[..., Page]
Cells = Mapping[str, Mapping[str, object]]


def the_return(page: Page, quarter: str, folder: Path) -> Path:
    """The workbook of the collaborative in view, for a quarter."""
    expect(value(page, "Patient Safety Collaborative")).to_have_value("Health Innovation Manchester")
    box = value(page, "Quarter")
    press(box)
    box.fill(quarter)
    page.get_by_role("option", name=quarter).click()
    expect(value(page, "Quarter")).to_have_value(quarter)
    at_rest(page)  # until the page has run, the button still gives the quarter of before
    took = taken(page, page.get_by_role("button", name="Download the return"))
    assert took.suggested_filename == f"QART return PSC-MAN {quarter}.xlsx"
    took.save_as(folder / took.suggested_filename)
    return folder / took.suggested_filename


def fill_in(file: Path, cells: Cells) -> None:
    book = openpyxl.load_workbook(file)
    for sheet, entries in cells.items():
        for cell, entry in entries.items():
            book[sheet][cell].value = entry
    book.save(file)


def row_of(file: Path, organisation: str, element: str) -> int:
    rows = openpyxl.load_workbook(file)["Stages"].iter_rows(min_row=2, values_only=True)
    return next(at for at, row in enumerate(rows, 2) if (row[2], row[4]) == (organisation, element))


def test_a_return_is_filled_in_looked_at_kept_and_shown(own_app: App, browse: Browse, tmp_path: Path) -> None:
    page = browse(f"{own_app.address}/your_data?icb=QOP")
    main = page.get_by_test_id("stMain")
    first = the_return(page, "2023-24 Q2", tmp_path)
    upload(page, first)
    expect(main.get_by_role("heading", name="What moved since last quarter")).to_be_visible()
    expect(main.get_by_text("The stage is still the one that illustrative data filled in")).to_be_visible()
    keep(page, "Ann")

    second = the_return(page, "2023-24 Q3", tmp_path)
    at, cleared = row_of(second, "R0A", "Optimal cord management"), row_of(second, "R0A", "Early breast milk")
    last = openpyxl.load_workbook(second)["Stages"][f"F{at}"].value
    assert last, "last quarter's stage is filled in"
    project = {"C2": "Preterm optimisation", "D2": "QOP", "E2": "Cord in time"}
    told = {"C2": "Preterm optimisation", "D2": "R0A", "E2": "update", "F2": "Trolley", "G2": "<b>In</b> use"}
    edits: Cells = {
        "Stages": {f"H{at}": "2 - Interest assessed", f"H{cleared}": None},
        "Updates": told,
        "Progress": project | {"G2": "4 - Significant improvement", "H2": "Aim met", "I2": "cord", "J2": "99.9%"},
    }
    fill_in(second, edits)
    upload(page, second)
    expect(main.get_by_text(re.compile("0 moved up, 1 went back"))).to_be_visible()
    expect(main.get_by_text(re.compile("1 that was known then is missing"))).to_be_visible()
    expect(main.get_by_text(re.compile(rf"sheet Stages, row {at}, column Stage"))).to_be_visible()
    expect(main.get_by_text(re.compile(r"went back .* without a note")).first).to_be_visible()
    expect(main.get_by_text(re.compile("Cord in time .* has a score of 4.*no measure meets its aim"))).to_be_visible()
    keep(page, "Ann")

    page = browse(f"{own_app.address}/preterm_optimisation?icb=QOP")
    opens(page, "Progress")  # one click
    expect(panel(page).get_by_text(re.compile("^1 project has a score"))).to_be_visible()
    expect(panel(page).get_by_text(re.compile("Cord in time .* is at 4 Significant improvement"))).to_be_visible()
    expect(panel(page).get_by_text(re.compile("The next half point, 4.5, takes"))).to_be_visible()
    expect(panel(page).get_by_text(re.compile("no measure meets its aim")).filter(visible=True).first).to_be_visible()
    opens(page, "Adoption")
    press(value(page, "Stages as at"))
    page.get_by_role("option", name=re.compile("31 December 2023")).click()
    at_rest(page)
    expect(
        panel(page).get_by_text(
            re.compile(r"none moved up and 1 slipped back \(Manchester \(MFT\) on Optimal cord management, \d to 2\)")
        )
    ).to_be_visible()


def test_what_moved_since_last_quarter_is_told_within_three_clicks(app: App, browse: Browse) -> None:
    page = browse(f"{app.address}/?icb=QOP")
    page.get_by_role("link", name="Open Preterm optimisation").click()  # one
    at_rest(page)
    opens(page, "Adoption")  # two
    expect(panel(page).get_by_role("heading", name="Who moved since the last quarter?")).to_be_visible()
    expect(panel(page).get_by_text(re.compile(r"^Between 30 June 2023 and 30 September 2023, of"))).to_be_visible()
