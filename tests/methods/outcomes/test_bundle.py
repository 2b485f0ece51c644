"""What holds the bundle back: bounds that hold for any real group of babies, and exact sums for the composite score."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.methods.outcomes import bundle

NAMES = ("a", "b", "c", "d")


def parts(counts: dict[str, tuple[float, float, float]]) -> pd.DataFrame:
    """Name to received, eligible and the share of babies eligible."""
    return pd.DataFrame(
        [(name, *values) for name, values in counts.items()], columns=["measure", "numerator", "denominator", "share"]
    )


def test_the_example_of_the_module() -> None:
    found = bundle.gains(parts({"i": (60, 100, 1.0), "j": (50, 100, 1.0)}), 0.20, 0.90).set_index("measure").loc["i"]
    assert (found["acs_low"], found["acs_high"]) == pytest.approx((0.20, 0.30))
    assert found["acs_gain"] == pytest.approx(0.20)


def test_the_composite_score_is_exact_arithmetic() -> None:
    found = bundle.gains(parts({"i": (60, 100, 1.0), "j": (90, 100, 1.0), "k": (10, 50, 0.5)}), None, 0.80)
    assert found["measure"].tolist() == ["k", "i", "j"]
    before, after = (60 + 90 + 10) / 250, (60 + 90 + 40) / 250  # k at 80% of 50
    assert found["cqs_gain"].iloc[0] == pytest.approx(after - before)
    assert found["missed"].tolist() == [40, 40, 10]
    assert found["to_reach"].tolist() == pytest.approx([30, 20, 0])
    assert found["acs_gain"].isna().all()


def test_what_is_at_the_rate_already_gains_nothing() -> None:
    found = bundle.gains(parts({"i": (95, 100, 1.0), "j": (50, 100, 1.0)}), 0.4, 0.9).set_index("measure").loc["i"]
    assert found[["to_reach", "cqs_gain", "acs_low", "acs_gain", "acs_high"]].tolist() == [0] * 5


def test_an_intervention_without_anybody_eligible_is_left_out() -> None:
    assert bundle.gains(parts({"i": (0, 0, 0.0), "j": (5, 10, 1.0)}), 0.4, 0.9)["measure"].tolist() == ["j"]
    assert bundle.gains(parts({"i": (0, 0, 0.0)}), 0.4, 0.9).empty


@pytest.mark.parametrize(("score", "target"), [(1.2, 0.9), (0.2, 95.0), (float("nan"), 0.9)])
def test_scores_and_targets_are_fractions(score: float, target: float) -> None:
    with pytest.raises(ValueError, match="fraction from 0 to 1"):
        bundle.gains(parts({"i": (5, 10, 1.0)}), score, target)


def test_who_is_eligible_for_all_and_who_for_some() -> None:
    found = parts({"i": (5, 90, 0.0), "j": (5, 100, 0.0), "k": (5, 25, 0.0)})
    assert bundle.eligible_shares(found, frozenset("ij")).tolist() == [1.0, 1.0, 0.25]
    assert bundle.eligible_shares(parts({"i": (0, 0, 0.0)}), frozenset()).tolist() == [0.0]


babies = st.lists(
    st.lists(st.sampled_from(["got", "missed", "not eligible"]), min_size=len(NAMES), max_size=len(NAMES)),
    min_size=1,
    max_size=30,
)


@pytest.mark.slow
@given(babies, st.integers(0, 3), st.data())
def test_the_bounds_hold_for_every_group_of_babies(group: list[list[str]], chosen: int, data: st.DataObject) -> None:
    """Babies in full, an intervention given to any of those who missed it: the new score lies within the bounds."""
    missed = [b for b in group if b[chosen] == "missed"]
    now_given = data.draw(st.sets(st.integers(0, len(missed) - 1)) if missed else st.just(set()))
    eligible = sum(b[chosen] != "not eligible" for b in group)
    if not eligible:
        return
    counts = {
        name: (
            sum(b[i] == "got" for b in group),
            of := sum(b[i] != "not eligible" for b in group),
            of / len(group),
        )
        for i, name in enumerate(NAMES)
    }
    complete = sum("missed" not in b for b in group) / len(group)
    target = (counts[NAMES[chosen]][0] + len(now_given)) / eligible
    after = [
        [("got" if i == chosen else x) for i, x in enumerate(b)] if b[chosen] == "missed" and place in now_given else b
        for place, b in [(missed_place(group, chosen, n), b) for n, b in enumerate(group)]
    ]
    truth = sum("missed" not in b for b in after) / len(group) - complete
    found = bundle.gains(parts(counts), complete, target).set_index("measure").loc[NAMES[chosen]]
    assert found["acs_low"] - 1e-9 <= truth <= found["acs_high"] + 1e-9
    assert found["acs_low"] <= found["acs_gain"] <= found["acs_high"]


def missed_place(group: list[list[str]], chosen: int, at: int) -> int:
    """How many babies before this one missed the chosen intervention."""
    return sum(b[chosen] == "missed" for b in group[:at])


def test_the_middle_is_right_where_misses_are_independent() -> None:
    rng = np.random.default_rng(7)
    rates, shares, n = np.array([0.6, 0.8, 0.9]), np.array([1.0, 1.0, 0.4]), 400_000
    eligible = rng.random((n, 3)) < shares
    chance = rng.random((n, 3))
    complete = (~eligible | (chance < rates)).all(axis=1).mean()
    raised = (~eligible | (chance < np.array([0.95, 0.8, 0.9]))).all(axis=1).mean()
    received = (eligible & (chance < rates)).sum(axis=0)
    counts = {name: (received[i], eligible[:, i].sum(), shares[i]) for i, name in enumerate(NAMES[:3])}
    found = bundle.gains(parts(counts), complete, 0.95).set_index("measure").loc["a"]
    assert complete + found["acs_gain"] == pytest.approx(raised, abs=0.004)


@pytest.mark.slow
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(0, 50))
def test_a_higher_target_never_gains_less(score: float, one: float, other: float, got: int) -> None:
    given_parts = parts({"i": (got, 50, 1.0), "j": (30, 40, 0.8)})
    low, high = (bundle.gains(given_parts, score, t).set_index("measure").loc["i"] for t in sorted([one, other]))
    for column in ("to_reach", "cqs_gain", "acs_low", "acs_gain", "acs_high"):
        assert low[column] <= high[column] + 1e-9
