"""The CUSUM against sums by hand, a slow second answer case by case, and fresh simulations."""

from dataclasses import fields
from datetime import date
from math import exp, factorial, log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue, organisations
from analytics.methods import cusum
from analytics.methods.cusum.calibration import A_YEAR, TABLE, simulate
from analytics.model import Alert, Grain, Series, Thresholds
from analytics.words import cusum as words

NEC = catalogue.load().measures["nec"]


def series(events, cases, grain=Grain.MONTH):
    events, cases = np.asarray(events, float), np.asarray(cases, float)
    step = {Grain.MONTH: "MS", Grain.QUARTER: "QS-APR", Grain.YEAR: "YS-APR"}[grain]
    period = pd.date_range("2021-04-01", periods=len(events), freq=step).as_unit("ms")
    points = pd.DataFrame(
        {"period": period, "numerator": events, "denominator": cases, "value": events / cases, "status": ""}
    )
    return Series(NEC, organisations.at(date(2024, 3, 31))["R0A"], grain, points)


def watched(events, cases, reference=0.05, grain=Grain.MONTH):
    made = series(events, cases, grain)
    return cusum.watch(made, np.asarray(events, float), np.asarray(cases, float), reference, "the given rate")


def test_the_walk_of_the_docstring() -> None:
    scored = cusum.scores(np.array([3.0, 0, 2, 3]), np.ones(4), 1.0, proportion=False)
    assert scored == pytest.approx([1.079, -1, 0.386, 1.079], abs=1e-3)
    assert cusum.walk(scored[None])[0] == pytest.approx([1.079, 0.079, 0.466, 1.545], abs=1e-3)


def test_it_never_falls_below_nought_starts_again_after_red_and_is_carried_over_gaps() -> None:
    scored = np.array([[-5, 2, 2, np.nan, 1, 1, -9, 1]], float)
    assert cusum.walk(scored, red=4.5)[0].tolist() == [0, 2, 4, 4, 5, 1, 0, 1]
    assert cusum.walk(scored)[0].tolist() == [0, 2, 4, 4, 5, 6, 0, 1]


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.001, 0.6))
def test_a_score_is_the_likelihood_of_doubled_odds_against_the_reference_case_by_case(events, without, rate) -> None:
    odds = 2 * rate / (1 - rate)
    doubled = odds / (1 + odds)
    plain = sum(log(doubled / rate) for _ in range(events)) + sum(
        log((1 - doubled) / (1 - rate)) for _ in range(without)
    )
    found = cusum.scores(np.array([float(events)]), np.array([float(events + without)]), rate, proportion=True)
    assert found[0] == pytest.approx(plain, abs=1e-9)


@pytest.mark.parametrize(("events", "expected"), [(0, 0.4), (3, 1.5), (12, 5.0)])
def test_a_score_of_a_rate_is_the_ratio_of_two_poisson_chances(events, expected) -> None:
    def chance(mean):
        return exp(-mean) * mean**events / factorial(events)

    found = cusum.scores(np.array([float(events)]), np.array([100.0]), expected / 100, proportion=False)
    assert found[0] == pytest.approx(log(chance(2 * expected) / chance(expected)))


def test_a_whole_series_against_a_plain_second_answer() -> None:
    random = np.random.default_rng(11)
    cases = random.integers(5, 40, 120).astype(float)
    events = random.binomial(cases.astype(int), np.where(np.arange(120) < 60, 0.05, 0.13)).astype(float)
    events[[7, 64]] = np.nan
    found = watched(events, cases)
    now, alerts, excess, total = 0.0, [], [], 0.0
    for e, n in zip(events, cases, strict=True):
        if e == e:
            now = max(0.0, now + e * log(2) - n * log(1.05))
            total += e - 0.05 * n
        alert = "red" if now > found.thresholds.red else "amber" if now > found.thresholds.amber else ""
        alerts.append(alert if e == e else "")
        excess.append(total)
        assert found.statistic[len(alerts) - 1] == pytest.approx(now)
        if alert == "red":
            now = 0.0
    assert found.alert.tolist() == alerts
    assert found.excess == pytest.approx(excess)
    assert {"red", "amber", ""} == set(alerts)
    assert found.restarts.tolist() == [i + 1 for i, a in enumerate(alerts) if a == "red" and i < 119]
    assert found.signals.tolist() == [i for i, a in enumerate(alerts) if a]


def test_the_thresholds_are_those_of_the_units_own_size() -> None:
    """10 babies a month at 5% are 6 events a year; by quarter 30 babies are as many."""
    month, quarter = watched([0] * 24, [10] * 24), watched([0] * 8, [30] * 8, grain=Grain.QUARTER)
    assert month.thresholds == cusum.thresholds(6.0, 12)
    assert quarter.thresholds == cusum.thresholds(6.0, 4)
    assert month.thresholds.amber > quarter.thresholds.amber


