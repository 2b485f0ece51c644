"""Funnel plots: against a slow obvious second implementation, and what must hold whatever the numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics import words
from analytics.methods import funnel as funnels
from analytics.model import (
    Adjustment,
    Band,
    Better,
    Comparison,
    Counts,
    FromAdoption,
    Funnel,
    Limits,
    Measure,
    RollUp,
    Unit,
)

NORMAL = NormalDist()
CORD = Measure(
    "cord", "Cord management", "Cord management", "preterm_optimisation", "g", "c", "n", "d", Unit.PERCENT, Better.INCREASE,
    RollUp.SUM, "w", "h", "s", date(2024, 1, 1),
)  # fmt: skip


def compared(pairs: list[tuple[float, float]], measure: Measure = CORD, **other: Any) -> Comparison:
    top, bottom = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = top / bottom * (measure.compare_per or 1)
    codes = [f"R{i:02d}" for i in range(len(pairs))]
    rows = pd.DataFrame({"code": codes, "name": [f"Trust {c}" for c in codes], "numerator": top, "denominator": bottom,
                         "value": value, "chosen": False, "status": "", "unranked": ""})  # fmt: skip
    return Comparison(measure, "trust", "2022/23", rows, **other)


def slow_exact_z(x: int, n: int, p: float) -> float:
    """The normal score of the mid-p tail, term by term."""
    terms = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    low, high = sum(terms[:x]) + terms[x] / 2, sum(terms[x + 1 :]) + terms[x] / 2
    return NORMAL.inv_cdf(low) if low < high else -NORMAL.inv_cdf(high)


def library_mid_p(x: np.ndarray, n: np.ndarray, centre: float, proportion: bool) -> tuple[np.ndarray, Any]:
    """The normal scores of mid-p tails by `scipy.stats`, which the product does without, and the distribution."""
    law = stats.binom(n, centre) if proportion else stats.poisson(n * centre)
    half = law.pmf(x) / 2
    low, high = law.cdf(x) - half, law.sf(x) + half
    return np.where(low < high, stats.norm.ppf(low), stats.norm.isf(high)), law


def slow_quantile(numbers: list[float], share: float) -> float:
    at = share * (len(numbers) - 1)
    low = math.floor(at)
    ordered = sorted(numbers)
    return ordered[low] + (at - low) * (ordered[min(low + 1, len(numbers) - 1)] - ordered[low])


def slow_adjusted(pairs: list[tuple[int, int]], adjustment: Adjustment) -> tuple[float, list[float]]:
    """phi and the adjusted z of each organisation, one at a time."""
    centre = sum(x for x, _ in pairs) / sum(n for _, n in pairs)
    z = [slow_exact_z(x, n, centre) for x, n in pairs]
    low, high = slow_quantile(z, 0.1), slow_quantile(z, 0.9)
    phi = sum(min(max(one, low), high) ** 2 for one in z) / len(z)
    errors = [1 / (2 * math.sqrt(n)) for _, n in pairs]
    weights = [1 / s**2 for s in errors]
    tau2 = (len(z) * phi - (len(z) - 1)) / (sum(weights) - sum(w**2 for w in weights) / sum(weights))
    out = []
    for s, one in zip(errors, z, strict=True):
        wide = {
            Adjustment.ADDITIVE: math.sqrt(s**2 + max(tau2, 0)) / s,
            Adjustment.MULTIPLICATIVE: math.sqrt(max(phi, 1)),
            Adjustment.NONE: 1.0,
        }[adjustment]
        out.append(one / wide)
    return phi, out


pair = st.integers(5, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
many = st.lists(pair, min_size=4, max_size=15).filter(
    lambda pairs: 0 < sum(x for x, _ in pairs) < sum(n for _, n in pairs)
)


@pytest.mark.slow
@given(many, st.sampled_from(list(Adjustment)))
def test_the_same_as_term_by_term(pairs: list[tuple[int, int]], adjustment: Adjustment) -> None:
    found = funnels.funnel(compared(pairs), adjustment)
    phi, z = slow_adjusted(pairs, adjustment)
    assert found.phi == pytest.approx(phi, rel=1e-6, abs=1e-9)
    assert found.rows["z_adjusted"].to_numpy() == pytest.approx(z, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("proportion", [True, False])
@pytest.mark.parametrize("centre", [1e-6, 0.001, 0.05, 0.5, 0.93, 0.9999])
def test_scores_and_limits_are_those_of_a_statistics_library(centre: float, proportion: bool) -> None:
    random = np.random.default_rng(11)
    n = np.concatenate([np.arange(1, 41), np.rint(10 ** random.uniform(0, 5, 400))])
    error = np.sqrt(n * centre * max(1 - centre, 0.02)) + 0.7
    x = np.rint(np.clip(random.normal(n * centre, error * random.choice([1, 4, 12], len(n))), 0, n))
    z, law = library_mid_p(x, n, centre, proportion)
    ours = funnels.exact_z(x, n, centre, proportion)
    # Beyond this, tails come near the smallest number that there is.
    assert ours[np.abs(z) < 36] == pytest.approx(z[np.abs(z) < 36], abs=1e-9, rel=1e-9)
    for sigma in (-3.0, -2.0, 2.0, 3.0):
        limit = funnels.exact_limit(n, centre, proportion, sigma)
        first = law.ppf(stats.norm.cdf(sigma))
        first = np.where(library_mid_p(first, n, centre, proportion)[0] < sigma, first + 1, first)
        possible = (first >= 1) & (first <= (n if proportion else np.inf))
        assert (np.isfinite(limit) == possible).all()
        low, high = (library_mid_p(count, n, centre, proportion)[0] for count in (first - 1, first))
        known = possible & np.isfinite(low) & np.isfinite(high)
        first, low, high = first[known], low[known], high[known]
        assert limit[known] == pytest.approx((first - (high - sigma) / (high - low)) / n[known], rel=1e-9)


@pytest.mark.slow
@given(many, st.sampled_from(list(Adjustment)), st.randoms(use_true_random=False))
def test_the_order_of_organisations_changes_nothing(pairs: list, adjustment: Adjustment, shuffle: Any) -> None:
    comparison = compared(pairs)
    order = list(range(len(pairs)))
    shuffle.shuffle(order)
    other = funnels.funnel(replace(comparison, rows=comparison.rows.iloc[order].reset_index(drop=True)), adjustment)
    one = funnels.funnel(comparison, adjustment).rows.set_index("code")["z_adjusted"]
    assert other.rows.set_index("code")["z_adjusted"].reindex(one.index).to_numpy() == pytest.approx(one.to_numpy())


@pytest.mark.slow
@given(many, st.sampled_from(list(Adjustment)))
def test_counting_who_was_missed_mirrors_the_funnel(pairs: list[tuple[int, int]], adjustment: Adjustment) -> None:
    """Limits are symmetric: 21 of 32 reached is as far out as 11 of 32 missed, on the other side."""
    reached = funnels.funnel(compared(pairs), adjustment)
    missed = funnels.funnel(compared([(n - x, n) for x, n in pairs]), adjustment)
    assert missed.phi == pytest.approx(reached.phi, abs=1e-9)
    assert missed.rows["z_adjusted"].to_numpy() == pytest.approx(-reached.rows["z_adjusted"].to_numpy(), abs=1e-7)
    upper, lower = reached.curves["upper_outer"], 1 - missed.curves["lower_outer"]
    assert upper.to_numpy() == pytest.approx(lower.to_numpy(), nan_ok=True, abs=1e-7)


@pytest.mark.slow
@given(many, st.sampled_from([Adjustment.ADDITIVE, Adjustment.MULTIPLICATIVE]))
def test_adjusting_only_ever_widens(pairs: list[tuple[int, int]], adjustment: Adjustment) -> None:
    found, chance = funnels.funnel(compared(pairs), adjustment), funnels.funnel(compared(pairs), Adjustment.NONE)
    assert (found.rows["z_adjusted"].abs() <= chance.rows["z_adjusted"].abs() + 1e-12).all()
    assert not (found.curves["upper_inner"] < chance.curves["upper_inner"] - 1e-12).any()
    assert not (found.curves["lower_inner"] > chance.curves["lower_inner"] + 1e-12).any()
    if found.phi <= 1 - 1 / len(pairs):
        assert not found.widened


@pytest.mark.slow
@given(many, st.sampled_from(list(Adjustment)))
def test_a_band_is_where_the_point_lies_between_the_drawn_limits(pairs: list, adjustment: Adjustment) -> None:
    found = funnels.funnel(compared(pairs), adjustment)
    size = found.rows["denominator"].to_numpy()
    spread = funnels.spread_of(found.rows["z"].to_numpy(), size, adjustment)
    drawn = funnels.limits(size, found.centre, spread, True)
    value, z = found.rows["value"].to_numpy(), found.rows["z_adjusted"].to_numpy()
    for sigma, name in ((2, "inner"), (3, "outer")):
        clear = np.abs(np.abs(z) - sigma) > 1e-6
        outside = (value > drawn[f"upper_{name}"].to_numpy()) | (value < drawn[f"lower_{name}"].to_numpy())
        assert (outside == (np.abs(z) > sigma))[clear].all()


def test_chance_alone_puts_as_many_outside_as_it_should() -> None:
    """20,000 organisations that do not differ at all: nothing to adjust for, and about 4.55% beyond 2 sigma."""
    random = np.random.default_rng(5)
    size = random.integers(150, 400, 20_000)
    pairs = list(zip(random.binomial(size, 0.7).tolist(), size.tolist(), strict=True))
    found = funnels.funnel(compared(pairs))
    assert not found.widened
    assert found.phi == pytest.approx(0.679, abs=0.02)  # the variance of a normal winsorised at 10% and 90%
    outside = found.count(Band.ALERT) + found.count(Band.ALARM)
    assert outside == pytest.approx(found.expected(2), rel=0.08)
    assert found.count(Band.ALARM) == pytest.approx(found.expected(3), rel=0.35)


def test_winsorising_draws_the_ends_in() -> None:
    z = np.array([-10.0, -1, -0.5, 0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 50])
    assert funnels.winsorise(z).tolist() == [-1.0, -1, -0.5, 0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.2]


def test_tau_by_hand() -> None:
    """Four organisations of 100 with z of 3, -3, 3, -3: phi 9, s² 1/400, so tau² = (36 - 3) / (1600 - 400) = 0.0275."""
    spread = funnels.spread_of(np.array([3.0, -3, 3, -3]), np.full(4, 100.0), Adjustment.ADDITIVE)
    assert (spread.phi, spread.tau**2) == (9.0, pytest.approx(0.0275))
    assert funnels.widening(np.array([100.0]), spread)[0] == pytest.approx(math.sqrt(1 + 0.0275 * 400))
    factor = funnels.spread_of(np.array([3.0, -3, 3, -3]), np.full(4, 100.0), Adjustment.MULTIPLICATIVE)
    assert funnels.widening(np.array([5.0, 500.0]), factor).tolist() == [3.0, 3.0]


@pytest.mark.parametrize(
    ("z", "band"),
    [(0.0, "within"), (2.0, "within"), (-2.01, "alert"), (3.0, "alert"), (3.01, "alarm"), (-9.0, "alarm")],
)
def test_bands(z: float, band: str) -> None:
    assert funnels.bands(np.array([z])) == [band]


def test_limits_of_95_and_99_8_percent_are_a_choice() -> None:
    """A z of 2.97 is beyond 2 sigma and of 1.97 beyond 95% alone; 3.05 is an alarm at 3 sigma and none at 99.8%."""
    assert funnels.bands(np.array([1.97, 3.05, 3.1]), Limits.PERCENT) == ["alert", "alert", "alarm"]
    assert funnels.bands(np.array([1.97, 3.05, 3.1])) == ["within", "alarm", "alarm"]
    inner, outer = Limits.PERCENT.sigmas
    assert (NORMAL.cdf(inner) - NORMAL.cdf(-inner), NORMAL.cdf(outer) - NORMAL.cdf(-outer)) == pytest.approx(
        (0.95, 0.998)
    )


def test_chosen_limits_are_drawn_judged_and_said() -> None:
    pairs = [(70, 100), (72, 100), (68, 100)] * 6 + [(71, 100), (20, 100)]
    sigma, percent = (funnels.funnel(compared(pairs), Adjustment.NONE, drawn) for drawn in Limits)
    assert (percent.curves["upper_inner"] < sigma.curves["upper_inner"]).all()
    assert (percent.curves["lower_outer"] < sigma.curves["lower_outer"]).all()
    pd.testing.assert_series_equal(percent.rows["z"], sigma.rows["z"])
    assert words.funnel.sentence(percent, ["R19"]).startswith(
        "**Trust R19 (R19)** is below the funnel: beyond the 99.8% limits (alarm), on the worse side."
    )
    assert "no outlier at the 95% limits or at the 99.8%." in words.funnel.sentence(percent, ["R00"])
    assert "expect about 1 of 20 beyond the 95% limits and fewer than 1 beyond the 99.8%." in words.funnel.limits(
        percent
    )


def test_a_rate_of_a_count_keeps_its_unit_and_its_bands() -> None:
    births = replace(CORD, unit=Unit.COUNT, better=Better.NEUTRAL, compare_per=1000.0, per_text="per 1,000 births")
    pairs = [(20, 1000), (25, 1100), (22, 900), (18, 1050), (90, 1000), (21, 1020)]
    thousand, one = (funnels.funnel(compared(pairs, replace(births, compare_per=per))) for per in (1000.0, 1.0))
    assert thousand.centre == pytest.approx(196 / 6070 * 1000)
    assert thousand.centre == pytest.approx(1000 * one.centre)
    assert list(thousand.rows["band"]) == list(one.rows["band"])
    assert thousand.curves["upper_inner"].to_numpy() == pytest.approx(1000 * one.curves["upper_inner"].to_numpy())


def test_items_are_no_events_so_they_have_no_funnel_and_the_words_say_why() -> None:
    items = replace(CORD, unit=Unit.RATE, better=Better.DECREASE, counts=Counts.AMOUNTS)
    pairs = [(900, 1000), (1100, 1000), (1000, 1000), (1010, 1000), (3000, 1000)]
    found = funnels.funnel(compared(pairs, items))
    assert found.rows.empty
    assert "no separate draws" in found.note
    assert words.funnel.sentence(found) == found.note
    assert not funnels.funnel(compared(pairs, replace(items, counts=Counts.EVENTS))).note


def test_how_a_measure_is_drawn_says_nothing_about_what_it_counts() -> None:
    pairs = [(900, 1000), (1100, 1000), (1000, 1000), (1010, 1000), (3000, 1000)]
    rate = replace(CORD, unit=Unit.RATE)
    drawn = [funnels.funnel(compared(pairs, replace(rate, chart=chart))) for chart in ("auto", "xmr")]
    assert drawn[0].phi == drawn[1].phi > 1
    pd.testing.assert_frame_equal(drawn[0].curves, drawn[1].curves)


@pytest.mark.parametrize("same", [0, 10])
def test_nobody_stands_out_where_all_are_alike(same: int) -> None:
    found = funnels.funnel(compared([(same, 10)] * 5))
    assert list(found.rows["band"]) == ["within"] * 5
    assert "None of the 5 trusts in England lies beyond 2 sigma." in words.funnel.sentence(found)


def test_what_cannot_be_drawn_is_listed_and_not_counted() -> None:
    pairs = [(5.0, 10.0), (6, 10), (4, 10), (5, 10), (0, 0), (12, 10), (float("nan"), 10)]
    found = funnels.funnel(compared(pairs, left_out=("Quiet",)))
    assert len(found.rows) == 4
    assert found.left_out == ("Quiet", "Trust R04", "Trust R05", "Trust R06")
    assert found.centre == 0.5


@pytest.mark.parametrize(
    ("measure", "pairs", "why"),
    [
        (replace(CORD, from_adoption=FromAdoption("p", ("e",), 5)), [(1, 2)] * 9, "full count"),
        (replace(CORD, unit=Unit.COUNT), [(1, 2)] * 9, "needs a rate"),
        (replace(CORD, unit=Unit.SCORE), [(1, 2)] * 9, "needs a rate"),
        (CORD, [(1, 2)] * 3, "only 3 have"),
        (CORD, [(1, 2)], "only 1 has"),
        (CORD, [(0, 0)] * 9, "none has"),
    ],
)
def test_why_there_is_no_funnel(measure: Measure, pairs: list, why: str) -> None:
    found = funnels.funnel(compared(pairs, measure))
    assert why in found.note
    assert found.rows.empty
    assert words.funnel.sentence(found) == found.note
    assert words.funnel.limits(found) == ""


def spread_out() -> Funnel:
    """Nineteen alike, one far below (R19)."""
    return funnels.funnel(compared([(70, 100), (72, 100), (68, 100)] * 6 + [(71, 100), (20, 100)]))


def test_it_can_be_answered_whether_a_trust_is_an_outlier_at_three_sigma() -> None:
    found = spread_out()
    assert words.funnel.sentence(found, ["R19"]).startswith(
        "**Trust R19 (R19)** is below the funnel: beyond 3 sigma (alarm), on the worse side."
    )
    assert words.funnel.sentence(found, ["R00"]).startswith(
        "**Trust R00 (R00)** is inside the funnel: no outlier at 2 sigma or at 3."
    )
    alert = words.funnel.place(found, "alert", "below")
    assert alert == "below the funnel: beyond 2 sigma (alert) but not 3 (alarm), on the worse side"
    neutral = replace(found, measure=replace(CORD, better=Better.NEUTRAL))
    assert words.funnel.place(neutral, "alarm", "above") == "above the funnel: beyond 3 sigma (alarm)"


def test_counts_of_alerts_and_alarms_are_said_with_what_luck_would_make() -> None:
    found = spread_out()
    assert (found.count(Band.ALARM), found.count(Band.ALARM, "above"), found.count(Band.ALERT)) == (1, 0, 0)
    sentence = words.funnel.sentence(found, ["R00", "R01"], "Kent ICB")
    assert "None of the 2 trusts in Kent ICB is an outlier" in sentence
    assert "none are at alert, beyond 2 sigma, and 1 at alarm, beyond 3 sigma (1 below: Trust R19)" in sentence
    assert "By luck alone, expect about 1 of 20 beyond 2 sigma and fewer than 1 beyond 3." in words.funnel.limits(found)
