"""Sums up the tree: against a slow plain second implementation, and each trap as a small story."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue, organisations
from analytics.model import Grain, Kind, RollUp, Unit
from analytics.series.coarsen import coarsen
from analytics.series.rollup import COUNT_COVERAGE, RATE_COVERAGE, expected_members, roll_up

TREE = organisations.at(date(2024, 3, 31))
CORD = catalogue.load().measures["cord"]
TRUSTS = [o.code for o in TREE.all(Kind.TRUST) if o.maternity]
APRIL, MAY = pd.Timestamp("2023-04-01"), pd.Timestamp("2023-05-01")


def given_rows(*rows: tuple) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["org_code", "period", "numerator", "denominator", "value", "status"])
    return made.astype({"numerator": float, "denominator": float, "value": float})


def every_trust(numerator: float = 5, denominator: float = 10, month: pd.Timestamp = APRIL) -> list[tuple]:
    return [(code, month, numerator, denominator, math.nan, "") for code in TRUSTS]


def of(frame: pd.DataFrame, code: str, month: pd.Timestamp = APRIL) -> pd.Series:
    found = frame[(frame["org_code"] == code) & (frame["period"] == month)]
    assert len(found) == 1, (code, found)
    return found.iloc[0]


def slow_sum(rows: pd.DataFrame, code: str, month: pd.Timestamp) -> tuple[float, float, int]:
    """The second implementation: walk the tree from the top, take the month's given row where there is one, else add up."""
    for _, row in rows[(rows["org_code"] == code) & (rows["period"] == month)].iterrows():
        if math.isnan(row["numerator"]):
            return 0.0, 0.0, 0
        return row["numerator"], row["denominator"], slow_expected(code)
    total, base, covered = 0.0, 0.0, 0
    for child in [o for o in TREE.by_code.values() if o.parent == code and TREE.is_open(o)]:
        numerator, denominator, members = slow_sum(rows, child.code, month)
        total, base, covered = total + numerator, base + denominator, covered + members
    return total, base, covered


def slow_expected(code: str) -> int:
    mine = [o for o in TREE.all(Kind.TRUST) if o.maternity]
    return sum(o.code == code or any(a.code == code for a in TREE.ancestors(o.code)) for o in mine)


counts = st.integers(0, 30).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


senders = st.dictionaries(st.sampled_from([*TRUSTS, "QOP", "Y56", "QHM"]), counts, min_size=1, max_size=120)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(senders, senders, st.sampled_from([APRIL, MAY]))
def test_sums_agree_with_a_slow_walk_over_the_tree(april, may, month):
    """Two neighbouring months, in which different organisations send rows: each month by itself."""
    months = ((APRIL, april), (MAY, may))
    rows = given_rows(*[(code, m, n, d, math.nan, "") for m, sent in months for code, (n, d) in sent.items()])
    fast = roll_up(rows, CORD, TREE).frame()
    fast = fast[fast["period"] == month].set_index("org_code")
    for code in ["ENG", *(o.code for kind in (Kind.REGION, Kind.ICB) for o in TREE.all(kind))]:
        numerator, denominator, covered = slow_sum(rows, code, month)
        if code in fast.index and covered:
            row = fast.loc[code]
            assert (np.nan_to_num(row["numerator"]), np.nan_to_num(row["denominator"])) == (numerator, denominator)
            enough = covered / slow_expected(code) >= RATE_COVERAGE
            if enough and denominator:
                assert row["value"] == pytest.approx(numerator / denominator)
            elif not row["given"]:
                assert math.isnan(row["value"])


def test_expected_members_are_counted_over_the_tree():
    expected = expected_members(CORD, TREE)
    assert expected["ENG"] == 120
    assert all(expected[o.code] == slow_expected(o.code) for o in TREE.all(Kind.ICB))


def test_a_row_for_england_is_used_and_the_trusts_are_not_added_to_it():
    rolled = roll_up(given_rows(*every_trust(), ("ENG", APRIL, 900, 1000, math.nan, "")), CORD, TREE).frame()
    assert of(rolled, "ENG")["numerator"] == 900
    assert of(rolled, "ENG")["given"]
    assert not of(rolled, "Y62")["given"]


def test_rates_are_divided_last():
    rows = every_trust(0, 1)
    big = rows[0][0]
    rows[0] = (big, APRIL, 881, 881, math.nan, "")
    rolled = roll_up(given_rows(*rows), CORD, TREE).frame()
    assert of(rolled, "ENG")["value"] == pytest.approx(881 / 1000), "the mean of the rates would be 1 in 120"


