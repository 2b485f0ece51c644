"""What others learned, from a question to the chart it belongs to, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import App, at_rest
from driver import menu, no_exception, press, unfold
from playwright.sync_api import Page, expect


def test_what_did_others_learn_about_normothermia_within_three_clicks(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation")
    press(page.get_by_role("link", name="Normothermia").first)  # 1
    at_rest(page)
    folded = unfold(page, "What others learned")  # 2
    expect(folded.get_by_text("Normothermia is reliable, and will be recorded better")).to_be_visible()
    press(folded.get_by_role("link", name="Read what others learned about normothermia"))  # 3
    expect(page.get_by_role("heading", level=1, name="Learning")).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("heading", level=2, name="Normothermia is reliable")).to_be_visible()
    assert "about=normothermia" in page.url
    no_exception(page)


def test_the_search_works_by_keyboard_and_its_address_opens_it_again(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address)
    menu(page, "Learning")
    at_rest(page)
    page.get_by_label("Search what others learned").focus()
    page.keyboard.type("what did others learn about trolleys?")
    page.keyboard.press("Enter")
    expect(page.locator(".story h2")).to_have_count(1)
    expect(page.locator(".story mark").first).to_have_text("trolley")
    expect(page).to_have_url(re.compile("find="))
    again = browse(page.url)
    expect(again.locator(".story h2")).to_have_text("Optimal cord management at Wythenshawe")
    expect(again.get_by_label("Search what others learned")).to_have_value("what did others learn about trolleys?")


def test_a_story_leads_to_its_chart_and_stands_on_it(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/learning?find=trolley")
    press(page.get_by_role("link", name="See the chart of optimal cord management, Manchester University"))
    expect(page.get_by_role("heading", level=1, name="Preterm optimisation")).to_be_visible()
    at_rest(page)
    assert "trust=R0A" in page.url
    assert "measure=cord" in page.url
    chart = page.get_by_label(re.compile("^Control chart of .*cord", re.IGNORECASE)).first
    expect(chart).to_be_visible()
    # Where a title has no room on the picture, the picture has a number and the list below it the title.
    drawn = [*chart.locator("svg text").all_text_contents(), page.get_by_test_id("stMain").inner_text()]
    assert any("Story: " in text for text in drawn)
