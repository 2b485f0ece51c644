"""Properties that must hold for any data, for the kinds that came after XmR, p and run."""

from dataclasses import replace
from itertools import pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from analytics.methods.spc import KINDS, MDC, charts

LINES = ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma")
SHORT = replace(MDC, points_for_verdict=1)
EVERY = [kind for kind in KINDS if kind != "line"]


def example(kind: str, seed: int, rows: int = 3, periods: int = 20) -> dict:
    """A batch that this kind of chart accepts, with a step in it so that something happens."""
    rng = np.random.default_rng(seed)
    size = rng.integers(2, 40, size=(rows, periods)).astype(float)
    values = rng.poisson(np.where(np.arange(periods) < periods // 2, 4, 9), size=(rows, periods)).astype(float)
    if kind in ("p", "pprime"):
        return {"values": None, "numerators": np.minimum(values, size), "denominators": size}
    if kind in ("u", "uprime"):
        return {"values": None, "numerators": values, "denominators": size}
    if kind == "xbar":
        return {"values": values, "denominators": size, "sd": rng.random((rows, periods))}
    return {"values": values, "denominators": size} if kind == "s" else {"values": values}


def part_of(batch: dict, rows) -> dict:
    return {name: None if grid is None else grid[rows] for name, grid in batch.items()}


def same_signals(one, other) -> None:
    for rule in one.signals:
        np.testing.assert_array_equal(one.signals[rule], other.signals[rule], err_msg=rule)


@pytest.mark.parametrize("kind", EVERY)
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_splitting_a_batch_changes_nothing(kind: str, seed: int) -> None:
    batch = example(kind, seed)
    whole = charts(**batch, kind=kind, better="increase")
    for i in range(3):
        alone = charts(**part_of(batch, slice(i, i + 1)), kind=kind, better="increase")
        np.testing.assert_array_equal(alone.state[0], whole.state[i])
        for line in LINES:
            np.testing.assert_allclose(getattr(alone, line)[0], getattr(whole, line)[i], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", EVERY)
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), at=st.integers(0, 19), instead=st.sampled_from([0.0, 1.0, np.nan]))
def test_a_ghost_counts_for_nothing(kind: str, seed: int, at: int, instead: float) -> None:
    batch, ghost = example(kind, seed), np.arange(20) == at
    other = {
        name: None if grid is None else np.where(ghost & (name in ("values", "numerators")), instead, grid)
        for name, grid in batch.items()
    }
    one, two = (charts(**b, kind=kind, ghost=ghost, better="decrease") for b in (batch, other))
    np.testing.assert_array_equal(one.state, two.state)
    for line in LINES:
        np.testing.assert_array_equal(getattr(one, line)[:, ~ghost], getattr(two, line)[:, ~ghost])


@pytest.mark.parametrize("kind", EVERY)
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_recalculation_leaves_the_other_parts_lines_alone(kind: str, seed: int) -> None:
    batch = example(kind, seed)
    whole = charts(**batch, kind=kind, rebase=np.arange(20) == 12)
    first = charts(
        **{name: None if grid is None else grid[:, :12] for name, grid in batch.items()}, kind=kind, settings=SHORT
    )
    for line in LINES:
        np.testing.assert_allclose(getattr(whole, line)[:, :12], getattr(first, line), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", ["xmr", "mr", "t", "xbar", "s", "run"])
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), times=st.sampled_from([0.001, 0.3, 7.0, 1e6]))
def test_measurements_may_be_in_any_unit(kind: str, seed: int, times: float) -> None:
    batch = example(kind, seed)
    scaled = {n: g * times if n in ("values", "sd") else g for n, g in batch.items()}
    one, other = charts(**batch, kind=kind), charts(**scaled, kind=kind)
    same_signals(one, other)
    for line in LINES:
        np.testing.assert_allclose(getattr(one, line) * times, getattr(other, line), rtol=1e-9, atol=1e-9 * times)


