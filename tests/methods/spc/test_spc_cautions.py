"""Sentences for the cases that readers and other tools get wrong."""

import numpy as np
import pytest

from analytics.methods.spc import cautions as said
from analytics.methods.spc import charts
from analytics.methods.spc.cautions import cautions

STEADY = [4.0, 6.0] * 8
NAN = np.nan


def sentences(values, rebase=None, **given) -> set[str]:
    made = charts([values], rebase=rebase, **given)
    return {c.sentence for c in cautions(made, rebase=rebase)}


@pytest.mark.parametrize(
    ("values", "given", "sentence"),
    [
        ([5.0] * 20, {}, said.FLAT),
        ([0.0] * 19 + [1.0], {}, said.NEARLY_FLAT),
        ([*STEADY, NAN], {}, said.LAST_MISSING),
        ([NAN] * 20, {}, said.NO_VALUES),
        ([], {}, said.NO_VALUES),
        ([5.0], {}, said.TOO_FEW.format(needed=13)),
        ([3.0, 0.0, 8.0, 2.0] * 5, {"kind": "t"}, said.ZERO_GAPS),
        ([*STEADY, 9, 8, 9], {"rebase": np.arange(19) == 16}, said.SHORT_PART),
        ([*STEADY, NAN, 8, 9], {"rebase": np.arange(19) == 16}, said.REBASE_MOVED),
        ([*STEADY, 7, NAN], {"rebase": np.arange(18) == 17}, said.REBASE_WAITING),
    ],
)
def test_each_case_has_its_sentence(values: list, given: dict, sentence: str) -> None:
    assert sentence in sentences(values, **given)
    assert sentence.endswith(".")


def test_an_ordinary_chart_has_none() -> None:
    assert sentences(STEADY) == set()
    assert sentences(STEADY * 2, rebase=np.arange(32) == 16) == set()
    assert sentences([*STEADY, 5], ghost=np.arange(17) == 16) == set()


def test_each_series_has_its_own_and_filled_up_ends_are_not_missing_values() -> None:
    values = np.array([[*STEADY, NAN, NAN], [*STEADY, 5, NAN], [*STEADY, 5, 6]])
    made = charts(values)
    (only,) = cautions(made, periods=np.array([17, 17, 18]))
    assert only.sentence == said.LAST_MISSING
    assert only.where.tolist() == [True, False, False]


def test_zero_gaps_are_charted_not_refused() -> None:
    made = charts([[3.0, 0.0, 8.0, 2.0] * 5], kind="t", better="increase")
    assert np.isfinite(made.upper).all()
    assert made.variation[0] == "common_cause"