@pytest.mark.parametrize(("a_year", "periods"), [(0.6, 12), (3.3, 12), (13.0, 12), (3.3, 4), (19.0, 4)])
def test_between_the_simulated_sizes_false_alarms_are_as_many_as_are_said(a_year, periods) -> None:
    random, found = np.random.default_rng(3), cusum.thresholds(a_year, periods)
    expected = a_year / periods
    events = random.poisson(expected, (20_000, 4 * periods)).astype(float)
    last = cusum.walk(cusum.scores(events, np.ones(4 * periods), expected, proportion=False))[:, -periods:].max(axis=1)
    assert 0.025 < (last > found.amber).mean() < 0.065
    assert 0.005 < (last > found.red).mean() < 0.014


def test_a_doubling_is_seen_as_soon_as_is_said() -> None:
    random, found = np.random.default_rng(4), cusum.thresholds(8.0, 12)
    events = random.poisson(np.r_[np.full(36, 8 / 12), np.full(24, 16 / 12)], (4000, 60)).astype(float)
    after = cusum.walk(cusum.scores(events, np.ones(60), 8 / 12, proportion=False))[:, 36:]
    assert (after[:, :12].max(axis=1) > found.amber).mean() == pytest.approx(found.seen_amber, abs=0.03)
    seen = np.maximum.accumulate(after > found.red, axis=1).mean(axis=0)
    half = round(found.months_to_red)
    assert seen[half - 2] < 0.52
    assert seen[half - 1] > 0.48


def test_the_table_is_what_the_script_makes() -> None:
    small, kept = simulate(series=4000, changed=100), pd.read_csv(TABLE)
    assert list(small.columns) == list(kept.columns)
    assert {f.name for f in fields(Thresholds)} < set(kept.columns)
    assert small["a_year"].to_numpy() == pytest.approx(kept["a_year"].to_numpy(), rel=1e-4)
    assert np.abs(small["amber"] - kept["amber"]).max() < 0.5
    assert (kept["false_amber"] <= 0.05).all()
    assert (kept["false_red"] <= 0.01).all()
    assert np.isfinite(kept).all().all()


def test_outside_the_table_its_ends_are_taken_and_other_periods_are_refused() -> None:
    assert cusum.thresholds(0.01, 12).red == cusum.thresholds(A_YEAR[0], 12).red
    assert cusum.thresholds(5000, 12).red == cusum.thresholds(A_YEAR[-1], 12).red
    with pytest.raises(ValueError, match="not simulated"):
        cusum.thresholds(3, 52)


@pytest.mark.parametrize(
    ("events", "cases", "reference", "grain", "reason"),
    [
        ([1, 2], [10, 10], 0.0, Grain.MONTH, "above 0"),
        ([1, 2], [10, 10], 1.0, Grain.MONTH, "below 1"),
        ([1, 2], [10, 10], float("nan"), Grain.MONTH, "is none"),
        ([1, 2], [10, 10], 0.1, Grain.YEAR, "months or quarters"),
        ([np.nan, 2], [10, np.nan], 0.1, Grain.MONTH, "no period"),
    ],
)
def test_what_cannot_be_watched_is_refused_in_words(events, cases, reference, grain, reason) -> None:
    with pytest.raises(ValueError, match=reason):
        watched(events, cases, reference, grain)


def test_it_is_said_in_words() -> None:
    events = [0] * 12 + [3, 4, 4, 0, 0, 0, 0, 0, 0, 3, 4]
    found = watched(events, [10] * 23)
    assert found.alert[13:15].tolist() == ["amber", "red"]
    assert words.cusum_sentence(found) == (
        "Amber signal in February 2023: events have come together more than chance gives in 95 of 100 years. "
        "Earlier signals: amber in May 2022 and red in June 2022. Since April 2021 there were 18 events, and "
        "the given rate would give 12: 6 more."
    )
    quiet = watched([0, 1, np.nan, 0] * 6, [10] * 24)
    assert quiet.alert.tolist() == [Alert.NONE] * 24
    assert words.cusum_sentence(quiet) == (
        "No signal in March 2023. There was none before. Since April 2021 there were 6 events, and the given rate would "
        "give 9: 3 fewer. 6 months have no figure and are not counted."
    )
    told = words.cusum_performance(found)
    assert "about 6 events a year are expected here" in told
    assert "in about 5 of 100 years and a red one in about 1." in told
    assert words.TOO_FEW not in told
    assert words.TOO_FEW in words.cusum_performance(watched([0] * 24, [1] * 24))
