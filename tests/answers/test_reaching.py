"""Whether the ambition is met: England's, a share of it, what is known already, and where nothing can be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics import words
from analytics.answers import Data, Question, forecast
from analytics.model import Trust


def reaching(data: Data, code: str = "ENG", measure: str = "opioid_4m", **rest: date):
    return forecast.reaching(data, Question(measure, code, **rest))


@pytest.mark.slow
def test_england_against_30_000(data: Data) -> None:
    found = reaching(data)
    assert found.goal is not None
    assert (found.goal.start, found.goal.fewer, found.goal.share) == (1_423_530, 30_000, 1)
    assert found.goal.most == 1_393_530
    assert found.fan is not None
    assert found.fan.period[-1] == pd.Timestamp("2024-03-01")
    assert found.chance is not None
    assert 0.2 < found.chance < 0.8
    assert found.needed == pytest.approx((1_414_752 - 1_393_530) / 6)
    assert found.recent == pytest.approx((1_418_575 - 1_414_752) / 12)
    assert [f"{m:%Y-%m}" for m in found.unusual] == ["2023-04", "2023-05", "2023-06"]
    assert found.back_test is not None
    assert found.back_test.trust is Trust.LIMITED
    said = words.forecast.sentence(found)
    assert "the goal is 1,393,530 or fewer" in said
    assert "rough guide" in said


@pytest.mark.slow
def test_an_icb_has_a_share_by_its_size_and_that_is_said(data: Data) -> None:
    found, england = reaching(data, "QOP"), reaching(data)
    assert found.goal is not None
    assert england.goal is not None
    assert found.goal.share == pytest.approx(found.goal.start / england.goal.start)
    assert found.goal.fewer == pytest.approx(30_000 * found.goal.share)
    assert "our reading" in words.forecast.share(found.goal)


def test_a_measure_without_an_ambition_is_only_carried_on(data: Data) -> None:
    found = reaching(data, measure="opioid_high")
    assert found.goal is None
    assert found.chance is None
    assert found.fan is not None
    assert len(found.fan.period) == forecast.AHEAD
    assert "is heading for about" in words.forecast.sentence(found)


def test_too_little_before_the_end_of_the_view_is_a_sentence(data: Data) -> None:
    found = reaching(data, end=date(2021, 1, 1))
    assert found.fan is None
    assert "at least 24 months with a figure; there are 22" in words.forecast.sentence(found)


def test_before_the_ambitions_first_month_there_is_no_goal(data: Data) -> None:
    found = reaching(data, end=date(2022, 12, 1))
    assert found.goal is None
    assert found.fan is not None


def test_a_trust_has_no_forecast(data: Data) -> None:
    found = reaching(data, "R0A")
    assert found.fan is None
    assert "choose a larger organisation" in found.note


def test_what_is_known_already_is_not_forecast(data: Data) -> None:
    sooner = replace(data.catalogue.ambitions["opioid_4m"], by=date(2023, 9, 1))
    catalogue = replace(data.catalogue, ambitions={"opioid_4m": sooner})
    found = reaching(replace(data, catalogue=catalogue))
    assert found.fan is None
    assert found.outcome == 1_414_752
    assert words.forecast.sentence(found).startswith("The goal was not met: England had 1,414,752 in September 2023")


def test_what_is_too_far_ahead_is_not_forecast(data: Data) -> None:
    later = replace(data.catalogue.ambitions["opioid_4m"], by=date(2026, 3, 1))
    found = reaching(replace(data, catalogue=replace(data.catalogue, ambitions={"opioid_4m": later})))
    assert found.fan is None
    assert "30 months ahead, too far" in found.note
