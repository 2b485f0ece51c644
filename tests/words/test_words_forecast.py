"""How a chance, a fall and trust are told: nothing is certain, and a forecast that failed is not believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics import words
from analytics.answers import Data, Question, forecast
from analytics.model import BackTest, Trust


@pytest.mark.parametrize(
    ("chance", "told"), [(0.0, "less than 1%"), (0.004, "less than 1%"), (0.49, "49%"), (0.999, "more than 99%")]
)
def test_no_chance_is_nothing_or_all(chance: float, told: str) -> None:
    assert words.forecast.percent(chance) == told


@pytest.mark.parametrize(("p", "told"), [(0.00001, "P < 0.001"), (0.0154, "P = 0.015"), (0.23, "P = 0.23")])
def test_p_values_read_as_in_papers(p: float, told: str) -> None:
    assert words.baseline.p_value(p) == told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chance", "told"),
    [(0.95, "will very likely"), (0.7, "will probably get"), (0.5, "may or may not"), (0.2, "will probably not"),
     (0.05, "will very probably not")],
)  # fmt: skip
def test_words_follow_the_chance(data: Data, chance: float, told: str) -> None:
    found = replace(forecast.reaching(data, Question("opioid_4m")), chance=chance)
    assert words.forecast.sentence(found).startswith(f"England {told}")


def test_a_forecast_that_failed_in_the_past_is_said_to_be_no_answer(data: Data) -> None:
    found = forecast.reaching(data, Question("opioid_4m"))
    failed = BackTest((date(2022, 1, 1),) * 4, 6, 24, (0.1, 0.2, 0.3), 9.0, 4.0, 5.0, Trust.NONE)
    told = words.forecast.sentence(replace(found, back_test=failed))
    assert told.startswith("Nobody can say from these figures: the forecast for England should not be trusted.")
    assert "should not be trusted" in words.forecast.trust(failed)
    assert "more than the better of two simple forecasts (4)" in words.forecast.trust(failed)


@pytest.mark.slow
def test_a_goal_that_is_reached_already_may_be_lost_again(data: Data) -> None:
    found = replace(forecast.reaching(data, Question("opioid_4m")), needed=-250.0, recent=-30.0)
    told = words.forecast.needed(found)
    assert "already at or below the goal; it may rise by 250 a month" in told
    assert "rose by 30 a month" in told
