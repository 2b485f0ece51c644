"""Questions about figures that look right and may mean something else: answered on the page, and kept as answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from conftest import App
from driver import choose, keep, press, unfold, upload
from playwright.sync_api import FilePayload, Page, expect

from analytics.store import Store

Browse = Callable[..., Page]
HEAD = "measure,org_code,period,numerator,denominator"
WEEKS = [date(2023, 4, 3) + timedelta(7 * i) for i in range(8)]


def table(name: str, *lines: str) -> FilePayload:
    return FilePayload(name=name, mimeType="text/csv", buffer="\n".join(lines).encode())


def kept(app: App, measure: str) -> dict[tuple[str, str], tuple[float, float]]:
    rows = Store(str(app.store)).at().rows("observations", [measure])
    rows = rows[~rows["illustrative"]]
    keys = zip(rows["org_code"], rows["period"].astype(str).str[:7], strict=True)
    return dict(zip(keys, zip(rows["numerator"], rows["denominator"], strict=True), strict=True))


def test_weeks_as_columns_of_some_babies_are_kept_once_both_questions_are_answered(
    own_app: App, browse: Browse
) -> None:
    page = browse(f"{own_app.address}/your_data?trust=R0A")
    main = page.get_by_test_id("stMain")
    head = [f"w/c {day:%d/%m/%Y} {part}" for day in WEEKS for part in ("Received", "Eligible")]
    rows = [f"{org}{',4,5' * len(WEEKS)}" for org in ("R0A", "RMC")]
    upload(page, table("weeks.csv", "Normothermia", "Excludes twins", "", ",".join(["Trust", *head]), *rows))
    expect(main.get_by_text(re.compile("waits for your answer"))).to_be_visible()
    asked = "“Excludes twins” says that some people are left out of the figures. May they be kept as they stand?"
    choose(page, asked, "Keep them as they stand")
    weeks = "The rows are weeks, 3 April 2023 to 22 May 2023. Shall they be added up by month?"
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    choose(page, weeks, "Add up the weeks, each in the month of its date")
    expect(main.get_by_text("2 rows are new")).to_be_visible()
    expect(main.get_by_text(re.compile("R0A, May 2023: 4 of its 5 weeks are there")).first).to_be_visible()
    keep(page, "Ada")
    assert kept(own_app, "normothermia") == {("R0A", "2023-04"): (16, 20), ("RMC", "2023-04"): (16, 20)}


def test_sums_of_the_year_and_a_code_for_missing_figures(own_app: App, browse: Browse) -> None:
    page = browse(f"{own_app.address}/your_data?trust=R0A")
    main = page.get_by_test_id("stMain")
    rows = [
        f"cord,{org},2023-{4 + i:02d},{11 * i + 9},{20 * i + 18 + i % 2}" for org in ("R0A", "RMC") for i in range(9)
    ]
    upload(page, table("sums.csv", HEAD, *rows, "cord,RWJ,2023-04,9999,9999"))
    asked = re.compile("never fall and start anew each April, so they may be sums of the year to date")
    expect(main.get_by_text(asked).first).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    box = page.get_by_role("combobox", name=asked)
    press(box)
    press(page.get_by_role("option", name="Keep them as they stand: each is of its own period"))
    expect(main.get_by_text("19 rows are new")).to_be_visible()
    expect(
        main.get_by_text(re.compile("9999 .*stands out from all else and was taken for a missing figure")).first
    ).to_be_visible()
    made = unfold(page, "How it was read")
    expect(made.get_by_text(re.compile("^9999 .*What is it")).first).to_be_visible()
    keep(page, "Ada")
    found = kept(own_app, "cord")
    assert len(found) == 19
    assert str(found["RWJ", "2023-04"][0]) == "nan"
