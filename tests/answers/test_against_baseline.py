"""The report's falls through the door that pages use, what they mean in lives, and where there is nothing to compare."""

from __future__ import annotations

from datetime import date

import pytest

from analytics import words
from analytics.answers import Data, Question, baseline
from analytics.model import Kind

USUAL = (date(2021, 1, 1), date(2021, 12, 1)), (date(2022, 7, 1), date(2023, 3, 1))


def against(data: Data, measure: str, code: str = "ENG"):
    return baseline.against(data, Question(measure, code), *baseline.spans(data, measure))


@pytest.mark.parametrize(("measure", "fewer"), [("opioid_4m", 25_693), ("opioid_high", 7_217)])
def test_england_gives_what_the_report_prints(data: Data, measure: str, fewer: int) -> None:
    found = against(data, measure)
    assert found.plain is not None
    assert round(-found.plain.difference.value) == fewer
    assert "the same as the plain difference here" in words.baseline.checked(found, baseline.printed(data, found))
    assert found.robust is not None
    assert found.robust.clear
    assert found.carried_on is not None


def test_lives_and_harm_are_the_reports_at_its_assumptions_and_others_at_a_readers(data: Data) -> None:
    found = against(data, "opioid_4m")
    death, harm = baseline.harmed(data, found, {})
    assert int(death.plain.value) == 414
    assert round(harm.plain.value) == 2569, "the report rounds to 2,570"
    assert death.robust is not None
    assert death.robust.low < death.robust.value < death.robust.high
    changed, same = baseline.harmed(data, found, {"nnh_death": 100.0})
    assert changed.plain.value == pytest.approx(256.93, abs=0.01)
    assert same == harm
    assert "Programme assumption: one for each 100 people (NNH)" in words.baseline.harm(changed)
    assert baseline.harmed(data, against(data, "opioid_high"), {}) == ()


def test_an_icb_is_compared_and_the_reports_figure_is_englands_alone(data: Data) -> None:
    found = against(data, "opioid_4m", "QOP")
    assert found.robust is not None
    assert baseline.printed(data, found) is None


def test_a_trust_has_nothing_and_is_sent_to_who_is_larger(data: Data) -> None:
    found = against(data, "opioid_4m", "R0A")
    assert found.answer is None
    assert "choose a larger organisation" in found.note


def test_the_end_of_the_view_bounds_the_months(data: Data) -> None:
    found = baseline.against(data, Question("opioid_4m", end=date(2022, 12, 1)), *USUAL)
    assert (found.period.months, found.period.expected) == (6, 9)


def test_no_clear_change_is_said_first(data: Data) -> None:
    year = (date(2020, 7, 1), date(2021, 3, 1)), (date(2021, 4, 1), date(2021, 12, 1))
    asked = [Question("opioid_4m", o.code) for o in data.organisations.members("ENG", Kind.ICB)[:8]]
    found = [baseline.against(data, one, *year) for one in asked]
    unclear = [f for f in found if f.answer and not f.answer.clear]
    assert unclear
    for one in unclear:
        assert words.baseline.sentence(one).startswith("No clear change: the interval holds zero.")
    assert all(
        not words.baseline.sentence(f).startswith("No clear") for f in found if f.answer is not None and f.answer.clear
    )


def test_spans_that_overlap_fall_back_on_the_usual_ones(data: Data) -> None:
    assert baseline.spans(data, "opioid_4m") == USUAL
    assert baseline.spans(data, "opioid_4m", period=(date(2021, 6, 1), date(2022, 6, 1))) == USUAL
    other = (date(2021, 1, 1), date(2021, 6, 1))
    assert baseline.spans(data, "opioid_4m", baseline=other) == (other, USUAL[1])
