"""Ranks: who has one, and how far chance could have moved it."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue, organisations
from analytics.methods import compare, intervals
from analytics.model import Comparison, Kind, Measure

MEASURES, TREE = catalogue.load().measures, organisations.at(date(2024, 3, 31))
CORD, BIRTHS, ITEMS = (MEASURES[slug] for slug in ("cord", "births_below_34", "opioidper1000"))
TRUSTS = TREE.all(Kind.TRUST)


def compared(rows: list[tuple[float, float, int]], measure: Measure = CORD) -> Comparison:
    """Trusts with so many of so many in so many of 12 months, in the tree's order."""
    top, bottom, periods = (list(side) for side in zip(*rows, strict=True))
    codes = [o.code for o in TRUSTS[: len(rows)]]
    frame = pd.DataFrame({"org_code": codes, "numerator": top, "denominator": bottom, "periods": periods})
    frame["value"] = frame["numerator"] / frame["denominator"]
    frame["status"] = [f"{n} of 12 months" if n < 12 else "" for n in periods]
    return compare.compare(measure, frame, TRUSTS[: len(rows)], chosen=codes[0], level="trust", period="2022/23")


def test_ten_babies_in_one_month_are_not_ranked_beside_a_year_of_240() -> None:
    found = compared([(10, 10, 1), *[(120 + n, 240, 12) for n in range(12)]])
    assert len(found.ranked) == 12
    last = found.rows.iloc[-1]
    assert (last["code"], last["unranked"]) == (TRUSTS[0].code, "1 of 12 months")
    assert np.isnan([last["rank"], last["rank_low"], last["rank_high"]]).all()
    assert found.rows["rank"].tolist()[:12] == list(range(1, 13))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((150, 240, 12), ""),
        ((150, 240, 10), ""),  # 83% of the months of the most complete
        ((150, 240, 9), "9 of 12 months"),
        ((9, 10, 12), ""),  # the floor of cord management is 10
        ((9, 9, 12), "a denominator of 9, below 10"),
        ((9, 9, 2), "2 of 12 months"),
    ],
)
def test_a_rank_needs_the_months_of_the_others_and_the_measures_floor(row: tuple[float, float, int], why: str) -> None:
    found = compared([row, (100, 240, 12), (110, 240, 12)])
    assert found.rows.set_index("code").loc[TRUSTS[0].code, "unranked"] == why


def test_where_nobody_has_more_a_month_is_enough() -> None:
    assert len(compared([(10, 20, 1), (11, 20, 1)]).ranked) == 2


def test_nobody_may_be_ranked() -> None:
    found = compared([(1, 2, 12), (2, 3, 12)])
    assert found.ranked.empty
    assert found.rows["rank"].isna().all()


def test_rank_intervals_are_those_of_a_second_simulation() -> None:
    counts = [(45, 50), (160, 200), (30, 40), (14, 20), (300, 480), (9, 30)]
    low, high = compare.rank_intervals(CORD, *(np.array(side, float) for side in zip(*counts, strict=True)))
    chance, seen = random.Random(3), []
    for _ in range(4_000):
        rates = [chance.betavariate(x + 0.5, n - x + 0.5) for x, n in counts]
        seen.append([1 + sum(other > mine for other in rates) for mine in rates])
    for at, ranks in enumerate(np.array(seen).T):
        ordered = sorted(ranks)
        assert low[at] == pytest.approx(ordered[100], abs=1)
        assert high[at] == pytest.approx(ordered[3_899], abs=1)


def test_ranks_of_equals_say_little_and_of_far_apart_giants_nothing_else() -> None:
    equal = compared([(60, 100, 12)] * 10).rows
    assert (equal["rank_low"] <= 2).all()
    assert (equal["rank_high"] >= 9).all()
    apart = compared([(n * 1000, 10_000, 12) for n in range(1, 9)]).rows
    assert apart["rank_low"].tolist() == apart["rank_high"].tolist() == apart["rank"].tolist()


@given(st.lists(st.integers(10, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(12))), min_size=1,
                max_size=8))  # fmt: skip
def test_intervals_of_ranks_lie_among_the_ranks(rows: list[tuple[int, int, int]]) -> None:
    found = compared(rows).rows
    assert (found["rank_low"] >= 1).all()
    assert (found["rank_high"] <= len(rows)).all()
    assert (found["rank_low"] <= found["rank_high"]).all()
    again = compared(rows).rows
    pd.testing.assert_frame_equal(found, again)


def test_rates_of_events_have_byars_interval_of_all_their_months() -> None:
    found = compared([(20, 500, 12), (25, 500, 12)], BIRTHS).rows.set_index("code")
    low, high = intervals.rate(20 * 12, 500 * 12)
    mine = found.loc[TRUSTS[0].code]
    assert mine["value"] == pytest.approx(40)
    assert (mine["low"], mine["high"]) == pytest.approx((1000 * low, 1000 * high))
    assert np.isfinite(mine["rank_low"])


def test_amounts_have_no_interval_and_no_doubt_by_chance() -> None:
    found = compared([(2_000, 50, 12), (2_500, 50, 12)], ITEMS).rows
    assert found[["low", "high", "rank_low", "rank_high"]].isna().all(axis=None)
    assert found["rank"].tolist() == [1, 2]
