"""A measure in one line: what is missing behind it; and how counts and lists of a file read."""

import pandas as pd
import pytest

from analytics import words
from analytics.methods import spc
from analytics.model import Grain, Series, SinceBaseline
from tests.charts.charts_made import series

NA = float("nan")


@pytest.mark.parametrize(
    ("of", "covered", "expected", "says"),
    [
        (series([0.5, 0.6]), 3, 3, "complete"),
        (series([0.5, NA, NA], grain=Grain.QUARTER), 3, 3, "2 of 3 quarters missing"),
        (series([0.5, NA], grain=Grain.YEAR), 2, 3, "1 of 2 years missing; latest from 2 of 3 trusts"),
        (series([0.5, 0.6]), 0, 1, "complete"),
    ],
)
def test_what_is_missing_is_counted(of: Series, covered: float, expected: float, says: str) -> None:
    assert words.glance.missing(of, covered, expected, "trusts") == says


def _baseline(before: float, after: float) -> SinceBaseline:
    days = [pd.Timestamp(day) for day in ("2019-04-01", "2020-03-01", "2022-10-01", "2023-09-01")]
    return SinceBaseline(before, after, *days)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [(0.6, 0.67, "up 7 points on year 1"), (0.6, 0.573, "down 2.7 points on year 1"), (0.6, 0.6, "as in year 1")],
)
def test_the_last_year_is_held_against_the_first(before: float, after: float, says: str) -> None:
    measure = series([0.5]).measure
    assert words.glance.since(measure, _baseline(before, after)) == says
    assert words.glance.since(measure, None) == ""


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([0.5, 0.52] * 12, "no clear change"),
        ([0.5, 0.52] * 12 + [0.8, 0.82] * 4, "better since Apr 2024"),
        ([0.5, 0.52] * 12 + [0.2], "worse in Apr 2024"),
        ([0.5, 0.52], "too few points to tell"),
    ],
)
def test_a_verdict_in_a_few_words(values: list[float], says: str) -> None:
    made = series(values)
    assert words.glance.change(made, spc.chart(made)) == says


def test_a_long_list_names_the_first_and_counts_the_rest() -> None:
    assert words.counting.listing(["A"]) == "A"
    assert words.counting.listing(["A", "B", "C"]) == "A, B and C"
    assert words.counting.listing(["A", "B", "C"], 2) == "A, B and 1 more"
    assert words.counting.listing([]) == "nothing"


def test_a_count_has_its_word() -> None:
    assert words.counting.counted(1, "row") == "1 row"
    assert words.counting.counted(1200, "row") == "1,200 rows"
    assert words.counting.counted(2, "story", "stories") == "2 stories"


def test_many_charts_are_counted_by_their_verdicts() -> None:
    flat, rising = series([0.5, 0.52] * 12), series([0.5, 0.52] * 8 + [0.9] * 8)
    told = words.glance.altogether([(of, spc.chart(of)) for of in (flat, rising, rising)])
    assert told.startswith("Of 3 measures 2 get better, 0 get worse and 1 shows no clear change or has no verdict.")
    assert words.glance.altogether([(flat, spc.chart(flat))]).startswith("Of 1 measure 0 get better")
