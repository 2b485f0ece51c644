"""Files: what is understood, what is kept and what not, and that a kept file can be taken away again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conftest import App, at_rest
from driver import choose, control_charts, glance, keep, menu, opens, press, shows, taken, upload
from playwright.sync_api import FilePayload, Page, expect

Browse = Callable[..., Page]


def your_data(own_app: App, browse: Browse) -> Page:
    return browse(f"{own_app.address}/your_data")


def table(name: str, *lines: str) -> FilePayload:
    return FilePayload(name=name, mimeType="text/csv", buffer="\n".join(lines).encode())


def refused(page: Page, file: str) -> None:
    """Expect a refusal in words, no way to keep it, and no line in the history."""
    expect(page.get_by_role("alert").get_by_text(f"{file} was not kept")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    at_rest(page)
    expect(page.get_by_test_id("stMain").get_by_text(file)).to_have_count(0)


def test_an_openprescribing_file_is_understood_kept_shown_and_undone(own_app: App, browse: Browse, real) -> None:
    file = real("op_sicbl_opioidper1000_monthly.csv")
    page = your_data(own_app, browse)
    upload(page, file)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("heading", name=re.compile("OpenPrescribing"))).to_be_visible()
    expect(main.get_by_text("13,054 rows read; 6,466 to keep")).to_be_visible()
    expect(main.get_by_text("106 sub-ICBs").first).to_be_visible()
    expect(main.get_by_text(re.compile("6,588 rows of 108 closed codes")).first).to_be_visible()
    expect(main.get_by_text(re.compile("illustrative rows of “High-dose opioid items"))).to_be_visible()
    keep(page, "Ada", "Downloaded today")
    expect(main.get_by_text(re.compile("by Ada · observations.*6,466 rows: 6,466 new", re.DOTALL))).to_be_visible()

    menu(page, "Opioids")
    england = glance(page, "High-dose opioid items")
    expect(england).to_contain_text(re.compile(r"0\.93|0\.929"))  # 59,380 items: 0.929 per 1,000
    expect(england).to_contain_text("Dec 2025")
    qop = browse(f"{own_app.address}/opioids?icb=QOP&measure=opioidper1000")
    chart = control_charts(qop, "high-dose opioid items")
    expect(chart).to_have_accessible_name(re.compile("Greater Manchester.*December 2025"))
    expect(chart).not_to_have_accessible_name(re.compile("Illustrative"))
    expect(chart.get_by_text("Illustrative data")).to_have_count(0)
    opens(qop, "All charts")
    expect(control_charts(qop, "people on high-dose opioids").get_by_text("Illustrative data")).to_have_count(1)

    menu(page, "Your data")
    press(page.get_by_role("button", name="Undo").first)
    expect(main.get_by_text(f"{file.name} was undone. What it had replaced counts again.")).to_be_visible()
    menu(page, "Opioids")
    expect(glance(page, "High-dose opioid items")).to_contain_text("Sep 2023")
    opens(page, "All charts")
    expect(control_charts(page, "high-dose opioid items").get_by_text("Illustrative data")).to_have_count(1)


def test_the_maternity_statistics_show_the_national_row(own_app: App, browse: Browse, real) -> None:
    page = your_data(own_app, browse)
    upload(page, real("msds_annual_2023_24.xlsx"))
    expect(page.get_by_text("120 of 120 provider codes matched").first).to_be_visible()
    keep(page)
    menu(page, "Preterm optimisation")
    shows(page, "England")
    expect(glance(page, "Births below 34 weeks")).to_contain_text("12,190")


def test_a_file_of_abolished_organisations_is_refused_in_words(own_app: App, browse: Browse, real) -> None:
    page = your_data(own_app, browse)
    upload(page, real("op_ccg_opioidome_2014_2019.csv"))
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text(re.compile("abolished on 1 July 2022"))).to_be_visible()
    expect(main.get_by_text(re.compile("00C, 00D, 00J")).first).to_be_visible()
    expect(main.get_by_text(re.compile("Download the file by sub-ICB location"))).to_be_visible()
    refused(page, "op_ccg_opioidome_2014_2019.csv")


def nhs_number(first_nine: int) -> str | None:
    """Nine digits with their check digit (NHS Data Dictionary, NHS NUMBER); None where that would be 10."""
    digits = [int(d) for d in f"{first_nine:09}"]
    check = 11 - sum(d * weight for d, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return None if check == 10 else f"{first_nine:09}{check % 11}"


def test_a_file_with_nhs_numbers_is_refused_and_none_of_its_values_is_anywhere(own_app: App, browse: Browse) -> None:
    people = [number for first in range(943_476_591, 943_476_611) if (number := nhs_number(first))]
    assert "9434765919" in people, "the example of the data dictionary"
    assert len(people) > 10
    page = your_data(own_app, browse)
    upload(page, table("cohort.csv", "ref,unit,weight_g", *(f"{n},Ward {n[-4:]}B,1{n[-3:]}7" for n in people)))
    expect(page.get_by_text(re.compile("looks like data about single patients")).first).to_be_visible()
    seen = page.content()
    assert not [n for n in people if n in seen]
    assert "Ward 5919B" not in seen
    refused(page, "cohort.csv")
    assert not [n for n in people if n in own_app.log.read_text("utf-8")], "nor in the log"
    assert not [p for p in own_app.store.rglob("*") if p.is_file() and people[0].encode() in p.read_bytes()]


def test_a_file_that_nobody_knows_is_answered_with_what_was_seen_and_what_is_needed(
    own_app: App, browse: Browse
) -> None:
    page = your_data(own_app, browse)
    upload(page, table("biscuits.csv", "biscuit,colour,price", "Garibaldi,brown,2", "Custard cream,yellow,1"))
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text(re.compile("biscuit, colour and price")).first).to_be_visible()
    expect(main.get_by_text(re.compile("org_code, period and numerator")).first).to_be_visible()
    expect(main.get_by_text("The first rows as they were read")).to_be_visible()
    refused(page, "biscuits.csv")


def test_a_file_that_does_not_name_its_measure_is_asked_about(own_app: App, browse: Browse) -> None:
    page = your_data(own_app, browse)
    rows = [f"2024-0{month}-01,01W,{month + 40},310.5" for month in range(1, 7)]
    upload(page, table("download.csv", "month,code,numerator,denominator", *rows))
    box = page.get_by_test_id("stMain").get_by_role("combobox", name=re.compile("measure", re.IGNORECASE))
    expect(box).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    press(box)
    page.get_by_role("option", name=re.compile("High-dose opioid items")).click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()


def test_a_template_can_be_downloaded_filled_and_uploaded_again(own_app: App, browse: Browse, tmp_path: Path) -> None:
    page = your_data(own_app, browse)
    press(page.get_by_text(re.compile("^Observations: one row is")))
    files = {}
    for kind, suffix in (("CSV", "csv"), ("Excel", "xlsx")):
        took = taken(page, page.get_by_role("button", name=f"{kind} template").filter(visible=True))
        assert took.suggested_filename == f"observations.{suffix}"
        files[kind] = tmp_path / f"observations.{suffix}"
        took.save_as(files[kind])
    upload(page, files["CSV"])
    expect(page.get_by_role("heading", name=re.compile("Our template for observations"))).to_be_visible()
    expect(page.get_by_text("2 rows read; 2 to keep")).to_be_visible()
    keep(page)
    upload(page, files["Excel"])
    expect(page.get_by_text("Everything in this file is here already")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)


def test_the_history_opens_the_data_as_they_were_after_an_upload(own_app: App, browse: Browse) -> None:
    page = your_data(own_app, browse)
    months = [f"2023-0{month}" for month in range(1, 10)]
    for number, count in enumerate((90_001, 80_002)):
        rows = (f"opioid_4m,QOP,{month},{count}" for month in months)
        upload(page, table(f"take {number}.csv", "measure,org_code,period,numerator", *rows))
        keep(page, note="A correction")
    then = page.get_by_role("button", name="See the data as of then")
    expect(page.get_by_text("take 0.csv", exact=True)).to_be_visible()
    press(then.nth(1))
    expect(page.get_by_text("You are looking at the data as they were on")).to_be_visible()
    choose(page, "Integrated care board (ICB)", "Greater Manchester")
    menu(page, "Opioids")
    expect(glance(page, "People on long-term opioids")).to_contain_text("90,001")
    press(page.get_by_role("button", name="Show the newest data"))
    expect(glance(page, "People on long-term opioids")).to_contain_text("80,002")
