"""Every page on a small screen; every chart in words and as a table; nothing asked of anybody but the app itself."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from conftest import App, at_rest
from driver import SAID, control_charts, no_exception, opens, press, taken
from playwright.sync_api import Page, expect

CHARTS = {
    "/": 0,
    "/preterm_optimisation?icb=QOP": 3,
    "/preterm_optimisation?icb=QOP&section=charts": 12,
    "/deterioration": 2,
    "/deterioration?section=measure": 3,
    "/deterioration?section=measure.map": 2,
    "/opioids?icb=QOP": 2,
    "/opioids?icb=QOP&section=measure": 1,
    "/opioids?icb=QOP&section=variation": 1,
    "/opioids?icb=QOP&section=charts": 3,
    "/opioids?section=approach": 4,
    "/learning": 0,
    "/system_safety": 1,
    "/opioids?icb=QOP&section=progress": 0,
    "/system_safety?icb=QOP": 2,
    "/system_safety?region=Y62&section=where": 2,
    "/system_safety?psc=PSC-MAN&section=engagement": 1,
    "/system_safety?section=transition": 6,
    "/system_safety?section=support&assume=support_months:1": 0,
    "/system_safety?section=measure": 2,
    "/your_measures": 0,
    "/your_data": 0,
    "/data_quality?icb=QOP": 1,
    "/methods": 0,
}
"""A page, and how many charts it draws at least."""


@pytest.mark.parametrize("path", CHARTS)
def test_a_page_fits_a_telephone_and_its_charts_are_drawn_and_said_in_words(
    app: App, browse: Callable[..., Page], path: str
) -> None:
    page = browse(app.address + path, width=390)
    no_exception(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth"), (
        "the part that scrolls must not scroll sideways"
    )
    wide = main.evaluate(
        "main => [...main.querySelectorAll('h1, h2, h3, h4, p, button, [data-testid=stVegaLiteChart] svg, svg text')]"
        ".filter(part => !part.closest('.scroll, [data-testid=stTable]') && part.getBoundingClientRect().right > 390)"
        ".map(part => part.textContent.slice(0, 60))"
    )
    assert wide == [], "cut off at the right"
    cut = main.evaluate(
        "main => [...main.querySelectorAll('.scroll:has(.glance), [data-testid=stPageLink-NavLink] p')]"
        ".filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.slice(0, 60))"
    )
    assert cut == [], "wider than its place"
    charts = page.get_by_test_id("stVegaLiteChart")
    assert charts.count() >= CHARTS[path]
    for chart in charts.all():
        marks = chart.evaluate(
            "c => c.querySelectorAll('svg .role-mark path, svg .role-mark rect, svg .role-mark text').length"
        )
        assert marks > 0, f"nothing is drawn: {chart.evaluate(SAID)}"
    said = [chart.evaluate(SAID) for chart in charts.all()]
    assert [words for words in said if len(words) < 40] == [], "no text alternative"
    assert len(set(said)) == len(said), "two charts cannot be told apart by ear"


def test_behind_every_chart_is_a_table_of_its_numbers(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/opioids?icb=QOP&measure=opioidper1000")
    expect(control_charts(page)).not_to_have_count(0)
    at_rest(page)  # the charts come one after the other
    expect(page.get_by_text("The numbers behind this chart")).to_have_count(control_charts(page).count())
    first = page.get_by_test_id("stExpander").filter(has_text="The numbers behind this chart").first
    press(first.get_by_text("The numbers behind this chart"))
    expect(first.get_by_test_id("stDataFrame")).to_be_visible()
    opens(page, "Who differs")
    expect(page.get_by_text("The numbers behind this band")).to_have_count(1)
    opens(page, "All charts")
    expect(control_charts(page)).not_to_have_count(0)
    at_rest(page)  # the charts come one after the other
    expect(page.get_by_text("The numbers behind this chart")).to_have_count(control_charts(page).count())


def test_a_csv_to_take_away_says_for_whom_when_from_where_and_by_which_definition(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/opioids?icb=QOP&measure=opioidper1000&from=2021-04")
    press(page.get_by_text("The numbers behind this chart").first)
    took = taken(page, page.get_by_role("button", name="Download as CSV").filter(visible=True).first)
    assert took.suggested_filename == "opioidper1000_QOP.csv"
    with open(took.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    head = [row for row in rows if row[0].startswith("# ")]
    assert rows[: len(head)] == head, "the lines about the table come first"
    assert head[0][0].startswith("# Illustrative data")
    lines = {row[0][2:]: row[1] for row in head[1:]}
    assert lines["Organisation"] == "NHS Greater Manchester Integrated Care Board (QOP)"
    assert lines["Period"] == "April 2021 to September 2023"
    assert lines["Source"].startswith("OpenPrescribing, measure opioidper1000")
    assert lines["Numerator"]
    assert lines["Denominator"]
    assert lines["Data version"]
    columns, *body = rows[len(head) :]
    assert columns[:5] == ["period", "grain", "numerator", "denominator", "value"]
    assert len(body) == 30, "April 2021 to September 2023"
    assert body[0][0] == "2021-04-01"
    assert float(body[0][4]) == pytest.approx(float(body[0][2]) / float(body[0][3]))


def test_light_and_dark_follow_the_system(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data")
    back = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    light = page.evaluate(back)
    page.emulate_media(color_scheme="dark")
    # A function and no text: the page lets nobody make code out of text.
    page.wait_for_function(f"light => {back} !== light", arg=light)
    assert page.evaluate(back) == "rgb(13, 27, 42)"
