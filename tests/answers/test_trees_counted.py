"""What is counted on a funnel and a map are the boards of the tree shown: those of the period, or those of today."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.answers import Data, Question
from analytics.answers.comparison import funnel, mapped
from analytics.model import ENGLAND, Adjustment, Kind

BY_DAY = pytest.mark.parametrize(("day", "boards"), [(date(2023, 9, 30), 42), (date(2026, 5, 1), 36)])


@BY_DAY
@pytest.mark.parametrize("slug", ["cord", "normothermia"])
def test_a_funnel_has_a_point_for_each_board_of_its_tree(data: Data, day: date, boards: int, slug: str) -> None:
    by_tree = data.on(day)
    found = funnel(by_tree, Question(slug, ENGLAND), Kind.ICB, Adjustment.ADDITIVE)
    assert found is not None
    assert set(found.rows["code"]) == {o.code for o in by_tree.organisations.all(Kind.ICB)}
    assert len(found.rows) == boards


@BY_DAY
def test_a_map_has_the_boards_of_its_tree(data: Data, day: date, boards: int) -> None:
    by_tree = data.on(day)
    found = mapped(by_tree, Question("opioidper1000", ENGLAND))
    assert {one.series.organisation.code for one in found.boards} == {
        o.code for o in by_tree.organisations.all(Kind.ICB)
    }
    assert len(found.boards) == boards
