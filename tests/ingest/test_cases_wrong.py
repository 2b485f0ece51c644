"""Inputs that once gave wrong figures, or lost some, without a word: now right, asked about, or named by row."""

import numpy as np
import pytest

from analytics.ingest import Reading
from analytics.model import Severity
from tests.ingest.inputs import BASE, OTHER, case, pairs, rows_named, said

WARNING, ERROR = Severity.WARNING, Severity.ERROR
MAGNESIUM = "antenatal_magnesium_sulphate"


@pytest.mark.parametrize(
    ("name", "second"), [("v05_stacked_other_orgs.xlsx", MAGNESIUM), ("v05c_stacked.csv", "normothermia")]
)
def test_a_second_table_below_the_first_is_its_own(name: str, second: str):
    found: Reading = case(name)
    assert found.kept, [p.message for p in found.problems]
    assert pairs(found) == {k: v for k, v in BASE.items() if k[0] != "RR8"}
    assert pairs(found, second) == {k: v for k, v in BASE.items() if k[0] == "RR8"}


def test_stacked_tables_of_the_same_trusts_do_not_contradict_each_other():
    found: Reading = case("w15_stacked_tables.xlsx")
    assert (pairs(found), pairs(found, MAGNESIUM)) == (BASE, OTHER)


def test_tables_side_by_side_keep_their_own_months():
    found: Reading = case("v04_side_by_side_other_months.xlsx")
    turn = {"2023-05": "2023-04", "2023-06": "2023-05", "2023-04": "2023-06"}
    assert pairs(found) == BASE
    assert pairs(found, MAGNESIUM) == {(o, m): OTHER[o, turn[m]] for o, m in OTHER}


@pytest.mark.parametrize(
    ("name", "column"), [("w16_formula_nocache.xlsx", "numerator"), ("t35_formula_date_nocache.xlsx", "period")]
)
def test_formulas_without_results_are_named_and_never_taken_for_blanks(name: str, column: str):
    found: Reading = case(name)
    assert not found.kept
    assert rows_named(said(found, "formula", "result", column, least=ERROR)) >= set(range(2, 7))
    assert not said(found, "is blank")


@pytest.mark.parametrize("name", ["w07_err_cells.xlsx", "q11_err.tsv"])
def test_excel_errors_are_named_by_row_in_workbooks_and_texts(name: str):
    found: Reading = case(name)
    lost = {"q11_err.tsv": {4, 7, 9}, "w07_err_cells.xlsx": {4, 6, 8}}[name]
    assert rows_named([*said(found, "#REF!", least=WARNING), *said(found, "#DIV/0!", least=WARNING)]) == lost - {4} or (
        rows_named(said(found, "#", least=WARNING)) == lost
    )
    kept = pairs(found)
    assert {k: v for k, v in kept.items() if not np.isnan(v[0])}.items() <= BASE.items()
    assert sum(not np.isnan(v[0]) for v in kept.values()) == 6


def test_a_column_that_says_numerator_makes_no_percentages():
    found: Reading = case("s03_metric_numerator_only.csv")
    assert not (found.kept and found.rows["value"].notna().any())
    assert said(found, "metric", least=WARNING) or not found.kept


def test_rows_of_one_group_are_asked_about():
    found: Reading = case("s04_single_breakdown.csv")
    assert said(found, "ethnicity", "Asian or Asian British", least=WARNING)


def test_rows_that_a_breakdown_tells_apart_are_one_message():
    found: Reading = case("s04b_two_breakdowns.csv")
    assert (found.kept, len(said(found, "ethnicity", least=ERROR)), len(said(found, "", least=ERROR))) == (False, 1, 1)


def test_a_sheet_for_each_measure_is_read_as_one_file():
    found: Reading = case("w19_sheet_per_measure.xlsx")
    assert (pairs(found), pairs(found, MAGNESIUM)) == (BASE, OTHER)


def test_daily_rows_are_never_sampled():
    found: Reading = case("x02_daily.csv")
    assert (found.kept, len(found.rows)) == (False, 0)
    assert said(found, "days", least=ERROR)


def test_code_and_name_that_disagree_are_named_by_row():
    named = rows_named(said(case("t10_code_name_mismatch.csv"), "org_name", least=WARNING))
    assert named == {2, 3, 4, 8, 9, 10}


def test_a_file_that_ends_in_the_middle_of_a_row_is_said_to_be_cut():
    found: Reading = case("x01_cut_last_row.csv")
    assert rows_named(said(found, "3 cells of 5", "cut", least=WARNING)) == {10}
    assert "local_tri" not in set(found.rows["measure"])


def test_a_numerator_above_its_denominator_among_shares_of_ones_own():
    assert 5 in rows_named(said(case("v10b_num_gt_den_local.csv"), "44 of 28", least=WARNING))


def test_babies_that_are_not_whole():
    assert rows_named(said(case("t31_decimal_counts.csv"), "whole", least=WARNING)) >= {2, 3, 4}


def test_a_period_far_ahead_is_left_out():
    found: Reading = case("v12_future_2099.csv")
    assert pairs(found) == {k: v for k, v in BASE.items() if v[0] != 14}
    assert rows_named(said(found, "2099-04", least=ERROR)) == {5}


def test_one_bad_byte_leaves_the_other_rows_alone():
    found: Reading = case("z02_one_bad_byte.csv")
    assert set(found.rows["measure_title"]) == {"Women’s local triage – met"}
    assert len(found.rows) >= 8
    assert rows_named(said(found, "Windows-1252", least=WARNING)) == {10}


def test_boards_of_today():
    found: Reading = case("icb_2026.csv")
    assert list(found.rows["org_code"]) == ["S1Y5D", "D7T5G"]
    assert rows_named(said(found, "QM7", "Central East", "Essex", least=ERROR)) == {4}
