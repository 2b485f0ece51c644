"""The four questions that a manager asks of preterm optimisation, each answered within three clicks from the overview.

A click is whatever a manager does on the way: a link, a button, a tab, or an organisation chosen from a filter (typing its
name and taking the option counts as one). Somebody whose bookmark holds their ICB has one click less. What is read on the
screen is held against what `analytics` works out from the same data.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from conftest import App, at_rest
from driver import choose, control_charts, links, menu, no_exception, shows
from playwright.sync_api import Locator, Page, expect

from analytics import adoption_tables, impact, outcomes
from analytics.catalogue import effects
from analytics.charts import estimate_words, words
from analytics.model import ENGLAND, Adjustment, Band, Kind
from analytics.store import Version
from ui import cached, spread_cached

ICB = "QE1"
SEARCH, NAME = "Lancashire and South", "Lancashire and South Cumbria ICB"
LAST_DAY = date(2023, 9, 30)
MOST_CLICKS = 3
SECTIONS = {
    "": "At a glance",
    "intervention": "One intervention",
    "bundle": "The bundle",
    "babies": "What it means for babies",
    "adoption": "Adoption",
    "outcomes": "Outcomes",
    "before_after": "Before and after",
    "charts": "All charts",
}
"""Each section by its name in a link; the first has none."""
LEAST_CHARTS = {
    "": 0,
    "intervention": 4,
    "bundle": 5,
    "babies": 1,
    "adoption": 4,
    "outcomes": 1,
    "before_after": 1,
    "charts": 8,
}
TABLES = re.compile(r"The numbers behind|The points and lines|The estimates with|by organisation|Every organisation")


@pytest.fixture(scope="module")
def version(first_store: Path) -> Iterator[Version]:
    """The data that the app shows, for the same functions outside of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield cached.store().version()
    st.cache_resource.clear()


@dataclass
class Manager:
    """Somebody at the overview, whose clicks are counted."""

    page: Page
    clicks: int = 0

    def chooses_their_icb(self) -> None:
        choose(self.page, "Integrated care board (ICB)", SEARCH)
        shows(self.page, NAME)
        self._clicked()

    def opens_the_page(self) -> None:
        self.page.get_by_test_id("stMain").get_by_role("link", name="Open Preterm optimisation").click()
        expect(self.page.get_by_role("heading", level=1, name="Preterm optimisation")).to_be_visible()
        self._clicked()

    def opens_the_intervention(self, name: str) -> None:
        self.page.get_by_role("button", name=re.compile(rf"^\d\. {name}")).click()
        expect(self.page.get_by_role("heading", name="Is it changing, or is it chance?")).to_be_visible()
        self._clicked()

    def opens_the_section(self, title: str) -> None:
        opens(self.page, title)
        self._clicked()

    def _clicked(self) -> None:
        self.clicks += 1
        at_rest(self.page)
        no_exception(self.page)


@pytest.fixture
def manager(app: App, browse: Callable[..., Page]) -> Manager:
    return Manager(browse(app.address))


def opens(page: Page, title: str) -> None:
    page.get_by_role("tab", name=title, exact=True).click()
    is_open(page, title)


def is_open(page: Page, title: str) -> None:
    expect(page.get_by_role("tab", name=title, exact=True)).to_have_attribute("aria-selected", "true")
    at_rest(page)


def panel(page: Page) -> Locator:
    """What is below the open tab."""
    return page.get_by_role("tabpanel").filter(visible=True)


def text_of(page: Page, start: str) -> str:
    """The paragraph on screen that begins so."""
    found = panel(page).get_by_text(re.compile(rf"^{re.escape(start)}")).first
    expect(found).to_be_visible()
    return " ".join(found.inner_text().split())


def numbers(text: str) -> list[float]:
    """The numbers of a sentence in their order, thousands without commas."""
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def year_of(version: Version) -> tuple[date, date]:
    found = cached.last_year(version, "composite_quality_score", ICB, None, None)
    assert found is not None
    return found


def plain(markdown: str) -> str:
    return markdown.replace("**", "")


