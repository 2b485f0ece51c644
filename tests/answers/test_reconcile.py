"""Each figure that the national report prints, held against what is worked out here."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics import words
from analytics.answers import Data
from analytics.answers.reconcile import CHECKS, approach, dates, definitions, opioids, preterm, reconcile, safety
from analytics.catalogue.published import figures
from analytics.model.reconciled import Reconciled, rounds_to
from analytics.store import Store


def _ids(numbers: str) -> list[str]:
    return [f"PF{int(number):03d}" for number in numbers.split()]


CONTRADICTED = _ids(
    """2 3 4 11 13 17 18 42 44 50 59 63 64 68 70 72 73 92 98 110 111 122 129 136 139 145 146 150 152 175 177 182 185
212 224 227 228"""
)
"""Figures that the report, its formula or the calendar contradicts."""
HOLDS = _ids("""8 9 12 14 19 20 43 48 57 69 135 137 141 142 147 149 160 167 170 184 225 234""")
"""Sums of the report that hold."""


@pytest.fixture(scope="module")
def found(data: Data) -> dict[str, Reconciled]:
    return {row.figure.id: row for row in reconcile(data)}


class Rows:
    """The rows of a version with some of them changed."""

    def __init__(self, data: Data, change) -> None:
        self.stored, self.change = data.stored, change

    def rows(self, table: str, scopes=None) -> pd.DataFrame:
        return self.change(table, self.stored.rows(table, scopes).copy())


def changed(data: Data, change) -> dict[str, Reconciled]:
    """What comes out of the same data with some rows changed."""
    other = Data(Rows(data, change), data.measures, data.catalogue, data.organisations, data.directory)
    return {row.figure.id: row for row in reconcile(other)}


def test_every_figure_comes_once_in_the_reports_order_with_a_reason(found):
    assert list(found) == [f"PF{number:03d}" for number in range(1, 255)]
    assert len(figures()) == 254
    assert [id for id, row in found.items() if not row.reason] == []


def test_each_figure_is_tied_to_one_check():
    parts = (preterm, opioids, approach, safety, dates, definitions)
    ids = [id for part in parts for several in part.CHECKS for id in several.split()]
    assert len(ids) == len(set(ids)) == len(CHECKS)
    assert set(ids) <= {figure.id for figure in figures()}


def test_what_has_no_check_says_that_it_is_out_of_reach(found):
    for id in found.keys() - CHECKS.keys():
        assert (found[id].computed, found[id].agrees) == (None, None)
        assert found[id].reason.startswith("Out of reach: ")
    assert [id for id in CHECKS if found[id].computed is None] == [], "the illustrative data reach every check"


@pytest.mark.parametrize("id", CONTRADICTED)
def test_a_contradicted_figure_does_not_agree(found, id):
    assert found[id].agrees is False, found[id]


@pytest.mark.parametrize("id", HOLDS)
def test_a_sum_that_holds_agrees(found, id):
    assert found[id].agrees is True, found[id]


@pytest.mark.parametrize(
    ("id", "other"),
    [("PF011", "28"), ("PF146", "29"), ("PF072", "420"), ("PF018", "385"), ("PF017", "645"), ("PF073", "627")],
)
def test_the_reason_states_the_other_figure_too(found, id, other):
    assert other in found[id].reason


def test_numbers_are_worked_out_and_not_copied(found):
    worked_out = {
        "PF018": 14_270 / 37,
        "PF135": 30_000 / 62,
        "PF137": 100 * 29 / 42,
        "PF147": 100 * 28 / 42,
        "PF142": 100 * 37 / 42,
        "PF167": 25_693 / 62,
        "PF009": 2_569.3,
    }
    assert {id: found[id].computed for id in worked_out} == pytest.approx(worked_out)
    assert found["PF165"].computed != 25_693, "the mean of our months, which only rounds to it"


def test_what_stands_on_made_up_rows_says_so(found):
    told = {id for id, row in found.items() if "illustrative" in row.reason}
    assert told == {id for id, row in found.items() if row.illustrative}
    assert f"Of those worked out, {len(told)} stand on illustrative data" in words.reconciled.summary(found.values())
    assert {"PF005", "PF053", "PF151", "PF165", "PF238"} <= told
    assert not told & {"PF008", "PF048", "PF137", "PF215", "PF232"}


def test_other_numbers_of_people_no_longer_agree(data):
    def fewer(table, rows):
        if table == "observations":
            late = (rows["measure"] == "opioid_high") & (rows["period"] >= "2022-09-01")
            rows.loc[late, "numerator"] -= 100
        return rows

    rows = changed(data, fewer)
    assert rows["PF006"].computed == pytest.approx(7_317.2, abs=0.1)
    assert rows["PF006"].agrees is False
    assert rows["PF165"].agrees is True


def test_data_that_begin_after_the_report_do_not_reach_its_figures(data):
    def later(table, rows):
        if table == "observations":
            rows["period"] = rows["period"] + pd.DateOffset(years=6)
        return rows

    rows = changed(data, later)
    for id in ("PF017", "PF046", "PF047", "PF052", "PF053", "PF054", "PF056", "PF057", "PF165", "PF171"):
        assert rows[id].computed is None, rows[id]


def test_other_stages_no_longer_agree(data):
    def lower(table, rows):
        if table == "adoption":
            rows.loc[(rows["pathway"] == "wsa") & (rows["element"] == "support") & (rows["stage"] == 3), "stage"] = 2.0
            rows.loc[(rows["pathway"] == "preterm") & (rows["element"] == "cord"), "stage"] = 1.0
        return rows

    rows = changed(data, lower)
    for id in ("PF138", "PF151", "PF154", "PF005"):
        assert rows[id].agrees is False, rows[id]


def test_a_wrong_formula_is_caught(data):
    known = dict(data.catalogue.harms)
    known["death"] = replace(known["death"], nnh=63.0)
    other = replace(data, catalogue=replace(data.catalogue, harms=known), known={})
    rows = {row.figure.id: row for row in reconcile(other)}
    assert [rows[id].agrees for id in ("PF008", "PF019", "PF135", "PF167", "PF009")] == [False] * 4 + [True]


def test_without_data_figures_on_data_are_out_of_reach_and_sums_of_the_report_stay(tmp_path):
    empty = Store(str(tmp_path / "store"))
    empty.create()
    rows = {row.figure.id: row for row in reconcile(Data.of(empty.at()))}
    for id in ("PF005", "PF017", "PF053", "PF056", "PF140", "PF154", "PF165", "PF171", "PF182", "PF220", "PF238"):
        assert (rows[id].computed, rows[id].agrees) == (None, None), rows[id]
        assert "This version of the data lacks" in rows[id].reason
    assert rows["PF008"].agrees is True
    assert "illustrative" not in words.reconciled.summary(rows.values())


@pytest.mark.parametrize(
    ("computed", "printed", "step", "agrees"),
    [
        (87.96, "88", None, True),
        (385.7, "385", None, False),
        (384.4, "385", None, False),
        (86.24, "86.2", None, True),
        (86.26, "86.2", None, False),
        (8.5, "9", None, True),
        (9.5, "9", None, True),
        (9.51, "9", None, False),
        (2569.3, "2570", None, False),
        (2569.3, "2570", 10.0, True),
        (2564.9, "2570", 10.0, False),
        (28.0, "29", None, False),
    ],
)
def test_a_figure_agrees_if_ours_rounds_to_it(computed, printed, step, agrees):
    assert rounds_to(computed, printed, step) is agrees
