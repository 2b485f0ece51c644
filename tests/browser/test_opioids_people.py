"""Two questions about people on opioids, each answered within three clicks from the overview: is my ICB's fall real, and how
much of June 2023 is the calendar? A click is counted as in `test_preterm`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import App, at_rest
from driver import choose, control_charts, downloaded, no_exception, opens, panel, press, said, says, shows, unfold
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import Question
from analytics.model import Shown, ShownAs
from analytics.store import Version
from ui import cached, people_cached

ICB, SEARCH, NAME = "QE1", "Lancashire and South", "Lancashire and South Cumbria ICB"


def opens_the_page(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("link", name="Open Opioids").click()
    expect(page.get_by_role("heading", level=1, name="Opioids")).to_be_visible()
    at_rest(page)


def test_is_my_icbs_fall_real(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(app.address)
    choose(page, "Integrated care board (ICB)", SEARCH)
    shows(page, NAME)
    opens_the_page(page)
    opens(page, "People")

    series, chart = cached.chart(version, Question("opioid_4m", ICB)).whole
    answer = words.control.sentence(series, chart)
    says(page, answer)
    expect(panel(page).get_by_text(answer, exact=True)).to_be_in_viewport()
    expect(control_charts(page, "people on long-term opioids").first).to_be_in_viewport(ratio=0.7)
    assert "special cause" in answer or "common cause" in answer


def test_the_same_as_a_rate_goes_into_the_link(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(f"{app.address}/opioids?icb={ICB}&section=people")
    shows(page, NAME)
    press(page.get_by_role("button", name=re.compile("^Shown as: people")))
    choose(page, "Shown as", "People per 1,000")
    page.wait_for_url(re.compile("as=rate"))
    rate = people_cached.shown(version, Question("opioid_4m", ICB), Shown(ShownAs.RATE))
    says(page, words.control.sentence(*rate.whole))
    expect(control_charts(page, "people on long-term opioids, per 1,000 registered adults")).to_have_count(1)
    again = browse(page.url)
    says(again, words.control.sentence(*rate.whole))


def test_how_much_of_june_2023_is_the_calendar(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(app.address)
    opens_the_page(page)
    opens(page, "Calendar")

    found = people_cached.explained(version, Question("opioid_4m"))
    answer = said(page, "What the calendar explains of the months beyond the limits: ")
    assert answer == words.calendar.headline(found)
    june = found.months.set_index("period").loc["2023-06-01"]
    assert f"June 2023 {words.calendar.brief(found, june)}." in answer
    expect(panel(page).get_by_text(answer, exact=True)).to_be_in_viewport()
    assert said(page, "June 2023 had 22 working days in 30. ") == words.calendar.of_month(found, found.asked[-1])
    rows = downloaded(page, unfold(page, "The calendar of every month"))
    row = next(r for r in rows if r["period"] == "2023-06-01")
    assert float(row["calendar"]) == pytest.approx(june["calendar"])
    assert row["working_days"] == "22"


@pytest.mark.parametrize("section", ["people", "calendar"])
def test_it_fits_a_phone(app: App, browse: Callable[..., Page], section: str) -> None:
    page = browse(f"{app.address}/opioids?section={section}")
    page.set_viewport_size({"width": 390, "height": 844})
    at_rest(page)
    no_exception(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
