"""With the illustrative data the England view gives what the report printed, through the functions that pages use.

`test_illustrative.py` adds up the files themselves; here they have gone through ingest, store, roll-up and the page's own
functions. Baseline and now are the first and the last twelve months, as on the page.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.answers import Question
from analytics.answers import outcomes as answers
from analytics.catalogue import effects
from analytics.methods.outcomes import estimates as outcomes
from analytics.model import ENGLAND, Assurance, Estimate, Kind, Variation
from analytics.store import Version
from tests.ui.shown import sentences
from ui import cached

DATA = Path(__file__).resolve().parents[2] / "data"
FIRST, LAST = date(2019, 4, 1), date(2023, 9, 1)
BASELINE_END = date(2020, 3, 1)
PRINTED = 0.0005
"""The report prints rates to one decimal of a per cent."""


@pytest.fixture(scope="module")
def version(first_store: Path) -> Iterator[Version]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield cached.store().version()
    st.cache_resource.clear()


def now(version: Version, slug: str) -> tuple[float, float, int]:
    """Reached, eligible and months of the last year with data, as the page's estimates take them."""
    year = answers.last_year(cached.data(version), Question(slug))
    assert year == (date(2022, 10, 1), LAST)
    return total(version, slug, *year)


def total(version: Version, slug: str, start: date, end: date) -> tuple[float, float, int]:
    row = answers.counts(cached.data(version), slug, ENGLAND, None, start, end).iloc[0]
    assert row["months"] == row["expected"], "England has every month"
    return float(row["numerator"]), float(row["denominator"]), int(row["months"])


def rate_now(version: Version, slug: str) -> float:
    reached, eligible, _ = now(version, slug)
    return reached / eligible


def rate_before(version: Version, slug: str) -> float:
    found = answers.baseline(cached.data(version), slug, ENGLAND)
    assert found is not None
    assert found.low < found.rate < found.high
    assert "April 2019 to March 2020" in found.words
    return found.rate


@pytest.mark.parametrize(("slug", "printed"), [("mgso4", 0.862), ("cord", 0.665), ("normothermia", 0.761)])
def test_rates_now_are_as_printed(version: Version, slug: str, printed: float) -> None:
    assert rate_now(version, slug) == pytest.approx(printed, abs=PRINTED)


def test_magnesium_sulphate_is_86_2_per_cent_on_average_too(version: Version) -> None:
    reached, eligible, _ = total(version, "mgso4", FIRST, LAST)
    assert reached / eligible == pytest.approx(0.862, abs=PRINTED)


def test_cord_management_doubled(version: Version) -> None:
    assert rate_before(version, "cord") == pytest.approx(0.3325, abs=PRINTED)
    assert rate_now(version, "cord") / rate_before(version, "cord") == pytest.approx(2, abs=0.005)
    assert chart(version, "cord").variation is Variation.IMPROVEMENT_HIGH


def test_steroids_rose_by_ten_points(version: Version) -> None:
    assert rate_now(version, "steroids") - rate_before(version, "steroids") == pytest.approx(0.10, abs=PRINTED)
    assert chart(version, "steroids").variation is Variation.IMPROVEMENT_HIGH


def test_place_of_birth_is_stable_and_no_point_is_a_signal(version: Version) -> None:
    assert rate_now(version, "place_of_birth") == pytest.approx(rate_before(version, "place_of_birth"), abs=PRINTED)
    drawn = chart(version, "place_of_birth")
    assert drawn.variation is Variation.COMMON_CAUSE
    assert not any(marked.any() for marked in drawn.signals.values())


def test_magnesium_sulphate_varies_by_chance_around_its_ambition(version: Version) -> None:
    drawn = chart(version, "mgso4")
    assert drawn.variation is Variation.COMMON_CAUSE
    assert drawn.assurance is Assurance.HIT_OR_MISS


def chart(version: Version, slug: str):
    return cached.chart(version, Question(slug)).chart


def test_interventions_delivered_rose_from_1213_to_1722_a_month(version: Version) -> None:
    before, _, months = total(version, "total_interventions", FIRST, BASELINE_END)
    after, _, latest = now(version, "total_interventions")
    assert (round(before / months), round(after / latest)) == (1213, 1722)
    series = cached.chart(version, Question("total_interventions")).series
    assert series.points["value"].notna().all()
    assert round(series.points["value"].iloc[-12:].mean()) == 1722


def test_88_per_cent_of_elements_are_at_stage_5_or_above(version: Version) -> None:
    series = cached.chart(version, Question("preterm_adoption")).series
    last = series.points.iloc[-1]
    assert (last["numerator"], last["denominator"]) == (950, 1080)
    assert round(last["value"], 2) == 0.88


def prevented(slug: str, treated: float) -> Estimate:
    effect = cached.the_catalogue().effects[slug]
    return outcomes.prevented(effect, effects.adjusted(effect, {}), treated)


