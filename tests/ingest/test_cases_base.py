"""One table of nine rows, written and packed in the ways that people send it: the same rows every time."""

import pytest

from analytics.ingest import Reading
from analytics.model import Severity
from tests.ingest.inputs import BASE, case, pairs, rows_named, said

WARNING = Severity.WARNING
SAME = [
    *("w25_long_numden.csv", "w19b_sheet_per_trust.xlsx", "w04b_month_end.csv", "w04_month_end.xlsx", "p12_us.tsv"),
    *("v09_yyyymmdd.csv", "p23_range.tsv", "p14_iso_t.tsv", "p22_monstart.tsv", "w02b_merged_down.xlsx"),
    *("w02c_pivot_blank_trust_only.xlsx", "w02_pivot_blank_labels.xlsx", "q07_fn_brackets.tsv", "q08_star.tsv"),
    *("q01_html.xls", "q02_spreadsheetml.xls", "q05_rowquoted.csv", "x04_backslash.xlsx", "w09_hidden_rows.xlsx"),
    *("z01_unnamed_comment.csv", "o08_namecode.tsv", "o07_fn.tsv"),
]


@pytest.mark.parametrize("name", SAME)
def test_the_nine_rows_are_kept(name: str):
    found: Reading = case(name)
    expected = BASE if name != "o07_fn.tsv" else _reordered()
    assert found.kept, [p.message for p in found.problems]
    assert (pairs(found), len(found.rows), set(found.rows["grain"])) == (expected, 9, {"month"})
    assert not said(found, "", least=Severity.ERROR)


def _reordered() -> dict:
    """The file names its trusts in another order."""
    turn = {"R0A": "R0A", "RJ1": "RR8", "RR8": "RJ1"}
    return {(turn[org], month): figures for (org, month), figures in BASE.items()}


def test_dates_month_first_are_said_and_nothing_else_is_claimed_of_them():
    found: Reading = case("p12_us.tsv")
    assert said(found, "month first", least=WARNING)
    assert not said(found, "every date of the column begins a month")


@pytest.mark.parametrize("name", ["w02b_merged_down.xlsx", "w02c_pivot_blank_trust_only.xlsx"])
def test_labels_that_were_filled_down_are_said_by_row(name: str):
    assert rows_named(said(case(name), "Trust", "filled", least=WARNING)) == {3, 4, 6, 7, 9, 10}


def test_each_label_that_was_filled_down_is_said():
    found: Reading = case("w02_pivot_blank_labels.xlsx")
    assert rows_named(said(found, "Measure", "filled", least=WARNING)) == set(range(3, 11))


@pytest.mark.parametrize("name", ["q07_fn_brackets.tsv", "q08_star.tsv"])
def test_marks_after_a_number_are_noted_by_row(name: str):
    assert rows_named(said(case(name), "mark")) == {4, 7}


def test_hidden_rows_that_were_read_are_said():
    assert rows_named(said(case("w09_hidden_rows.xlsx"), "hidden", least=WARNING)) == {3, 6}


def test_remarks_without_a_name_are_not_used_and_said():
    assert any("without a name" in fact for fact in case("z01_unnamed_comment.csv").facts)
