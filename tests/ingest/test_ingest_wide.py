"""Months as columns, organisations as columns, and tables without column names: the same rows as the long form."""

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ingest_mapping import reading, stored

from analytics import ingest
from analytics.ingest.files.headless import is_data, letters
from analytics.ingest.mapping import Role

TRUSTS = ("R0A", "RBN", "RMC")
MONTHS = ("2023-04", "2023-05", "2023-06")
SHOWN = {"2023-04": "Apr-23", "2023-05": "May-23", "2023-06": "Jun-23"}
KEY = ("measure", "org_code", "period", "value", "status")
NUMBERS = st.integers(0, 400) | st.just("*") | st.just("")


def told(cells: list[list[object]]) -> bool:
    """A number somewhere, and no month in which nobody sent anything (which no long form would have)."""
    return any(isinstance(c, int) for row in cells for c in row) and all(
        any(c != "" for c in month) for month in zip(*cells, strict=True)
    )


CELLS = st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=3, max_size=3).filter(told)


@pytest.mark.slow
@settings(max_examples=40)
@given(CELLS, st.sampled_from(["months as columns", "organisations as columns", "without names"]))
def test_wide_and_long_forms_give_the_same_rows(cells: list[list[object]], form: str):
    every = [(who, when, cells[i][j]) for i, who in enumerate(TRUSTS) for j, when in enumerate(MONTHS)]
    long = "measure,org_code,period,value\n" + "".join(f"Falls,{w},{m},{n}\n" for w, m, n in every)
    if form == "months as columns":
        lines = [
            ["Measure", "Trust", *SHOWN.values()],
            *(["Falls", w, *row] for w, row in zip(TRUSTS, cells, strict=True)),
        ]
    elif form == "organisations as columns":
        lines = [
            ["Falls", "", "", ""],
            ["Month", *TRUSTS],
            *([SHOWN[m], *(row[j] for row in cells)] for j, m in enumerate(MONTHS)),
        ]
    else:
        lines = [["R0A", "2023-03", "Falls", "1"], *([w, m, "Falls", n] for w, m, n in every)]
    found = reading("\n".join(",".join(map(str, line)) for line in lines) + "\n")
    if form == "without names":  # nothing says that the third column names a measure: a person does
        assert found.proposal is not None
        assert not found.proposal.mapping.header
        columns = list(found.proposal.mapping.columns)
        columns[2] = replace(columns[2], role=Role.MEASURE)
        columns[3] = replace(columns[3], role=Role.VALUE, measure="")
        found = reading(
            "\n".join(",".join(map(str, line)) for line in lines) + "\n",
            mapping=replace(found.proposal.mapping, columns=tuple(columns), measure=""),
        )
        long += "Falls,R0A,2023-03,1\n"
    assert found.kept, (found.problems, found.proposal)
    assert stored(found, *KEY) == stored(reading(long), *KEY)


def test_pairs_below_months_in_two_rows_of_names():
    book = openpyxl.Workbook()
    for row in (
        ["Caffeine"], [], [None, "Apr-23", None, "May-23", None], ["Trust", "Num", "Den", "Num", "Den"],
        ["R0A", 9, 10, 8, 11], ["RBN", 4, 6, None, None],
    ):  # fmt: skip
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    found = ingest.read_bytes("x.xlsx", data.getvalue())
    assert stored(found) == [
        ["caffeine", "R0A", "2023-04", 9, 10],
        ["caffeine", "R0A", "2023-05", 8, 11],
        ["caffeine", "RBN", "2023-04", 4, 6],
        ["caffeine", "RBN", "2023-05", -1, -1],
    ]
    assert found.rows.query("numerator.isna()")["status"].tolist() == ["not submitted"]


def test_faults_of_a_wide_table_are_named_by_row_and_month():
    text = "Measure,Trust,Apr-23,May-23,Jun-23\nFalls,R0A,1,2,abc\nFalls,RZZ,1,2,3\nFalls,RBN,-5,2,3\nFalls,RMC,2,3,4\n"
    found = reading(text)
    errors = [(p.row, p.column) for p in found.problems if p.severity == "error"]
    assert (2, "Jun-23") in errors
    assert (3, "Trust") in errors
    assert len(found.rows[found.rows["org_code"] == "RMC"]) == 3


