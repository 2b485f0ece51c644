"""A layout that nobody knows: mapped, kept and remembered; and questions that only the owner of a file can answer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

import openpyxl
from conftest import App
from driver import choose, control_charts, glance, keep, menu, press, shows, unfold, upload
from playwright.sync_api import FilePayload, Page, expect

from analytics.store import Store

Browse = Callable[..., Page]
TRUSTS = ("Manchester University NHS Foundation Trust", "Bolton NHS Foundation Trust", "Stockport NHS Foundation Trust")
MONTHS = ("Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23", "Oct-23")


def workbook(name: str, months: Sequence[str]) -> FilePayload:
    """A dashboard as ICBs keep them: a title block, a row for each trust, a column for each month, one for remarks."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Greater Manchester local maternity and neonatal system"])
    sheet.append(["From the returns of the trusts"])
    sheet.append([])
    sheet.append(["Provider", *months, "Remarks"])
    for i, trust in enumerate(TRUSTS):
        sheet.append([trust, *(61.5 + 3 * i + n for n in range(len(months))), "late" if i else ""])
    made = io.BytesIO()
    book.save(made)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FilePayload(name=name, mimeType=kind, buffer=made.getvalue())


def test_a_layout_of_ones_own_is_mapped_once_and_read_the_same_way_ever_after(own_app: App, browse: Browse) -> None:
    page = browse(f"{own_app.address}/your_data?trust=RMC")
    main = page.get_by_test_id("stMain")
    upload(page, workbook("dashboard September.xlsx", MONTHS[:6]))
    assistant = unfold(page, "What each column is")
    expect(assistant.get_by_text("Apr-23 to Sep-23 (6 columns)", exact=True)).to_be_visible()
    choose(page, "What is Apr-23 to Sep-23 (6 columns)?", "A percentage by itself")
    expect(main.get_by_text(re.compile("Read as you said: .*“Apr-23” to “Sep-23” as percentage"))).to_be_visible()
    choose(
        page,
        "Which measure is it? Choose one, or write a title of your own",
        "Breastfed at discharge",
        "Add: Breastfed",
    )
    expect(main.get_by_text("3 rows read; 18 to keep")).to_be_visible()
    keep(page, "Ada")

    upload(page, workbook("dashboard October.xlsx", MONTHS))
    expect(main.get_by_text(re.compile("Read as you said on .* for files with these columns"))).to_be_visible()
    expect(main.get_by_text(re.compile("3 rows are new, 0 changed, 18 unchanged"))).to_be_visible()
    keep(page, "Ada")
    press(page.get_by_role("link", name="See your own measures"))
    shows(page, "Bolton")
    expect(control_charts(page, "Breastfed at discharge")).to_be_visible()
    expect(glance(page, "Breastfed at discharge")).to_contain_text("70.5%")
    expect(glance(page, "Breastfed at discharge")).to_contain_text("Oct 2023")


def table(name: str, *lines: str) -> FilePayload:
    return FilePayload(name=name, mimeType="text/csv", buffer="\n".join(lines).encode())


def test_a_date_that_can_be_two_days_is_kept_as_the_one_that_was_answered(own_app: App, browse: Browse) -> None:
    page = browse(f"{own_app.address}/your_data")
    upload(page, table("stages.csv", "pathway,element,org_code,as_at,stage", "preterm,cord,R0A,04/07/2023,5"))
    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("heading", name="Only you can know")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    choose(page, "What is “04/07/2023” (row 2, column as_at)?", "Day first: 4 July 2023")
    expect(main.get_by_text("1 row is new")).to_be_visible()
    keep(page, "Ada")
    kept = Store(str(own_app.store)).at().rows("adoption", ["preterm"])
    assert [str(day)[:10] for day in kept.loc[~kept["illustrative"], "as_at"]] == ["2023-07-04"]


def test_of_rows_that_contradict_each_other_the_chosen_one_is_kept(own_app: App, browse: Browse) -> None:
    page = browse(f"{own_app.address}/your_data?trust=R0A")
    rows = [f"cord,R0A,2023-{month:02},{20 + month},60" for month in range(1, 11)]
    upload(page, table("cord.csv", "measure,org_code,period,numerator,denominator", *rows, "cord,R0A,2023-10,42,60"))
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("11 rows read; 9 to keep")).to_be_visible()
    choose(page, "Rows 11 and 12 contradict each other: which counts?", "Row 12")
    expect(main.get_by_text("11 rows read; 10 to keep")).to_be_visible()
    keep(page, "Ada")
    menu(page, "Preterm optimisation")
    expect(page.get_by_test_id("stMain").get_by_text("70.0%").first).to_be_visible()


def test_a_pair_set_by_hand_is_one_measure_and_what_is_remembered_can_be_forgotten(
    own_app: App, browse: Browse
) -> None:
    """Each column of numbers stands as a measure of its own at first, as its header says."""
    page = browse(f"{own_app.address}/your_data?trust=R0A")
    main = page.get_by_test_id("stMain")
    rows = [
        f"{who},2023-{month:02},{20 + month},{60 + month}" for who in ("R0A", "RMC", "RWJ") for month in range(4, 10)
    ]
    upload(page, table("returns.csv", "Provider,Month,Kept warm,In the unit", *rows))
    unfold(page, "What each column is")
    choose(page, "What is Kept warm?", "Numerator: how many met it")
    choose(page, "What is In the unit?", "Denominator: out of how many")
    # Two names, so no name: it is asked for once, and nothing can be kept before.
    expect(main.get_by_text(re.compile("^Nothing can be kept while a question is open"))).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    asked = "What does “Kept warm” out of “In the unit” measure?"
    expect(page.get_by_role("combobox", name=re.compile("measure"))).to_have_count(1)
    choose(page, asked, "Babies kept warm", "Add: Babies kept warm")
    expect(main.get_by_text(re.compile("Still open"))).to_have_count(0)
    expect(main.get_by_text("18 rows read; 18 to keep")).to_be_visible()
    keep(page, "Ada")
    kept = Store(str(own_app.store)).at().rows("observations", ["babies_kept_warm"])
    assert len(kept) == 18
    assert kept["denominator"].notna().all()

    upload(page, table("returns again.csv", "Provider,Month,Kept warm,In the unit", *rows, "R0A,2023-10,30,70"))
    assistant = unfold(page, "What each column is")
    expect(assistant.get_by_text(re.compile("^Remembered from .*measured: Babies kept warm"))).to_be_visible()
    press(assistant.get_by_role("button", name="Forget this"))
    expect(page.get_by_text(re.compile("^Remembered from"))).to_have_count(0)
