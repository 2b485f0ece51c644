"""Steps: a signal is not a jump; they agree with least squares done plainly, and chance seldom makes one."""

import numpy as np
import pytest

from analytics.methods import steps

RANDOM = 13


def plainly(row):
    """Every cut tried by itself on the values that are there."""
    at = np.flatnonzero(np.isfinite(row))
    values = row[at]
    best, where = -1.0, -1
    for cut in range(steps.EDGE, len(values) - steps.EDGE + 1):
        left, right = values[:cut], values[cut:]
        gain = (
            ((values - values.mean()) ** 2).sum()
            - ((left - left.mean()) ** 2).sum()
            - ((right - right.mean()) ** 2).sum()
        )
        if gain > best + 1e-12:
            best, where = gain, cut
    return at[where], values[:where].mean(), values[where:].mean()


def test_the_cut_and_the_levels_are_those_of_least_squares() -> None:
    value = np.random.default_rng(RANDOM).normal(size=(40, 50))
    value[np.random.default_rng(RANDOM + 1).random(value.shape) < 0.15] = np.nan
    found = steps.steps(value)
    for row, *mine in zip(value, found.at, found.before, found.after, strict=True):
        assert mine == pytest.approx(list(plainly(row)))


def test_a_small_board_that_jumps_about_is_behind_a_large_one_with_a_small_true_shift() -> None:
    random = np.random.default_rng(RANDOM)
    small = random.poisson(4, 60) / 4.0
    small[-1], small[-13] = 2.5, 0.5  # five times as much as a year before
    large = random.poisson(4000, 60) / 4000.0
    large[40:] *= 0.95
    found = steps.steps(np.vstack([small, large]))
    assert found.strength[1] > steps.SIGNAL > found.strength[0]
    assert abs(found.at[1] - 40) <= 1
    assert found.after[1] / found.before[1] == pytest.approx(0.95, abs=0.01)


def neighbours_alike(correlation, series, periods):
    """Series without a step of which each value is so much like the one before."""
    drawn = np.random.default_rng(RANDOM).standard_normal((series, periods + 50))
    for at in range(1, drawn.shape[1]):
        drawn[:, at] += correlation * drawn[:, at - 1]
    return drawn[:, 50:]


@pytest.mark.parametrize(("correlation", "most"), [(0.0, 0.01), (0.6, 0.05)])
@pytest.mark.parametrize("periods", [36, 61])
def test_chance_alone_seldom_reaches_the_threshold(correlation, most, periods) -> None:
    found = steps.steps(neighbours_alike(correlation, 2000, periods))
    assert (found.strength > steps.SIGNAL).mean() <= most


def test_neighbours_that_are_alike_count_for_less() -> None:
    shift = np.where(np.arange(60) >= 30, 1.5, 0.0)
    alone, alike = (np.median(steps.steps(neighbours_alike(r, 400, 60) + shift).strength) for r in (0.0, 0.6))
    assert alike < 0.7 * alone


def test_a_steady_fall_is_a_change_too() -> None:
    fall = np.linspace(3, 0, 60) + np.random.default_rng(RANDOM).normal(size=(100, 60))
    assert (steps.steps(fall).strength > steps.SIGNAL).mean() > 0.9
    assert steps.steps(np.linspace(3, 0, 60)[None]).strength[0] > 1000, "the steadier, the stronger"


def test_what_never_moves_has_no_strength_and_a_clean_step_has_much() -> None:
    clean = np.r_[np.ones(30), np.full(30, 2.0)]
    found = steps.steps(np.vstack([np.ones(60), clean, np.zeros(60)]))
    assert found.strength[0] == found.strength[2] == 0
    assert found.strength[1] > 1000
    assert found.at[1] == 30


def test_too_few_values_have_no_step() -> None:
    found = steps.steps(np.vstack([np.r_[np.full(40, np.nan), np.arange(20.0)], np.arange(60.0)]))
    assert found.at.tolist()[0] == -1
    assert np.isnan([found.before[0], found.after[0], found.strength[0]]).all()
    assert found.at[1] == 30
