"""Every shape of period is read back to what it was made from; what is none, is none for a stated reason."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.ingest.cells import periods

YEARS = st.integers(2012, 2090)  # from 2012 on no text is both a month and a financial year
MONTH_SHAPES = {
    "2023-04": lambda d: f"{d:%Y-%m}",
    "2023/04": lambda d: f"{d:%Y/%m}",
    "202304": lambda d: f"{d:%Y%m}",
    "2023-04-01": lambda d: f"{d:%Y-%m-%d}",
    "2023-04-01 00:00:00": lambda d: f"{d:%Y-%m-%d} 00:00:00",
    "01/04/2023": lambda d: f"{d:%d/%m/%Y}",
    "Apr-23": lambda d: f"{d:%b-%y}",
    "Apr 2023": lambda d: f"{d:%b %Y}",
    "2023_04": lambda d: f"{d:%Y_%m}",
    "MSitAE-APRIL-2023": lambda d: f"MSitAE-{d:%B-%Y}".replace(f"{d:%B}", f"{d:%B}".upper()),
    "45017": lambda d: str((d - date(1899, 12, 30)).days),
    "APRIL 2023": lambda d: f"{d:%B %Y}".upper(),
    " April  2023 ": lambda d: f" {d:%B}  {d:%Y} ",
}
QUARTER_SHAPES = {
    "2023-24 Q2": "{y}-{e} Q{q}",
    "2023/24 Q2": "{y}/{e} Q{q}",
    "2023/24 q2": "{y}/{e} q{q}",
    "2023-24Q2": "{y}-{e}Q{q}",
    "2023-2024 Q2": "{y}-{n} Q{q}",
    "Q2 2023/24": "Q{q} {y}/{e}",
    "2023.2": "{y}.{q}",
    "2023-24 Quarter 2": "{y}-{e} Quarter {q}",
}
YEAR_SHAPES = ["{y}-{e}", "{y}/{e}", "{y}-{n}", "{y}/{n}", "FY{y}-{e}", "{y} - {e}"]


def one(text: str) -> tuple[date | None, str, str]:
    row = periods.parse([text]).iloc[0]
    return (None if pd.isna(row.first_day) else row.first_day.date()), row.grain, row.problem


@pytest.mark.parametrize("shape", MONTH_SHAPES)
@given(year=YEARS, month=st.integers(1, 12))
def test_a_month_in_any_shape(shape: str, year: int, month: int):
    first = date(year, month, 1)
    assert one(MONTH_SHAPES[shape](first)) == (first, "month", "")


@pytest.mark.parametrize("shape", QUARTER_SHAPES)
@given(year=st.integers(1990, 2090), quarter=st.integers(1, 4))
def test_a_quarter_in_any_shape(shape: str, year: int, quarter: int):
    text = QUARTER_SHAPES[shape].format(y=year, n=year + 1, e=f"{(year + 1) % 100:02d}", q=quarter)
    first = {1: date(year, 4, 1), 2: date(year, 7, 1), 3: date(year, 10, 1), 4: date(year + 1, 1, 1)}[quarter]
    assert one(text) == (first, "quarter", "")


@pytest.mark.parametrize("shape", YEAR_SHAPES)
@given(year=YEARS)
def test_a_financial_year_in_any_shape(shape: str, year: int):
    text = shape.format(y=year, n=year + 1, e=f"{(year + 1) % 100:02d}")
    assert one(text) == (date(year, 4, 1), "year", "")


@given(year=YEARS, month=st.integers(1, 12), grain=st.sampled_from(["month", "quarter", "year"]))
def test_what_label_writes_parse_reads(year: int, month: int, grain: str):
    month = {"month": month, "quarter": (month - 1) // 3 * 3 + 1, "year": 4}[grain]
    assert one(periods.label(date(year, month, 1), grain)) == (date(year, month, 1), grain, "")


@pytest.mark.parametrize(
    ("column", "first_day", "grain"),
    [
        (["2010-11", "2009-14x", "2015-16"], date(2010, 4, 1), "year"),  # others are financial years
        (["2010-11", "2010-12", "2011-01"], date(2010, 11, 1), "month"),  # 2011-01 can only be a month
        (["2010-11"], None, ""),  # nothing decides
        (["2010-11", "2015-16", "2011-01"], None, ""),  # both do
    ],
)
def test_the_column_decides_what_2010_11_is(column: list[str], first_day: date | None, grain: str):
    row = periods.parse(column).iloc[0]
    assert (None if pd.isna(row.first_day) else row.first_day.date()) == first_day
    assert row.grain == grain
    assert bool(row.note) == bool(grain)
    assert ("November 2010" in row.problem) == (not grain)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-13", "month 13"),
        ("2023-00", "month 00"),
        ("202313", "month 13"),
        ("2023-24 Q5", "a year has four"),
        ("2023-25 Q1", "do not follow"),
        ("2023-2025", "do not follow"),
        ("2023", "which"),
        ("2023 Q2", "calendar or a financial"),
        ("2023-04-15", "is a day"),
        ("2023-06-31", "June 2023 has no day 31"),
        ("31/09/2023", "September 2023 has no day 31"),
        ("0203-04", "year 203"),
        ("", "blank"),
        ("last month", "not a period"),
        ("Foo-23", "not a period"),
    ],
)
def test_what_is_no_period_says_why(text: str, reason: str):
    first_day, grain, problem = one(text)
    assert first_day is None
    assert grain == ""
    assert reason in problem


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("2023-07-14", date(2023, 7, 14), ""),
        ("14/07/2023", date(2023, 7, 14), ""),
        ("04/07/2023", None, "could be 4 July 2023 or 7 April 2023"),  # nothing decides, so it is asked
        ("01/04/2023", date(2023, 4, 1), ""),  # British order, and the first day of a month
        ("04/01/2023", None, "could be 4 January 2023 or 1 April 2023"),
        ("2024-02-29", date(2024, 2, 29), ""),
        ("2023-02-29", None, "February 2023 has no day 29"),
        ("07/14/2023", date(2023, 7, 14), ""),  # it can be nothing else
        ("45121", date(2023, 7, 14), ""),  # as Excel stores it
        ("31/14/2023", None, "month 14"),
        ("yesterday", None, "not a date"),
    ],
)
def test_days(text: str, day: date | None, reason: str):
    row = periods.parse_days([text]).iloc[0]
    assert (None if pd.isna(row.day) else row.day.date()) == day
    assert reason in row.problem
    assert bool(row.problem) == (day is None)


MONTHS = [date(2023 + (3 + i) // 12, (3 + i) % 12 + 1, 1) for i in range(12)]


@pytest.mark.parametrize("shape", ["{d:%Y-%d-%m}", "{d:%m/%d/%Y}", "{d:%Y-%d-%m} 00:00:00"])
def test_months_that_a_spreadsheet_took_for_days_are_put_right(shape: str):
    read = periods.parse([shape.format(d=month) for month in MONTHS])
    assert read["first_day"].dt.date.tolist() == MONTHS
    assert read["swapped"].all()


def test_days_of_one_january_are_not_guessed_to_be_months():
    read = periods.parse(["2023-01-04", "2023-01-05"])
    assert read["first_day"].isna().all()
    assert "April 2023 with day and month swapped" in read["problem"][0]
    assert not periods.parse(["2023-01-01", "2024-01-01"])["swapped"].any()
    assert not periods.parse(["2023-01-04", "2024-02-01"])["swapped"].any()


@pytest.mark.parametrize(
    ("column", "first", "said"),
    [
        (["04/07/2023", "14/07/2023"], date(2023, 7, 4), ""),
        (["04/07/2023", "07/14/2023"], date(2023, 4, 7), "swapped"),
        (["04/07/2023", "05/07/2023"], None, "could be 4 July 2023 or 7 April 2023"),
        (["01/04/2023", "01/07/2023"], date(2023, 4, 1), "all are first days of months"),
        (["04/07/2023", "14/07/2023", "07/14/2023"], None, "both orders"),
        (["07/07/2023"], date(2023, 7, 7), ""),
    ],
)
def test_the_column_decides_the_order_of_its_dates(column: list[str], first: date | None, said: str):
    row = periods.parse_days(column).iloc[0]
    assert (None if pd.isna(row.day) else row.day.date()) == first
    assert row.swapped == (said == "swapped")
    assert said == "swapped" or said in row.note + row.problem
    assert bool(row.note + row.problem) == (said not in ("", "swapped"))


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_gets_one_answer(texts: list[str]):
    read = periods.parse(texts)
    assert len(read) == len(texts)
    assert ((read["problem"] == "") == read["first_day"].notna()).all()


@pytest.mark.parametrize(
    "text",
    [
        *("04-2023", "042023", "2023.04", "April_2023", "Month of April 2023", "M1 23/24", "Saturday, 1 April 2023"),
        *("Sat Apr 01 2023", "04/01/2023 12:00:00 AM", "Month ending 30/04/2023", "Apr-2023 final", "April, 2023"),
        *("2023/24 April", "FY23/24 Apr", "Apr 2023/24", "Month 1 (April) 2023/24", "202304.0", "30.04.23"),
    ],
)
def test_months_that_can_be_nothing_else(text: str):
    more = ["04/30/2023"] if "AM" in text else []  # proves the order of the column
    found = periods.parse([text, *more]).iloc[0]
    assert (str(found["first_day"])[:10], found["grain"]) == ("2023-04-01", "month")


@pytest.mark.parametrize(
    "text",
    [
        *("2324 Q2", "Q2 2324", "Qtr 2 2023-24", "2023-24 Qtr2", "Second quarter 2023/24", "2nd Quarter 2023/24"),
        *("Quarter ending September 2023", "Quarter to 30 September 2023"),
    ],
)
def test_quarters_that_can_be_nothing_else(text: str):
    found = periods.parse([text]).iloc[0]
    assert (str(found["first_day"])[:10], found["grain"]) == ("2023-07-01", "quarter")


@pytest.mark.parametrize(
    "text", ["2021 Q1", "Q1 2021", "2325 Q1", "Month 2 (April) 2023/24", "Quarter ending May 2023"]
)
def test_periods_that_may_be_two_things_are_not_guessed(text: str):
    assert periods.parse([text]).iloc[0]["problem"]


def test_a_financial_year_called_one():
    found = periods.parse(["Financial year 2022/23", "2022/23 financial year"])
    assert found["grain"].tolist() == ["year", "year"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Apirl 2023", "did you mean April 2023?"),
        ("23-Apr", "whose year Excel took for its day"),
        ("132023", "month"),
        ("2023.13", ""),
    ],
)
def test_what_is_no_month_says_what_it_may_be(text: str, words: str):
    found = periods.parse([text]).iloc[0]
    assert found["grain"] == ""
    assert words in found["problem"]
