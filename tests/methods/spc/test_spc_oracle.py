"""The engine against the slow plain second answer, and properties that must hold for any data."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from analytics.methods.spc import MDC, MDC_SQL, PLOTTHEDOTS, charts
from analytics.model import Better, Signal
from tests.methods.spc.spc_plain import answer

SETTINGS = [
    MDC,
    MDC_SQL,
    PLOTTHEDOTS,
    replace(MDC, shift=8, trend=7),
    replace(MDC, points_for_verdict=1),
    replace(MDC, points_for_verdict=1, limits="classic"),
    replace(PLOTTHEDOTS, screen_moving_ranges=True),
    replace(MDC_SQL, precedence=(Signal.TREND, Signal.SHIFT, Signal.TWO_OF_THREE, Signal.SINGLE)),
]
SWAPPED = {"improvement": "concern", "concern": "improvement"}


@st.composite
def batches(draw):
    """A few short series with ties, gaps, ghosts and recalculations: everything that one call can hold."""
    rows, periods = draw(st.integers(1, 3)), draw(st.integers(0, 26))

    def grid(cell):
        return draw(st.lists(st.lists(cell, min_size=periods, max_size=periods), min_size=rows, max_size=rows))

    seldom = st.integers(0, 11).map(lambda i: i == 0)
    wide = draw(st.sampled_from([1, 3, 40]))
    gaps = draw(st.booleans())
    values = grid(st.integers(-wide, wide))
    lost = grid(seldom) if gaps else [[False] * periods] * rows
    return {
        "values": [[None if x else v for v, x in zip(*pair, strict=True)] for pair in zip(values, lost, strict=True)],
        "cases": grid(st.integers(0 if gaps else 1, 12)),
        "rebase": grid(seldom),
        "ghost": grid(seldom) if gaps else [[False] * periods] * rows,
        "baseline": draw(st.lists(st.sampled_from([0, 0, 1, 4, 12]), min_size=rows, max_size=rows)),
        "better": draw(st.lists(st.sampled_from([b.value for b in Better]), min_size=rows, max_size=rows)),
        "target": draw(st.lists(st.sampled_from([None, 0, 1, -2]), min_size=rows, max_size=rows)),
    }


def floats(grid) -> np.ndarray:
    return np.array(grid, dtype=float).reshape(len(grid), -1)  # None becomes NaN


def compare(made, rows, expected) -> None:
    for i, plain in zip(rows, expected, strict=True):
        for rule, marked in made.signals.items():
            assert set(np.flatnonzero(marked[i])) == plain.high[rule] | plain.low[rule], (rule, i)
        assert list(made.state[i]) == plain.state
        assert (made.variation[i], made.assurance[i]) == (plain.variation, plain.assurance)


KINDS_DRAWN = ["xmr", "xmr_median", "mr", "p", "pprime", "u", "uprime", "c", "g", "t", "xbar", "s", "run"]


def suited(batch, kind):
    """The batch as numbers that this kind of chart accepts: values, cases, and standard deviations."""
    values, cases, sd = batch["values"], batch["cases"], None
    if kind not in ("xmr", "xmr_median", "mr", "run"):
        most = (lambda n: n + 1) if kind in ("p", "pprime") else (lambda n: 99)
        values = [
            [None if v is None else abs(v) % most(n) for v, n in zip(*r, strict=True)]
            for r in zip(values, cases, strict=True)
        ]
    if kind == "xbar":
        sd = [[(7 * n + at) % 5 for at, n in enumerate(r)] for r in cases]
    return values, cases, sd


@pytest.mark.slow
@effort(max_examples=400, deadline=None)
@given(batch=batches(), rules=st.sampled_from(SETTINGS), kind=st.sampled_from(KINDS_DRAWN))
def test_engine_agrees_with_the_plain_answer(batch, rules, kind) -> None:
    values, cases, sd = suited(batch, kind)
    counts = {}
    if kind in ("p", "pprime", "u", "uprime"):
        counts = {"numerators": floats(values), "denominators": floats(cases)}
    elif kind in ("xbar", "s"):
        counts = {"denominators": floats(cases)} | ({"sd": floats(sd)} if sd else {})
    made = charts(
        None if "numerators" in counts else floats(values),
        **counts,
        kind=kind,
        settings=rules,
        better=batch["better"],
        target=floats([batch["target"]])[0],
        rebase=np.array(batch["rebase"], dtype=bool).reshape(len(values), -1),
        ghost=np.array(batch["ghost"], dtype=bool).reshape(len(values), -1),
        baseline_points=batch["baseline"],
    )
    expected = [
        answer(
            row,
            cases=cases[i],
            sd=sd[i] if sd else None,
            kind=kind,
            settings=rules,
            **{name: batch[name][i] for name in ("better", "target", "rebase", "ghost", "baseline")},
        )
        for i, row in enumerate(values)
    ]
    compare(made, range(len(values)), expected)


@effort(max_examples=60, deadline=None)
@given(batch=batches(), by=st.integers(-1000, 1000), times=st.sampled_from([0.001, 0.1, 1, 3, 1e6]))
def test_shifting_and_scaling_change_no_signal(batch, by, times) -> None:
    values = floats(batch["values"])
    one, other = charts(values, better="increase"), charts((values + by) * times, better="increase")
    for rule in one.signals:
        np.testing.assert_array_equal(one.signals[rule], other.signals[rule])
    assert (one.variation == other.variation).all()


@effort(max_examples=60, deadline=None)
@given(batch=batches(), target=st.integers(-3, 3))
def test_reversing_better_swaps_improvement_and_concern(batch, target) -> None:
    values = floats(batch["values"])
    up = charts(values, better="increase", target=target)
    down = charts(values, better="decrease", target=target)
    single = ~up.both  # where both are present improvement wins, whichever way is better
    swapped = np.array([SWAPPED.get(s, s) for s in up.state.ravel()], dtype=up.state.dtype).reshape(up.state.shape)
    np.testing.assert_array_equal(swapped[single], down.state[single])
    assert (up.state[up.both] == "improvement").all()
    assert (down.state[up.both] == "improvement").all()
    met = {"pass": "fail", "fail": "pass"}
    centred = up.n > 0
    flat = np.array([np.nanmax(r) == np.nanmin(r) if c else True for r, c in zip(values, centred, strict=True)])
    for a, b, skip in zip(up.assurance, down.assurance, flat, strict=True):
        assert skip or met.get(str(a), a) == b  # a flat series on its target passes either way


@effort(max_examples=60, deadline=None)
@given(batch=batches())
def test_splitting_a_batch_changes_nothing(batch) -> None:
    values, rebase = floats(batch["values"]), np.array(batch["rebase"], dtype=bool).reshape(len(batch["values"]), -1)
    whole = charts(values, better=batch["better"], rebase=rebase, baseline_points=batch["baseline"])
    for i in range(len(values)):
        alone = charts(
            values[i : i + 1], better=batch["better"][i], rebase=rebase[i : i + 1], baseline_points=batch["baseline"][i]
        )
        np.testing.assert_array_equal(alone.state[0], whole.state[i])
        for line in ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma"):
            np.testing.assert_allclose(getattr(alone, line)[0], getattr(whole, line)[i], rtol=1e-12, atol=1e-12)


@effort(max_examples=60, deadline=None)
@given(batch=batches(), instead=st.sampled_from([np.nan, 0.0, 999.0]))
def test_a_ghost_counts_no_more_than_a_gap(batch, instead) -> None:
    values, ghost = floats(batch["values"]), np.array(batch["ghost"], dtype=bool).reshape(len(batch["values"]), -1)
    shown = charts(np.where(ghost, instead, values), better="increase", ghost=ghost)
    missing = charts(np.where(ghost, np.nan, values), better="increase")
    np.testing.assert_array_equal(shown.state, missing.state)
    np.testing.assert_array_equal(shown.upper, missing.upper)
    assert (shown.variation == missing.variation).all()


def test_a_thousand_series_at_once_equal_a_thousand_one_by_one() -> None:
    values = np.random.default_rng(7).integers(0, 30, size=(1000, 24)).astype(float)
    whole = charts(values, better="decrease", target=9)
    for i in (0, 499, 999):
        compare(whole, [i], [answer([int(v) for v in values[i]], settings=MDC, better="decrease", target=9)])


@pytest.mark.parametrize("periods", [0, 1, 2, 12])
def test_the_plain_answer_withholds_verdicts_too(periods: int) -> None:
    plain = answer([5] * periods, settings=MDC, better="increase", target=5)
    assert (plain.variation, plain.assurance, plain.state) == ("", "", ["common"] * periods)
