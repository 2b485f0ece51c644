"""Will England reach 30,000 fewer? Within three clicks from the overview: the chance, the fan, and how far to trust it."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import App, at_rest
from driver import is_open, links, menu, no_exception, numbers, opens, panel, press, said, unfold
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import Question
from analytics.model import Grain
from analytics.store import Version
from ui import baseline_cached

WILL_WE = "Will we get there?"


def test_will_england_reach_30_000_is_answered_two_clicks_from_the_overview(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(app.address)
    menu(page, "Opioids")
    opens(page, WILL_WE)
    found = baseline_cached.reaching(version, Question("opioid_4m", grain=Grain.MONTH))
    told = said(page, "England ")
    assert told == " ".join(words.forecast.sentence(found).split())
    assert {30_000.0, 1_393_530.0} <= set(numbers(told))
    assert found.chance is not None
    assert words.forecast.percent(found.chance) in told
    picture = panel(page).get_by_test_id("stVegaLiteChart")
    expect(picture).to_have_accessible_name(words.forecast.alt(found))
    assert found.back_test is not None
    expect(panel(page).get_by_text(words.forecast.trust(found.back_test))).to_be_visible()
    expect(panel(page).get_by_text("Fall a month still needed")).to_be_visible()
    no_exception(page)


def test_the_answer_and_the_picture_stand_on_the_first_screen(app: App, browse: Callable[..., Page]) -> None:
    for section, title in (("forecast", WILL_WE), ("baseline", "Since 2021")):
        page = browse(f"{app.address}/opioids?section={section}", width=1440)
        is_open(page, title)
        box = panel(page).get_by_test_id("stVegaLiteChart").bounding_box()
        assert box is not None
        assert box["y"] + 0.6 * box["height"] < 900


def test_sections_fit_a_telephone(app: App, browse: Callable[..., Page]) -> None:
    for section, title in (("forecast", WILL_WE), ("baseline", "Since 2021")):
        page = browse(f"{app.address}/opioids?icb=QOP&section={section}", width=390)
        is_open(page, title)
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth <= main.clientWidth")


def test_an_edited_number_needed_to_harm_travels_in_the_link(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/opioids?section=baseline")
    is_open(page, "Since 2021")
    folded = unfold(page, "What is assumed, and change it")
    box = folded.get_by_role("spinbutton", name=re.compile("deaths prevented"))
    press(box)
    box.fill("124")
    box.press("Enter")
    expect(panel(page).get_by_text("Lives, plain, at an assumed NNH of 124")).to_be_visible()
    at_rest(page)
    _, living = links(page)
    assert "nnh_death" in living
    colleague = browse(living)
    is_open(colleague, "Since 2021")
    expect(panel(colleague).get_by_text("Lives, plain, at an assumed NNH of 124")).to_be_visible()
