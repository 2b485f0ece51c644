"""Keeping: what a revised file replaces, the same file twice, two people at once, ways back, and damaged data."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
from conftest import App
from deltalake import DeltaTable
from driver import glance, keep, kept_entry, menu, no_exception, press, taken, unfold, upload
from playwright.sync_api import FilePayload, Page, expect

Browse = Callable[..., Page]
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
HIGH = "People on high-dose opioids"
WARNING = re.compile("Nothing was kept, because the data have changed since you looked")


def table(name: str, *rows: str) -> FilePayload:
    lines = ("measure,org_code,period,numerator", *rows)
    return FilePayload(name=name, mimeType="text/csv", buffer="\n".join(lines).encode())


def people(code: str, start: int, months: list[str] = MONTHS) -> list[str]:
    return [f"opioid_high,{code},{month},{start + 7 * i % 9}" for i, month in enumerate(months)]


def test_a_revised_file_says_what_it_changes_and_undo_brings_back_what_it_took(own_app: App, browse: Browse) -> None:
    page = browse(f"{own_app.address}/your_data?icb=QHM")
    upload(page, table("high doses.csv", *people("QOP", 2900), *people("QHM", 1900)))
    keep(page, "Ada")
    lower = [f"opioid_high,QOP,{month},{2700 + i}" for i, month in enumerate(MONTHS[-8:])]
    revised = [*people("QOP", 2900)[:-8], *lower, "opioid_high,QOP,2024-01,2690", *people("QHM", 1900)[:-1]]
    upload(page, table("high doses (1).csv", *revised))
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("1 row is new, 8 changed, 39 unchanged, 1 removed")).to_be_visible()
    expect(main.get_by_text(re.compile("This file revises high doses.csv.* lacks 1 row that it had"))).to_be_visible()
    expect(main.get_by_text(re.compile(r"1 of \d charts that have these numbers in them would change"))).to_be_visible()
    expect(unfold(page, "The charts that would change").get_by_test_id("stDataFrame")).to_be_visible()
    expect(unfold(page, "The 1 row that would be removed").get_by_test_id("stDataFrame")).to_be_visible()
    keep(page, "Ada", "The December figure was somebody else’s")
    expect(kept_entry(page, "high doses (1).csv")).to_contain_text("1 new, 8 changed, 39 as before, 1 removed")

    menu(page, "Opioids")
    expect(glance(page, HIGH)).to_contain_text("Nov 2023")
    menu(page, "Your data")
    press(kept_entry(page, "high doses (1).csv").get_by_role("button", name="Undo"))
    expect(main.get_by_text("high doses (1).csv was undone. What it had replaced counts again.")).to_be_visible()
    menu(page, "Opioids")
    expect(glance(page, HIGH)).to_contain_text("Dec 2023")


def test_of_two_people_at_once_the_second_is_told_what_the_first_did_and_nothing_is_lost(
    own_app: App, browse: Browse
) -> None:
    ada, ben = (browse(f"{own_app.address}/your_data?icb=QE1") for _ in range(2))
    upload(ben, table("ben.csv", *people("QYG", 1200)))
    expect(ben.get_by_role("button", name="Keep it")).to_be_visible()
    upload(ada, table("ada.csv", *people("QE1", 1500)))
    keep(ada, "Ada")
    ben.get_by_label("Your name, for the history").fill("Ben")
    press(ben.get_by_role("button", name="Keep it"))
    expect(ben.get_by_text(WARNING)).to_contain_text("Ada kept ada.csv")
    expect(ben.get_by_label("Your name, for the history")).to_have_value("Ben")
    press(ben.get_by_role("button", name="Keep it"))
    expect(ben.get_by_text("Kept 24 rows of ben.csv. The pages show them now.")).to_be_visible()
    assert "1,50" in glance(browse(f"{own_app.address}/opioids?icb=QE1"), HIGH).inner_text()
    assert "1,20" in glance(browse(f"{own_app.address}/opioids?icb=QYG"), HIGH).inner_text()

    upload(ben, table("another name.csv", *people("QE1", 1500)))
    expect(ben.get_by_text(re.compile("This very file was kept on .* by Ada, as ada.csv"))).to_be_visible()
    expect(ben.get_by_role("button", name="Keep it")).to_have_count(0)


def test_a_kept_file_can_be_had_again_as_it_came_and_the_data_be_again_as_they_were(
    own_app: App, browse: Browse, tmp_path: Path
) -> None:
    page = browse(f"{own_app.address}/your_data?icb=QU9")
    takes = [table(f"take {number}.csv", *people("QU9", start)) for number, start in ((1, 1100), (2, 5500))]
    for take in takes:
        upload(page, take)
        keep(page, "Ada")
    first = kept_entry(page, "take 1.csv")
    took = taken(page, first.get_by_role("button", name="Download the file"))
    assert took.suggested_filename == "take 1.csv"
    assert Path(took.path()).read_bytes() == takes[0]["buffer"], "byte for byte"
    press(first.get_by_role("button", name="Go back to this"))
    back = page.get_by_test_id("stPopoverBody")
    back.get_by_label("Your name, for the history").fill("Ben")
    press(back.get_by_role("button", name="Go back", exact=True))
    expect(page.get_by_text("The data are again what they were on")).to_be_visible()
    expect(page.get_by_test_id("stMain").get_by_text(re.compile("^Went back to the data of"))).to_be_visible()
    menu(page, "Opioids")
    expect(glance(page, HIGH)).to_contain_text("1,10")


def test_a_flipped_byte_in_stored_data_shows_words_and_no_number(cold_app: App, browse: Browse) -> None:
    cold_app.stop()
    stored = pa.table(DeltaTable(cold_app.store / "observations").get_add_actions(flatten=True)).to_pylist()
    name = next(added["path"] for added in stored if added["partition.measure"] == "opioid_high")
    file = cold_app.store / "observations" / name
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 1
    file.write_bytes(data)
    cold_app.start()
    page = browse(f"{cold_app.address}/opioids?icb=QOP&measure=opioid_high")
    no_exception(page)
    expect(
        page.get_by_role("alert").get_by_text(re.compile("not what was kept, so no numbers are shown"))
    ).to_be_visible()
    expect(page.get_by_text("python -m analytics check --mend")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    expect(page.get_by_role("row")).to_have_count(0)
    unfold(page, "What was found")
    expect(page.get_by_text(file.name)).to_be_visible()
