"""A measure in one line: what is missing behind it; and how counts and lists of a file read."""

import pytest

from analytics import words
from analytics.model import Grain, Series
from tests.charts.charts_made import series

NA = float("nan")


@pytest.mark.parametrize(
    ("of", "covered", "expected", "says"),
    [
        (series([0.5, 0.6]), 3, 3, "Nothing missing"),
        (series([0.5, NA, NA], grain=Grain.QUARTER), 3, 3, "2 of 3 quarters have no figure"),
        (series([0.5, NA], grain=Grain.YEAR), 2, 3, "1 of 2 years have no figure; 1 of 3 trusts missing in the latest"),
        (series([0.5, 0.6]), 0, 1, "Nothing missing"),
    ],
)
def test_what_is_missing_is_counted(of: Series, covered: float, expected: float, says: str) -> None:
    assert words.glance.missing(of, covered, expected, "trusts") == says


def test_a_long_list_names_the_first_and_counts_the_rest() -> None:
    assert words.counting.listing(["A"]) == "A"
    assert words.counting.listing(["A", "B", "C"]) == "A, B and C"
    assert words.counting.listing(["A", "B", "C"], 2) == "A, B and 1 more"
    assert words.counting.listing([]) == "nothing"


def test_a_count_has_its_word() -> None:
    assert words.counting.counted(1, "row") == "1 row"
    assert words.counting.counted(1200, "row") == "1,200 rows"
    assert words.counting.counted(2, "story", "stories") == "2 stories"
