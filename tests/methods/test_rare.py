"""Rare outcomes: babies between events, from monthly counts."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue, organisations, words
from analytics.methods import rare, spc
from analytics.model import STILL_OPEN, Better, Grain, Series

NEC = catalogue.load().measures["nec"]
SURVIVAL = catalogue.load().measures["survival"]


def series(events, babies, measure=NEC):
    events, babies = np.asarray(events, float), np.asarray(babies, float)
    top = babies - events if measure.better is Better.INCREASE else events
    points = pd.DataFrame(
        {
            "period": pd.date_range("2021-04-01", periods=len(events), freq="MS").as_unit("ms"),
            "numerator": top,
            "denominator": babies,
            "value": top / babies,
            "status": "",
        }
    )
    return Series(measure, organisations.at(date(2024, 3, 31))["R0A"], Grain.MONTH, points)


@pytest.mark.parametrize(
    ("events", "babies", "gaps", "why"),
    [
        ([1, 0, 1, 1, 1], [10, 10, 10, 10, 10], [20, 10, 10], "half of each event's month, and the whole ones between"),
        ([1, 2, 1], [10, 9, 10], [8, 3, 8], "two events part nine babies into three stretches"),
        ([1, 2, 1, 0], [10, 9, 10, 10], [8, 3, 8, 15], "and then nobody for a month: 15 babies so far"),
        ([1, 1, 1, 1, 0, np.nan], [10] * 6, [10, 10, 10, 15], "so far is up to the last month that is known"),
        ([1, 1, 1, 1, np.nan, 0], [10] * 6, [10, 10, 10], "after a month without numbers nobody knows since when"),
        ([1, 1, np.nan, 1, 1, 1], [10] * 6, [10, 10, 10], "a month without numbers breaks the count"),
    ],
)
def test_gaps_by_hand(events, babies, gaps, why):
    assert rare.between_events(series(events, babies)).points["value"].tolist() == pytest.approx(gaps), why


def test_deaths_are_what_survival_leaves():
    found = rare.between_events(series([1, 0, 1, 1, 1], [10] * 5, SURVIVAL))
    assert found.points["value"].tolist() == pytest.approx([20, 10, 10])
    assert found.measure.title == "Babies between deaths"


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(2, 40)), min_size=6, max_size=60))
def test_no_baby_is_counted_twice_or_lost_between_the_first_and_the_last_event(months):
    events, babies = zip(*months, strict=True)
    found = rare.between_events(series(events, babies))
    if found is None:
        assert sum(events) <= rare.FEWEST
        return
    first = next(i for i, e in enumerate(events) if e)
    last = max(i for i, e in enumerate(events) if e)
    before = sum(babies[:first]) + babies[first] / (events[first] + 1)
    after = sum(babies[last + 1 :]) + babies[last] / (events[last] + 1)
    lasting = found.points["status"] == STILL_OPEN
    assert found.points["value"][~lasting].sum() == pytest.approx(sum(babies) - before - after)
    assert found.points["value"][lasting].tolist() == pytest.approx([after] * (last < len(events) - 1))
    assert len(found.points) == sum(events) - 1 + lasting.sum()
    assert found.points["period"].is_monotonic_increasing


@pytest.mark.parametrize(("events", "is_it"), [([0, 0, 1, 0], True), ([1, 2, 3, 1], False), ([np.nan] * 4, False)])
def test_what_is_rare(events, is_it):
    assert rare.is_rare(series(events, [10] * 4)) is is_it


def test_the_gap_that_is_still_open_is_drawn_judged_and_said():
    """One event a month among ten babies, then none for so many months."""
    charted = {}
    for months in (0, 4, 12):
        between = rare.between_events(series([1] * 20 + [0] * months, [10] * (20 + months)))
        charted[months] = (between, spc.chart(between))
    between, chart = charted[4]
    assert between.points["period"].iloc[-1] == pd.Timestamp("2023-03-31")
    assert (between.points["value"].iloc[-1], between.points["status"].iloc[-1]) == (45, STILL_OPEN)
    assert (chart.state[-1], chart.variation) == ("", "common_cause")
    assert "still open: judged only for being long" in words.control.points(between, chart)[-1]
    assert "Latest 10" in words.control.alt(between, chart)
    assert "Since the last one, 45 so far: that gap is still open and can only grow." in words.control.sentence(
        between, chart
    )
    between, chart = charted[12]
    assert (chart.state[-1], chart.variation) == ("improvement", "improvement_high")
    assert "Since the last one, 125 so far" in words.control.sentence(between, chart)
    assert chart.upper[0] == charted[0][1].upper[0]
    assert "so far" not in words.control.sentence(*charted[0])


def test_it_makes_a_g_chart_where_more_is_better():
    random = np.random.default_rng(3)
    found = rare.between_events(series(random.binomial(12, 0.05, 60), [12] * 60))
    chart = spc.chart(found)
    assert chart.kind == "g"
    assert chart.better is Better.INCREASE
