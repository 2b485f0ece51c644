"""Quarters of the financial year."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.model.quarter import Quarter


@pytest.mark.parametrize(
    ("day", "name", "text", "last"),
    [
        (date(2023, 9, 30), "2023-24 Q2", "Q2 2023/24", date(2023, 9, 30)),
        (date(2024, 1, 1), "2023-24 Q4", "Q4 2023/24", date(2024, 3, 31)),
        (date(2000, 2, 29), "1999-00 Q4", "Q4 1999/00", date(2000, 3, 31)),
        (date(2023, 4, 1), "2023-24 Q1", "Q1 2023/24", date(2023, 6, 30)),
        (date(2023, 12, 31), "2023-24 Q3", "Q3 2023/24", date(2023, 12, 31)),
    ],
)
def test_a_day_is_in_one_quarter(day: date, name: str, text: str, last: date) -> None:
    quarter = Quarter.of(day)
    assert (quarter.name, str(quarter), quarter.last_day) == (name, text, last)
    assert quarter.last_month == last.replace(day=1)


def test_quarters_follow_each_other() -> None:
    quarter = Quarter.of(date(2019, 4, 1))
    for _ in range(40):
        assert quarter.after.before == quarter
        assert quarter < quarter.after
        assert (quarter.after.first - quarter.last_day).days == 1
        quarter = quarter.after