@pytest.mark.parametrize("kind", ["xmr", "mr", "xbar", "run"])
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), by=st.integers(-1000, 1000))
def test_where_nought_lies_does_not_matter_for_measurements(kind: str, seed: int, by: int) -> None:
    batch = example(kind, seed)
    same_signals(charts(**batch, kind=kind), charts(**(batch | {"values": batch["values"] + by}), kind=kind))


@pytest.mark.parametrize("kind", ["u", "uprime"])
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), times=st.sampled_from([0.001, 10.0, 1000.0]))
def test_opportunity_may_be_counted_in_any_unit(kind: str, seed: int, times: float) -> None:
    batch = example(kind, seed)
    other = batch | {"denominators": batch["denominators"] * times}
    same_signals(charts(**batch, kind=kind), charts(**other, kind=kind))


@pytest.mark.parametrize("kind", ["p", "pprime"])
@effort(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_counting_the_others_turns_a_chart_of_proportions_upside_down(kind: str, seed: int) -> None:
    batch = example(kind, seed)
    others = batch | {"numerators": batch["denominators"] - batch["numerators"]}
    one, other = charts(**batch, kind=kind, better="increase"), charts(**others, kind=kind, better="decrease")
    same_signals(one, other)
    np.testing.assert_array_equal(one.high, other.low)
    np.testing.assert_allclose(one.upper, 1 - other.lower)


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_at_all_is_charted_as_nothing(kind: str) -> None:
    for rows, periods in ((0, 20), (2, 0), (2, 20)):
        empty = {
            name: None if grid is None else np.full((rows, periods), np.nan) for name, grid in example(kind, 1).items()
        }
        made = charts(**empty, kind=kind, better="increase", target=1.0)
        assert made.variation.tolist() == [""] * rows
        assert made.assurance.tolist() == [""] * rows
        assert not any(marked.any() for marked in made.signals.values())


@pytest.mark.parametrize("kind", EVERY)
def test_one_point_is_no_trouble(kind: str) -> None:
    made = charts(**part_of(example(kind, 4, periods=1), slice(0, 1)), kind=kind, settings=SHORT, better="increase")
    assert made.state[0, 0] in ("common", "")


@effort(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), periods=st.integers(13, 60))
def test_the_longest_run_and_the_crossings_are_counted_right(seed: int, periods: int) -> None:
    values = np.random.default_rng(seed).integers(0, 9, size=(1, periods)).astype(float)
    made = charts(values, kind="run")
    side = [np.sign(v - np.median(values)) for v in values[0] if v != np.median(values)]
    crossings = sum(a != b for a, b in pairwise(side))
    quantile = np.flatnonzero(np.cumsum([_toss(len(side) - 1, k) for k in range(len(side))]) >= 0.05)[0] if side else 0
    assert made.signals["few_crossings"].any() == (bool(side) and crossings < quantile)


def _toss(tosses: int, heads: int) -> float:
    return comb(tosses, heads) / 2**tosses


@effort(max_examples=150, deadline=None)
@given(
    gaps=st.lists(st.integers(0, 60), min_size=3, max_size=30),
    so_far=st.sampled_from([0, 1, 20, 200, 2000]),
    kind=st.sampled_from(["g", "t"]),
)
def test_an_open_gap_takes_nothing_away_and_says_nothing_low(gaps, so_far, kind) -> None:
    """The gaps that have ended keep their lines and their low signals; only high ones can come to them."""
    ended = charts([gaps], kind=kind, better="increase", settings=SHORT)
    made = charts(
        [[*gaps, so_far]], kind=kind, better="increase", settings=SHORT, still_open=[[False] * len(gaps) + [True]]
    )
    for line in LINES:
        np.testing.assert_allclose(getattr(made, line)[:, :-1], getattr(ended, line), rtol=1e-12)
    np.testing.assert_array_equal(made.low[:, :-1], ended.low)
    assert (made.high[:, :-1] >= ended.high).all()
    assert not made.low[0, -1]
    assert made.n[0] == ended.n[0]
    assert made.counted[0, -1] == made.high[0, -1] == (made.state[0, -1] == "improvement")
    assert made.last[0] == (len(gaps) if made.high[0, -1] else ended.last[0])
