"""Estimates of harm avoided: the report's own sums, slow second answers, and what must hold for any number."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue
from analytics.catalogue import effects
from analytics.charts import bundle as bars
from analytics.methods.outcomes import estimates as outcomes
from analytics.model import Baseline, Effect, Estimate
from analytics.words import estimates as say

CP, LIVES = (catalogue.load().effects[slug] for slug in ("cerebral_palsy", "lives"))
USUAL_CP, USUAL_LIVES = effects.adjusted(CP, {}), effects.adjusted(LIVES, {})
KNOWN_AT_33 = Baseline(0.3325, 0.3325, 0.3325, "the report's")

counts = st.integers(0, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
numbers = st.floats(1, 1000)
shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted)


def ordered(estimate: Estimate) -> bool:
    return estimate.low <= estimate.value <= estimate.high


@pytest.mark.parametrize(
    ("women", "cases"),
    [(15_540, 420), (14_270, 385)],  # the report's 420 and its 385, which NHS England works out from 14,270 women
)
def test_cerebral_palsy_is_women_treated_over_37(women: int, cases: int) -> None:
    assert math.floor(outcomes.prevented(CP, USUAL_CP, women).value) == cases


def test_17_lives_a_month_from_6_to_28_and_9_more_than_at_baseline() -> None:
    year = outcomes.prevented(LIVES, USUAL_LIVES, 12 * 0.665 * 844)
    month = outcomes.a_month(year, 12)
    # NNTs of 100 and 20 give 5.6 and 28; chance among so many in a year makes it 67 -> 51 and 337 -> 373, by 12.
    assert [round(x, 1) for x in (month.value, month.low, month.high)] == [17.0, 4.3, 31.1]
    more = outcomes.beyond_baseline(LIVES, USUAL_LIVES, 12 * 0.665 * 844, 12 * 844, KNOWN_AT_33)
    assert round(outcomes.a_month(more, 12).value) == 9


def test_420_cases_cost_420_million_pounds_and_at_the_low_price_less() -> None:
    cases = Estimate(420, 400, 450, "", "")
    cost = outcomes.cost(CP, USUAL_CP, cases)
    assert (cost.value, cost.low, cost.high) == (420e6, 400 * 0.8e6, 450e6)


def test_nobody_has_costed_a_life() -> None:
    with pytest.raises(ValueError, match="costed"):
        outcomes.cost(LIVES, USUAL_LIVES, Estimate(1, 1, 1, "", ""))


def test_nobody_treated_is_nothing_and_says_so() -> None:
    for nothing in (
        outcomes.prevented(CP, USUAL_CP, 0),
        outcomes.beyond_baseline(CP, USUAL_CP, 0, 0, KNOWN_AT_33),
    ):
        assert (nothing.value, nothing.low, nothing.high) == (0, 0, 0)
        assert nothing.method.startswith("nobody was")


def test_fewer_people_than_nobody_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot have been treated"):
        outcomes.prevented(CP, USUAL_CP, -1)
    with pytest.raises(ValueError, match="at least one month"):
        outcomes.a_month(Estimate(1, 1, 1, "", ""), 0)


def test_a_rate_that_fell_counts_against() -> None:
    fell = outcomes.beyond_baseline(LIVES, USUAL_LIVES, 300, 1000, KNOWN_AT_33)
    assert fell.value == pytest.approx((300 - 332.5) / 33)
    # (300 - 332.5) / 20 = -1.6: about 4 lost at most, by chance among so few; / 100 = -0.3: none lost
    assert fell.low == pytest.approx(-4.0, abs=0.05)
    assert fell.high == 0


def test_the_range_says_what_it_includes() -> None:
    for treated in (37 * 20 - 1, 37 * 20, 37 * 2000):
        assert (
            "The range includes the interval of the NNT, and the chance in any count"
            in outcomes.prevented(CP, USUAL_CP, treated).method
        )
    measured = Baseline(0.5, 0.4, 0.6, "the rate of a year")
    assert "and of the baseline" in outcomes.beyond_baseline(CP, USUAL_CP, 5000, 6000, measured).method
    assert "and of the baseline" not in outcomes.beyond_baseline(CP, USUAL_CP, 5000, 6000, KNOWN_AT_33).method


@given(counts, numbers, numbers, numbers)
def test_every_estimate_lies_within_its_range(people: tuple[int, int], nnt: float, one: float, other: float) -> None:
    assumed = {"nnt": nnt, "nnt_low": one, "nnt_high": other, "cost": 1e6, "cost_low": 2e6}
    estimate = outcomes.prevented(CP, assumed, people[0])
    assert ordered(estimate)
    assert ordered(outcomes.cost(CP, assumed, estimate))
    assert ordered(outcomes.a_month(estimate, 7))


@given(counts, shares)
def test_more_than_at_baseline_lies_within_its_range_and_below_all_treatment(
    people: tuple[int, int], rates: list[float]
) -> None:
    treated, eligible = people
    estimate = outcomes.beyond_baseline(CP, USUAL_CP, treated, eligible, Baseline(rates[1], rates[0], rates[2], "x"))
    assert ordered(estimate)
    assert estimate.value <= outcomes.prevented(CP, USUAL_CP, treated).value
    assert ordered(outcomes.cost(CP, USUAL_CP, estimate))


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_more_treated_is_never_fewer_cases(treated: int, more: int) -> None:
    assert outcomes.prevented(CP, USUAL_CP, treated + more).value >= outcomes.prevented(CP, USUAL_CP, treated).value


def test_the_range_does_not_shrink_where_chance_once_vanished() -> None:
    """It was 3 to 39 at 19.99 cases, and 8 to 29 at 20.01."""
    below, above = (outcomes.prevented(CP, USUAL_CP, 37 * cases) for cases in (19.99, 20.01))
    assert (below.low, below.high) == pytest.approx((2.55, 38.85), abs=0.05)
    assert (above.low, above.high) == pytest.approx((below.low, below.high), abs=0.05)


@given(st.floats(0, 200_000), st.floats(0, 1), shares)
def test_the_range_is_continuous_and_grows_with_the_number_treated(
    treated: float, more: float, rates: list[float]
) -> None:
    """One person more moves no end by more than half a case, at any size and across zero."""
    baseline = Baseline(rates[1], rates[0], rates[2], "x")
    for one, other in (
        (outcomes.prevented(CP, USUAL_CP, n) for n in (treated, treated + more)),
        (outcomes.beyond_baseline(CP, USUAL_CP, n, 100_000, baseline) for n in (treated, treated + more)),
    ):
        for end in ("low", "high"):
            step = getattr(other, end) - getattr(one, end)
            assert -1e-6 <= step <= 0.5 * more + 1e-6, end


@pytest.mark.parametrize("mean", [0.0, 0.3, 2.0, 7.7, 20.0, 60.0, 800.0])
def test_the_range_of_chance_is_that_of_many_drawn_counts(mean: float) -> None:
    drawn = np.random.default_rng(1).poisson(mean, 400_000)
    low, high = outcomes.poisson_range(mean, mean)
    assert low == pytest.approx(np.quantile(drawn, 0.025), abs=1 + 0.002 * mean)
    assert high == pytest.approx(np.quantile(drawn, 0.975), abs=1 + 0.002 * mean)


def test_twenty_cases_are_11_to_29_by_chance() -> None:
    """From tables: P(N <= 11) = 0.0214 and P(N <= 12) = 0.0390; P(N <= 28) = 0.9657 and P(N <= 29) = 0.9782."""
    low, high = outcomes.poisson_range(20, 20)
    assert 11 < low < 12
    assert 28 < high < 29


def test_a_readers_nnt_outside_the_interval_stretches_it() -> None:
    assert outcomes.needed(effects.adjusted(CP, {"nnt_mgso4": 120.0})) == (120.0, 26.0, 120.0)
    assert outcomes.needed(effects.adjusted(CP, {"nnt_mgso4": 10.0})) == (10.0, 10.0, 91.0)


def test_assumptions_change_their_own_effect_and_no_other() -> None:
    changed = {"nnt_cord": 40.0, "base_cord": 0.3, "rate": 0.9, "rate_cord": 0.9}
    assert effects.adjusted(CP, changed) == USUAL_CP
    assert effects.adjusted(LIVES, changed) == {"nnt": 40, "nnt_low": 20, "nnt_high": 100, "base": 0.3}


def test_the_interval_for_magnesium_follows_from_the_relative_risk() -> None:
    """1/NNT is baseline risk times (1 - RR); Crowther 2017: RR 0.68 (0.54 to 0.87)."""
    risk = 1 / (CP.nnt * (1 - 0.68))
    assert round(1 / (risk * (1 - 0.54))) == CP.nnt_low
    assert round(1 / (risk * (1 - 0.87))) == CP.nnt_high


def test_group_b_strep_is_quoted_and_has_no_effect_to_work_out() -> None:
    found = catalogue.load()
    assert all(effect.measure != "antibiotics" for effect in found.effects.values())
    assert "nnt_antibiotics" not in found.adjustable
    quoted = next(q for q in found.quoted if q.slug == "gbs")
    assert "71" in quoted.text
    assert "never worked out" in quoted.note


def test_what_the_report_contradicts_is_told_with_it() -> None:
    told = {q.slug: f"{q.text} {q.note}" for q in catalogue.load().quoted}
    assert "420" in told["cerebral_palsy"]
    assert "385" in told["cerebral_palsy"]
    assert "627" in told["lives"]
    assert "645" in told["lives"]


def test_every_figure_has_a_source_and_a_date() -> None:
    found = catalogue.load()
    for item in [*found.effects.values(), *found.quoted]:
        assert item.reviewed_on >= date(2026, 1, 1)
    assert all(e.nnt_source and e.interval_source for e in found.effects.values())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"nnt_low": 50.0}, "nnt_low <= nnt"),
        ({"nnt": 0.5, "nnt_low": 0.1}, "1 <= nnt_low"),
        ({"cost": 1.0}, "cost_low <= cost"),
        ({"cost": None, "cost_low": None}, "cost_source"),
        ({"measure": "nonsense"}, "names no measure"),
        ({"printed_baseline": 33.25}, "fraction from 0 to 1"),
    ],
)
def test_an_effect_that_cannot_be_is_named(changes: dict[str, object], says: str) -> None:
    from dataclasses import replace

    wrong: Effect = replace(CP, **changes)  # type: ignore[arg-type]
    measures = [catalogue.load().measures[s] for s in ("mgso4", "cord")]
    assert says in " ".join(effects.problems([wrong], [], measures))
    assert not effects.problems([CP, LIVES], [], measures)
    assert any("two effects" in p for p in effects.problems([CP, replace(CP, slug="again")], [], measures))


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (0.02, "less than 0.1"), (0.31, "0.3"), (17.008, "17"), (19.96, "20"), (420.03, "420"), (-0.2, "-0.2"),
     (15_540, "15,540")],
)  # fmt: skip
def test_people_in_words(value: float, words: str) -> None:
    assert say.people(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(420e6, "£420 million"), (2.7e6, "£2.7 million"), (895_400, "£895,000"), (0, "£0"), (-651_000, "−£651,000"),
     (999_999, "£1 million"), (310, "£0")],
)  # fmt: skip
def test_pounds_in_words(value: float, words: str) -> None:
    assert say.pounds(value) == words


def test_a_range_that_says_nothing_more_is_left_out() -> None:
    assert say.with_range(Estimate(0, 0, 0, "", "")) == "0"
    assert say.with_range(Estimate(420, 145, 646, "", "")) == "420 (145 to 646)"


def test_the_sentence_of_an_estimate_tells_both_versions_and_when_the_rate_fell() -> None:
    whole = outcomes.prevented(LIVES, USUAL_LIVES, 2000)
    fell = outcomes.beyond_baseline(LIVES, USUAL_LIVES, 2000, 10_000, KNOWN_AT_33)
    told = say.sentence(LIVES, whole, fell, (2000, 10_000), "2023", "cord care")
    assert "Cord care reached 2,000 of 10,000 eligible babies in 2023." in told
    assert "the rate has fallen" in told
    alone = say.sentence(LIVES, whole, None, (2000, 10_000), "2023", "cord care")
    assert "takes more than a year of data" in alone
    nobody = outcomes.prevented(LIVES, USUAL_LIVES, 0)
    assert "Nobody was eligible" in say.sentence(LIVES, nobody, None, (0, 0), "2023", "cord care")
    assert "Nobody was treated" in say.sentence(LIVES, nobody, None, (0, 9), "2023", "cord care")


def test_bars_keep_their_order_and_a_row_each_even_with_one_name() -> None:
    drawn = [bars.Bar("A|B", 3, "3", 1, 5, "1 to 5"), bars.Bar("A|B", 2, "2")]
    rows = bars.rows(drawn)
    assert rows["key"].tolist() == ["0000|A/B|3", "0001|A/B|2"]
    assert rows["described"].tolist() == ["A|B: 3 (1 to 5)", "A|B: 2"]
    assert rows["low"].isna().tolist() == [False, True]
    assert bars.template(2, True, "points") is bars.template(2, True, "points")
    assert "data" not in bars.template(2, True, "points")
