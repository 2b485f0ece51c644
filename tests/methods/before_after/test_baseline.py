"""A period against its baseline: the sum one can do in the head, Welch's own test, and how often chance alone is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import catalogue
from analytics.methods.before_after import baseline as method
from analytics.model import ENGLAND, Grain, Series
from analytics.organisations import at

Y2021 = (date(2021, 1, 1), date(2021, 12, 1))
PERIOD = (date(2022, 7, 1), date(2023, 3, 1))


def series(value: np.ndarray, start: str = "2021-01-01") -> Series:
    periods = pd.date_range(start, periods=len(value), freq="MS")
    points = pd.DataFrame({"period": periods, "numerator": value, "denominator": np.nan, "value": value, "status": ""})
    england = at(date(2023, 9, 30))[ENGLAND]
    return Series(catalogue.load().measures["opioid_4m"], england, Grain.MONTH, points)


def noisy(seed: int, size: int = 27, correlated: float = 0.0) -> np.ndarray:
    rng, value = np.random.default_rng(seed), np.zeros(size)
    shocks = rng.normal(0, 10, size)
    for i in range(size):
        value[i] = (correlated * value[i - 1] if i else 0.0) + shocks[i]
    return 1000 + value


def test_the_sum_in_the_head() -> None:
    value = np.where(np.arange(27) < 12, 100.0, 90.0) + np.tile([0.1, -0.1, 0.0], 9)
    found = method.against(series(value), Y2021, PERIOD)
    assert found.plain is not None
    assert found.robust is not None
    assert found.plain.difference.value == pytest.approx(-10)
    assert found.robust.difference.value == pytest.approx(-10, abs=0.2)
    assert (found.baseline.mean, found.period.mean) == (pytest.approx(100), pytest.approx(90))
    assert found.same_months == pytest.approx(-10)
    assert found.robust.clear


def test_the_plain_comparison_is_welchs() -> None:
    from scipy.stats import ttest_ind

    value = noisy(1)
    found = method.against(series(value), Y2021, PERIOD).plain
    assert found is not None
    theirs = ttest_ind(value[18:27], value[:12], equal_var=False)
    interval = theirs.confidence_interval(0.95)
    assert found.p == pytest.approx(theirs.pvalue)
    assert (found.difference.low, found.difference.high) == (pytest.approx(interval.low), pytest.approx(interval.high))


def test_where_neighbours_are_alike_the_plain_comparison_cries_wolf_and_the_regression_seldom() -> None:
    found = [method.against(series(noisy(seed, correlated=0.6)), Y2021, PERIOD) for seed in range(200)]
    plain = np.mean([f.plain.p < 0.05 for f in found if f.plain])
    robust = np.mean([f.robust.p < 0.05 for f in found if f.robust])
    assert plain > 0.25
    assert robust < plain / 2, "still more than 5%: so few months do not say how alike neighbours are"


def test_where_months_are_independent_the_regression_is_wrong_about_as_often_as_it_says() -> None:
    found = [method.against(series(noisy(seed)), Y2021, PERIOD).robust for seed in range(200)]
    assert 0.01 <= np.mean([f.p < 0.05 for f in found if f]) <= 0.08


def test_p_and_interval_agree() -> None:
    for seed in range(40):
        found = method.against(series(noisy(seed)), Y2021, PERIOD)
        for tested in (found.plain, found.robust):
            assert tested is not None
            assert tested.clear == (tested.p < 0.05)


def test_a_season_alone_is_no_difference_by_regression() -> None:
    month = np.arange(27) % 12
    value = 1000 + 50 * np.sin(2 * np.pi * month / 12) + np.random.default_rng(3).normal(0, 1, 27)
    found = method.against(series(value), Y2021, PERIOD)
    assert found.robust is not None
    assert found.plain is not None
    assert found.seasonal
    assert abs(found.robust.difference.value) < 2
    assert abs(found.plain.difference.value) > 5, "July to March are not the average of a year"
    assert found.same_months == pytest.approx(0, abs=2)


def test_a_period_too_near_for_a_regression_has_the_plain_comparison_alone() -> None:
    found = method.against(series(noisy(4, 16)), Y2021, (date(2022, 2, 1), date(2022, 4, 1)))
    assert found.plain is not None
    assert found.robust is None
    assert "8 months" in found.note
    assert found.answer is found.plain


def test_missing_months_are_counted_and_too_few_compare_nothing() -> None:
    value = noisy(5)
    value[[7, 20]] = np.nan
    found = method.against(series(value), Y2021, PERIOD)
    assert (found.baseline.months, found.period.months) == (11, 8)
    assert found.robust is not None
    assert found.same_months is None, "August 2021 has no figure"
    value[18:26] = np.nan
    assert "the period 1 of 9" in method.against(series(value), Y2021, PERIOD).note


def test_equal_figures_are_not_tested() -> None:
    found = method.against(series(np.full(27, 5.0)), Y2021, PERIOD)
    assert found.robust is None
    assert found.plain is not None
    assert found.plain.p == 1
    assert "Every figure is the same" in found.note


def test_spans_and_grains_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="wholly after"):
        method.against(series(noisy(6)), Y2021, (date(2021, 12, 1), date(2022, 3, 1)))
    with pytest.raises(ValueError, match="months are compared"):
        method.against(replace(series(noisy(6)), grain=Grain.QUARTER), Y2021, PERIOD)
