"""A link opens what it says: on a server that has just started, in another browser, and after the data have changed."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import App
from driver import choose, control_charts, glance, keep, links, no_exception, press, shows, upload, value
from playwright.sync_api import FilePayload, Page, expect

QOP = "/opioids?icb=QOP&measure=opioid_high&section=glance"
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
UPLOADED = FilePayload(
    name="people on high doses.csv",
    mimeType="text/csv",
    buffer="\n".join(
        ["measure,org_code,period,numerator", *(f"opioid_high,QOP,{m},{2900 - i}" for i, m in enumerate(MONTHS))]
    ).encode(),
)


def test_a_cold_server_opened_first_at_a_deep_link_shows_that_icb_with_its_filters(
    cold_app: App, browse: Callable[..., Page]
) -> None:
    """With a folder `pages/` beside the main script, Streamlit would run the page alone here, without menu and filters."""
    page = browse(f"{cold_app.address}/opioids?icb=QOP&measure=opioidper1000")
    no_exception(page)
    shows(page, "Greater Manchester ICB")
    expect(control_charts(page, "high-dose opioid items, Greater Manchester")).to_be_visible()
    expect(value(page, "Region")).to_have_value("North West (Y62)")
    expect(value(page, "Integrated care board (ICB)")).to_have_value(re.compile("Greater Manchester"))
    expect(value(page, "Measure")).to_have_value("High-dose opioid items per 1,000 patients")
    expect(page.get_by_role("link", name="Your data", exact=True)).to_be_visible()


def test_a_made_up_code_in_the_link_says_so_in_words_and_draws_no_chart_of_anybody_else(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/opioids?icb=QZZ&measure=opioidper1000")
    no_exception(page)
    expect(page.get_by_role("alert").get_by_text("“QZZ”, which we do not know")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    expect(page.get_by_role("row")).to_have_count(0)
    choose(page, "Integrated care board (ICB)", "Greater Manchester")
    shows(page, "Greater Manchester ICB")
    expect(control_charts(page).first).to_be_visible()
    expect(page.get_by_text("QZZ")).to_have_count(0)


def test_a_link_taken_before_an_upload_shows_the_same_numbers_after_it_and_after_a_restart(
    cold_app: App, browse: Callable[..., Page]
) -> None:
    author = browse(cold_app.address + QOP)
    shows(author, "Greater Manchester ICB")
    before = glance(author, "People on high-dose opioids").inner_text()
    assert "Sep 2023" in before
    pinned, living = links(author)

    uploader = browse(f"{cold_app.address}/your_data")
    upload(uploader, UPLOADED)
    expect(uploader.get_by_text("24 rows are new")).to_be_visible()
    keep(uploader)
    press(uploader.get_by_role("link", name="See Opioids"))
    expect(uploader.get_by_role("heading", level=1, name="Opioids")).to_be_visible()

    reader = browse(pinned)
    assert glance(reader, "People on high-dose opioids").inner_text() == before
    expect(reader.get_by_text("You are looking at the data as they were on")).to_be_visible()

    newest = browse(living)
    shows(newest, "Greater Manchester ICB")
    expect(glance(newest, "People on high-dose opioids")).to_contain_text("2,877")
    expect(glance(newest, "People on high-dose opioids")).to_contain_text("Dec 2023")

    for left in (author, uploader, reader, newest):  # an open page calls for a server that is away
        left.context.close()
    cold_app.stop()
    cold_app.start()
    first_after_restart = browse(pinned)
    no_exception(first_after_restart)
    shows(first_after_restart, "Greater Manchester ICB")
    assert glance(first_after_restart, "People on high-dose opioids").inner_text() == before
    press(first_after_restart.get_by_role("button", name="Show the newest data"))
    expect(glance(first_after_restart, "People on high-dose opioids")).to_contain_text(
        "2,877"
    )  # the period that ended with the old data goes on


def test_a_link_of_another_copy_of_the_data_is_told_apart(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}{QOP}&asof=1.1.1.1-beef")
    expect(page.get_by_role("alert").get_by_text("belongs to another copy of the data")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
