"""Interrupted time series: against simulations with known answers, and against a second implementation by hand."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.stattools import durbin_watson

from analytics.methods.before_after import regression as its
from analytics.methods.newey_west import FewPoints
from analytics.model import (
    Better,
    Grain,
    Kind,
    Measure,
    Organisation,
    RollUp,
    Series,
    Unit,
)

DAY = date(2021, 5, 12)
KENT = Organisation("QKS", "NHS Kent and Medway Integrated Care Board", "Kent and Medway", Kind.ICB)


def measure(unit: Unit = Unit.SCORE) -> Measure:
    words = dict.fromkeys(("cohort", "numerator", "denominator", "why_it_matters", "how_calculated", "source"), "x")
    return Measure("cord", "Cord management", "Cord", "p", "g", unit=unit, better=Better.INCREASE, roll_up=RollUp.SUM,
                   reviewed_on=date(2024, 1, 1), **words)  # fmt: skip


def series(value: np.ndarray, before: int, unit: Unit = Unit.SCORE, size: np.ndarray | None = None,
           grain: Grain = Grain.MONTH) -> Series:  # fmt: skip
    """`before` periods, then the one with `DAY`, then the rest."""
    first = pd.Timestamp(DAY).to_period("Q" if grain is Grain.QUARTER else "M").start_time
    first -= pd.DateOffset(months=before * grain.months)
    period = pd.date_range(first, periods=len(value), freq=pd.DateOffset(months=grain.months))
    counts = np.full(len(value), np.nan) if size is None else np.asarray(size, dtype=float)
    points = pd.DataFrame(
        {"period": period, "numerator": value * counts, "denominator": counts, "value": value, "status": ""}
    )
    return Series(measure(unit), KENT, grain, points)


def line(
    before: int, after: int, level: float = 0.0, slope: float = 0.0, start: float = 0.5, trend: float = 0.0
) -> np.ndarray:
    time = np.arange(-before, after + 1)
    return start + trend * time + (level + slope * time) * (time >= 0)


def noise(size: int, autocorrelation: float, random: np.random.Generator) -> np.ndarray:
    shocks, out = random.normal(size=size + 40), np.zeros(size + 40)
    for i in range(1, size + 40):
        out[i] = autocorrelation * out[i - 1] + shocks[i]
    return out[40:]


def by_hand(value: np.ndarray, before: int, weight: np.ndarray | None = None, season: bool = False, month: int = 5):
    """The level and slope changes with their intervals, from numpy alone: loops in place of every closed form."""
    rows, y, time = [], [], []
    keep = [i for i in range(len(value)) if np.isfinite(value[i]) and i != before]
    waves = {
        i: [f(k * 2 * np.pi * (month - 1 + i - before) / 12) for k in (1, 2) for f in (np.sin, np.cos)] for i in keep
    }
    middle = np.mean([waves[i] for i in keep], axis=0)
    for i in keep:
        t, w = i - before, 1.0 if weight is None else np.sqrt(weight[i] / np.mean([weight[j] for j in keep]))
        row = [1.0, t, float(t > 0), t * float(t > 0), *(np.array(waves[i]) - middle if season else [])]
        rows.append([w * x for x in row])
        y.append(w * value[i])
        time.append(t)
    x, n = np.array(rows), len(y)
    bread = np.linalg.inv(x.T @ x)
    terms = bread @ x.T @ np.array(y)
    left = np.array(y) - x @ terms
    lags = int(4 * (n / 100) ** (2 / 9))
    meat = np.zeros((x.shape[1],) * 2)
    for i in range(n):
        for j in range(n):
            if abs(i - j) <= lags:
                meat += (1 - abs(i - j) / (lags + 1)) * left[i] * left[j] * np.outer(x[i], x[j])
    newey_west = bread @ meat @ bread
    maker = np.eye(n) - x @ bread @ x.T

    def errors(r: float) -> np.ndarray:
        return np.array([[r ** abs(a - b) for b in time] for a in time])

    def shown(r: float) -> float:
        c = maker @ errors(r) @ maker
        return sum(c[i, i + 1] for i in range(n - 1)) / sum(c[i, i] for i in range(n))

    grid = np.linspace(0, 0.95, 20)
    r = np.interp(sum(left[i] * left[i + 1] for i in range(n - 1)) / (left @ left), [shown(g) for g in grid], grid)
    answers = []
    for term in (2, 3):
        a = (bread @ x.T)[term]
        form = np.array([[max(1 - abs(i - j) / (lags + 1), 0) * a[i] * a[j] for j in range(n)] for i in range(n)])
        product = form @ maker @ errors(r) @ maker
        mean, spread = np.trace(product), np.trace(product @ product)
        freedom, unbiased = mean**2 / spread, newey_west[term, term] * (a @ errors(r) @ a) / mean
        half = stats.t.ppf(1 - 0.05 / 3 / 2, freedom) * np.sqrt(unbiased)
        answers.append((terms[term], terms[term] - half, terms[term] + half))
    return answers


@pytest.mark.parametrize("seed", range(4))
def test_equals_a_second_implementation_by_hand(seed: int) -> None:
    random = np.random.default_rng(seed)
    before, after = int(random.integers(12, 30)), int(random.integers(12, 25))
    value = line(before, after, 0.1, -0.002, trend=0.003) + 0.05 * noise(before + after + 1, 0.4, random)
    value[[3, before + 4]] = np.nan
    size = random.integers(10, 60, len(value)).astype(float)
    weighted = bool(seed % 2)
    own = its.analyse(series(value, before, Unit.RATE if weighted else Unit.SCORE, size), DAY).own
    assert own is not None
    assert (own.weighted, own.seasonal) == (weighted, before > 12 and after > 12)
    expected = by_hand(value, before, size if weighted else None, own.seasonal)
    found = [(e.value, e.low, e.high) for e in (own.level, own.slope)]
    np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-8)


@lru_cache
def simulated(autocorrelation: float, level: float, runs: int = 250) -> np.ndarray:
    """How often the 95% intervals of level, slope and effect hold the truth, and how often all three do, over seeded
    simulations of 54 points."""
    random, held = np.random.default_rng(7), []
    before, after, slope = 30, 23, 0.1
    truth = (level, slope, level + slope * after)
    for _ in range(runs):
        value = line(before, after, level, slope) + noise(before + after + 1, autocorrelation, random)
        own = its.segments(value, np.arange(-before, after + 1), np.arange(-before, after + 1) != 0)
        assert own.effect is not None
        each = [e.low <= t <= e.high for e, t in zip((own.level, own.slope, own.effect), truth, strict=True)]
        held.append([*each, all(each)])
    return np.mean(held, axis=0)


@pytest.mark.slow
@pytest.mark.parametrize("autocorrelation", [0.0, 0.4])
def test_intervals_hold_the_truth_together_about_95_times_in_100(autocorrelation: float) -> None:
    *each, together = simulated(autocorrelation, 2.0)
    assert 0.92 <= together <= min(each)
    assert max(each) < 1


@pytest.mark.slow
@pytest.mark.parametrize("points", [24, 36])
@pytest.mark.parametrize("autocorrelation", [0.0, 0.3])
def test_any_of_three_looks_is_falsely_clear_about_5_times_in_100_at_most(points: int, autocorrelation: float) -> None:
    """Each look alone at 95% would make it 8 to 10 times in 100 (`benchmarks/before_after.py`, whose shares these are)."""
    random, clear = np.random.default_rng(11), 0
    time, runs = np.arange(-((points - 1) // 2), points // 2 + 1), 400
    for _ in range(runs):
        own = its.segments(noise(points, autocorrelation, random), time, time != 0)
        assert own.effect is not None
        clear += any(not e.low <= 0 <= e.high for e in (own.level, own.slope, own.effect))
    assert 0.005 <= clear / runs <= 0.075


def test_the_band_of_the_trend_carried_on_is_one_look() -> None:
    value, time = np.random.default_rng(2).normal(size=41), np.arange(-20, 21)
    own = its.segments(value, time, time != 0)
    fit = its.Fit(value[time != 0], its.segment_terms(time)[time != 0], time[time != 0], None)
    last = np.array([1.0, 20.0, 0.0, 0.0])
    one, three = fit.estimate(last), fit.estimate(last, its.LOOKS)
    assert (own.low[-1], own.high[-1]) == pytest.approx((one.low, one.high))
    assert three.low < one.low < one.high < three.high


def test_recovers_what_was_put_in() -> None:
    own = its.analyse(series(line(20, 20, level=0.06, slope=0.002, trend=0.001), 20), DAY).own
    assert own is not None
    assert own.effect is not None
    assert (own.level.value, own.slope.value, own.effect.value) == pytest.approx((0.06, 0.002, 0.1))
    assert own.counterfactual[-1] == pytest.approx(0.52)
    assert own.trend[[0, -1]] == pytest.approx([0.48, 0.62])
    assert np.isnan(own.counterfactual[:20]).all()
    assert np.isnan(own.trend[20])


VALUES = st.lists(st.floats(-1, 1, allow_subnormal=False).map(lambda x: round(x, 3)), min_size=20, max_size=40)


@settings(max_examples=25)
@given(VALUES, st.floats(-50, 50), st.sampled_from([-1.0, 100.0, 0.25]))
def test_a_constant_moves_only_the_lines_and_units_only_the_scale(
    values: list[float], more: float, times: float
) -> None:
    value = np.array(values) + np.sin(np.arange(len(values)))
    own, moved, scaled = (its.analyse(series(v, 10), DAY).own for v in (value, value + more, value * times))
    assert own is not None
    assert moved is not None
    assert scaled is not None
    for one, two, three in ((own.level, moved.level, scaled.level), (own.slope, moved.slope, scaled.slope)):
        assert (two.value, two.low, two.high) == pytest.approx((one.value, one.low, one.high), abs=1e-6)
        ends = sorted((one.low * times, one.high * times))
        assert (three.value, three.low, three.high) == pytest.approx((one.value * times, *ends), rel=1e-6, abs=1e-6)
    np.testing.assert_allclose(moved.trend, own.trend + more, atol=1e-8)


@pytest.mark.parametrize(("before", "after", "enough"), [(8, 8, True), (7, 20, False), (20, 7, False), (0, 20, False)])
def test_too_few_points_are_refused_in_words(before: int, after: int, enough: bool) -> None:
    value = np.random.default_rng(0).normal(size=before + after + 1)
    found = its.analyse(series(value, before), DAY)
    assert (found.before, found.after) == (before, after)
    assert (found.own is not None) is enough
    assert enough or f"{before} points with a figure before it and {after} after it" in found.note


@pytest.mark.parametrize("day", [date(2010, 1, 1), date(2030, 1, 1)])
def test_an_event_outside_the_series_is_refused(day: date) -> None:
    assert "each side needs at least 8" in its.analyse(series(line(20, 20), 20), day).note


def test_figures_that_never_move_are_refused() -> None:
    assert its.analyse(series(np.ones(41), 20), DAY).note.startswith("Every figure is the same")


def test_rolling_years_are_refused() -> None:
    rolling = series(line(20, 20), 20)
    with pytest.raises(ValueError, match="share months"):
        its.analyse(Series(rolling.measure, KENT, Grain.ROLLING_YEAR, rolling.points), DAY)


def test_the_events_own_period_is_never_fitted() -> None:
    value = line(15, 15, 0.1) + 0.01 * np.random.default_rng(3).normal(size=31)
    odd = value.copy()
    odd[15] = 99.0
    one, two = its.analyse(series(value, 15), DAY), its.analyse(series(odd, 15), DAY)
    assert one.own is not None
    assert two.own is not None
    assert not two.used[15]
    assert one.own.level == two.own.level


def test_time_runs_on_over_missing_months() -> None:
    value = line(20, 20, 0.1, 0.004, trend=0.01)
    value[[0, 5, 6, 7, 30, 40]] = np.nan
    found = its.analyse(series(value, 20), DAY)
    assert found.own is not None
    assert (found.before, found.after) == (16, 18)
    assert (found.own.level.value, found.own.slope.value) == pytest.approx((0.1, 0.004))
    assert found.own.effect is not None
    assert found.own.effect.value == pytest.approx(0.1 + 0.004 * 19)  # the last point that is there


@pytest.mark.parametrize(("before", "after", "grain", "seasonal"), [
    (12, 12, Grain.MONTH, True), (11, 30, Grain.MONTH, False), (30, 11, Grain.MONTH, False),
    (8, 8, Grain.QUARTER, True), (9, 9, Grain.YEAR, False),
])  # fmt: skip
def test_season_needs_twelve_months_on_each_side(before: int, after: int, grain: Grain, seasonal: bool) -> None:
    value = np.random.default_rng(1).normal(size=before + after + 1)
    own = its.analyse(series(value, before, grain=grain), DAY).own
    assert own is not None
    assert own.seasonal is seasonal


def test_a_season_is_not_taken_for_an_effect() -> None:
    month = np.arange(-30, 24)
    wave = np.sin(2 * np.pi * month / 12)
    value = line(30, 23, level=0.3) + wave
    seasonal = its.analyse(series(value, 30), DAY).own
    plain = its.segments(value, month, month != 0)
    assert seasonal is not None
    assert seasonal.level.value == pytest.approx(0.3)
    assert abs(plain.level.value - 0.3) > 0.2
    np.testing.assert_allclose(seasonal.fitted[month != 0], value[month != 0], atol=1e-9)


def test_a_point_with_hardly_anybody_behind_it_hardly_counts() -> None:
    value, size = line(15, 15, 0.1), np.full(31, 100.0)
    value[20], size[20] = 0.0, 0.001
    own = its.analyse(series(value, 15, Unit.PERCENT, size), DAY).own
    assert own is not None
    assert own.weighted
    assert own.level.value == pytest.approx(0.1, abs=1e-4)


def test_a_trend_that_leads_to_what_cannot_be_gives_no_effect_at_the_end() -> None:
    value = line(20, 20, level=0.3, slope=0.02, start=0.2, trend=-0.02) + 0.01 * np.sin(np.arange(41))
    own = its.analyse(series(value, 20, Unit.PERCENT), DAY).own
    assert own is not None
    assert own.impossible
    assert own.effect is None
    score = its.analyse(series(value, 20, Unit.SCORE), DAY).own
    assert score is not None
    assert score.effect is not None


def control(value: np.ndarray, of: Series, size: float = 50.0) -> pd.DataFrame:
    period = of.points["period"]
    return pd.DataFrame({"period": period, "numerator": value * size, "denominator": size, "value": value})


def test_the_difference_has_the_interaction_terms_of_the_stacked_model() -> None:
    random = np.random.default_rng(5)
    here, there = line(10, 10, 0.2) + 0.1 * random.normal(size=21), line(10, 10, 0.05) + 0.1 * random.normal(size=21)
    of = series(here, 10)
    found = its.analyse(of, DAY, control(there, of), "the others")
    time = np.arange(-10, 11)
    keep = time != 0
    one = np.column_stack([np.ones(21), time, time > 0, time * (time > 0)])[keep].astype(float)
    stacked = np.block([[one, one], [one, np.zeros_like(one)]])  # the last four columns: chosen × each term
    terms = np.linalg.lstsq(stacked, np.concatenate([here[keep], there[keep]]), rcond=None)[0]
    assert found.difference is not None
    assert (found.difference.level.value, found.difference.slope.value) == pytest.approx((terms[6], terms[7]), abs=1e-9)


def test_what_shakes_both_alike_falls_out_of_the_difference() -> None:
    shared = np.random.default_rng(9).normal(size=41)
    own = 0.001 * np.random.default_rng(10).normal(size=41)
    of = series(line(20, 20, 0.5) + shared + own, 20)
    found = its.analyse(of, DAY, control(line(20, 20) + shared, of), "the others")
    assert found.own is not None
    assert found.difference is not None
    assert found.own.level.low < 0 < found.own.level.high
    assert 0.49 < found.difference.level.low < found.difference.level.high < 0.51


def test_a_control_with_too_few_points_is_left_out_in_words() -> None:
    of = series(line(20, 20, 0.1) + 0.1 * np.sin(np.arange(41)), 20)
    found = its.analyse(of, DAY, control(line(20, 20), of).iloc[15:], "the 3 other trusts")
    assert found.difference is None
    assert "the 3 other trusts have too few points" in found.control_note
    assert found.own is not None


def test_pooling_adds_first_and_divides_last() -> None:
    period = pd.Series(pd.date_range("2022-01-01", periods=10, freq="MS"))

    def one(numerator: float, denominator: float, months: int = 10) -> pd.DataFrame:
        frame = pd.DataFrame({"period": period[:months], "numerator": numerator, "denominator": denominator})
        return frame.assign(value=numerator / denominator)

    few, silent = one(9, 9, months=7), one(5, 10).assign(value=np.nan)
    pool, size = its.pooled([one(1, 10), one(90, 100), few, silent], period)
    assert size == 2  # not counted: one reports in 7 of 10 months, one has no value
    assert list(pool["value"].unique()) == pytest.approx([91 / 110])
    alone, size = its.pooled([one(1, 10), few], period)
    assert (len(alone), size) == (0, 1)


def test_near_is_six_months_on_either_side() -> None:
    days = ["2020-11-11", "2020-11-12", "2021-05-12", "2021-11-12", "2021-11-13"]
    events = pd.DataFrame({"date": pd.to_datetime(days), "title": list("abcde")})
    assert "".join(its.near(events, DAY)["title"]) == "bcd"


@pytest.mark.parametrize("weighed", [True, False])
def test_terms_variances_and_tests_are_those_of_a_statistics_library(weighed: bool) -> None:
    random = np.random.default_rng(4)
    time = np.arange(50) - 22
    value, used = 0.4 + 0.02 * random.normal(size=50).cumsum(), (time != 0) & (random.random(50) > 0.1)
    weight = random.uniform(5, 400, 50) if weighed else None
    ours = its.segments(value, time, used, weight=weight)
    design = np.column_stack([np.ones(50), time, time >= 0, time * (time >= 0)]).astype(float)
    fit = WLS(value[used], design[used], weights=1.0 if weight is None else weight[used] / weight[used].mean()).fit()
    assert [ours.level.value, ours.slope.value] == pytest.approx(fit.params[2:], rel=1e-9)
    robust = fit.get_robustcov_results("HAC", maxlags=ours.lags, use_correction=False).cov_params()
    few = FewPoints(fit.model.wexog, time[used], fit.wresid, ours.lags)
    step = np.array([0.0, 0.0, 1.0, 0.0])
    assert few.variance(step) == pytest.approx(robust[2, 2], rel=1e-9)
    assert ours.durbin_watson == pytest.approx(durbin_watson(fit.wresid), rel=1e-9)
    lags = min(10, int(used.sum()) // 5)
    assert ours.ljung_box == pytest.approx(
        float(acorr_ljungbox(fit.wresid, lags=[lags])["lb_pvalue"].iloc[0]), rel=1e-9
    )


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = "'statsmodels' in sys.modules or 'scipy.stats' in sys.modules"
    code = f"import sys, analytics.methods.before_after.regression; sys.exit({heavy})"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0
