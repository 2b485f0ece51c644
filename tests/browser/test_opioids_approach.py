"""The Whole System Approach as a manager reads it: what is my ICB's phase, who is where, and does prescribing fall faster.

A click is whatever a manager does on the way from the overview: a link, a tab, or an organisation chosen from a filter.
What is read on the screen is held against what `analytics` works out from the same data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from conftest import App, at_rest
from driver import SAID, choose, downloaded, is_open, no_exception, opens, panel, press, says, shows
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import approach as answers
from analytics.exports import approach_tables
from analytics.model import ENGLAND
from analytics.store import Version
from ui import cached

HERE = "/opioids?section=approach"
SECTION = "Whole System Approach"
ICB, SEARCH, NAME = "QE1", "Lancashire and South", "Lancashire and South Cumbria ICB"
LAST_DAY = date(2023, 9, 30)


def test_what_is_my_icbs_phase_within_three_clicks_from_the_overview(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(app.address)
    choose(page, "Integrated care board (ICB)", SEARCH)
    shows(page, NAME)
    at_rest(page)  # the links of the cards come after the heading
    page.get_by_test_id("stMain").get_by_role("link", name="Open Opioids").click()
    expect(page.get_by_role("heading", level=1, name="Opioids")).to_be_visible()
    opens(page, SECTION)

    data = cached.data(version)
    board = answers.approach(data, ICB, LAST_DAY).boards.iloc[0]
    phases, supports = (answers.scale(data, e) for e in (answers.PHASE, answers.SUPPORT))
    answer = words.approach.own(board, phases, supports)
    assert "is in Phase 6: Action" in answer
    says(page, answer)
    expect(panel(page).get_by_text(re.compile("is in Phase 6: Action"))).to_be_in_viewport()
    tile = panel(page).get_by_label("Lancashire and South Cumbria: Phase 6: Action")
    expect(tile.first).to_be_visible()


def test_the_boards_can_be_narrowed_and_taken_away(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(app.address + HERE)
    is_open(page, SECTION)
    choose(page, "Support: show only", "Light touch")
    page.keyboard.press("Escape")
    table = page.get_by_test_id("stExpander").filter(has_text="ICBs by phase and support: 3 of 42")
    expect(table).to_be_visible()
    rows = downloaded(page, table)
    data = cached.data(version)
    scales = [answers.scale(data, e) for e in (answers.PHASE, answers.SUPPORT)]
    expected = approach_tables.boards_table(answers.approach(data, ENGLAND, LAST_DAY), *scales)
    expected = expected[expected["Support"].str.endswith("Light touch")]
    assert [(r["ICB"], r["Phase"], r["Code"]) for r in rows] == list(
        expected[["ICB", "Phase", "Code"]].itertuples(index=False, name=None)
    )


def test_the_map_by_support_has_a_key_that_counts_every_board(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + HERE)
    is_open(page, SECTION)
    press(panel(page).get_by_role("radio", name="Support").or_(panel(page).get_by_role("button", name="Support")).first)
    expect(page.get_by_label(re.compile("^Tile map of 42 ICBs by support"))).to_be_visible()
    for line in ("Full: 25", "Light touch: 3", "Other support: 8", "None: 6"):
        expect(panel(page).get_by_role("listitem").filter(has_text=line).first).to_be_visible()


def test_the_study_answers_for_another_outcome_and_phase(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(app.address + HERE)
    is_open(page, SECTION)
    found = answers.phase_study(cached.data(version), "opioid_4m", 4)
    says(page, words.event_study.conclusion(found))
    assert found.study.parallel is False, "in the illustrative data those that act fell faster before"
    choose(page, "Outcome", "High-dose opioid items")
    action = panel(page).get_by_role("radio", name="Phase 6: Action")
    press(action.or_(panel(page).get_by_role("button", name="Phase 6: Action")).first)
    at_rest(page)
    found = answers.phase_study(cached.data(version), "opioidper1000", 6)
    says(page, words.event_study.conclusion(found))
    picture = page.get_by_label(re.compile("^Event study of "))
    expect(picture).to_have_accessible_name(words.event_study.alt(found))
    no_exception(page)


def test_the_section_fits_a_telephone_and_says_its_pictures(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}{HERE}&icb={ICB}", width=390)
    is_open(page, SECTION)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth"), "nothing scrolls sideways"
    told = [c.evaluate(SAID) for c in panel(page).get_by_test_id("stVegaLiteChart").all()]
    assert len(told) == 2
    assert all(len(text) > 40 for text in told)
