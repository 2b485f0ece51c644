"""The filters: the same on every page, kept from page to page, each narrowed by the one above it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import App
from driver import choose, control_charts, menu, no_exception, opens, options, press, shows, value
from playwright.sync_api import Page, expect


def address(page: Page) -> dict[str, str]:
    """The view that the address carries; the open section of a page is no part of it."""
    found = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
    return {name: text for name, text in found.items() if name != "section"}


def comes_to_say(page: Page, **params: str) -> None:
    """Expect the address bar to mirror exactly this."""
    for name, text in params.items():
        page.wait_for_url(re.compile(rf"[?&]{name}={text}(&|$)"))
    assert address(page) == params


def test_who_is_chosen_by_an_old_name_is_found_and_kept_from_page_to_page(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(app.address)
    choose(page, "Region", "North West")
    shows(page, "North West")
    choose(page, "Integrated care board (ICB)", "Cheshire")
    shows(page, "Cheshire and Merseyside ICB")
    choose(page, "Trust", "St Helens and Knowsley")
    shows(page, "Mersey and West Lancashire Teaching Hospitals")
    comes_to_say(page, region="Y62", icb="QYG", trust="RBN")
    for title in ("Preterm optimisation", "Opioids", "System safety", "Deterioration", "Your data"):
        menu(page, title)
        shows(page, "Mersey and West Lancashire Teaching Hospitals")
        no_exception(page)
        expect(value(page, "Region")).to_have_value("North West (Y62)")
        comes_to_say(page, region="Y62", icb="QYG", trust="RBN")
    page.reload()
    shows(page, "Mersey and West Lancashire Teaching Hospitals")


def test_a_chosen_region_narrows_what_the_next_filters_offer(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data")
    assert any("London" in option for option in options(page, "Integrated care board (ICB)", "London"))
    choose(page, "Region", "North West")
    shows(page, "North West")
    assert options(page, "Integrated care board (ICB)", "London") == ["No results"]
    assert options(page, "Trust", "Imperial") == ["No results"]
    assert any("Bolton" in option for option in options(page, "Trust", "Bolton"))


def test_a_wider_choice_lets_go_of_a_narrower_one_outside_it(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data?trust=R0A")
    shows(page, "Manchester University")
    choose(page, "Region", "London")
    shows(page, "London")
    expect(value(page, "Integrated care board (ICB)")).to_have_value("")
    expect(value(page, "Trust")).to_have_value("")
    comes_to_say(page, region="Y56")


def test_clearing_the_filters_shows_england_and_all_dates(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data?icb=QOP&from=2021-04&to=2022-03")
    expect(page.get_by_text("April 2021 to March 2022").first).to_be_visible()
    press(page.get_by_role("button", name="Clear filters"))
    shows(page, "England")
    expect(page.get_by_text("April 2019 to September 2023").first).to_be_visible()
    expect(page.get_by_role("button", name="Clear filters")).to_have_count(0)
    page.wait_for_url(re.compile(r"/your_data$"))


def test_a_collaborative_can_be_chosen_instead(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data?icb=QOP")
    shows(page, "Greater Manchester ICB")
    choose(page, "or Patient Safety Collaborative (PSC)", "East Midlands")
    expect(value(page, "Region")).to_have_value("England")
    comes_to_say(page, psc="PSC-EM")
    menu(page, "Opioids")
    comes_to_say(page, psc="PSC-EM")
    no_exception(page)


def test_the_period_and_the_measure_go_into_the_address_and_survive_a_reload(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/opioids?icb=QOP")
    choose(page, "From", "Apr 2021")
    expect(page.get_by_text("April 2021 to September 2023").first).to_be_visible()
    opens(page, "One measure")
    choose(page, "Measure", "Total opioids")
    expect(page.get_by_role("heading", level=3, name=re.compile("^Total opioids"))).to_have_count(1)
    page.wait_for_url(re.compile("measure=opioidome"))
    seen = {"region": "Y62", "icb": "QOP", "measure": "opioidome", "from": "2021-04"}
    assert address(page) == seen
    opens(page, "Who differs")
    expect(value(page, "Measure")).to_have_value(re.compile("^Total opioids"))
    expect(page.get_by_role("heading", level=3, name=re.compile("^Eight in ten ICBs"))).to_be_visible()
    assert address(page) == seen
    opens(page, "One measure")
    page.reload()
    expect(value(page, "Measure")).to_have_value(re.compile("^Total opioids"))
    expect(value(page, "From")).to_have_value("Apr 2021")


@pytest.mark.parametrize("way", ["menu", "link"])
def test_the_measure_of_one_page_does_not_follow_to_another(app: App, browse: Callable[..., Page], way: str) -> None:
    page = browse(f"{app.address}/opioids?icb=QOP&measure=opioidome")
    if way == "menu":
        menu(page, "Preterm optimisation")
    else:
        page.goto(f"{app.address}/preterm_optimisation?icb=QOP")
    shows(page, "Greater Manchester ICB")
    expect(page.get_by_role("heading", name="The pathway at a glance")).to_be_visible()
    expect(page.get_by_text("belongs to the page")).to_have_count(0)
    page.get_by_role("tab", name="One intervention").click()
    expect(value(page, "Measure")).to_be_visible()
    expect(page.get_by_text("belongs to the page")).to_have_count(0)


def test_on_a_telephone_a_choice_closes_the_filters(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data", width=390)
    filters = page.get_by_test_id("stExpandSidebarButton")
    expect(filters).to_have_accessible_name(re.compile("Filters|sidebar", re.IGNORECASE))
    press(filters)
    expect(value(page, "Region")).to_be_in_viewport()
    choose(page, "Region", "North West")
    expect(filters).to_be_visible()
    expect(value(page, "Region")).not_to_be_in_viewport()
    shows(page, "North West")


def test_on_a_wide_screen_the_filters_stay_open(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/your_data", width=1440)
    choose(page, "Region", "North West")
    shows(page, "North West")
    expect(value(page, "Region")).to_be_in_viewport()


def test_a_chart_stays_when_the_organisation_changes_and_is_labelled_anew(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/opioids?section=people&icb=QOP")
    chart = control_charts(page).first
    expect(chart).to_have_accessible_name(re.compile("Greater Manchester"))
    chart.locator("svg").first.evaluate("svg => { svg.dataset.before = 'yes' }")
    choose(page, "Integrated care board (ICB)", "Cheshire")
    shows(page, "Cheshire and Merseyside ICB")
    expect(chart).to_have_accessible_name(re.compile("Cheshire and Merseyside"))
    expect(chart.locator("svg").first).to_have_attribute("data-before", "yes")
