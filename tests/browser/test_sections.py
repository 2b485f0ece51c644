"""Sections of a page: a link opens them, the address follows them, and each says its charts in words and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from conftest import App, at_rest
from driver import SAID, choose, is_open, links, menu, no_exception, numbers, opens, panel, said, says, shows
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import Question
from analytics.answers import outcomes as answers
from analytics.catalogue import effects
from analytics.methods.outcomes import estimates as outcomes
from analytics.store import Version
from analytics.words import estimates as estimate_words
from ui import adoption_cached, cached

ICB, NAME = "QE1", "Lancashire and South Cumbria ICB"
HERE = f"/preterm_optimisation?icb={ICB}"
BABIES = "What it means for babies"
LAST_DAY = date(2023, 9, 30)
SECTIONS = {
    "glance": ("At a glance", 1),
    "intervention": ("One intervention", 3),
    "intervention.trends": ("Who is moving", 2),
    "intervention.map": ("On the map", 2),
    "bundle": ("The bundle", 5),
    "babies": (BABIES, 1),
    "adoption": ("Adoption", 4),
    "outcomes": ("Outcomes", 1),
    "before_after": ("Before and after", 1),
    "charts": ("All charts", 8),
}
"""Each section's name in a link: its title, and how many charts it draws at least."""
TABLES = re.compile("The numbers behind|The points and lines|The estimates with|by organisation|Every organisation")


def test_a_link_to_a_section_opens_it_on_a_server_that_has_just_started(
    cold_app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{cold_app.address}{HERE}&section=adoption")
    shows(page, NAME)
    is_open(page, "Adoption")
    standing = adoption_cached.standing(version, "preterm", ICB, LAST_DAY)
    says(page, words.held.sentence(standing, cached.the_catalogue().scales, NAME))
    assert "section=adoption" in page.url
    assert all("section=adoption" in link for link in links(page))


def test_the_open_section_is_in_the_address_and_survives_a_reload(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + HERE)
    is_open(page, "At a glance")
    opens(page, "The bundle")
    page.wait_for_url(re.compile("section=bundle"))
    page.reload()
    is_open(page, "The bundle")
    menu(page, "Methods")
    at_rest(page)
    assert "section=" not in page.url, "Methods has no sections"
    menu(page, "Preterm optimisation")
    shows(page, NAME)
    at_rest(page)
    no_exception(page)


def test_an_unknown_section_opens_the_first(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation?section=nonsense")
    is_open(page, "At a glance")


def test_assumptions_in_a_link_change_the_figures_and_are_handed_on(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}{HERE}&section=babies&assume=nnt_cord:40,rate:0.9")
    is_open(page, BABIES)
    reached = answers.counts(cached.data(version), "cord", ICB, None, date(2019, 4, 1), date(2023, 9, 1)).iloc[0]
    given = said(page, "Optimal cord management reached")
    assert numbers(given)[:2] == [reached["numerator"], reached["denominator"]]
    effect = cached.the_catalogue().effects["lives"]
    assumed = effects.adjusted(effect, {"nnt_cord": 40.0})
    lives = outcomes.prevented(effect, assumed, float(reached["numerator"]))
    assert f"At one for each 40 babies treated, that is {estimate_words.with_range(lives)} lives saved." in given
    aim = said(page, f"If every trust of {NAME} reached 90%")
    expect(panel(page).get_by_text("Some assumptions are not the usual ones")).to_be_visible()

    pinned, living = links(page)
    assert "assume=nnt_cord" in pinned
    menu(page, "Opioids")
    shows(page, NAME)
    menu(page, "Preterm optimisation")
    opens(page, BABIES)
    says(page, given)  # kept while another page was looked at
    colleague = browse(living)
    is_open(colleague, BABIES)
    says(colleague, given)
    says(colleague, aim)


def test_before_and_after_a_day_of_ones_own_says_what_can_and_cannot_be_concluded(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}{HERE}&measure=cord&section=before_after")
    is_open(page, "Before and after")
    picks_a_date(page, "01072021")
    found = cached.before_after(version, Question("cord", ICB), date(2021, 7, 1), ICB)
    assert found.own is not None
    sentence = words.before_after.sentence(found, "")
    says(page, words.before_after.conclusion(found, ""))
    says(page, sentence)
    level = found.own.level
    ends = {round(abs(100 * end), 1) for end in (level.value, level.low, level.high)}
    assert ends <= set(numbers(sentence))
    picture = panel(page).get_by_test_id("stVegaLiteChart")
    expect(picture).to_have_accessible_name(words.before_after.alt(found, ""))
    pinned, _ = links(page)
    colleague = browse(pinned)
    is_open(colleague, "Before and after")
    says(colleague, sentence)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_fits_a_telephone_and_says_its_charts_in_words_and_numbers(
    app: App, browse: Callable[..., Page], section: str
) -> None:
    title, least = SECTIONS[section]
    page = browse(f"{app.address}{HERE}&measure=cord&section={section}", width=390)
    is_open(page, title)
    if section == "before_after":
        picks_a_date(page, "01072021")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth"), "nothing scrolls sideways"
    charts = panel(page).get_by_test_id("stVegaLiteChart")
    told = [chart.evaluate(SAID) for chart in charts.all()]
    assert len(told) >= least
    assert [words for words in told if len(words) < 40] == [], "no text alternative"
    assert len(set(told)) == len(told), "two charts cannot be told apart by ear"
    if told:
        expect(panel(page).get_by_text("Illustrative data").first).to_be_attached()
        assert panel(page).get_by_test_id("stExpander").filter(has_text=TABLES).count(), "no table of the numbers"


def picks_a_date(page: Page, day: str) -> None:
    choose(page, "Event", "A date of your own")
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    page.keyboard.type(day)
    page.keyboard.press("Escape")
    expect(panel(page).get_by_test_id("stVegaLiteChart")).to_be_visible()
    at_rest(page)
