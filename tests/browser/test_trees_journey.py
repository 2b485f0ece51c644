"""The NHS of the report's quarter and of today, and the way from one to the other, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import App
from driver import control_charts, no_exception, press, shows
from playwright.sync_api import Page, expect


def test_the_reports_quarter_has_its_boards_and_a_switch_to_those_of_today(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/opioids?measure=opioidper1000&to=2023-09")
    no_exception(page)
    expect(page.get_by_text("42 ICBs of September 2023")).to_be_visible()
    press(page.get_by_role("button", name="As they are today"))
    expect(page.get_by_text("36 ICBs of today")).to_be_visible()
    expect(page).to_have_url(re.compile("tree=today"))


def test_essex_today_has_a_history_and_a_sentence_on_it(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/opioids?icb=D7T5G&measure=opioidper1000&tree=today")
    no_exception(page)
    shows(page, "Essex ICB")
    expect(control_charts(page, "high-dose opioid items, Essex")).to_be_visible()
    expect(page.get_by_text("added up from its present sub-ICBs").first).to_be_attached()


def test_frimleys_old_link_asks_which_of_its_parts_is_meant(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/opioids?icb=QNQ&measure=opioidper1000&tree=today")
    no_exception(page)
    expect(page.get_by_role("alert").get_by_text("parts of it went to")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    press(page.get_by_role("button", name="Show Frimley ICB as it was until March 2026"))
    shows(page, "Frimley ICB")
    expect(control_charts(page, "high-dose opioid items, Frimley")).to_be_visible()
