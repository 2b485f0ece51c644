"""One z for phi, bands and lines of a funnel plot, from the tails of chance themselves."""

from __future__ import annotations

import math

import numpy as np
import pytest
from test_funnel import compared

from analytics.methods import funnel as funnels
from analytics.methods.funnel import scores
from analytics.model import Adjustment


def test_phi_and_lines_come_from_one_z() -> None:
    """A band is read off z over the widening that the lines have, whatever the count and the adjustment."""
    pairs = [(1, 20), (0, 35), (9, 60), (2, 41), (14, 55), (0, 18), (4, 30)]
    for adjustment in Adjustment:
        found = funnels.funnel(compared(pairs), adjustment)
        z, size = found.rows["z"].to_numpy(), found.rows["denominator"].to_numpy()
        assert found.phi == pytest.approx(float(np.mean(funnels.winsorise(z) ** 2)))
        wide = funnels.widening(size, funnels.spread_of(z, size, adjustment))
        assert found.rows["z_adjusted"].to_numpy() == pytest.approx(z / wide)


def test_rare_events_that_differ_by_chance_alone_are_not_called_different() -> None:
    """About one event each: on the transformed scale phi would be above 1 by chance alone."""
    random = np.random.default_rng(8)
    pairs = list(zip(random.binomial(50, 0.02, 4_000).tolist(), [50] * 4_000, strict=True))
    found = funnels.funnel(compared(pairs))
    assert found.phi < 1
    assert not found.widened
    top, size = np.array(pairs, float).T
    far = (np.arcsin(np.sqrt(top / size)) - np.arcsin(np.sqrt(found.centre))) / scores.error(size)
    assert np.mean(funnels.winsorise(far) ** 2) > 1.1


@pytest.mark.parametrize("proportion", [True, False])
def test_the_exact_z_goes_on_smoothly_where_its_tail_is_too_small_for_a_computer(proportion: bool) -> None:
    count = np.arange(500, 9_000, 7.0)
    z = scores.exact_z(count, np.full(count.shape, 50_000.0), 0.05, proportion)
    assert np.isfinite(z).all()
    assert z[-1] > 45
    assert (np.diff(z) > 0).all()
    assert np.abs(np.diff(z, 2)).max() < 0.05, "no step where one way of working it out hands over to the other"


@pytest.mark.parametrize("sigma", [-12.0, -3.0, -1.96, 2.0, 3.09, 20.0, 60.0])
@pytest.mark.parametrize("proportion", [True, False])
def test_a_limit_is_where_z_reaches_it(sigma: float, proportion: bool) -> None:
    size = np.array([400.0, 3_000.0, 40_000.0])
    limit = scores.exact_limit(size, 0.2, proportion, np.full(3, sigma))
    for n, at in zip(size, limit, strict=True):
        counts = np.array([math.floor(at * n), math.ceil(at * n)], float) if np.isfinite(at) else np.array([0.0, n])
        low, high = scores.exact_z(counts, np.full(2, n), 0.2, proportion)
        assert low <= sigma + 1e-9 or not np.isfinite(at)
        assert high >= sigma - 1e-9 or not np.isfinite(at)
        if not np.isfinite(at):
            assert low > sigma or high < sigma
