"""The event study against a slow second implementation, against simulated truth, and where it must say nothing."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.methods.event_study import FEWEST, LAGS, LEADS, event_study

NEVER = np.inf
PERIODS, STARTS = 18, (11, 12, 13, 14)


def made(
    seed: int, effect: float = 0.0, tilt: float = 0.0, there: int = 18, others: int = 24, noise: float = 0.5
) -> tuple[np.ndarray, np.ndarray]:
    """Organisations of which the first `there` reach something: `effect` from then on, `tilt` a period all along."""
    rng = np.random.default_rng(seed)
    reached = np.full(there + others, NEVER)
    reached[:there] = rng.choice(STARTS, there)
    common, own = np.cumsum(rng.normal(0, 0.4, PERIODS)), rng.normal(0, 0.25 * noise, (there + others, 1))
    outcome = 100 + common + own * np.arange(PERIODS) + rng.normal(0, noise, (there + others, PERIODS))
    outcome[:there] += tilt * np.arange(PERIODS)
    outcome += effect * (np.arange(PERIODS) >= reached[:, None])
    return outcome, reached


def slowly(outcome: np.ndarray, reached: np.ndarray) -> dict[int, tuple[float, int]]:
    """The effects by loops, one organisation at a time: time -> (effect, organisations)."""
    found = {}
    for time in range(-LEADS, LAGS + 1):
        differences = []
        for i, start in enumerate(reached):
            if not np.isfinite(start) or start < 1 or not 0 <= start + time < outcome.shape[1]:
                continue
            base, at = int(start) - 1, int(start) + time
            others = [
                outcome[j, at] - outcome[j, base]
                for j, later in enumerate(reached)
                if later > max(start, at) and np.isfinite(outcome[j, at] - outcome[j, base])
            ]
            mine = outcome[i, at] - outcome[i, base]
            if others and np.isfinite(mine):
                differences.append(mine - sum(others) / len(others))
        if differences:
            found[time] = (sum(differences) / len(differences), len(differences))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_effects_are_those_of_a_slow_second_implementation(seed: int) -> None:
    outcome, reached = made(seed, effect=-1.0, there=4 + seed, others=3 + 2 * seed)
    rng = np.random.default_rng(seed)
    outcome[rng.random(outcome.shape) < 0.1] = np.nan
    reached[rng.random(len(reached)) < 0.1] = np.nan
    found = event_study(outcome, reached)
    expected = slowly(outcome, reached)
    assert found.time.tolist() == list(expected)
    assert found.effect == pytest.approx([effect for effect, _ in expected.values()])
    assert found.reached.tolist() == [many for _, many in expected.values()]


def test_without_noise_the_truth_comes_out_though_the_times_differ_and_effects_grow() -> None:
    """Where effects grow and times differ, the usual regression takes those there early for a comparison and is wrong."""
    reached = np.array([8.0] * 6 + [12.0] * 6 + [NEVER] * 8)
    since = np.arange(PERIODS) - reached[:, None]
    outcome = 100 + np.arange(PERIODS) ** 1.5 - np.where(since >= 0, since + 1, 0.0)
    found = event_study(outcome, reached)
    assert found.effect == pytest.approx(np.where(found.time >= 0, -(found.time + 1.0), 0.0))
    assert found.before is not None
    assert found.before.value == pytest.approx(0)
    assert found.after is not None
    weights = found.reached * (found.time >= 0)
    assert found.after.value == pytest.approx(-(weights @ (found.time + 1)) / weights.sum())


def test_a_drift_of_before_is_found_and_taken_out() -> None:
    outcome, reached = made(3, tilt=-0.3, noise=1e-9)
    reached[:18] = STARTS[1]  # all at once: those who get there later would drift too, and be compared with
    found = event_study(outcome, reached)
    assert found.parallel is False
    assert found.before is not None
    assert found.before.value == pytest.approx(-0.3)
    assert found.after is not None
    assert found.after.high < 0, "it looks like an effect"
    assert found.beyond is not None
    assert found.beyond.value == pytest.approx(0, abs=1e-6)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Of 120 simulations 95% are 114; below 106 the chance of it is under 1 in 1,000 if they hold as they say."""
    studies = [event_study(*made(seed, effect=-1.0, there=12, others=14)) for seed in range(120)]
    for name, truth in (("before", 0.0), ("after", -1.0), ("beyond", -1.0)):
        held = sum(getattr(s, name).low <= truth <= getattr(s, name).high for s in studies)
        assert held >= 106, (name, held)
    assert np.mean([s.after.high - s.after.low for s in studies if s.after]) < 1.5, "and are not merely wide"


def test_few_on_either_side_are_marked_and_conclude_nothing() -> None:
    few_there = event_study(*made(1, there=FEWEST - 1, others=20))
    few_waiting = event_study(*made(1, there=20, others=FEWEST - 1))
    for found in (few_there, few_waiting):
        assert found.few[found.time >= 0].all()
        assert found.after is None
        assert found.beyond is None
    assert few_there.before is None
    assert few_there.parallel is None


def test_nobody_there_or_nobody_to_compare_with_gives_no_effect() -> None:
    outcome = np.ones((6, PERIODS))
    for reached in (np.full(6, NEVER), np.full(6, np.nan), np.full(6, 5.0), np.zeros(6)):
        found = event_study(outcome, reached)
        assert len(found.time) == 0
        assert found.organisations == 0
        assert (found.before, found.after, found.beyond) == (None, None, None)


def test_whose_time_is_unknown_is_on_neither_side() -> None:
    outcome, reached = made(5, effect=-1.0)
    reached[20] = np.nan
    told = event_study(outcome, reached)
    outcome[20] = 1e6
    assert event_study(outcome, reached).effect == pytest.approx(told.effect)


def test_the_same_figures_give_the_same_intervals() -> None:
    one, two = event_study(*made(7)), event_study(*made(7))
    assert one.low.tolist() == two.low.tolist()
    at = one.time == -1
    assert (one.effect[at], one.low[at], one.high[at]) == (0, 0, 0)
