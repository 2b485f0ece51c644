"""What a control chart draws: the y axis, held limits, marks, hollow points and events."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.charts import control, events
from analytics.charts.control_rows import domain, mark
from analytics.model import Better, Grain, State, Unit
from tests.charts.charts_made import chart, measure, series

NA = float("nan")


@pytest.mark.parametrize(
    ("unit", "values", "low", "high"),
    [
        (Unit.PERCENT, [0.70, 0.80], 0.692, 0.808),  # fits the data, not forced to zero
        (Unit.PERCENT, [0.0, 1.0], 0.0, 1.0),  # never beyond 0 to 100%
        (Unit.COUNT, [1.0, 11.0], 0.2, 11.8),
        (Unit.COUNT, [0.0, 10.0], 0.0, 10.8),  # no count below nothing
        (Unit.SCORE, [-1.0, 1.0], -1.16, 1.16),
        (Unit.COUNT, [5.0, 5.0], 4.5, 5.5),  # a constant still has an axis
        (Unit.COUNT, [0.0, 0.0], 0.0, 0.5),
        (Unit.PERCENT, [1.0, 1.0], 0.9, 1.0),
        (Unit.COUNT, [NA], 0.0, 1.0),  # nothing to draw
        (Unit.COUNT, [], 0.0, 1.0),
    ],
)
def test_domain(unit: Unit, values: list[float], low: float, high: float) -> None:
    assert domain(unit, np.array(values)) == pytest.approx((low, high))


def test_headroom_is_a_share_of_the_height_at_the_top() -> None:
    low, high = domain(Unit.SCORE, np.array([0.0, 1.0]), headroom=0.5)
    plain = domain(Unit.SCORE, np.array([0.0, 1.0]))
    assert low == plain[0]
    assert high - low == pytest.approx(2 * (plain[1] - plain[0]))


@given(st.sampled_from(list(Unit)), st.lists(st.floats(0, 1), max_size=12), st.floats(0, 0.9))
@settings(max_examples=100, deadline=None)
def test_everything_drawn_is_inside_the_domain(unit: Unit, values: list[float], headroom: float) -> None:
    low, high = domain(unit, np.array(values), headroom=headroom)
    assert low < high
    assert all(low <= v <= high for v in values)


def test_limits_are_held_to_what_can_happen() -> None:
    of = series([0.9, 0.8])
    rows = control.rows(of, chart(of, "-", centre=0.85, lower=-0.2, upper=1.3))
    assert (rows["lower"].iloc[0], rows["upper"].iloc[0]) == (0.0, 1.0)
    score = series([0.9, 0.8], measure(Unit.SCORE))
    assert control.rows(score, chart(score, "-", lower=-0.2))["lower"].iloc[0] == -0.2


@pytest.mark.parametrize(
    ("state", "better", "name"),
    [
        (State.IMPROVEMENT, Better.INCREASE, "Improvement, high"),
        (State.IMPROVEMENT, Better.DECREASE, "Improvement, low"),
        (State.CONCERN, Better.INCREASE, "Concern, low"),
        (State.CONCERN, Better.DECREASE, "Concern, high"),
        (State.NEUTRAL_HIGH, Better.NEUTRAL, "Special cause, high"),
        (State.NEUTRAL_LOW, Better.NEUTRAL, "Special cause, low"),
        (State.COMMON, Better.INCREASE, "Common cause"),
        (State.BLANK, Better.INCREASE, "Common cause"),  # missing or without limits: nothing is signalled
    ],
)
def test_marks(state: State, better: Better, name: str) -> None:
    assert mark(state, better) == name


def test_hollow_points_are_provisional_or_not_counted() -> None:
    of = series([0.5, 0.6, 0.7, NA], status=["", "", "provisional", "suppressed"])
    rows = control.rows(of, chart(of, "- - "))  # the second is ghosted, the fourth missing
    assert list(rows["hollow"]) == [False, True, True, False]
    assert list(rows["described"])[3] == "July 2022: not known. No figure: suppressed"


@pytest.mark.parametrize(
    ("values", "place", "side"), [([0.9, 0.9, 0.2, 0.2], 3, "right"), ([0.2, 0.2, 0.9, 0.9], 0, "left")]
)
def test_target_is_labelled_where_the_values_are_far_from_it(values: list[float], place: int, side: str) -> None:
    of = series(values)
    rows = control.rows(of, chart(of, "-", target=0.95))
    assert rows["target_label"].iloc[place] == "Target 95%"
    assert (rows["target_label"] != "").sum() == 1
    assert set(rows["target_side"]) == {side}


def happened(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"date": pd.to_datetime(list(days)), "title": [f"Event number {d} began" for d in days],
                         "text": [None] * len(days)})  # fmt: skip


def test_events_are_rows_of_their_own_and_do_not_break_the_line() -> None:
    of = series([0.5, 0.6, 0.7])
    rows = control.rows(of, chart(of, "-"), happened("2022-05-17"))
    assert list(rows["what"]) == ["period", "period", "period", "event"]
    event = rows.iloc[3]
    assert (event["period"], event["label"]) == (pd.Timestamp("2022-05-17"), "17 May 2022")
    assert event["event_y"] > np.nanmax(rows["value"])  # the label stands above every point
    assert list(rows.columns) == list(control.rows(of, chart(of, "-")).columns)


@pytest.mark.parametrize(
    ("grain", "day", "shown"),
    [
        (Grain.MONTH, "2022-03-31", 0),  # before the first period
        (Grain.MONTH, "2022-04-01", 1),
        (Grain.MONTH, "2022-06-30", 1),  # within the last month
        (Grain.MONTH, "2022-07-01", 0),
        (Grain.QUARTER, "2022-12-31", 1),  # within the last of three quarters
        (Grain.QUARTER, "2023-01-01", 0),
    ],
)
def test_only_events_within_the_periods(grain: Grain, day: str, shown: int) -> None:
    assert len(events.place(happened(day), series([0.5, 0.6, 0.7], grain=grain))) == shown


@given(st.lists(st.integers(0, 700), max_size=10))
@settings(max_examples=60, deadline=None)
def test_no_label_meets_another_on_a_phone(offsets: list[int]) -> None:
    of = series([0.5] * 24)
    days = [str((pd.Timestamp("2022-04-01") + pd.Timedelta(days=d)).date()) for d in offsets]
    placed = events.place(happened(*days), of)
    assert len(placed) == len(days)
    width = (of.points["period"].iloc[-1] - of.points["period"].iloc[0]).days
    boxes = []
    for p in (p for p in placed if p.label):
        x = (p.date - of.points["period"].iloc[0]).days / width * events.NARROW_PLOT
        size = len(p.label) * events.LETTER
        boxes.append((p.level, x, x + size) if p.side == "left" else (p.level, x - size, x))
    for i, (level, start, stop) in enumerate(boxes):
        assert start >= -1
        assert stop <= events.NARROW_PLOT + 1
        assert not any(at == level and start < b and a < stop for at, a, b in boxes[i + 1 :])
