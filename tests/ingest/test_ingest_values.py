"""Numbers as people write them; a missing one keeps its reason and never becomes 0."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.ingest.cells import values


@pytest.mark.parametrize(
    ("text", "number", "status", "bad"),
    [
        ("0", 0, "", False),
        (" 21 ", 21, "", False),
        ("1,234", 1234, "", False),
        ("1,234,567.5", 1234567.5, "", False),
        ("£1,234", 1234, "", False),
        ("3517732.0999999996", 3517732.0999999996, "", False),
        ("1e3", 1000, "", False),
        ("−3", -3, "", False),
        ("76.1%", 0.761, "", False),
        ("*", None, "suppressed", False),
        ("<5", None, "suppressed", False),
        ("< 10", None, "suppressed", False),
        ("c", None, "suppressed", False),
        ("1 to 7", None, "suppressed", False),
        ("-", None, "not submitted", False),
        ("..", None, "not submitted", False),
        ("", None, "not submitted", False),
        ("NA", None, "not submitted", False),
        ("nan", None, "not submitted", False),
        ("DNS", None, "not submitted", False),
        ("Low DQ", None, "low data quality", False),
        ("abc", None, "", True),
        ("1.2.3", None, "", True),
        ("inf", None, "", True),
        ("1e999", None, "", True),
    ],
)
def test_a_cell(text: str, number: float | None, status: str, bad: bool):
    # Beside clean numbers and alone the answer is the same: two ways lead through the parser.
    for column in ([text], ["7", text, "8.5"]):
        read, at = values.parse(pd.Series(column, dtype="str")), column.index(text)
        assert np.isnan(read.number[at]) if number is None else read.number[at] == pytest.approx(number)
        assert read.status[at] == status
        assert read.bad[at] == bad


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=64), max_size=20))
def test_plain_numbers_come_back_unchanged(numbers: list[float]):
    read = values.parse(pd.Series([repr(n) for n in numbers], dtype="str"))
    assert read.number.tolist() == numbers
    assert not read.bad.any()


@given(st.lists(st.text(max_size=8), max_size=20))
def test_a_cell_is_a_number_or_missing_or_bad(texts: list[str]):
    read = values.parse(pd.Series(texts, dtype="str"))
    assert (((read.status != "") | read.bad) == np.isnan(read.number)).all()


@pytest.mark.parametrize(
    ("column", "fractions"),
    [
        (["0.761", "0.5", "1"], [0.761, 0.5, 1]),
        (["76.1", "50", "0.9"], [0.761, 0.5, 0.009]),
        (["76.1%", "0.5"], [0.761, 0.5]),
        (["76.1%", "50"], [0.761, 0.5]),
        (["0.76", "0.81", "140"], [0.76, 0.81, 140]),  # one slip does not change the scale of the rest
        (["0", "0"], [0, 0]),
    ],
)
def test_the_scale_of_percentages_is_the_columns(column: list[str], fractions: list[float]):
    read = values.parse(pd.Series(column, dtype="str"))
    assert values.percent_scale(read, np.zeros(len(column), dtype="int64"))[0] == pytest.approx(fractions)


def test_each_measure_has_its_own_scale():
    read = values.parse(pd.Series(["0.8", "80", "0.9", "90"], dtype="str"))
    fractions, hundreds = values.percent_scale(read, np.array([0, 1, 0, 1]))
    assert fractions.tolist() == [0.8, 0.8, 0.9, 0.9]
    assert hundreds.tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", ""),
        ("Suppressed", "suppressed"),
        ("not_submitted", "not submitted"),
        ("Low-Data-Quality", "low data quality"),
        ("PROVISIONAL", "provisional"),
        ("*", "suppressed"),
        ("splendid", None),
    ],
)
def test_status(text: str, status: str | None):
    assert values.status_of(text) == status


def test_a_column_of_percentages_reads_as_its_cells_do_among_others():
    texts = ["76.1%", "5%", "-0.5%", "100.0%", ".5%"]
    alone, among = (values.parse(pd.Series(column, dtype="str")) for column in (texts, [*texts, "*", "3"]))
    assert alone.number.tolist() == among.number[:5].tolist() == [0.761, 0.05, -0.005, 1.0, 0.005]
    assert alone.percent.all()
    assert among.percent.tolist() == [True] * 5 + [False] * 2
    assert alone.status.tolist() == [""] * 5
    assert not alone.bad.any()
