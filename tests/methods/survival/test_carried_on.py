"""The pace carried on: in the head, when nothing is told, and whether its dates hold as often as they say."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.methods.survival.carried_on import FEWEST, HORIZON, YEAR, carried_on

BEGINS = date(2023, 4, 1)


def waits(quarters: list[int], moved: list[bool]) -> pd.DataFrame:
    """Organisations that moved in, or were last heard of waiting in, so many quarters from April 2023 on."""
    ends = pd.Series(
        [(pd.Period("2023Q2", "Q") + q - 1).end_time.normalize() for q in quarters], dtype="datetime64[ms]"
    )
    yes = pd.Series(moved, dtype=bool)
    return pd.DataFrame({"after": (ends - pd.Timedelta(days=91)).where(yes, ends), "by": ends.where(yes)})


def test_in_the_head() -> None:
    """30 waited one quarter and 12 moved: 40%. Of the 18 left 10.8 wait after one more (64% moved), 6.48 after two (78%),
    3.9 after three (87%) and 2.3 after four (92%)."""
    made = carried_on(waits([1] * 30, [True] * 12 + [False] * 18), 0.4, BEGINS)
    assert made is not None
    assert made.pace == pytest.approx(0.4)
    assert (made.events, made.quarters, made.since, made.last) == (12, 1, BEGINS, date(2023, 6, 30))
    assert made.ahead["value"].iloc[:5].tolist() == pytest.approx([0.4, 0.64, 0.784, 0.8704, 0.92224])
    assert [(r.share, r.by) for r in made.reached] == [(0.5, date(2023, 9, 30)), (0.9, date(2024, 6, 30))]
    assert made.low < made.pace < made.high


@pytest.mark.parametrize(
    ("quarters", "moved", "events", "counted", "why"),
    [
        ([1] * 30, FEWEST, FEWEST, 1, "just enough moves"),
        ([1] * 30, FEWEST - 1, FEWEST - 1, 1, "one short of it"),
        ([1] * 20 + [6] * 10, 20, 0, YEAR, "all of them moved longer ago than a year"),
    ],
)
def test_when_a_pace_is_told(quarters: list[int], moved: int, events: int, counted: int, why: str) -> None:
    made = carried_on(waits(quarters, [True] * moved + [False] * (30 - moved)), moved / 30, BEGINS)
    assert made is not None
    assert (made.events, made.quarters) == (events, counted), why
    assert (made.pace is not None) == (events >= FEWEST), why


def test_quarters_before_the_plan_has_anybody_begin_do_not_count() -> None:
    rows = waits([3] * 30, [True] * 15 + [False] * 15)
    assert carried_on(rows, 0.5, BEGINS).pace == pytest.approx(15 / 90)
    assert carried_on(rows, 0.5, date(2023, 10, 1)).pace == pytest.approx(15 / 30)
    assert carried_on(rows, 0.5, date(2024, 6, 1)).quarters == 0, "the plan has not begun: nothing is told"


def test_nothing_returned_and_all_moved() -> None:
    assert carried_on(waits([], []), float("nan"), BEGINS) is None
    assert carried_on(waits([1] * 30, [True] * 30), 1.0, BEGINS).reached == ()


def test_the_same_question_has_the_same_answer() -> None:
    rows = waits([1] * 30, [True] * 12 + [False] * 18)
    assert carried_on(rows, 0.4, BEGINS).reached == carried_on(rows, 0.4, BEGINS).reached


@pytest.mark.slow
@pytest.mark.parametrize(("size", "pace"), [(40, 0.3), (200, 0.2), (200, 0.4)])
def test_the_dates_hold_as_often_as_they_say(size: int, pace: float) -> None:
    """Organisations that move at a steady pace, seen for two quarters and then to the end: how often the 90% falls between
    the earliest and the latest quarter foretold. Quarters are whole, so it may be more often than 95%."""
    rng, held, told = np.random.default_rng(11), 0, 0
    for _ in range(150):
        quarter = rng.geometric(pace, size)
        seen = quarter <= 2
        made = carried_on(waits(np.where(seen, quarter, 2).tolist(), seen.tolist()), seen.mean(), BEGINS)
        if made is None or made.pace is None:
            continue
        told += 1
        (_, ninety) = made.reached if len(made.reached) == 2 else (None, made.reached[-1])
        truth = int(np.sort(quarter)[int(np.ceil(0.9 * size)) - 1])
        day = (pd.Period("2023Q2", "Q") + truth - 1).end_time.date()
        latest = ninety.latest or date.max
        held += (ninety.earliest or date.max) <= day <= latest or (truth > 2 + HORIZON and ninety.latest is None)
    assert told > 100
    assert held / told >= 0.92
