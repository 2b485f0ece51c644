"""Intervals against the numbers that PHEindicatormethods publishes with its tests, and against the distributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.methods import intervals

# ukhsa-collaboration/PHEindicatormethods, tests/testthat/testdata_Byars_Wilson.xlsx and testdata_Rate.xlsx (per 100).
BYAR = [
    (65, 0.95, 50.163187710459454, 82.84913854593984),
    (1045, 0.95, 982.5932018073325, 1110.33121298565),
    (65, 0.998, 42.8802614714802, 94.00029084431802),
    (1045, 0.998, 947.9407035610374, 1148.806160988033),
    (10, 0.998, 2.916318374695686, 24.193724927880535),
]
WILSON = [
    (65, 100, 0.95, 0.5525444329688797, 0.7363575175690247),
    (1045, 5000, 0.95, 0.19795549880013297, 0.22049130373189027),
    (0.445, 1, 0.95, 0.04381744772058822, 0.9334621276979156),
    (65, 100, 0.998, 0.4954946574070431, 0.7783540614089697),
    (1045, 5000, 0.998, 0.19179381799015244, 0.22731562902525818),
]
RATES = [
    (1, 100, 0.95, 0.025317807984289897, 5.571643390938898),  # exact, as the next
    (5, 100, 0.95, 1.62348639011842, 11.668332079322669),
    (20, 100, 0.95, 12.211428834875937, 30.889880369197066),
    (9856, 12345, 0.95, 78.26949058976758, 81.4300165427214),
    (222, 3215, 0.95, 6.026574877652675, 7.87572937087185),
    (1, 100, 0.998, 0.0010005003335835344, 9.233413476451585),
    (5, 100, 0.998, 0.739371731917839, 16.454745203680105),
    (999, 3456, 0.998, 26.162147596445767, 31.845604819822654),
]


@pytest.mark.parametrize(("count", "confidence", "low", "high"), BYAR)
def test_byar_agrees_with_pheindicatormethods(count: int, confidence: float, low: float, high: float) -> None:
    assert np.array(intervals.byar(count, confidence)) == pytest.approx(np.array([low, high]), rel=1e-12)


@pytest.mark.parametrize(("x", "n", "confidence", "low", "high"), WILSON)
def test_wilson_agrees_with_pheindicatormethods(x: float, n: int, confidence: float, low: float, high: float) -> None:
    assert np.array(intervals.wilson(x, n, confidence)) == pytest.approx(np.array([low, high]), rel=1e-12)


@pytest.mark.parametrize(("x", "n", "confidence", "low", "high"), RATES)
def test_rates_agree_with_pheindicatormethods(x: int, n: int, confidence: float, low: float, high: float) -> None:
    assert 100 * np.array(intervals.rate(x, n, confidence)) == pytest.approx(np.array([low, high]), rel=1e-9)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"), [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (81, 263, 0.2553, 0.3662)]
)
def test_wilson_agrees_with_newcombe_1998(x: int, n: int, low: float, high: float) -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263; the ends by z²/(n + z²).
    assert np.array(intervals.wilson(x, n)) == pytest.approx(np.array([low, high]), abs=5e-5)


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from([0.95, 0.998]))
def test_exact_ends_leave_the_rest_in_each_tail(x: int, more: int, confidence: float) -> None:
    tail, n = (1 - confidence) / 2, x + more - 1
    low, high = intervals.exact_poisson(x, confidence)
    assert stats.poisson(high).cdf(x) == pytest.approx(tail)
    assert stats.poisson(low).sf(x - 1) == pytest.approx(tail if x else 1)
    if n:
        low, high = intervals.exact_binomial(x, n, confidence)
        assert stats.binom(n, high).cdf(x) == pytest.approx(tail if x < n else 1)
        assert stats.binom(n, low).sf(x - 1) == pytest.approx(tail if x else 1)


@given(st.floats(0.01, 1e6), st.sampled_from([0.95, 0.998]))
def test_byar_stays_near_the_exact_one(count: float, confidence: float) -> None:
    near, exact = (np.array(f(count, confidence)) for f in (intervals.byar, intervals.exact_poisson))
    assert near[0] <= count <= near[1]
    assert near == pytest.approx(exact, rel=0.03, abs=0.1)


def test_nothing_is_said_of_nobody_and_of_what_cannot_be() -> None:
    for low, high in (
        intervals.wilson([1], [0]), intervals.rate([1], [0]), intervals.exact_binomial([3], [2]), intervals.byar([-1])
    ):  # fmt: skip
        assert np.isnan([low, high]).all()
    assert intervals.byar([0, np.nan])[0].tolist()[0] == 0
