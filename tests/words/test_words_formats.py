"""How numbers, periods and lists read."""

from datetime import date

import numpy as np
import pytest

from analytics import words
from analytics.model import Grain, Unit
from tests.charts.charts_made import measure

RATE = measure(Unit.RATE, per_text="items per 1,000 patients")
COUNT = measure(Unit.COUNT, per_text="people per 1,000 registered adults", compare_per=1000.0)


@pytest.mark.parametrize(
    ("of", "value", "text"),
    [
        (measure(), 0.761, "76.1%"),
        (measure(), 0.7, "70.0%"),  # as many decimals as its neighbours
        (measure(), 1.0, "100%"),
        (measure(), 0.0, "0%"),
        (measure(), -0.0001, "0.0%"),  # never -0.0%
        (COUNT, 1016.0, "1,016"),  # its per_text belongs to the rate that it is compared as
        (COUNT, 2.25, "2.2"),  # a small average keeps a decimal
        (COUNT, 1016.4, "1,016"),
        (RATE, 1.4567, "1.46 items per 1,000 patients"),
        (RATE, 0.03123, "0.0312 items per 1,000 patients"),
        (RATE, 12345.6, "12,346 items per 1,000 patients"),
        (RATE, 0.0, "0 items per 1,000 patients"),
        (measure(Unit.SCORE), 3.5, "3.5"),
        (RATE, float("nan"), "not known"),
        (RATE, None, "not known"),
        (RATE, float("inf"), "not known"),
    ],
)
def test_values(of: object, value: float | None, text: str) -> None:
    assert words.formats.value(of, value) == text  # type: ignore[arg-type]


def test_short_values_leave_out_the_unit() -> None:
    assert words.formats.value(RATE, 1.4567, short=True) == "1.46"


@pytest.mark.parametrize(
    ("of", "change", "start", "text"),
    [
        (measure(), 0.0623, 0.7, "6.2 points"),
        (measure(), -0.01, 0.7, "1 point"),
        (measure(), 0.0001, 0.7, "less than 0.1 points"),
        (COUNT, -6400, 80000, "6,400 (8%)"),
        (COUNT, 3, 0, "3"),  # nothing to take a share of
        (RATE, 0.00937, 1.46, "0.01 (less than 1%)"),  # as many decimals as the values it lies between
        (measure(Unit.SCORE), 0.5, 3, "0.5"),
    ],
)
def test_differences(of: object, change: float, start: float, text: str) -> None:
    assert words.formats.difference(of, change, start) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "grain", "long", "short"),
    [
        (date(2023, 4, 1), Grain.MONTH, "April 2023", "Apr 2023"),
        (date(2023, 7, 1), Grain.QUARTER, "Q2 2023/24 (July to September 2023)", "Q2 2023/24"),
        (date(2024, 1, 1), Grain.QUARTER, "Q4 2023/24 (January to March 2024)", "Q4 2023/24"),
        (date(2023, 4, 1), Grain.YEAR, "2023/24", "2023/24"),
        (date(1999, 4, 1), Grain.YEAR, "1999/00", "1999/00"),
        (date(2023, 3, 1), Grain.ROLLING_YEAR, "year to March 2023", "year to Mar 2023"),
    ],
)
def test_periods(day: date, grain: Grain, long: str, short: str) -> None:
    assert (words.formats.period(day, grain), words.formats.period(day, grain, short=True)) == (long, short)
    assert words.formats.period(np.datetime64(day), grain) == long


def test_lists() -> None:
    assert [words.formats.join(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_ordinals() -> None:
    assert [words.formats.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th"]
    )


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("Devon", 5, "Devon"),
        ("Kent and Medway", 14, "Kent and Medw…"),  # dropping the word would lose too much
        ("Kent and Medway Trust", 17, "Kent and Medway…"),
    ],
)
def test_shorten(text: str, length: int, cut: str) -> None:
    assert words.formats.shorten(text, length) == cut
    assert len(cut) <= length