def downloaded(page: Page, expander: Locator) -> list[dict[str, str]]:
    """The rows of a table's file, without the lines about it."""
    with page.expect_download() as caught:
        expander.get_by_role("button", name="Download as CSV").click()
    with open(caught.value.path(), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith(("# ", '"# '))))


def test_is_cord_management_improving_in_my_icb_or_is_it_noise(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_intervention("Optimal cord management")
    assert manager.clicks <= MOST_CLICKS

    series, chart = cached.chart(version, "cord", ICB, None, None, None)
    change = chart.change
    assert change is not None
    said = text_of(manager.page, "Better since")
    assert said == words.control_sentence(series, chart)
    since = series.points["period"].iloc[change.start]
    assert f"Better since {since:%B %Y}. " in said
    now, up, before = numbers(said)[1:]
    assert (now, before) == (round(100 * change.mean_during, 1), round(100 * change.mean_before, 1))
    assert up == pytest.approx(now - before, abs=0.11), "rounded by itself"
    assert "special cause improvement: a change that chance alone would rarely make" in said
    expect(panel(manager.page).get_by_text(said).first).to_be_in_viewport()
    expect(control_charts(manager.page, "optimal cord management").first).to_be_visible()


def test_which_of_my_trusts_is_an_outlier_and_would_it_be_at_3_sigma(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_intervention("Optimal cord management")
    assert manager.clicks <= MOST_CLICKS

    found = spread_cached.funnel(version, "cord", Kind.TRUST, None, None, Adjustment.ADDITIVE)
    assert found is not None
    own = spread_cached.own(ICB, Kind.TRUST)
    said = text_of(manager.page, "Blackpool (RXL) is")
    assert said == plain(words.funnel_sentence(found, own, NAME))
    z = found.rows.set_index("code")["z_adjusted"]
    assert z["RXL"] < -3 < z["RXN"] < -2
    assert "Blackpool (RXL) is below the funnel: beyond 3 sigma (alarm), on the worse side." in said
    assert "Lancashire Teaching (RXN) is below the funnel: beyond 2 sigma (alert) but not 3 (alarm)" in said
    assert f"Of {len(found.rows)} trusts in England, {found.count(Band.ALERT)} are beyond 2 sigma" in said
    assert f"{found.count(Band.ALARM)} are beyond 3 sigma (alarm" in said
    picture = manager.page.get_by_label(re.compile("^Funnel plot of "))
    expect(picture).to_have_attribute("aria-label", words.funnel_alt(found))


def test_the_funnel_can_be_asked_whether_chance_alone_explains_an_outlier(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}&measure=cord&section=intervention")
    adjusted = text_of(page, "Blackpool (RXL) is")
    page.get_by_role("button", name="Chance alone").or_(page.get_by_role("radio", name="Chance alone")).first.click()
    at_rest(page)
    strict = spread_cached.funnel(version, "cord", Kind.TRUST, None, None, Adjustment.NONE)
    assert strict is not None
    said = plain(words.funnel_sentence(strict, spread_cached.own(ICB, Kind.TRUST), NAME))
    expect(panel(page).get_by_text(said, exact=True)).to_be_visible()
    assert said != adjusted
    assert f"{strict.count(Band.ALARM)} are beyond 3 sigma" in said


def test_what_would_reaching_95_per_cent_mean(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_section("What it means for babies")
    assert manager.clicks <= MOST_CLICKS

    expected, extra, harms = what_if(version, 0.95)
    said = text_of(manager.page, f"If every trust of {NAME} reached 95%")
    assert said == expected
    found = numbers(said)
    assert found[1] == round(extra)
    for effect, low, high in harms:
        assert f"({estimate_words.people(low)} to {estimate_words.people(high)}) {effect}" in said


def what_if(version: Version, rate: float) -> tuple[str, float, list[tuple[str, float, float]]]:
    """The sentence, how many more, and each harm with its range, for every intervention at the trusts of the ICB."""
    known, year = cached.the_catalogue(), year_of(version)
    parts = known.measure("composite_quality_score").composite_of
    rows = [cached.counts(version, slug, ICB, Kind.TRUST, *year).assign(measure=slug) for slug in parts]
    more = impact.more(pd.concat(rows), dict.fromkeys(parts, rate))
    harms = []
    for effect in known.effects.values():
        people = float(more.loc[more["measure"] == effect.measure, "more"].sum())
        if people:
            harms.append((effect, outcomes.prevented(effect, effects.adjusted(effect, {}), people)))
    extra, span = float(more["more"].sum()), f"12 months like {year[0]:%B %Y} to {year[1]:%B %Y}"
    said = estimate_words.what_if_sentence(NAME, "every trust", rate, None, extra, span, harms)
    return said, extra, [(effect.outcome, e.low, e.high) for effect, e in harms]


def test_who_is_stuck_at_stage_4_and_on_what(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_section("Adoption")
    assert manager.clicks <= MOST_CLICKS

    standing, scales = cached.standing(version, "preterm", ICB, LAST_DAY), cached.the_catalogue().scales
    said = text_of(manager.page, "At 30 September 2023, ")
    assert said == words.held_sentence(standing, scales, NAME)
    held = standing.rows[standing.rows["held"]]
    assert f"{held['org_code'].nunique()} of {standing.rows['org_code'].nunique()} trusts in {NAME} are held" in said
    assert f"on {len(held)} of {len(standing.rows)} elements" in said
    titles = {e.slug: e.title for e in standing.pathway.elements}
    stuck = held[held["stage"] == 4]
    assert len(stuck)
    for row in stuck.to_dict("records"):
        assert re.search(rf"{re.escape(row['name'])} \([^)]*{re.escape(titles[row['element']])}", said)

    table = manager.page.get_by_test_id("stExpander").filter(has_text="Below what counts as in place")
    expect(table).to_contain_text(f": {len(held)}")
    expect(table.get_by_test_id("stDataFrame")).to_be_visible()
    expected = adoption_tables.standing_table(standing, scales, standing.rows["held"])
    rows = downloaded(manager.page, table)
    assert [(r["Organisation"], r["Element"], float(r["Stage"])) for r in rows] == list(
        expected[["Organisation", "Element", "Stage"]].itertuples(index=False, name=None)
    )


def test_a_bookmark_with_the_icb_saves_a_click(app: App, browse: Callable[..., Page], version: Version) -> None:
    manager = Manager(browse(f"{app.address}/?icb={ICB}"))
    shows(manager.page, NAME)
    manager.opens_the_page()
    manager.opens_the_intervention("Optimal cord management")
    assert manager.clicks == MOST_CLICKS - 1
    assert text_of(manager.page, "Better since") == words.control_sentence(
        *cached.chart(version, "cord", ICB, None, None, None)
    )


def test_nine_interventions_in_clinical_order_with_the_counts_behind_each(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation")
    known = cached.the_catalogue()
    elements = known.pathway("preterm").elements
    buttons = panel(page).get_by_role("button", name=re.compile(r"^\d\. "))
    said = [" ".join(text.split()) for text in buttons.all_inner_texts()]
    stars = {e.slug: " ★" if known.measures[e.slug].good_data_quality else "" for e in elements}
    assert said == [f"{i}. {known.measures[e.slug].short_title}{stars[e.slug]}" for i, e in enumerate(elements, 1)]
    assert sum(map(bool, stars.values())) == 5
    text = " ".join(panel(page).inner_text().split())
    compared = 0
    for element in elements:
        series, _ = cached.chart(version, element.slug, ENGLAND, None, None, None)
        present = series.points[series.points["value"].notna()]
        if len(present):
            last = present.iloc[-1]
            assert f"{last['value']:.1%} {last['numerator']:,.0f} of {last['denominator']:,.0f}" in text
            compared += 1
    assert compared >= 5


def test_a_link_to_a_section_opens_it_on_a_server_that_has_just_started(
    cold_app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{cold_app.address}/preterm_optimisation?icb={ICB}&section=adoption")
    no_exception(page)
    shows(page, NAME)
    is_open(page, "Adoption")
    standing = cached.standing(version, "preterm", ICB, LAST_DAY)
    expected = words.held_sentence(standing, cached.the_catalogue().scales, NAME)
    assert text_of(page, "At 30 September 2023, ") == expected
    assert "section=adoption" in page.url
    assert all("section=adoption" in link for link in links(page))


def test_the_open_section_is_in_the_address_and_survives_a_reload_and_another_page(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}")
    opens(page, "The bundle")
    page.wait_for_url(re.compile(r"section=bundle"))
    page.reload()
    is_open(page, "The bundle")
    opens(page, "At a glance")
    page.wait_for_url(lambda url: "section=" not in url)
    opens(page, "Outcomes")
    menu(page, "Methods")
    shows(page, NAME)
    at_rest(page)
    assert "section=" not in page.url, "Methods has no sections"
    menu(page, "Preterm optimisation")
    at_rest(page)
    no_exception(page)


def test_an_unknown_section_opens_the_first(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation?section=nonsense")
    no_exception(page)
    is_open(page, "At a glance")


def test_assumptions_in_a_link_change_the_figures_and_are_handed_on(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}&section=babies&assume=nnt_cord:40,rate:0.9")
    no_exception(page)
    is_open(page, "What it means for babies")
    reached = cached.counts(version, "cord", ICB, None, date(2019, 4, 1), date(2023, 9, 1)).iloc[0]
    said = text_of(page, "Optimal cord management reached")
    assert numbers(said)[:2] == [reached["numerator"], reached["denominator"]]
    effect = cached.the_catalogue().effects["lives"]
    assumed = effects.adjusted(effect, {"nnt_cord": 40.0})
    lives = outcomes.prevented(effect, assumed, float(reached["numerator"]))
    assert f"At one for each 40 babies treated, that is {estimate_words.estimate_words(lives)} lives saved." in said
    assert "At one for each 33 babies" not in said

    _, extra, _ = what_if(version, 0.9)
    what = text_of(page, f"If every trust of {NAME} reached 90%")
    assert numbers(what)[1] == round(extra)
    expect(panel(page).get_by_text("Some assumptions are not the usual ones")).to_be_visible()
    pinned, living = links(page)
    assert "assume=nnt_cord" in pinned
    assert "assume=nnt_cord" in living

    menu(page, "Opioids")
    shows(page, NAME)
    menu(page, "Preterm optimisation")
    opens(page, "What it means for babies")
    assert text_of(page, "Optimal cord management reached") == said, "kept while looking at another page"
    colleague = browse(living)
    is_open(colleague, "What it means for babies")
    assert text_of(colleague, "Optimal cord management reached") == said
    assert text_of(colleague, f"If every trust of {NAME} reached 90%") == what


def test_a_rate_that_is_typed_in_changes_the_sentence_and_the_link(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}&section=babies")
    box = panel(page).get_by_role("spinbutton", name="Rate to reach, %")
    box.fill("85")
    box.press("Enter")
    said, extra, _ = what_if(version, 0.85)
    expect(panel(page).get_by_text(said, exact=True)).to_be_visible()
    assert extra < what_if(version, 0.95)[1]
    page.wait_for_url(re.compile(r"assume=rate(%3A|:)0\.85"))
    is_open(page, "What it means for babies")


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_fits_a_telephone_and_says_its_charts_in_words_and_numbers(
    app: App, browse: Callable[..., Page], section: str
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}&measure=cord&section={section}", width=390)
    no_exception(page)
    is_open(page, SECTIONS[section])
    if section == "before_after":
        picks_a_date(page, "01072021")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth"), "nothing scrolls sideways"
    charts = panel(page).get_by_test_id("stVegaLiteChart")
    said = [chart.get_attribute("aria-label") or "" for chart in charts.all()]
    assert len(said) >= LEAST_CHARTS[section]
    assert [words for words in said if len(words) < 40] == [], "no text alternative"
    assert len(set(said)) == len(said), "two charts cannot be told apart by ear"
    if said:
        expect(panel(page).get_by_text("Illustrative data").first).to_be_attached()
        files = panel(page).get_by_test_id("stExpander").filter(has_text=TABLES)
        assert files.count() > 0, "no table of the numbers"


def picks_a_date(page: Page, day: str) -> None:
    choose(page, "Event", "A date of your own")
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    page.keyboard.type(day)
    page.keyboard.press("Escape")
    expect(panel(page).get_by_test_id("stVegaLiteChart")).to_be_visible()
    at_rest(page)
