"""Opioids, within three clicks from the overview: which ICBs are outliers, and who drives my ICB."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import App, at_rest
from driver import SAID, downloaded, is_open, menu, panel, press, said, says, shows, unfold
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import Question
from analytics.model import ENGLAND, Adjustment, Between, Kind
from analytics.store import Version
from ui import cached, variation_cached

SECTION = "Who differs"
ICB, NAME = "QOP", "Greater Manchester ICB"


def looks_at(page: Page, name: str) -> None:
    """Press one of the pictures' names."""
    button = panel(page).get_by_role("radio", name=name, exact=True)
    press(button.or_(panel(page).get_by_role("button", name=name, exact=True)).first)
    at_rest(page)


def test_which_icbs_are_outliers_within_two_clicks(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(app.address)
    menu(page, "Opioids")
    page.get_by_role("tab", name=SECTION).click()
    is_open(page, SECTION)
    found = cached.funnel(version, Question("opioid_4m", ENGLAND), Kind.ICB, Adjustment.ADDITIVE)
    assert found is not None
    says(page, words.funnel.sentence(found, (), "England"))
    expect(panel(page).get_by_test_id("stVegaLiteChart")).to_have_accessible_name(words.funnel.alt(found))


def test_who_drives_my_icb_within_three_clicks(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(f"{app.address}/?icb={ICB}")
    menu(page, "Opioids")
    shows(page, NAME)
    page.get_by_role("tab", name=SECTION).click()
    is_open(page, SECTION)
    looks_at(page, "Who drives it")
    found = variation_cached.driven(version, Question("opioidper1000", ICB), Kind.SUB_ICB, Between.YEARS)
    assert found is not None
    says(page, words.contribution.sentence(found))
    picture = panel(page).get_by_test_id("stVegaLiteChart")
    expect(picture).to_have_accessible_name(words.contribution.alt(found))
    printed = words.contribution.of_rate(found)
    total = panel(page).locator("table.figures tfoot td").all_inner_texts()
    lines = panel(page).locator("table.figures tbody tr").all()
    assert len(lines) == len(found.shares)
    assert total[3] == printed.text(printed.total)
    rows = downloaded(page, unfold(page, "The numbers behind these contributions"))
    assert rows[-1]["name"] == "All together"
    assert float(rows[-1]["rate_change"]) == pytest.approx(sum(float(r["rate_change"]) for r in rows[:-1]), abs=1e-12)


@pytest.mark.parametrize("look", ["Over time", "Changed most", "Who drives it"])
def test_each_picture_fits_a_telephone_and_is_said_in_words(app: App, browse: Callable[..., Page], look: str) -> None:
    page = browse(f"{app.address}/opioids?icb={ICB}&measure=opioidper1000&section=variation", width=390)
    looks_at(page, look)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth"), "nothing scrolls sideways"
    at_rest(page)  # until the picture before has gone
    told = [chart.evaluate(SAID) for chart in panel(page).get_by_test_id("stVegaLiteChart").all()]
    assert [text for text in told if len(text) < 40] == []
    assert panel(page).get_by_test_id("stExpander").filter(has_text="The numbers behind").count() == 1


def test_the_measure_is_chosen_here_and_the_section_stays_open(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/opioids?icb={ICB}&measure=opioid_4m&section=variation")
    box = panel(page).get_by_role("combobox", name="Measure")
    press(box)
    page.get_by_role("option", name="High-dose opioid items").click()
    at_rest(page)
    is_open(page, SECTION)
    assert said(page, "Greater Manchester has").startswith("Greater Manchester has")
    assert "measure=opioidper1000" in page.url
    assert "section=variation" in page.url
