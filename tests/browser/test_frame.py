"""What frames each page: a head that leaves room, a link in one press, one step of history for each choice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import App, at_rest
from driver import choose, is_open, menu, no_exception, opens, panel, press, shows
from playwright.sync_api import Page, expect

GLANCE = "/preterm_optimisation?icb=QOP"
HEAD = 190
"""Pixels above the tabs on a laptop."""


def test_the_head_leaves_the_first_screen_to_the_answer(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + GLANCE, width=1440)
    assert page.get_by_role("tablist").first.bounding_box()["y"] <= HEAD
    expect(page.get_by_text("Illustrative data", exact=True).first).to_be_visible()


def test_the_path_above_an_organisation_is_pressed_to_go_up(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation?trust=R0A", width=1440)
    shows(page, "Manchester University")
    press(page.get_by_test_id("stMain").get_by_role("link", name="Greater Manchester ICB", exact=True))
    shows(page, "Greater Manchester ICB")
    press(page.get_by_test_id("stMain").get_by_role("link", name="England", exact=True))
    shows(page, "England")
    expect(page).to_have_url(re.compile(r"/preterm_optimisation$"))


def test_methods_shows_nobodys_numbers_and_the_choice_waits(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/opioids?icb=QOP", width=1440)
    menu(page, "Methods")
    expect(page.get_by_role("combobox", name="Region")).to_have_count(0)
    expect(page.get_by_test_id("stMain").get_by_text("Illustrative data", exact=True)).to_have_count(0)
    menu(page, "Opioids")
    shows(page, "Greater Manchester ICB")


def test_copy_link_copies_in_one_press_and_says_so(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + GLANCE, width=1440)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page.get_by_role("button", name="Copy link"))
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    pinned = page.evaluate("navigator.clipboard.readText()")
    assert pinned.startswith(f"{app.address}/preterm_optimisation?")
    assert "icb=QOP" in pinned
    assert "asof=" in pinned
    page.get_by_label("Which numbers the link opens").select_option("Always the newest")
    press(page.get_by_role("button", name="Copy link"))
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    newest = page.evaluate("navigator.clipboard.readText()")
    assert "icb=QOP" in newest
    assert "asof=" not in newest


def test_where_the_clipboard_is_closed_the_address_stands_selected(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + GLANCE, width=1440)
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('closed') } }")
    press(page.get_by_role("button", name="Copy link"))
    shown = page.get_by_label("The address to copy")
    expect(shown).to_be_focused()
    expect(shown).to_have_value(re.compile("asof="))
    assert shown.evaluate("box => box.selectionEnd - box.selectionStart === box.value.length")


def steps(page: Page) -> int:
    return page.evaluate("history.length")


PRESS = "words => [...document.querySelectorAll('a.step')].find(a => a.textContent === words).click()"


@pytest.mark.parametrize("words", ["Opioids", "Open Opioids"], ids=["in the menu", "on a card"])
def test_a_link_that_is_pressed_right_after_a_choice_leads_to_who_was_chosen(app: App, browse, words: str) -> None:
    """What is on the page then still leads to England."""
    page = browse(app.address, width=1440)
    choose(page, "Integrated care board (ICB)", "Greater Manchester")
    page.evaluate(PRESS, words)
    expect(page.get_by_role("heading", level=1, name="Opioids")).to_be_visible()
    shows(page, "Greater Manchester ICB")


def test_so_does_one_pressed_after_a_choice_by_keyboard(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address, width=1440)
    box = page.get_by_role("combobox", name="Integrated care board (ICB)", exact=True)
    press(box)
    box.fill("Greater Manchester")
    expect(page.get_by_role("option", name="Greater Manchester").first).to_be_visible()
    box.press("Enter")
    page.evaluate(PRESS, "Open Opioids")
    shows(page, "Greater Manchester ICB")
    expect(page.get_by_role("heading", level=1, name="Opioids")).to_be_visible()


def test_each_choice_is_one_step_back_and_one_forward(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address, width=1440)
    before = steps(page)
    choose(page, "Region", "North West")
    shows(page, "North West")
    menu(page, "Preterm optimisation")
    shows(page, "North West")
    opens(page, "The bundle")
    page.wait_for_url(re.compile("section=bundle"))
    choose(page, "Integrated care board (ICB)", "Greater Manchester")
    shows(page, "Greater Manchester ICB")
    menu(page, "Opioids")
    shows(page, "Greater Manchester ICB")
    at_rest(page)
    assert steps(page) - before == 5, "five choices"

    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Preterm optimisation")).to_be_visible()
    shows(page, "Greater Manchester ICB")
    is_open(page, "The bundle")
    page.go_back()
    shows(page, "North West")
    is_open(page, "The bundle")
    page.go_back()
    is_open(page, "At a glance")
    shows(page, "North West")
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
    shows(page, "North West")
    page.go_back()
    shows(page, "England")
    page.go_forward()
    shows(page, "North West")
    page.go_forward()
    expect(page.get_by_role("heading", level=1, name="Preterm optimisation")).to_be_visible()
    is_open(page, "At a glance")
    no_exception(page)


def test_a_line_of_a_table_is_one_step_and_loads_nothing_anew(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + GLANCE, width=1440)
    page.evaluate("window.still = true")
    before = steps(page)
    press(panel(page).get_by_role("link", name=re.compile("Antenatal steroids")))
    is_open(page, "One intervention")
    shows(page, "Greater Manchester ICB")
    expect(page).to_have_url(re.compile("icb=QOP.*measure=steroids$"))
    assert steps(page) - before == 1
    page.go_back()
    is_open(page, "At a glance")
    page.go_forward()
    is_open(page, "One intervention")
    assert page.evaluate("window.still"), "the page was loaded anew"


def test_on_a_telephone_the_pages_unfold_and_close_after_a_choice(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + GLANCE, width=390)
    opioids = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Opioids", exact=True)
    expect(opioids).to_be_hidden()
    press(page.get_by_role("button", name="Pages"))
    opioids.click()
    expect(page.get_by_role("heading", level=1, name="Opioids")).to_be_visible()
    shows(page, "Greater Manchester ICB")
    expect(opioids).to_be_hidden()


def test_no_address_names_a_section_that_its_page_lacks(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/methods?icb=QOP&section=bundle")
    page.wait_for_url(re.compile(r"/methods\?region=Y62&icb=QOP$"))
    page = browse(f"{app.address}/opioids?section=bundle")
    page.wait_for_url(re.compile(r"/opioids$"))
    is_open(page, "At a glance")


def test_anybody_is_found_from_wherever_one_is(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb=QOP", width=1440)
    choose(page, "Find an organisation", "Bath", "Royal United Hospitals Bath")
    shows(page, "Royal United Hospitals Bath")
    expect(page.get_by_role("combobox", name="Find an organisation")).to_have_value("")
    choose(page, "Find an organisation", "Wirral Community")
    choose(page, "Find an organisation", "R0A", "Manchester University (R0A)")
    shows(page, "Manchester University")
    choose(page, "Find an organisation", "St Helens and Knowsley")
    shows(page, "Mersey and West Lancashire Teaching Hospitals")


FADING = """async (state) => {
  const app = document.querySelector("[data-testid=stApp]");
  const part = document.querySelector("[data-testid=stMain] [data-stale]");
  app.dataset.testScriptState = state;
  part.dataset.stale = String(state === "running");
  part.style.transition = "opacity 1s ease-in 0.5s";
  const seen = [];
  for (const wait of [100, 700]) {
    await new Promise((done) => setTimeout(done, wait));
    seen.push(getComputedStyle(part).transition);
  }
  return seen;
}"""
"""What a part of the page that is not drawn again yet does soon and late in a run."""


def test_what_is_not_drawn_again_yet_fades_only_when_a_run_is_slow(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + GLANCE, width=1440)
    soon, late = page.evaluate(FADING, "running")
    assert soon == "none"
    assert late == "opacity 1s ease-in"
    assert page.evaluate(FADING, "notRunning")[1] == "opacity 1s ease-in 0.5s"


COLUMNS = """grid => {
  grid.style.gridTemplateColumns = "repeat(1, minmax(0, 1fr))";  // Streamlit's, until the second part is there
  return getComputedStyle(grid).gridTemplateColumns.split(" ").length;
}"""


def test_parts_side_by_side_have_their_places_before_all_of_them_are_there(
    app: App, browse: Callable[..., Page]
) -> None:
    for width, columns in ((1440, 2), (390, 1)):
        page = browse(f"{app.address}/deterioration?section=glance&icb=QOP", width=width)
        assert page.locator(".stGrid").first.evaluate(COLUMNS) == columns
