"""The forecast, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.methods.adoption.pace import FEWEST, HORIZON, forecast

LAST = date(2023, 9, 30)


@pytest.mark.parametrize(
    ("level", "paces", "reached", "earliest", "latest"),
    [
        # 12 points to go at 4 a quarter: three quarters; at 6 two, at 2 six.
        (0.88, [0.06, 0.02, 0.04], date(2024, 6, 30), date(2024, 3, 31), date(2025, 3, 31)),
        # 10 points at 4 a quarter need two and a half quarters: the third quarter end shows it.
        (0.90, [0.04], date(2024, 6, 30), date(2024, 6, 30), date(2024, 6, 30)),
        # Exactly four quarters, not five by a rounding error.
        (0.90, [0.025], date(2024, 9, 30), date(2024, 9, 30), date(2024, 9, 30)),
        (0.88, [0.05, 0.0], None, date(2024, 6, 30), None),  # flat now; the best of two years would do
        (0.88, [-0.01], None, None, None),  # falling
        (0.50, [0.04], None, None, None),  # 12.5 quarters: past the horizon of 12
        (0.52, [0.04], date(2026, 9, 30), date(2026, 9, 30), date(2026, 9, 30)),  # 12 quarters: on it
        (1.00, [0.04], LAST, LAST, LAST),  # there already
    ],
)
def test_when_the_target_is_reached(level, paces, reached, earliest, latest) -> None:
    made = forecast(level, 100, paces, 1.0, LAST)
    assert made is not None
    assert (made.reached, made.earliest, made.latest) == (reached, earliest, latest)


def test_the_range_is_that_of_the_newest_five_windows() -> None:
    made = forecast(0.5, 100, [0.5, 0.01, 0.02, 0.03, 0.04, 0.05], 1.0, LAST)
    assert made is not None
    assert (made.slowest, made.pace, made.fastest) == (0.01, 0.05, 0.05)


def test_no_pace_and_too_few_make_no_forecast() -> None:
    assert forecast(0.5, 100, [], 1.0, LAST) is None
    assert forecast(0.5, FEWEST - 1, [0.1], 1.0, LAST) is None
    assert forecast(0.5, FEWEST, [0.1], 1.0, LAST) is not None


SHARE = st.floats(0, 0.999)
PACES = st.lists(st.floats(-0.2, 0.2), min_size=1, max_size=8)


@given(level=SHARE, paces=PACES)
def test_dates_are_in_order_and_within_the_horizon(level: float, paces: list[float]) -> None:
    made = forecast(level, 100, paces, 1.0, LAST)
    assert made is not None
    known = [day for day in (made.earliest, made.reached, made.latest) if day is not None]
    assert known == sorted(known)
    assert all(LAST < day <= made.horizon for day in known)
    assert (made.horizon.year, made.horizon.month) == (2023 + HORIZON // 4, 9)


@given(level=SHARE, pace=st.floats(0.001, 0.2))
def test_the_date_is_the_first_quarter_at_which_adding_the_pace_is_enough(level: float, pace: float) -> None:
    made = forecast(level, 100, [pace], 1.0, LAST)
    steps = next((n for n in range(HORIZON + 1) if level + n * pace >= 1 - 1e-8), None)
    months = 9 + 3 * steps if steps is not None else None
    expected = None if months is None else (2023 + (months - 1) // 12, (months - 1) % 12 + 1)
    assert made is not None
    assert (None if made.reached is None else (made.reached.year, made.reached.month)) == expected
