"""Quirks of values, periods and organisations through a whole file; and that nothing is ever lost in silence."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest.cells import periods, values
from analytics.ingest.cells.day_orders import span_fixed
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.shape import Sheet
from analytics.model import Severity

TODAY = date(2026, 1, 15)
HEADER = "measure,org_code,period,numerator,denominator\n"


def reading(text: str, **answers: str) -> ingest.Reading:
    return ingest.read_bytes("x.csv", text.encode(), answers=answers, today=TODAY)


def numbers(*column: str) -> list[float]:
    return values.parse(pd.Series(column, dtype="str")).number.tolist()


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["1 234", "1\u2009234", "1\u202f234,5"], [1234, 1234, 1234.5]),
        (["1\u00a0234\u00a0567"], [1234567]),
        (["£1,234", "GBP 7", "-£5", "€ 9", "8 GBP"], [1234, 7, -5, 9, 8]),
        (["0,761", "0,5"], [0.761, 0.5]),  # no thousands begin with 0
        (["1.234,5", "2,5"], [1234.5, 2.5]),
        (["76,1 %", "80 %"], [0.761, 0.8]),
        (["1,234.5", "1,234"], [1234.5, 1234]),
    ],
)
def test_numbers_of_other_places(column: list[str], expected: list[float]):
    assert numbers(*column) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["12 34", "1,23,4", "(5)", "5 or so", "1/2"])
def test_what_only_looks_like_a_number_is_none(text: str):
    assert values.parse(pd.Series([text], dtype="str")).bad.all()


@pytest.mark.parametrize(
    "text", ["<5", "≤7", "1-4", "1 – 7", "0 to 4", "fewer than 5", "under 5", "5 or fewer", "*", "c"]
)
def test_small_numbers_that_are_hidden(text: str):
    assert values.parse(pd.Series([text], dtype="str")).status.tolist() == ["suppressed"]


def test_one_column_proves_decimal_commas_for_the_others():
    found = reading("measure;org_code;period;numerator;denominator\nopioidome;QOP;2023-04;1.234;3,25\n")
    assert found.rows[["numerator", "denominator"]].to_numpy().tolist() == [[1234, 3.25]]


def test_minus_one_is_missing_where_it_is_the_only_negative_and_stands_more_than_once():
    rows = "".join(f"cord,R0A,2023-0{m},{n},9\n" for m, n in enumerate(("-1", "4", "-1"), 4))
    found = reading(HEADER + rows)
    assert (found.status, found.rows["status"].tolist()) == ("accepted", ["not submitted", "", "not submitted"])
    assert [(p.severity, "2 cells" in p.message) for p in found.problems] == [(Severity.INFO, True)]
    assert len(reading(HEADER + rows.replace("4,9", "-2,9")).rows) == 0
    assert len(reading(HEADER + rows.replace("-1,9\n", "5,9\n", 1)).rows) == 2


def test_a_blank_numerator_is_zero_in_openprescribing_only():
    assert pd.isna(reading(HEADER + "cord,R0A,2023-04,,9\n").rows["numerator"][0])


@pytest.mark.parametrize(
    ("text", "first", "grain"),
    [
        ("Apr 23", "2023-04-01", "month"),
        ("Apr-2023", "2023-04-01", "month"),
        ("Sept 2023", "2023-09-01", "month"),
        ("2023 April", "2023-04-01", "month"),
        ("Q2 2023/24", "2023-07-01", "quarter"),
        ("Q2 FY2023/24", "2023-07-01", "quarter"),
        ("23/24 Q2", "2023-07-01", "quarter"),
        ("Jul-Sep 2023", "2023-07-01", "quarter"),
        ("January to March 2024", "2024-01-01", "quarter"),
        ("FY2023/24", "2023-04-01", "year"),
        ("FY 2023-24", "2023-04-01", "year"),
        ("FYE 2024", "2023-04-01", "year"),
        ("Year ending March 2024", "2023-04-01", "year"),
        ("23/24", "2023-04-01", "year"),
        ("2023/24 M06", "2023-09-01", "month"),
        ("2023/24 Month 12", "2024-03-01", "month"),
        ("M1 2023/24", "2023-04-01", "month"),
        ("\u00a0April\u00a02023 ", "2023-04-01", "month"),
        ("45017.0", "2023-04-01", "month"),
        ("01/04/23", "2023-04-01", "month"),
        ("1 April 2023", "2023-04-01", "month"),
        ("01-Apr-23", "2023-04-01", "month"),
        ("2023/04/01", "2023-04-01", "month"),
    ],
)
def test_periods_as_people_write_them(text: str, first: str, grain: str):
    row = periods.parse([text]).iloc[0]
    assert (str(row.first_day.date()), row.grain, row.problem) == (first, grain, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023 Q1", "calendar or a financial"),
        ("2023-W14", "a week"),
        ("w/c 03/04/2023", "a week"),
        ("Week 14 2023", "a week"),
        ("Week ending 07/04/2023", "a week"),
        ("2023/24 M13", "a year has twelve"),
        ("FY24", "2023-24 or 2024-25"),
        ("11/12", "not a period"),
        ("May-Jul 2023", "not a period"),
        ("April", "without its year"),
    ],
)
def test_periods_that_are_refused_in_words(text: str, reason: str):
    row = periods.parse([text]).iloc[0]
    assert pd.isna(row.first_day)
    assert reason in row.problem


@pytest.mark.parametrize(
    "text",
    ["14/07/23", "14 July 2023", "14th Jul 2023", "14-Jul-23", "2023/07/14", "14.07.2023", "14-07-2023", "45121"],
)
def test_days_as_people_write_them(text: str):
    assert str(periods.parse_days([text])["day"][0].date()) == "2023-07-14"


@pytest.mark.parametrize("text", ["14 Foo 2023", "31-Apr-23", "14/07/3", "23-07-14"])
def test_days_that_are_none(text: str):
    assert periods.parse_days([text])["problem"][0]


@pytest.mark.parametrize(
    ("start", "end", "first", "swapped"),
    [
        ("2023-04-01", "2023-04-30", "2023-04-01", False),
        ("01/04/2023", "30/04/2023", "2023-04-01", False),
        ("2023-01-04", "30/04/2023", "2023-04-01", True),  # saved again by a spreadsheet of another country
        ("04/01/2023", "04/30/2023", "2023-04-01", True),
        ("45017", "45046", "2023-04-01", False),
        ("2023-01-03 00:00:00", "31/03/2023", "2023-03-01", True),
        ("01/01/2023", "31/01/2023", "2023-01-01", False),
        ("04/01/2023", "31/01/2023", None, False),
        ("2023-04-01", "2023-06-30", None, False),
        ("2023-05-01", "2023-04-30", None, False),
        ("", "30/04/2023", None, False),
    ],
)
def test_a_month_by_its_first_and_last_day(start: str, end: str, first: str | None, swapped: bool):
    row = span_fixed([start], [end]).iloc[0]
    assert (None if pd.isna(row.first_day) else str(row.first_day.date())) == first
    assert (bool(row.problem), row.swapped) == (first is None, swapped)


@given(st.dates(date(1950, 1, 1), date(2190, 1, 1)), st.booleans(), st.booleans())
def test_swapping_never_changes_which_month_a_pair_is(day: date, start_swapped: bool, end_swapped: bool):
    first = day.replace(day=1)
    last = (pd.Timestamp(first) + pd.offsets.MonthEnd(0)).date()
    start = f"{first:%Y}-{first:%d}-{first:%m}" if start_swapped else f"{first:%d/%m/%Y}"
    end = f"{last:%m/%d/%Y}" if end_swapped else last.isoformat()
    assert span_fixed([start], [end])["first_day"][0].date() == first


def test_spans_in_a_ledger_are_warned_of_or_left_out():
    starts = pd.Series(["2023-01-04", "2023-04-01", ""], dtype="str")
    ends = pd.Series(["30/04/2023", "2023-05-31", ""], dtype="str")
    ledger = Ledger(Sheet(("a",), pd.DataFrame({0: starts}), np.arange(2, 5)))
    first, grain = checks.span_column(starts, ends, ledger, "period")
    assert ledger.out.tolist() == [False, True, True]
    assert (str(first[0])[:10], list(grain)) == ("2023-04-01", ["month", "", ""])
    assert [p.severity for p in ledger.problems] == [Severity.ERROR, Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("R0A", "R0A"),
        (" r0a\u00a0", "R0A"),
        ("MANCHESTER UNIVERSITY NHS FOUNDATION TRUST", "R0A"),
        ("Manchester University NHS FT", "R0A"),
        ("Manchester University", "R0A"),
        ("NHS Greater Manchester Integrated Care Board", "QOP"),
        ("GREATER MANCHESTER ICB", "QOP"),
        ("E54000057", "QOP"),
        ("England", "ENG"),
        ("E92000001", "ENG"),
        ("North West", "Y62"),
        ("NHS England (North West)", "Y62"),
        ("Guyâ€™s and St Thomasâ€™ NHS Foundation Trust", "RJ1"),
        ("Guy&amp;#39;s and St Thomas&amp;#39; NHS Foundation Trust", "RJ1"),
        ("Leeds Teaching Hospitals NHS Trust (2)", "RR8"),
        ("Manchester University NHS F. Trust", "R0A"),
    ],
)
def test_organisations_as_people_write_them(text: str, code: str):
    assert reading(HEADER + f"cord,{text},2023-04,1,2\n").rows["org_code"].tolist() == [code]


def test_an_organisation_that_stays_unknown_is_listed_with_what_it_may_be():
    found = reading(HEADER + "cord,R0A,2023-04,1,2\ncord,Manchster Universty,2023-04,1,2\ncord,LOCAL7,2023-04,1,2\n")
    assert [(p.row, p.quote) for p in found.problems] == [(3, "Manchster Universty"), (4, "LOCAL7")]
    assert "(R0A)" in found.problems[0].remedy
    assert "(R0A)" in reading(HEADER + "cord,ROA,2023-04,1,2\n").problems[0].remedy


CELL = st.one_of(
    st.sampled_from(["", "R0A", "RBN", "QOP", "ENG", "2023-04", "2023-05", "04/07/2023", "01/04/2023", "2023/24 Q2"]),
    st.sampled_from(
        ["1", "2", "0", "-1", "76.1%", "76.1", "0.9", "*", "<5", "cord", "crod", "Skin to skin", "1,5", "x"]
    ),
    st.text(max_size=6),
)
COLUMNS = ["measure", "org_code", "period", "numerator", "denominator", "value", "status"]
TABLE = st.lists(st.lists(CELL, min_size=7, max_size=7), min_size=1, max_size=6)
LIKELY = st.lists(
    st.tuples(
        st.sampled_from(["cord", "Skin to skin", "births_below_34"]),
        st.sampled_from(["R0A", "RBN", "QOP"]),
        st.sampled_from(["2023-04", "2023-05", "2023/24 Q2", "2023-24"]),
        st.sampled_from(["1", "2", "*", "", "-1"]),
        st.sampled_from(["2", "3", "0", ""]),
        st.sampled_from(["", "", "50%", "0.5"]),
        st.sampled_from(["", "provisional"]),
    ).map(list),
    min_size=1,
    max_size=8,
)


def as_csv(rows: list[list[str]]) -> bytes:
    return pd.DataFrame(rows, columns=COLUMNS).to_csv(index=False).encode()


def named(found: ingest.Reading) -> set[int]:
    """Rows that a problem names: its own row, and those in its words."""
    rows = {p.row for p in found.problems if p.row}
    for problem in found.problems:
        for told in re.findall(r"[Rr]ows? ([\d, and]+)", problem.message):
            rows |= {int(n) for n in re.findall(r"\d+", told)}
    return rows


@pytest.mark.slow
@settings(max_examples=150)
@given(st.one_of(TABLE, LIKELY))
def test_any_text_is_read_and_every_row_is_kept_or_named(rows: list[list[str]]):
    found = ingest.read_bytes("x.csv", as_csv(rows), today=TODAY)
    assert found.status in ("accepted", "accepted_with_warnings", "rejected")
    assert found.kept == (len(found.rows) > 0)
    if not found.kept or found.format != "template_observations":
        assert found.problems
        return
    count = int(re.match(r"([\d,]+) rows? read", next(f for f in found.facts if " read; " in f))[1])
    lost = count - len(found.rows)
    assert 0 <= lost <= len(named(found)), "each row that is not kept is named"


@pytest.mark.slow
@settings(max_examples=80)
@given(LIKELY)
def test_what_was_read_reads_back_the_same(rows: list[list[str]]):
    first = ingest.read_bytes("x.csv", as_csv(rows), today=TODAY)
    if not first.kept:
        return
    again = ingest.read_bytes("x.csv", ingest.canonical_rows(first).to_csv(index=False).encode(), today=TODAY)
    assert again.kept, again.problems
    pd.testing.assert_frame_equal(again.rows, first.rows)