def test_15540_women_given_magnesium_are_420_cases_and_420_million_pounds(version: Version) -> None:
    women, _, _ = total(version, "mgso4", FIRST, LAST)
    assert women == 15_540
    cases = prevented("cerebral_palsy", women)
    assert cases.value == 420
    effect = cached.the_catalogue().effects["cerebral_palsy"]
    assert outcomes.cost(effect, effects.adjusted(effect, {}), cases).value == 420e6


def test_cord_management_saves_17_lives_a_month_9_more_than_at_baseline(version: Version) -> None:
    reached, eligible, months = now(version, "cord")
    month = outcomes.a_month(prevented("lives", reached), months)
    # NNTs of 100 and 20 give 6 to 28; chance in the counts of a year makes it 4 to 31
    assert [round(x) for x in (month.value, month.low, month.high)] == [17, 4, 31]
    effect, base = cached.the_catalogue().effects["lives"], answers.baseline(cached.data(version), "cord", ENGLAND)
    assert base is not None
    more = outcomes.beyond_baseline(effect, effects.adjusted(effect, {}), reached, eligible, base)
    assert round(outcomes.a_month(more, months).value) == 9


def test_trusts_add_up_to_england_in_a_what_if(version: Version) -> None:
    whole = total(version, "cord", date(2022, 10, 1), LAST)
    trusts = answers.counts(cached.data(version), "cord", ENGLAND, Kind.TRUST, date(2022, 10, 1), LAST)
    assert (trusts["numerator"].sum(), trusts["denominator"].sum()) == whole[:2]
    assert len(trusts) == 120


POSTERS = re.compile(
    r"poster|31 (june|september)|guy.s and st thomas|st george.s.{0,40}20%|20 babies a month|75% to 95%", re.IGNORECASE
)


def test_nothing_of_the_corrupted_london_posters_is_in_the_data() -> None:
    """The report's page 17 repeats one poster's sentences for several trusts, with a 31 June in it."""
    read = 0
    # `published_figures.csv` is what the report prints, to be held against ours; no page draws it.
    for path in sorted(set(DATA.rglob("*.csv")) - {DATA / "published_figures.csv"}):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                read += 1
                words = " ".join(v for k, v in row.items() if k in ("title", "text", "note", "source") and v)
                assert not (words and POSTERS.search(words)), f"{path.name}: {words}"
                for name in ("date", "period", "as_at", "planned_for"):
                    assert not re.fullmatch(r"\d{4}-(06|09)-31", row.get(name) or ""), f"{path.name}: {row}"
    assert read > 100_000


def test_the_posters_trusts_have_no_story(version: Version) -> None:
    stories = cached.snapshot(version).rows("stories")
    assert len(stories)
    assert not set(stories["org_code"].dropna()) & {"RJ1", "RJZ", "RJ2", "RJ7"}


SECTIONS = """
from ui import frame
from ui.preterm import babies, bundle

here = frame.programme_page("preterm_optimisation")
bundle.draw(here)
babies.draw(here)
"""


def shown(params: dict[str, str]) -> str:
    page = AppTest.from_string(SECTIONS, default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return "\n".join([*sentences(page)] + [table.value.to_string() for table in page.table])


def test_the_page_says_what_the_report_says(version: Version) -> None:
    page = shown({})
    assert "reached 15,540 of 18,027 eligible babies" in page
    assert "420 (145 to 646) cases of cerebral palsy prevented" in page
    assert "£420 million" in page
    assert "17 (4.3 to 31)" in page
    assert "More than at baseline" in page
    assert "71 babies avoided contracting group B strep" in page
    assert "385" in page
    assert "645" in page
    assert "If every trust of England reached 95% for every intervention" in page
    assert "**Early breast milk** holds the bundle back most." in page
    assert "Illustrative data" in page


def test_a_links_assumptions_are_shown_and_change_the_figures(version: Version) -> None:
    page = shown({"assume": "nnt_cord:40,base_cord:0.5,rate_cord:0.9,nnt_gbs:5"})
    assert "At one for each 40 babies treated" in page
    assert "Baseline: 50%, as assumed on this page." in page
    assert "If every trust of England reached 90% for optimal cord management" in page
    assert "Some assumptions are not the usual ones" in page
    assert "“nntgbs 5”" in page.replace("_", ""), "what cannot be honoured is said"


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"trust": "RXV"}, "No intervention of Greater Manchester Mental Health has a figure for these months."),
        ({"trust": "RBT"}, "If Mid Cheshire Hospitals reached 95% for every intervention"),
        ({"psc": "PSC-MAN", "from": "2023-04", "to": "2023-06"}, "in 3 months like April 2023 to June 2023"),
        ({"region": "Y62"}, "If every trust of North West reached 95%"),
        ({"icb": "QH8", "assume": "rate_caffeine:0.95"}, "is known to have been eligible for caffeine"),
        ({"icb": "QOP", "assume": "rate_steroids:0.95"}, "harm avoided is not estimated"),
        ({"assume": "rate:0"}, "the rate is reached already"),
        ({"from": "2019-04", "to": "2019-09"}, "there may be no gain at all: the range is "),
    ],
)
def test_every_kind_of_organisation_and_view_gets_an_answer(
    version: Version, params: dict[str, str], says: str
) -> None:
    assert says in shown(params)
