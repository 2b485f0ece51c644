"""False-discovery control: what it is worth, its P values, and the document that says so."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from analytics.methods import discovery
from analytics.methods.spc import MDC, charts
from analytics.methods.spc.stable import made_up
from benchmarks import discovery as benchmark

TEXT = (Path(__file__).parents[2] / "docs" / "methods.md").read_text("utf-8")


@pytest.mark.parametrize("many", [1, 2, 50, 1000])
def test_the_adjustment_is_benjamini_and_hochberg_s(many: int) -> None:
    p = np.random.default_rng(many).uniform(size=many) ** 3
    assert discovery.adjusted(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_a_step_is_measured_from_the_newest_point_backwards() -> None:
    value = np.array([[0.0, 0, 0, 0, 1, 1, 1, 1, np.nan], [0, 0, 0, 0, 0, 0, 0, 0, -3.0]])
    flat = np.zeros_like(value)
    found = discovery.strength(value, flat, flat - 3, flat + 3, np.isfinite(value), np.array([6, 6]))
    assert found == pytest.approx([2.0, 3.0]), "four points one sigma up; one point three sigmas down"
    one = discovery.strength(value, flat, flat - 3, flat + 3, np.isfinite(value), np.array([1, 1]))
    assert one == pytest.approx([1.0, 3.0]), "no further back than the window"


def test_a_side_that_is_cut_off_does_not_make_a_step_larger() -> None:
    value, flat = np.array([[0.0, 1.0]]), np.zeros((1, 2))
    whole = discovery.strength(value, flat, flat - 3, flat + 3, value >= 0, np.array([6]))
    cut = discovery.strength(value, flat, flat - 0.1, flat + 3, value >= 0, np.array([6]))
    assert cut == pytest.approx(whole)


def test_a_chart_without_limits_has_no_step_and_no_evidence() -> None:
    nothing = np.full((1, 5), np.nan)
    found = discovery.strength(np.ones((1, 5)), nothing, nothing, nothing, nothing < 0, np.array([6]))
    assert np.isnan(found).all()
    assert discovery.p_values("xmr", np.zeros(1), np.full(1, 24.0), np.array([6]), found) == 1.0
    assert discovery.p_values("line", np.zeros(1), np.full(1, 24.0), np.array([6]), np.array([9.0])) == 1.0


@pytest.mark.parametrize(("points", "window"), [(1, 6), (3, 8), (4, 12), (400, 30)])
def test_the_window_reaches_back_to_where_a_run_may_have_begun(points: int, window: int) -> None:
    assert discovery.window_of(np.array([points]), 6) == window


@pytest.mark.parametrize(("kind", "size"), [("xmr", 0.0), ("p", 8.0), ("p", 200.0), ("c", 3.0), ("g", 50.0)])
@pytest.mark.parametrize("points", [14, 33, 54])
def test_a_stable_chart_has_a_small_p_value_as_often_as_it_says(kind: str, size: float, points: int) -> None:
    """Sizes and lengths between those that were simulated."""
    many = 4000
    made = made_up(kind, size, np.ones(points), many, np.random.default_rng(points))
    found = charts(**made, kind=kind, settings=MDC)
    window = discovery.window_of(np.full(many, 3), MDC.shift)
    p = discovery.p_values(
        kind, np.full(many, size), np.full(many, float(points)), window, benchmark.strengths(found, window)
    )
    for share in (0.2, 0.05, 0.01):
        assert (p <= share).mean() == pytest.approx(share, abs=4 * np.sqrt(share / many) + 0.15 * share)


def test_p_values_fall_as_steps_grow_also_beyond_what_was_simulated() -> None:
    steps = np.linspace(0, 12, 200)
    same = np.full(200, 24.0), np.full(200, 8)
    p = discovery.p_values("xmr", np.zeros(200), *same, steps)
    assert (np.diff(p) <= 0).all()
    assert p[0] == 1.0
    assert 0 < p[-1] < 1e-6
    unknown = discovery.p_values("p", np.full(200, np.nan), *same, steps)
    known = discovery.p_values("p", np.full(200, 5.0), *same, steps)
    assert (unknown >= known - 1e-12).all(), "who does not know the size claims no more"


@pytest.mark.slow
def test_the_document_is_true_and_no_more_than_the_stated_share_is_false() -> None:
    head = " | ".join(benchmark.HEADER)
    below = TEXT.partition(head + " |\n")[2].splitlines()[1:]
    told = [[c.strip() for c in line.strip("|").split("|")] for line in takewhile(lambda x: x.startswith("|"), below)]
    again = benchmark.measured(walls=60)
    assert [row[:3] for row in told] == [row[:3] for row in again]
    for old, new in zip(told, again, strict=True):
        for a, b in zip(old[3:], new[3:], strict=True):
            if a != "-":
                assert float(b.strip("%")) == pytest.approx(float(a.strip("%")), abs=12), (old, new)
        assert float(old[4].strip("%")) <= 100 * discovery.RATE + 2, "a sampling error of 500 walls apart"
        assert float(new[4].strip("%")) <= 100 * discovery.RATE + 12
