"""Kaplan-Meier in the head, against a slow second answer, and against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.methods.survival.kaplan_meier import product_limit


def slow(people: list[tuple[int, bool]], at: int) -> float:
    """The share left after a time, one person at a time."""
    share = 1.0
    for time in sorted({t for t, happened in people if happened and t <= at}):
        here = [happened for t, happened in people if t >= time]
        now = [1 for t, happened in people if t == time and happened]
        share *= 1 - len(now) / len(here)
    return share


def test_four_people_in_the_head() -> None:
    curve = product_limit([1, 2, 3, 3], [True, False, True, False])
    assert curve.time.tolist() == [1, 2, 3]
    assert curve.at_risk.tolist() == [4, 3, 2]
    assert curve.events.tolist() == [1, 0, 1]
    assert curve.censored.tolist() == [0, 1, 1], "an event comes before who is last seen on the same day"
    assert curve.left.tolist() == [3 / 4, 3 / 4, 3 / 8]


def test_nobody_is_an_empty_curve() -> None:
    assert product_limit([], []).left.tolist() == []


@pytest.mark.parametrize(("time", "happened"), [([1.0, np.nan], [True, True]), ([1.0], [True, False])])
def test_a_time_that_is_none_is_refused(time: list[float], happened: list[bool]) -> None:
    with pytest.raises(ValueError, match="finite time"):
        product_limit(time, happened)


def test_without_events_and_without_anybody_left_there_is_no_interval() -> None:
    assert np.isnan(product_limit([1, 2], [False, False]).low).all()
    assert np.isnan(product_limit([1, 2], [True, True]).low).tolist() == [False, True]


PEOPLE = st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=40)


@given(PEOPLE)
def test_the_curve_is_that_of_one_person_at_a_time(people: list[tuple[int, bool]]) -> None:
    curve = product_limit(*zip(*people, strict=True))
    assert curve.left == pytest.approx([slow(people, int(t)) for t in curve.time])
    assert curve.events.sum() + curve.censored.sum() == len(people)


@given(PEOPLE)
def test_intervals_hold_the_curve_and_stay_within_0_and_1(people: list[tuple[int, bool]]) -> None:
    curve = product_limit(*zip(*people, strict=True))
    told = np.isfinite(curve.low)
    assert (told == ((curve.left > 0) & (curve.left < 1))).all()
    assert ((curve.low > 0) & (curve.low <= curve.left) & (curve.left <= curve.high) & (curve.high < 1))[told].all()


@given(PEOPLE.filter(lambda people: any(happened for _, happened in people)))
def test_statsmodels_says_the_same(people: list[tuple[int, bool]]) -> None:
    from statsmodels.duration.survfunc import SurvfuncRight

    time, happened = (np.array(column) for column in zip(*people, strict=True))
    with np.errstate(all="ignore"):  # theirs divides by nothing where nobody is left
        theirs = SurvfuncRight(time, happened.astype(int))
    ours = product_limit(time, happened)
    at_events = ours.events > 0
    assert ours.time[at_events].tolist() == theirs.surv_times.tolist()
    assert ours.left[at_events] == pytest.approx(theirs.surv_prob)
    assert ours.at_risk[at_events].tolist() == theirs.n_risk.tolist()
    # Their log-log interval, at one time as they have it in `quantile_ci`, from their own standard error.
    told = np.isfinite(ours.low[at_events])
    left, error = theirs.surv_prob[told], theirs.surv_prob_se[told]
    width = 1.959963984540054 * error / (left * np.log(left))
    assert ours.low[at_events][told] == pytest.approx(left ** np.exp(-width))
    assert ours.high[at_events][told] == pytest.approx(left ** np.exp(width))


@pytest.mark.parametrize(("size", "least"), [(10, 0.93), (40, 0.93), (200, 0.935)])
def test_the_interval_holds_as_often_as_it_says(size: int, least: float) -> None:
    """Waits of 5 on average, followed for up to 10: how often the interval at time 3 holds the true share left."""
    rng, truth, held, told = np.random.default_rng(7), np.exp(-3 / 5), 0, 0
    for _ in range(1500):
        wait, followed = rng.exponential(5, size), rng.uniform(2, 10, size)
        curve = product_limit(np.minimum(wait, followed), wait <= followed)
        at = np.searchsorted(curve.time, 3, side="right") - 1
        if np.isfinite(curve.low[at]):
            told += 1
            held += curve.low[at] <= truth <= curve.high[at]
    assert told > 1400
    assert least <= held / told <= 0.97
