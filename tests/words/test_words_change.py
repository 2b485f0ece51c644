"""What changed, since when: states drawn as pictures, one letter a point (see `charts_made.LETTERS`)."""

import pytest

from analytics.model import Unit
from analytics.words.states import recalculated
from tests.charts.charts_made import chart, measure, series

NA = float("nan")


@pytest.mark.parametrize(
    ("states", "values", "start", "points"),
    [
        ("---iii", [1, 1, 1, 5, 5, 5], 3, 3),  # the run that ends at the last point
        ("iii---", [5, 5, 5, 1, 1, 1], None, 0),  # a change that is over is not the current one
        ("ccciii", [1, 1, 1, 5, 5, 5], 3, 3),  # concern before improvement is another run
        ("i--iii", [5, 1, 1, 5, 5, 5], 3, 3),  # an earlier single signal is not part of it
        ("---ii ", [1, 1, 1, 5, 5, NA], 3, 2),  # the last value is missing: the one before drives
        ("---i i", [1, 1, 1, 5, NA, 5], 3, 2),  # a gap neither breaks nor lengthens the run
        ("---i i", [1, 1, 1, 5, 9, 5], 3, 2),  # nor does a ghosted point
        ("iiiiii", [5, 5, 5, 5, 5, 5], 0, 6),  # the whole chart is one run
        ("------", [1, 2, 1, 2, 1, 2], None, 0),
        ("      ", [1, 2, 1, 2, 1, 2], None, 0),  # too few points: no states
        ("      ", [NA] * 6, None, 0),
        ("", [], None, 0),
    ],
)
def test_the_current_run(states: str, values: list[float], start: int | None, points: int) -> None:
    of = series(values, measure(Unit.COUNT))
    change = chart(of, states).change
    assert (start, points) == (None, 0) if change is None else (change.start, change.points) == (start, points)


def test_before_is_everything_that_counts_before_the_run() -> None:
    of = series([10, 20, NA, 999, 40, 50], measure(Unit.COUNT))
    made = chart(of, "--  ii")
    change = made.change  # not the gap, not the ghosted 999
    assert change is not None
    assert (change.mean_before, change.mean_during) == (15, 45)


def test_percentages_are_pooled_not_averaged() -> None:
    change = chart(series([0.5, 0.9], numerator=[1, 90], denominator=[2, 100]), "i").change
    assert change is not None
    assert change.mean_during == pytest.approx(91 / 102)  # not 0.7


def test_a_value_that_is_no_quotient_is_averaged() -> None:
    change = chart(series([0.5, 0.9], numerator=[1, 1], denominator=[100, 100]), "i").change
    assert change is not None
    assert change.mean_during == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("centre", "place"),
    [([1, 1, 1], None), ([1, 1, 2], 2), ([1, 2, 3], 2), ([NA, 1, 1], None), ([1, NA, 2], 2), ([NA] * 3, None)],
)
def test_where_limits_start_again(centre: list[float], place: int | None) -> None:
    of = series([1, 1, 1])
    assert recalculated(chart(of, "-", centre=centre)) == place