def test_a_month_that_stands_twice_is_found():
    found = reading("Measure,Trust,Apr-23,2023-04\nFalls,R0A,1,2\nFalls,RBN,3,3\n")
    assert any("contradict" in p.message and "row 2" in p.message.lower() for p in found.problems), found.problems


def test_totals_limits_and_blank_months_are_no_months():
    text = "Falls,,,,,\nTrust,Apr-23,May-23,Jun-23,YTD,Target\nR0A,1,2,,3,4\nRBN,3,5,,8,4\n"
    found = reading(text)
    assert stored(found, "org_code", "period", "value") == [
        ["R0A", "2023-04", 1], ["R0A", "2023-05", 2], ["RBN", "2023-04", 3], ["RBN", "2023-05", 5],
    ]  # fmt: skip
    assert any("“Jun-23” is filled" in p.message for p in found.problems)


def test_months_without_a_year_take_it_from_the_title_or_a_column():
    titled = reading("Falls 2023/24,,,\n\nTrust,Apr,Dec,Jan\nR0A,1,2,3\nRBN,4,5,6\n")
    beside = reading("Measure,Trust,Financial year,Apr,Dec,Jan\nFalls,R0A,2023/24,1,2,3\nFalls,RBN,2023/24,4,5,6\n")
    assert stored(titled, *KEY) == stored(beside, *KEY)
    assert {row[2] for row in stored(titled, *KEY)} == {"2023-04", "2023-12", "2024-01"}


def test_numbers_without_a_period_among_months_are_asked_about():
    found = reading("Falls,,,,\nTrust,Apr-23,May-23,Jun-23,Something\nR0A,1,2,2,3\nRBN,3,5,3,8\n")
    assert "“Something” has no period" in found.problems[0].message


HEADLESS = "R0A,2023-04,cord,21,32\nRBN,2023-04,cord,9,20\n"


def test_a_table_without_names_is_read_by_what_it_holds():
    found = reading(HEADLESS)
    assert (found.status, found.format) == ("accepted_with_warnings", "mapped")
    assert stored(found) == [["cord", "R0A", "2023-04", 21, 32], ["cord", "RBN", "2023-04", 9, 20]]
    assert "“D” as numerator" in found.problems[0].message


def test_faults_of_a_table_without_names_are_named_by_letter():
    found = reading(
        HEADLESS
        + HEADLESS.replace("04", "05")
        + HEADLESS.replace("04", "06")
        + "RZZ,2023-04,cord,1,2\nRMC,2023-04,cord,abc,2\n"
    )
    assert {(p.row, p.column) for p in found.problems if p.severity == "error"} == {(7, "A"), (8, "D")}


def test_two_numbers_without_names_are_a_pair_only_of_a_known_share():
    assert reading(HEADLESS.replace("cord", "something else")).status == "rejected"
    assert reading(HEADLESS.replace("21,32", "33,32")).status == "rejected"


@pytest.mark.parametrize(
    ("rows", "data"),
    [
        ([["R0A", "2023-04", "5"], ["RBN", "2023-04", "6"]], True),
        ([["Manchester University", "Apr-23", "5"], ["Bolton", "Apr-23", "6"]], True),
        ([["Org", "2023-04", "2023-05"], ["R0A", "1", "2"]], False),
        ([["Month", "R0A", "RBN"], ["Apr-23", "1", "2"]], False),
        ([["Trust", "Month", "Falls"], ["R0A", "Apr-23", "2"]], False),
        ([["", "R0A", "RBN"], ["Apr-23", "1", "2"]], False),
        ([["R0A", "2023-04", "*"], ["RBN", "2023-04", "6"]], True),
        ([["5", "6"], ["7", "8"]], False),
    ],
)
def test_a_first_row_of_data_is_told_from_names(rows: list[list[str]], data: bool):
    assert is_data(rows[0], rows[1:]) is data


def test_letters_go_on_after_z():
    assert [letters(53)[i] for i in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
