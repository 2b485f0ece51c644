"""From the first screen: what changed here, since another month, its evidence; whose data are late; and my organisation."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import App, at_rest
from driver import choose, menu, no_exception, shows
from playwright.sync_api import Page, expect

from analytics.answers import Data
from analytics.answers.changed import changed
from analytics.store import Store


def test_what_changed_is_on_the_first_screen_and_leads_to_its_evidence(app: App, browse: Callable[..., Page]) -> None:
    found = changed(Data.of(Store(str(app.store)).at()), "Y62")
    page = browse(f"{app.address}/?region=Y62")
    heading = page.get_by_role("heading", name="What changed since June 2023, in North West?")
    expect(heading).to_be_visible()
    answer = page.get_by_text(f"{found.better} better · {found.worse} worse · {found.still} no clear change")
    first = page.get_by_role("link", name=re.compile("^1. "))
    for part in (answer, first, page.get_by_role("link", name="Open System safety")):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, "on the first screen"
    sentence = first.inner_text()
    line = found.lines[0]
    assert line.measure.short_title in sentence
    first.click()
    expect(page.get_by_role("heading", name="Is it changing, or is it chance?")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"measure={line.measure.slug}"))
    expect(page).to_have_url(re.compile(rf"={line.lead}(&|$)"))
    no_exception(page)


def test_another_month_is_another_list_and_stays_in_the_link(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/?icb=QOP")
    choose(page, "Since", "since Dec 2022")
    expect(page.get_by_role("heading", name="What changed since December 2022, in")).to_be_visible()
    expect(page).to_have_url(re.compile("pick=since%3A2022-12|pick=since:2022-12"))
    page.reload()
    expect(page.get_by_role("heading", name="What changed since December 2022, in")).to_be_visible()


def test_a_key_figure_opens_its_evidence(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address)
    page.get_by_role("link", name=re.compile(r"^Cerebral palsy prevented: 420 \(145 to 646\)")).click()
    expect(page.get_by_role("heading", name="What it means for babies")).to_be_visible()


def test_who_owes_figures_is_one_press_away(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/?icb=QOP")
    page.get_by_role("link", name=re.compile("organisations owe figures")).click()
    expect(page.get_by_role("heading", name="What is late, and who owes it?")).to_be_visible()
    shows(page, "Greater Manchester ICB")
    expect(page.get_by_text(re.compile("Sep 2023 is due from Northern Care Alliance"))).to_be_visible()


def test_my_organisation_is_offered_and_never_put_in_the_place_of_another(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/?icb=QOP")
    page.get_by_role("button", name="Make this my organisation").click()
    expect(page.get_by_text("★ My organisation")).to_be_visible()
    page.goto(f"{app.address}/opioids?trust=R0A")
    mine = page.get_by_role("button", name="Open Greater Manchester ICB (mine)")
    expect(mine).to_be_visible()
    shows(page, "Manchester University")
    page.goto(app.address)
    shows(page, "England")
    mine.click()
    shows(page, "Greater Manchester ICB")
    expect(page).to_have_url(re.compile("icb=QOP"))
    menu(page, "Opioids")
    shows(page, "Greater Manchester ICB")
    page.get_by_role("button", name="Forget").click()
    expect(page.get_by_role("button", name="Make this my organisation")).to_be_visible()


def test_a_browser_that_remembers_nonsense_is_told_to_choose(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address)
    page.evaluate(
        """() => localStorage.setItem("safety-improvement-explorer.my-organisation",
        JSON.stringify({code: "<b>QZZ</b>", name: "<img src=x onerror=alert(1)> ICB"}))"""
    )
    page.reload()
    page.get_by_role("button", name="Open <img src=x onerror=alert(1)> ICB (mine)").click()
    expect(page.get_by_text("Your organisation is not one of those shown here")).to_be_visible()
    at_rest(page)
    shows(page, "England")
    no_exception(page)
