"""The four questions that a manager asks of preterm optimisation, each answered within three clicks from the overview.

A click is whatever a manager does on the way: a link, a button, a tab, or an organisation chosen from a filter (typing its
name and taking the option counts as one). Somebody whose bookmark holds their ICB has one click less. What is read on the
screen is held against what `analytics` works out from the same data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest
from conftest import App, at_rest
from driver import choose, control_charts, downloaded, is_open, no_exception, numbers, opens, panel, said, says, shows
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import Question
from analytics.answers import outcomes as answers
from analytics.catalogue import effects
from analytics.exports import adoption_tables
from analytics.methods.outcomes import estimates as outcomes
from analytics.methods.outcomes import what_if as impact
from analytics.model import Adjustment, Band, Effect, Estimate, Kind
from analytics.store import Version
from analytics.words import estimates as estimate_words
from ui import adoption_cached, cached

ICB = "QE1"
SEARCH, NAME = "Lancashire and South", "Lancashire and South Cumbria ICB"
LAST_DAY = date(2023, 9, 30)
MOST_CLICKS = 3


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
        self.page.get_by_role("link", name=re.compile(rf"^\d\. {name}")).click()
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


def test_is_cord_management_improving_in_my_icb_or_is_it_noise(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_intervention("Optimal cord management")
    assert manager.clicks <= MOST_CLICKS

    series, chart = cached.chart(version, Question("cord", ICB)).whole
    change = chart.change
    assert change is not None
    since = series.points["period"].iloc[change.start]
    answer = said(manager.page, f"Better since {since:%B %Y}. ")
    assert answer == words.control.sentence(series, chart)
    now, up, before = numbers(answer)[1:]
    assert (now, before) == (round(100 * change.mean_during, 1), round(100 * change.mean_before, 1))
    assert up == pytest.approx(now - before, abs=0.11), "rounded by itself"
    assert "special cause improvement: a change that chance alone would rarely make" in answer
    expect(panel(manager.page).get_by_text(answer).first).to_be_in_viewport()
    expect(control_charts(manager.page, "optimal cord management").first).to_be_visible()


def test_a_bookmark_with_the_icb_saves_a_click(app: App, browse: Callable[..., Page], version: Version) -> None:
    manager = Manager(browse(f"{app.address}/?icb={ICB}"))
    shows(manager.page, NAME)
    manager.opens_the_page()
    manager.opens_the_intervention("Optimal cord management")
    assert manager.clicks == MOST_CLICKS - 1
    says(manager.page, words.control.sentence(*cached.chart(version, Question("cord", ICB)).whole))


def test_which_of_my_trusts_is_an_outlier_and_would_it_be_at_3_sigma(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_intervention("Optimal cord management")
    assert manager.clicks <= MOST_CLICKS

    found = cached.funnel(version, Question("cord"), Kind.TRUST, Adjustment.ADDITIVE)
    assert found is not None
    answer = said(manager.page, "Blackpool (RXL) is")
    assert answer == words.funnel.sentence(found, cached.own(version, ICB, Kind.TRUST), NAME).replace("**", "")
    z = found.rows.set_index("code")["z_adjusted"]
    assert z["RXL"] < -3 < z["RXN"] < -2
    assert "Blackpool (RXL) is below the funnel: beyond 3 sigma (alarm), on the worse side." in answer
    assert "Lancashire Teaching (RXN) is below the funnel: beyond 2 sigma (alert) but not 3 (alarm)" in answer
    assert f"Of {len(found.rows)} trusts in England, {found.count(Band.ALERT)} are at alert, beyond 2 sigma" in answer
    assert f"{found.count(Band.ALARM)} at alarm, beyond 3 sigma" in answer
    picture = manager.page.get_by_label(re.compile("^Funnel plot of "))
    expect(picture).to_have_accessible_name(words.funnel.alt(found))


def test_the_funnel_says_whether_chance_alone_would_make_an_outlier(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}&measure=cord&section=intervention")
    adjusted = said(page, "Blackpool (RXL) is")
    page.get_by_text("Chance alone", exact=True).first.click()
    strict = cached.funnel(version, Question("cord"), Kind.TRUST, Adjustment.NONE)
    assert strict is not None
    answer = words.funnel.sentence(strict, cached.own(version, ICB, Kind.TRUST), NAME)
    says(page, answer)
    assert answer.replace("**", "") != adjusted
    assert f"{strict.count(Band.ALARM)} at alarm, beyond 3 sigma" in answer


def test_what_would_reaching_95_per_cent_mean(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_section("What it means for babies")
    assert manager.clicks <= MOST_CLICKS

    extra, harms = what_if(version, 0.95)
    answer = said(manager.page, f"If every trust of {NAME} reached 95%")
    assert answer == sentence(version, 0.95)
    assert numbers(answer)[1] == round(extra)
    assert {effect.slug for effect, _ in harms} == {"cerebral_palsy", "lives"}
    for effect, estimate in harms:
        assert f"{estimate_words.with_range(estimate)} {effect.outcome}" in answer


def test_a_rate_that_is_typed_in_changes_the_sentence_and_the_link(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb={ICB}&section=babies")
    is_open(page, "What it means for babies")
    box = panel(page).get_by_role("spinbutton", name="Rate to reach, %")
    box.fill("85")
    box.press("Enter")
    says(page, sentence(version, 0.85))
    assert what_if(version, 0.85)[0] < what_if(version, 0.95)[0]
    page.wait_for_url(re.compile(r"assume=rate(%3A|:)0\.85"))
    is_open(page, "What it means for babies")


def what_if(version: Version, rate: float) -> tuple[float, list[tuple[Effect, Estimate]]]:
    """How many more interventions at the trusts of the ICB, each lifted to the rate, and each harm that they avoid."""
    known = cached.the_catalogue()
    parts = known.measure("composite_quality_score").composite_of
    rows = [answers.counts(cached.data(version), s, ICB, Kind.TRUST, *year(version)).assign(measure=s) for s in parts]
    more = impact.more(pd.concat(rows), dict.fromkeys(parts, rate))
    harms = []
    for effect in known.effects.values():
        people = float(more.loc[more["measure"] == effect.measure, "more"].sum())
        if people:
            harms.append((effect, outcomes.prevented(effect, effects.adjusted(effect, {}), people)))
    return float(more["more"].sum()), harms


def sentence(version: Version, rate: float) -> str:
    extra, harms = what_if(version, rate)
    first, last = year(version)
    span = f"12 months like {first:%B %Y} to {last:%B %Y}"
    return estimate_words.what_if_sentence(NAME, "every trust", rate, None, extra, span, harms)


def year(version: Version) -> tuple[date, date]:
    found = answers.last_year(cached.data(version), Question("composite_quality_score", ICB))
    assert found is not None
    return found


def test_who_is_stuck_at_stage_4_and_on_what(manager: Manager, version: Version) -> None:
    manager.chooses_their_icb()
    manager.opens_the_page()
    manager.opens_the_section("Adoption")
    assert manager.clicks <= MOST_CLICKS

    standing, scales = adoption_cached.standing(version, "preterm", ICB, LAST_DAY), cached.the_catalogue().scales
    answer = said(manager.page, "At 30 September 2023, ")
    assert answer == words.held.sentence(standing, scales, NAME)
    held = standing.rows[standing.rows["held"]]
    assert f"{held['org_code'].nunique()} of {standing.rows['org_code'].nunique()} trusts in {NAME} are held" in answer
    assert f"on {len(held)} of {len(standing.rows)} elements" in answer
    titles = {e.slug: e.title for e in standing.pathway.elements}
    stuck = held[held["stage"] == 4]
    assert len(stuck) >= 2
    for row in stuck.to_dict("records"):
        assert re.search(rf"{re.escape(row['name'])} \([^)]*{re.escape(titles[row['element']])}", answer)

    table = manager.page.get_by_test_id("stExpander").filter(has_text="Not yet in place")
    expect(table).to_contain_text(f": {len(held)}")
    expect(table.get_by_test_id("stDataFrame")).to_be_visible()
    expected = adoption_tables.standing_table(standing, scales, standing.rows["held"])
    rows = downloaded(manager.page, table)
    assert [(r["Organisation"], r["Element"], float(r["Stage"])) for r in rows] == list(
        expected[["Organisation", "Element", "Stage"]].itertuples(index=False, name=None)
    )


def test_nine_interventions_in_clinical_order_with_the_counts_behind_each(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/preterm_optimisation")
    known = cached.the_catalogue()
    elements = [known.measures[e.slug] for e in known.pathway("preterm").elements]
    links = panel(page).get_by_role("rowheader").get_by_role("link", name=re.compile(r"^\d\. "))
    shown = [" ".join(text.split()) for text in links.all_inner_texts()]
    assert shown == [f"{i}. {m.short_title}{' ★' if m.good_data_quality else ''}" for i, m in enumerate(elements, 1)]
    assert sum("★" in line for line in shown) == 5
    text, compared = " ".join(panel(page).inner_text().split()), 0
    for measure in elements:
        series = cached.chart(version, Question(measure.slug)).series
        present = series.points[series.points["value"].notna()]
        if len(present):
            last = present.iloc[-1]
            assert f"{last['value']:.1%} {last['numerator']:,.0f} of {last['denominator']:,.0f}" in text
            compared += 1
    assert compared >= 5