def test_one_trust_does_not_speak_for_england():
    rolled = roll_up(given_rows(("R0A", APRIL, 8, 10, math.nan, "")), CORD, TREE).frame()
    assert of(rolled, "R0A")["value"] == 0.8
    assert math.isnan(of(rolled, "ENG")["value"])
    assert of(rolled, "ENG")["status"] == "too few: 1 of 120 reported"


def test_a_count_needs_nearly_all_a_rate_most():
    short = 120 - math.ceil(120 * COUNT_COVERAGE) + 1
    rows = given_rows(*every_trust()[short:])
    births = replace(CORD, unit=Unit.COUNT)
    assert math.isnan(of(roll_up(rows, births, TREE).frame(), "ENG")["value"])
    assert of(roll_up(rows, CORD, TREE).frame(), "ENG")["value"] == 0.5


def test_suppressed_is_missing_and_never_nought():
    rows = every_trust()
    rows[0] = (rows[0][0], APRIL, math.nan, math.nan, math.nan, "suppressed")
    rolled = roll_up(given_rows(*rows), CORD, TREE).frame()
    england = of(rolled, "ENG")
    assert (england["numerator"], england["denominator"]) == (119 * 5, 119 * 10)
    assert england["status"] == "119 of 120 reported"


def test_nobody_eligible_is_an_answer():
    rows = every_trust()
    rows[0] = (rows[0][0], APRIL, 0, 0, math.nan, "")
    rolled = roll_up(given_rows(*rows), CORD, TREE).frame()
    assert of(rolled, "ENG")["covered"] == 120
    assert of(rolled, rows[0][0])["status"] == "nobody eligible"


@pytest.mark.parametrize(
    ("size", "covered"),
    [
        (4, 120),  # exp(-4) = 1.8%: a month with nobody is likely enough
        (5, 119),  # exp(-5) = 0.7%: the unit is silent, not empty
        (60, 119),
    ],
)
def test_only_a_small_unit_without_a_row_had_nobody_eligible(size, covered):
    june = pd.Timestamp("2023-06-01")
    rows = [*every_trust(2, size), *every_trust(2, size, june), *every_trust(2, size, MAY)[1:]]
    assert of(roll_up(given_rows(*rows), CORD, TREE).frame(), "ENG", MAY)["covered"] == covered
    births = replace(CORD, unit=Unit.COUNT)
    assert of(roll_up(given_rows(*rows), births, TREE).frame(), "ENG", MAY)["covered"] == 119, (
        "a count is missed, not nought"
    )


def test_counts_of_people_are_never_added():
    people = replace(CORD, roll_up=RollUp.GIVEN_ONLY)
    rolled = roll_up(given_rows(*every_trust()), people, TREE)
    assert set(rolled.codes) == set(TRUSTS)
    with pytest.raises(ValueError, match="may not be added"):
        coarsen(rolled, people, Grain.QUARTER)


def test_months_become_quarters_and_rolling_years():
    months = pd.date_range("2022-04-01", "2023-06-01", freq="MS")
    rows = given_rows(*[("R0A", m, i, 20, math.nan, "") for i, m in enumerate(months)])
    rolled = roll_up(rows, CORD, TREE)
    quarters = coarsen(rolled, CORD, Grain.QUARTER).rows("R0A")
    assert quarters["value"].tolist() == [3 / 60, 12 / 60, 21 / 60, 30 / 60, 39 / 60]
    assert quarters["period"].dt.month.tolist() == [4, 7, 10, 1, 4]
    year = coarsen(rolled, CORD, Grain.ROLLING_YEAR).rows("R0A")
    assert year["period"].iloc[0] == pd.Timestamp("2023-03-01")
    assert year["value"].tolist() == [sum(range(i, i + 12)) / 240 for i in range(4)]


def test_a_quarter_that_lacks_a_month_is_not_shown_and_says_so():
    rows = [("R0A", m, 5, 10, math.nan, "") for m in pd.date_range("2023-04-01", "2023-06-01", freq="MS")]
    rows[1] = (*rows[1][:2], math.nan, math.nan, math.nan, "not submitted")
    for measure in (CORD, replace(CORD, unit=Unit.COUNT)):
        rolled = roll_up(given_rows(*rows), measure, TREE)
        quarter = coarsen(rolled, measure, Grain.QUARTER).rows("R0A").iloc[0]
        assert math.isnan(quarter["value"])
        assert quarter["status"] == "2 of 3 months"
