"""Forecasts of series whose truth is known: bands hold as often as they say, chances come true as often as they say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from forecast_made import simulated

from analytics.methods.forecast import models

AHEAD = 6
SIZE = 48
RUNS = 60


@pytest.fixture(scope="module", params=[(60.0, 0.0, 60.0), (40.0, 4.0, 60.0)], ids=["local level", "local trend"])
def tried(request: pytest.FixtureRequest) -> np.ndarray:
    """One row a series: whether the 80% band held each month, the chance given to a goal, and whether it was met."""
    level, slope, noise = request.param
    rows = []
    for seed in range(RUNS):
        months, value, calendar = simulated(seed, SIZE + AHEAD, level, slope, noise)
        fan = models.forecast(value[:SIZE], months[SIZE:], calendar)
        low, high = fan.band(0.8)
        goal = value[SIZE - 1] - 180
        held = ((low <= value[SIZE:]) & (value[SIZE:] <= high)).mean()
        errors = [abs(value[-1] - guess) for guess in (fan.middle[-1], value[SIZE - 1])]
        rows.append([held, fan.chance_of_at_most(goal), value[-1] <= goal, *errors])
    return np.array(rows)


@pytest.mark.slow
def test_the_80_per_cent_band_holds_about_80_per_cent(tried: np.ndarray) -> None:
    assert 0.70 <= tried[:, 0].mean() <= 0.88


@pytest.mark.slow
def test_chances_come_true_as_often_as_they_say(tried: np.ndarray) -> None:
    chance, met = tried[:, 1], tried[:, 2]
    for side in (chance < 0.5, chance >= 0.5):
        if side.sum() >= 15:
            assert met[side].mean() == pytest.approx(chance[side].mean(), abs=0.2)
    assert ((chance - met) ** 2).mean() < 0.25, "better than always saying one half"


def test_a_trend_is_forecast_better_than_by_the_last_figure(tried: np.ndarray) -> None:
    model, naive = tried[:, 3].mean(), tried[:, 4].mean()
    assert model < naive


def test_a_figure_that_falls_by_ten_a_month_goes_on_to_fall_by_ten() -> None:
    months = pd.date_range("2020-01-01", periods=42, freq="MS")
    value = 5000 - 10.0 * np.arange(42)
    value[:36] += np.random.default_rng(1).normal(0, 0.01, 36)
    found = models.forecast(value[:36], months[36:], np.zeros((42, 1)))
    assert found.middle == pytest.approx(value[36:], abs=0.5)


def test_what_working_days_did_is_expected_of_them_again() -> None:
    months, value, calendar = simulated(3, SIZE + AHEAD, level=0, noise=1)
    with_days = models.forecast(value[:SIZE], months[SIZE:], calendar)
    without = models.forecast(value[:SIZE], months[SIZE:], np.zeros((SIZE + AHEAD, 1)))
    away = [np.abs(value[SIZE:] - fan.middle).mean() for fan in (with_days, without)]
    assert away[0] < away[1] / 3


def test_missing_months_are_left_out() -> None:
    months, value, calendar = simulated(5, SIZE + AHEAD)
    gap = value[:SIZE].copy()
    gap[[10, 20, 21, 22, 40]] = np.nan
    whole, holed = (models.forecast(v, months[SIZE:], calendar) for v in (value[:SIZE], gap))
    assert np.isfinite(holed.middle).all()
    assert holed.middle == pytest.approx(whole.middle, rel=0.02)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (np.arange(23.0), "at least 24 months with a figure; there are 23"),
        (np.r_[np.arange(30.0), np.full(8, np.nan)], "6 of the last 12 months to have a figure; 4 have"),
        (np.full(40, 7.0), "Every figure is the same"),
        (np.full(40, np.nan), "there are 0"),
    ],
)
def test_where_nothing_should_be_forecast_a_sentence_says_why(value: np.ndarray, why: str) -> None:
    assert why in models.why_not(value)
    with pytest.raises(ValueError, match=why):
        models.forecast(value, pd.date_range("2024-01-01", periods=2, freq="MS"), np.zeros((len(value) + 2, 1)))


def test_bands_hold_each_other_widen_and_never_go_below_zero() -> None:
    months, value, calendar = simulated(7, SIZE + AHEAD)
    fan = models.forecast(value[:SIZE] - value[:SIZE].min() + 5, months[SIZE:], calendar)
    half, eighty, most = (fan.band(level) for level in (0.5, 0.8, 0.95))
    for inner, outer in ((half, eighty), (eighty, most)):
        assert (outer[0] <= inner[0]).all()
        assert (inner[1] <= outer[1]).all()
    assert (most[0] >= 0).all()
    assert fan.spread[-1] > fan.spread[0]


def test_a_few_odd_months_are_named_and_a_steady_fall_is_not() -> None:
    rng = np.random.default_rng(2)
    fall = 1000 - 5.0 * np.arange(54) + rng.normal(0, 4, 54)
    assert not models.unusual(fall).any()
    fall[[20, 48, 49, 50]] -= 60
    assert np.flatnonzero(models.unusual(fall)).tolist() == [20, 48, 49, 50]
    assert not models.unusual(np.full(30, 3.0)).any()
