"""Boards on the approach: counts, quarters, since when, and the study's arrays, from illustrative data and made rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.answers import Data
from analytics.answers import approach as answers
from analytics.model import ENGLAND, Grain, Reach

END = date(2023, 9, 30)


@pytest.mark.slow
def test_the_illustrative_quarter_counts_what_the_report_prints(data: Data) -> None:
    found = answers.reach(answers.approach(data, ENGLAND, END))
    assert found == Reach(
        expected=42, on=29, full=25, light=3, parts=28, other=8, engaged=37,
        planning=5, improving=6, acting=14, silent=0,
    )  # fmt: skip


def test_parts_of_england_add_up_to_england(data: Data) -> None:
    regions = [f"Y{n}" for n in (56, 58, 59, 60, 61, 62, 63)]
    each = [answers.reach(answers.approach(data, code, END)) for code in regions]
    whole = answers.reach(answers.approach(data, ENGLAND, END))
    for name in ("expected", "on", "full", "light", "parts", "other", "engaged", "acting"):
        assert sum(getattr(one, name) for one in each) == getattr(whole, name), name


@pytest.mark.parametrize(("code", "board"), [("QOP", "QOP"), ("R0A", "QOP"), ("PSC-MAN", "QOP"), ("RXV", "QOP")])
def test_below_a_board_its_own_board_is_told(data: Data, code: str, board: str) -> None:
    found = answers.approach(data, code, END)
    assert found.boards["org_code"].tolist() == [board]
    row = found.boards.iloc[0]
    assert (row["phase"], row["phase_before"], row["support"]) == (6, 5, 3)
    assert row["since"] == pd.Timestamp(END)
    assert not row["from_start"]


def test_a_board_with_support_and_no_phase_is_not_on_the_approach(data: Data) -> None:
    boards = answers.approach(data, ENGLAND, END).boards.set_index("org_code")
    assert boards.loc["QNC", ["phase", "support"]].tolist() == [0, 1]
    assert pd.isna(boards.loc["QNC", "since"])
    assert boards.loc["QWE", ["phase", "support"]].tolist() == [2, 0], "in the headline of 29, not in the sum of 28"


def test_quarters_hold_what_was_known_at_each_of_them(data: Data) -> None:
    for element in (answers.PHASE, answers.SUPPORT):
        found = answers.by_quarter(data, ENGLAND, END, element)
        assert [e.title for e in found.pathway.elements] == [
            "Q2 2022/23", "Q3 2022/23", "Q4 2022/23", "Q1 2023/24", "Q2 2023/24",
        ]  # fmt: skip
        for one in found.pathway.elements:
            then = answers.approach(data, ENGLAND, date.fromisoformat(one.slug)).boards
            rows = found.stages[found.stages["element"] == one.slug].set_index("org_code")["stage"]
            assert rows.sort_index().tolist() == then.set_index("org_code")[element].sort_index().tolist()


def test_by_todays_tree_boards_that_became_one_stand_where_the_least_advanced_stood(data: Data) -> None:
    today = data.on(date(2026, 5, 1))
    found = answers.reach(answers.approach(today, ENGLAND, END))
    assert found.expected == 36
    assert found.silent > 0, "of boards that took over parts nothing is known"
    assert found.on + found.other + found.silent <= 36
    study = answers.phase_study(today, "opioid_4m", 4).study
    assert 0 < study.organisations < answers.phase_study(data, "opioid_4m", 4).study.organisations


@pytest.mark.parametrize("measure", answers.OUTCOMES)
def test_a_study_holds_quarters_of_each_board_against_its_own_2021(data: Data, measure: str) -> None:
    found = answers.phase_study(data, measure, 4)
    assert (found.undated, found.without) == (("Devon", "Dorset"), ()), "at phase 4 when records begin"
    assert found.study.organisations == 18
    assert found.illustrative
    # The effect at the quarter itself, worked out again by hand from the tables.
    grid = data.resolved(measure).grid(Grain.MONTH)
    assert grid is not None
    index = {}
    for board in answers.approach(data, ENGLAND, END).boards["org_code"]:
        rows = grid.rows(board)
        quarter = rows["period"].dt.to_period("Q")
        value = rows["numerator"].groupby(quarter).sum() / rows["denominator"].groupby(quarter).sum()
        index[board] = 100 * value / value["2021Q1":"2021Q4"].mean()
    phases = data.adoption("wsa").query("element == 'phase' and stage >= 4").groupby("org_code")["as_at"].min()
    reached = {c: pd.Period(d, "Q") for c, d in phases.items() if c not in ("QVV", "QJK")}
    out = ("QVV", "QJK")
    differences = []
    for code, start in reached.items():
        waiting = [c for c in index if c not in out and (c not in reached or reached[c] > start)]
        change = [index[c][start] - index[c][start - 1] for c in (code, *waiting)]
        differences.append(change[0] - np.mean(change[1:]))
    at = list(found.study.time).index(0)
    assert found.study.effect[at] == pytest.approx(np.mean(differences))


def test_an_earlier_end_of_the_view_knows_less(data: Data) -> None:
    early = answers.phase_study(data, "opioid_4m", 4, date(2023, 3, 1))
    assert early.last == np.datetime64("2023-01")
    assert early.study.organisations == 11
    assert early.study.time.max() == 1
    # Two months of a quarter are no quarter.
    assert answers.phase_study(data, "opioid_4m", 4, date(2023, 5, 1)).last == np.datetime64("2023-01")
    before_all = answers.phase_study(data, "opioid_4m", 4, date(2021, 6, 1))
    assert len(before_all.without) == 42, "without the whole of 2021 there is nothing to hold against"
    assert before_all.study.organisations == 0


def test_a_board_of_which_nothing_is_recorded_is_on_neither_side(data: Data) -> None:
    """Nobody knows whether it had reached the phase, so it may not be compared with."""

    class Without:
        def rows(self, table, scopes=None):
            rows = data.stored.rows(table, scopes)
            return rows[rows["org_code"] != "QNQ"] if table == "adoption" else rows

    changed = replace(data, stored=Without(), known={})
    all_boards, fewer = (answers.phase_study(d, "opioid_4m", 4) for d in (data, changed))
    assert fewer.study.waiting.max() == all_boards.study.waiting.max() - 1
    assert "Frimley" in fewer.undated
    found = answers.approach(changed, ENGLAND, END)
    assert answers.reach(found).silent == 1
    assert pd.isna(found.boards.set_index("org_code").loc["QNQ", "phase"])
