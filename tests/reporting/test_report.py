"""The report says what the figures show, in the national report's order, and what there is no figure of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reports_made import Q1, Q2, bullet, keep_cord, keep_story, made, of_store, store_of, texts

from analytics import reporting
from analytics.answers import Data
from analytics.model import Variation
from analytics.model.quarter import Quarter
from analytics.model.report import News

FLAT = [49, 51] * 15
"""Thirty months from April 2021 to September 2023, up and down by chance."""
RISEN = [*FLAT[:27], 70, 72, 70]
"""The same with a rise in July 2023."""
CORD = "Eligible babies who had optimal cord management: "


@pytest.fixture(scope="module")
def england(data: Data):
    return made(data)


@pytest.fixture(scope="module")
def trust(data: Data):
    return made(data.published(), "R0A")


@pytest.mark.slow
@pytest.mark.parametrize("code", ["ENG", "Y62", "PSC-MAN", "QOP", "R0A"])
def test_figures_headings_and_keys_hold_together(data: Data, code: str) -> None:
    report = made(data, code)
    assert [f.number for f in report.figures] == list(range(1, len(report.figures) + 1)), "numbered without gaps"
    assert len({f.exhibit.slug for f in report.figures}) == len(report.figures), "no figure twice"
    assert report.sections[0].level == 1
    assert all(after.level <= before.level + 1 for before, after in pairwise(report.sections)), "no level is left out"
    keys = [b.key for b in report.bullets]
    assert len(set(keys)) == len(keys)
    assert all(b.text and b.text == b.text.strip() for b in report.bullets)
    assert all(1 <= n <= len(report.figures) for b in report.bullets for n in b.figures)
    assert all(b.figures for b in report.bullets if b.about), "whoever speaks of a figure names its number"
    assert not any(f.exhibit.missing for f in report.figures)


@pytest.mark.slow
def test_the_order_is_that_of_the_national_report(england) -> None:
    headings = [s.heading for s in england.sections if s.level == 1]
    assert headings == [
        "Executive summary",
        "Key infographics",
        "Maternity and Neonatal Safety Improvement Programme (MatNeoSIP)",
        "Medicines Safety Improvement Programme (MedSIP)",
        "Systems Safety",
        "Appendix A",
        "Appendix B",
        "Glossary",
    ]
    measures = [f.exhibit.slug.removesuffix("_ENG") for f in england.figures]
    counterparts = ["glance", "steroids", "place_of_birth", "mgso4", "cord", "normothermia", "total_interventions"]
    counterparts += ["estimates_cerebral_palsy", "estimates_lives", "approach_map_phase", "opioid_4m", "opioid_high"]
    counterparts += ["approach_support", "approach_phase", "psirf_plan", "psirf_learning_bars"]
    places = [measures.index(slug) for slug in counterparts]
    assert places[:9] == sorted(places[:9])
    assert places[9:] == sorted(places[9:])


@pytest.mark.slow
def test_a_measure_is_said_to_change_only_where_its_chart_signals(data: Data, england) -> None:
    told = {
        b.key.split("/")[1]: b.text for b in england.bullets if b.key.startswith(("matneo.updates", "medsip.updates"))
    }
    checked = 0
    for slug, measure in data.measures.items():
        if slug in told:
            variation = data.verdicts(slug, next(iter(grains(data, slug))), Q2.last_month).chart("ENG").variation
            signals = variation not in (Variation.COMMON_CAUSE, Variation.BLANK)
            assert signals == any(f": {way} since" in told[slug] for way in ("better", "worse", "higher", "lower")), (
                slug
            )
            assert told[slug].startswith(measure.title)
            checked += 1
    assert checked > 15


def grains(data: Data, slug: str):
    from analytics.series import one

    yield one.chosen_grain(data.resolved(slug), data.organisations["ENG"])


def test_without_signals_nothing_is_said_to_improve(tmp_path) -> None:
    report = of_store(store_of(str(tmp_path / "store"), FLAT))
    assert bullet(report, "matneo.updates/cord").text.startswith(f"{CORD}no clear change, around 50.0%")
    told = " ".join(t for part in ("summary", "matneo.progress", "matneo.updates") for t in texts(report, part))
    assert not [word for word in ("better", "improve", "worse", "concern", "moved up") if word in told]
    assert "No measure of MatNeoSIP shows in Q2 2023/24 a signal that it did not show a quarter before." in told


def test_a_new_signal_leads_the_summary_and_is_news(tmp_path) -> None:
    report = of_store(store_of(str(tmp_path / "store"), RISEN))
    said = bullet(report, "summary.matneo/cord")
    assert said.text.startswith(f"{CORD}better since July 2023.")
    assert "The signal of special cause improvement is new in this quarter." in said.text
    assert said.news is News.NEW, "the summary did not speak of it before"
    assert bullet(report, "matneo.updates/cord").news is News.CHANGED
    assert said.figures == (next(f.number for f in report.figures if f.exhibit.slug == "cord_ENG"),)


def test_a_signal_that_is_over_is_said(tmp_path) -> None:
    store = store_of(str(tmp_path / "store"), [*RISEN, 40, 60, 40])
    said = bullet(of_store(store, Q2.after), "summary.matneo/cord").text
    assert "The signal of special cause improvement that there was a quarter before is over." in said


@pytest.mark.slow
def test_what_there_is_no_figure_of_is_said_with_its_reason(trust) -> None:
    told = texts(trust, "matneo.challenges")
    assert any(
        t.startswith("No figure for Optimal cord management of Manchester University in Q2 2023/24: the newest is")
        for t in told
    )
    assert any("nothing is published for Manchester" in t for t in told)
    assert not any(t.startswith(CORD) for t in texts(trust)), "an old figure is none of this quarter"
    cases = next(s for s in trust.sections if s.key == "safety.cases")
    assert cases.paragraphs == ("No case study was returned for Manchester University in Q2 2023/24.",)


@pytest.mark.slow
def test_a_quarter_without_new_stages_says_so(tmp_path, store) -> None:
    keep_cord(store, [60.0] * 3, "2023-10-01")
    report = of_store(store, Q2.after)
    told = " ".join(texts(report))
    assert (
        "No stages of Optimisation pathway of nine interventions are recorded for England in Q3 2023/24: the newest"
        in told
    )
    assert not any(f.exhibit.slug.startswith("preterm_pairs") for f in report.figures)
    assert "Between 30 June 2023" not in told


@pytest.mark.parametrize("quarter", [Quarter.of(Q2.after.after.first), Quarter.of(Q1.first.replace(year=2001))])
def test_a_quarter_beyond_the_data_is_refused(data: Data, quarter: Quarter) -> None:
    with pytest.raises(reporting.NotReported, match="the data reach from Q1 2019/20 to Q2 2023/24"):
        made(data, quarter=quarter)


def test_a_quarter_that_is_not_over_says_how_far_it_reaches(tmp_path) -> None:
    report = of_store(store_of(str(tmp_path / "store"), FLAT[:-1]))
    assert "Figures reach August 2023: the quarter is not complete." in report.sections[0].paragraphs


@pytest.mark.slow
def test_small_counts_are_hidden_in_a_report_to_publish(data: Data, trust) -> None:
    inside = made(data, "R0A")
    assert trust.lines["Publication"].startswith("For publication")
    assert inside.lines["Publication"] == "Contains small numbers, not for publication"
    assert "mgso4_R0A" in {f.exhibit.slug for f in inside.figures}
    assert "mgso4_R0A" not in {f.exhibit.slug for f in trust.figures}


@pytest.mark.slow
def test_stories_of_the_quarter_are_told_in_their_own_words(tmp_path) -> None:
    store = store_of(str(tmp_path / "store"), FLAT)
    keep_story(store, "learning", "Ask early", "Ask before the baby is born.")
    keep_story(store, "case study", "A trolley", "Two wards.\n\nOne trolley.")
    report = of_store(store)
    assert texts(report, "matneo.learning") == ["England: Ask early. Ask before the baby is born."]
    case = next(s for s in report.sections if s.heading == "A trolley")
    assert (case.level, case.paragraphs) == (3, ("Two wards.", "One trolley."))
    assert not texts(of_store(store, Q1), "matneo.learning"), "another quarter's"
