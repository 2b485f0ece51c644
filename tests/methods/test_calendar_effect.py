"""The calendar's effect: a known one is found, none is not, and real item counts show theirs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.methods.calendar import estimate, month_days, working_days
from analytics.methods.calendar.effect import LEAST

MONTHS = pd.date_range("2019-04-01", periods=54, freq="MS")
NOISE = 0.012
SEASON = np.where(MONTHS.month == 12, 0.05, 0.0) + 0.02 * np.sin(2 * np.pi * MONTHS.month.to_numpy() / 12)
TREND = 0.04 * np.sin(np.arange(54) / 9) - 0.002 * np.arange(54)


def made(
    random: np.random.Generator, working_day: float, rho: float, month_day: float = 0.0, level: float = 1.4e6
) -> np.ndarray:
    """A series with a trend, a season, autocorrelated errors and so much for a working day and for a day."""
    shocks, errors = random.normal(size=74), np.zeros(74)
    for at in range(1, 74):
        errors[at] = rho * errors[at - 1] + shocks[at]
    calendar = working_day * working_days(MONTHS) + month_day * month_days(MONTHS)
    return level * np.exp(TREND + SEASON + calendar + NOISE * np.sqrt(1 - rho**2) * errors[20:])


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_a_known_effect_is_found_and_its_interval_holds_it(rho: float) -> None:
    random, truth = np.random.default_rng(1), np.expm1(0.014)
    found = [estimate(made(random, 0.014, rho), MONTHS) for _ in range(150)]
    days = [f.working_day for f in found if f.working_day is not None]
    assert len(days) == 150
    assert np.mean([d.value for d in days]) == pytest.approx(truth, abs=0.0015)
    assert np.mean([d.low <= truth <= d.high for d in days]) >= 0.92
    assert np.mean([d.high - d.low for d in days]) < 0.02, "an interval that says something"
    assert np.mean([f.found for f in found]) > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_a_series_without_an_effect_is_not_explained(rho: float) -> None:
    random = np.random.default_rng(2)
    assert np.mean([estimate(made(random, 0.0, rho), MONTHS).found for _ in range(150)]) <= 0.08


def test_what_the_calendar_makes_of_a_month_is_within_its_interval() -> None:
    random = np.random.default_rng(3)
    logs = 0.014 * working_days(MONTHS) + 0.01 * month_days(MONTHS)
    truth = np.expm1(logs - logs.mean())
    held = []
    for _ in range(100):
        found = estimate(made(random, 0.014, 0.3, 0.01), MONTHS)
        held.append((found.low <= truth) & (truth <= found.high))
    assert np.mean(held) >= 0.92


def test_without_noise_both_terms_come_back() -> None:
    value = np.exp(0.02 * working_days(MONTHS) + 0.01 * month_days(MONTHS) + 0.001 * np.arange(54))
    found = estimate(value, MONTHS)
    assert found.working_day is not None
    assert found.month_day is not None
    assert found.working_day.value == pytest.approx(np.expm1(0.02), abs=1e-9)
    assert found.month_day.value == pytest.approx(np.expm1(0.01), abs=1e-9)
    logs = 0.02 * working_days(MONTHS) + 0.01 * month_days(MONTHS)
    assert found.lift == pytest.approx(np.expm1(logs - logs.mean()), abs=1e-9)


def test_the_season_is_told_from_working_days() -> None:
    """December has few working days and much is dispensed: without a season that hides a working day's effect."""
    found = estimate(made(np.random.default_rng(4), 0.02, 0.0), MONTHS)
    assert found.working_day is not None
    assert found.unseasoned is not None
    assert found.unseasoned.value < found.working_day.value
    assert found.working_day.low <= np.expm1(0.02) <= found.working_day.high


def test_a_month_like_no_other_does_not_answer_for_itself() -> None:
    value = made(np.random.default_rng(5), 0.0, 0.0)
    value[MONTHS == "2023-04-01"] *= 0.85  # 18 working days: it would pass for their effect
    found = estimate(value, MONTHS)
    assert list(MONTHS[found.unlike]) == [pd.Timestamp("2023-04-01")]
    assert not found.found
    assert found.months == 53
    assert np.isfinite(found.lift).all(), "what the calendar makes of it is told all the same"


@pytest.mark.parametrize("scale", [1e-3, 1e5])
def test_the_unit_does_not_matter(scale: float) -> None:
    value = made(np.random.default_rng(6), 0.01, 0.3)
    one, other = estimate(value, MONTHS), estimate(value * scale, MONTHS)
    assert one.lift == pytest.approx(other.lift, abs=1e-9)


def test_missing_months_are_passed_over() -> None:
    value = made(np.random.default_rng(7), 0.014, 0.0)
    value[[3, 20, 21]] = np.nan
    found = estimate(value, MONTHS)
    assert np.isnan(found.lift[[3, 20, 21]]).all()
    assert found.months == 51
    assert found.found


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (
            np.r_[np.full(54 - LEAST + 1, np.nan), np.arange(1.0, LEAST)],
            f"{LEAST - 1} months have a figure, and it takes",
        ),
        (np.full(54, np.nan), "0 months have a figure"),
        (np.r_[np.full(53, np.nan), 5.0], "1 month has a figure"),
        (np.full(54, 7.0), "Every figure is the same"),
        (np.zeros(54), "0 months have a figure that is more than 0"),
    ],
)
def test_where_nothing_can_be_told_it_says_why(value: np.ndarray, says: str) -> None:
    found = estimate(value, MONTHS)
    assert says in found.note
    assert found.working_day is None
    assert not found.found
    assert np.isnan(found.lift).all()


@pytest.mark.parametrize("measure", ["opioidper1000", "opioidome"])
def test_real_item_counts_of_england(real, measure: str) -> None:
    rows = pd.read_csv(real(f"op_sicbl_{measure}_monthly.csv"))
    england = rows.groupby("month")["numerator"].sum()
    found = estimate(england.to_numpy(float), pd.DatetimeIndex(england.index))
    assert found.found
    assert found.working_day is not None
    assert found.unseasoned is not None
    assert found.unseasoned.value == pytest.approx(0.014, abs=0.002), "what a regression without a season gives"
    assert 0.02 < found.working_day.value < 0.03, "with one, December no longer hides it"
    assert found.working_day.low > 0.01
