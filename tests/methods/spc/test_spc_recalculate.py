"""A recalculation is suggested where a change lasts and its limits hold, with evidence and the case against; only then."""

from datetime import date
from functools import partial

import numpy as np
import pandas as pd
import pytest
from test_spc_single import series

from analytics.methods.spc import chart
from analytics.methods.spc.recalculate import POINTS_SINCE, for_series, starts_at, suggestion
from analytics.model import Unit

LOW, HIGH = [4, 6, 5, 4, 6, 5, 5, 6, 4, 5], [9, 11, 10, 9, 11, 10, 10, 11, 9, 10]
STEPPED = [*LOW, *LOW, *HIGH, *HIGH]


def test_a_step_that_lasts_is_found_at_its_first_point() -> None:
    found = suggestion(STEPPED)
    assert (found.start, found.points, found.before, found.after, found.signals) == (20, 20, 5, 10, 0)
    assert "point 21" in found.evidence
    assert "20 points" in found.evidence
    assert "from 5 to 10" in found.evidence
    assert found.against.startswith("Against it")


@pytest.mark.parametrize(
    "values",
    [
        [*LOW] * 4,
        [*LOW, *LOW, *HIGH, *LOW],  # it did not last
        [*LOW, *LOW, *HIGH[: POINTS_SINCE - 2]],  # it may not have lasted long enough
        [*HIGH[:4], *LOW, *LOW, *LOW],  # too few points before it
        list(range(40)),  # it still goes on
        [5.0] * 40,
        LOW,
        [],
        [np.nan] * 40,
    ],
)
def test_otherwise_nothing_is_suggested(values: list) -> None:
    assert suggestion(values) is None


def test_chance_seldom_suggests_a_step() -> None:
    draws = np.random.default_rng(4).normal(size=(150, 42))
    assert sum(suggestion(row) is not None for row in draws) < 8


def test_only_the_last_part_is_looked_at_and_an_accepted_step_is_not_suggested_again() -> None:
    accepted = np.arange(40) == 20
    assert suggestion(STEPPED, rebase=accepted) is None
    again = suggestion([*STEPPED, *(v + 10 for v in STEPPED[20:])], rebase=np.arange(60) == 20)
    assert again.start == 40


def test_gaps_and_ghosts_are_not_points() -> None:
    values = [*STEPPED[:25], np.nan, 500, *STEPPED[25:]]
    found = suggestion(values, ghost=np.arange(42) == 26)
    assert (found.start, found.points, found.after) == (20, 20, 10)


def test_with_a_baseline_the_step_is_the_same() -> None:
    assert suggestion(STEPPED, baseline_points=12).start == 20


def test_a_single_signal_since_is_told() -> None:
    found = suggestion([*STEPPED[:34], 30, *STEPPED[35:]])
    assert found.signals == 1
    assert "1 of them would still be a signal" in found.evidence


def test_few_points_since_are_told() -> None:
    assert "uncertain" in suggestion(STEPPED).against
    assert "uncertain" not in suggestion([*STEPPED, *HIGH]).against


def test_for_a_series_periods_and_percentages_read_as_people_write_them() -> None:
    of = series(STEPPED, [50] * 40)
    found = for_series(of, chart(of))
    assert "September 2021" in found.evidence
    assert "from 10.0% to 20.0%" in found.evidence
    line = partial(series, unit=Unit.COUNT, chart="line", chart_reason="Only ever rises.")(STEPPED)
    assert for_series(line, chart(line)) is None


def test_nothing_is_applied_by_itself() -> None:
    made = chart(series(STEPPED, unit=Unit.COUNT))
    assert len(set(made.centre)) == 1


MONTHS = pd.Series(pd.date_range("2023-01-01", periods=6, freq="MS"))


@pytest.mark.parametrize(
    ("on", "at", "words"),
    [
        (date(2023, 3, 1), [2], ""),
        (date(2023, 3, 15), [3], "no point on 15 March 2023, so the limits start again on 01 April 2023"),
        (date(2022, 12, 1), [0], "01 January 2023"),
        (date(2023, 7, 1), [], "after the last point"),
    ],
)
def test_a_recalculation_between_points_goes_to_the_next_and_that_is_said(on: date, at: list, words: str) -> None:
    flags, told = starts_at(MONTHS, [on])
    assert np.flatnonzero(flags).tolist() == at
    assert words in " ".join(told)
    assert bool(told) == bool(words)
