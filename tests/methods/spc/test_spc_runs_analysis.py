"""The runs analysis of run charts, against the limits that its authors print."""

import numpy as np
import pytest

from analytics.methods.spc import charts
from analytics.methods.spc.rules.sides import fewest_by_chance, longest_by_chance

# Anhøj and Olesen 2014, table of signal limits: useful points, longest run, fewest crossings
PRINTED = [(10, 6, 2), (11, 6, 2), (12, 7, 3), (13, 7, 3), (14, 7, 4), (15, 7, 4), (16, 7, 4), (17, 7, 5), (18, 7, 5)]
PRINTED += [(19, 7, 6), (20, 7, 6), (21, 7, 6), (22, 7, 7), (23, 8, 7), (24, 8, 8)]


@pytest.mark.parametrize(("useful", "longest", "fewest"), PRINTED)
def test_limits_by_number_of_useful_points(useful: int, longest: int, fewest: int) -> None:
    assert longest_by_chance(np.array([useful]))[0] == longest
    assert fewest_by_chance(np.array([useful]))[0] == fewest


def test_few_points_break_no_rule() -> None:
    assert fewest_by_chance(np.array([0, 1, 2, 5])).tolist() == [0, 0, 0, 0]
    assert longest_by_chance(np.array([0, 1])).tolist() == [0, 3]


def test_the_run_that_broke_the_rule_is_marked_and_no_other_point() -> None:
    low_high = [1, 9, 1, 9, 1, 9, 1, 9, 1, 9]
    values = [*low_high, *[8] * 9, *[2] * 2, *low_high, 2, 2, 2, 2, 9, 2, 2, 2, 2]
    made = charts([values], kind="run", better="increase")
    assert np.flatnonzero(made.signals["long_run"][0]).tolist() == list(range(9, 19))
    assert set(made.state[0, 10:18]) == {"improvement"}


def test_a_slow_oscillation_crosses_too_rarely_without_any_long_run() -> None:
    values = [*[1, 2, 1, 2, 1], *[8, 9, 8, 9, 8]] * 3
    made = charts([values], kind="run", better="increase")
    assert not made.signals["long_run"].any()
    assert not made.signals["shift"].any()
    assert made.signals["few_crossings"].all()
    assert made.variation[0] == "improvement_high"
    assert made.assurance[0] == ""


def test_points_on_the_median_are_not_useful() -> None:
    values = [5.0] * 15 + [1, 9] * 6
    made = charts([values], kind="run")
    assert not any(marked.any() for marked in made.signals.values())
    assert not any(marked.any() for marked in charts([[5.0] * 30], kind="run").signals.values())
