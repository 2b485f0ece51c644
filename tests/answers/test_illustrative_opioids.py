"""The illustrative opioid data as the pages' own questions see them: the report's figures, and something to find out."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.answers import Data, adoption
from analytics.answers.chart import chart
from analytics.answers.question import Question

LAST = date(2023, 9, 30)
SPRING = ["2023-04-01", "2023-05-01", "2023-06-01"]
PEOPLE = ("opioid_4m", "opioid_high")


def people(data: Data, measure: str, code: str = "ENG") -> pd.Series:
    """People by month, as the chart has them."""
    points = chart(data, Question(measure, code)).series.points
    return points.set_index(points["period"].dt.strftime("%Y-%m"))["value"]


def phases(data: Data, when: date = LAST) -> pd.DataFrame:
    """Phase and support of every board, as the page has them."""
    stages = adoption.at(data, "wsa", "ENG", when).stages
    return stages.pivot(index="org_code", columns="element", values="stage")


@pytest.mark.parametrize(
    ("measure", "months", "printed"),
    [("opioid_4m", ("2022-07", "2023-03"), 25_693), ("opioid_high", ("2022-09", "2023-07"), 7_217)],
)
def test_england_has_as_many_fewer_people_a_month_than_in_2021_as_the_report_prints(data, measure, months, printed):
    found = people(data, measure)
    assert round(found["2021-01":"2021-12"].mean() - found[months[0] : months[1]].mean()) == printed


def test_spring_2023_lies_outside_the_limits_that_the_command_prints(first_store):
    result = CliRunner().invoke(app, ["chart", "opioid_4m", "ENG", "--json", "--store", str(first_store)])
    points = {p["period"]: p for p in json.loads(result.output)["points"]}
    assert [m for m in SPRING if points[m]["lower"] <= points[m]["value"] <= points[m]["upper"]] == []
    after = [p for m, p in points.items() if m > SPRING[-1]]
    assert all(p["lower"] <= p["value"] <= p["upper"] for p in after), "the spring stands out alone"


def test_the_approach_is_as_the_report_counts_it(data):
    now = phases(data)
    assert len(now) == 42
    assert now["phase"].notna().sum() == 29
    full = now.loc[now["support"] == 3, "phase"]
    assert len(full) == 25
    assert [int(full.between(*group).sum()) for group in ((6, 6), (4, 5), (2, 3))] == [14, 6, 5]
    assert now["support"].value_counts().to_dict() == {3: 25, 2: 3, 1: 8, 0: 6}


def test_the_approach_has_a_history_by_quarter_since_boards_began(data):
    days = adoption.as_at(data, ["wsa"], None, LAST).days
    assert [d.isoformat() for d in days] == ["2022-09-30", "2022-12-31", "2023-03-31", "2023-06-30", "2023-09-30"]
    by_quarter = [phases(data, day) for day in days]
    on = [int(q["phase"].notna().sum()) for q in by_quarter]
    helped = [int((q["support"] >= 2).sum()) for q in by_quarter]
    assert on == sorted(on)
    assert on[0] >= 10, "the approach was under way when boards began"
    assert helped == sorted(helped)
    assert helped[-1] == 28
    assert all(q["support"].notna().all() for q in by_quarter), "every board's support is known in every quarter"
    for before, after in pairwise(by_quarter):
        moved = (after["phase"] - before["phase"]).dropna()
        assert moved.between(0, 2).all(), "nobody goes back, or passes more than one phase by, in a quarter"


def test_people_on_long_term_opioids_fall_faster_where_the_approach_is_further_on(data):
    """A fall that began before the phases were reached: there is something to see, and a caution to be given."""
    now = phases(data)["phase"].fillna(0)
    found = pd.DataFrame({code: people(data, "opioid_4m", code) for code in now.index})
    change = found["2022-10":"2023-09"].mean() / found["2021-01":"2021-12"].mean() - 1
    by_group = [change[now.between(*group)].mean() for group in ((0, 0), (1, 3), (4, 5), (6, 6))]
    assert by_group == sorted(by_group, reverse=True)
    assert by_group[0] - by_group[-1] > 0.01
    before = found["2022-04":"2022-08"].mean() / found["2021-01":"2021-12"].mean() - 1
    assert before[now == 6].mean() < before[now == 0].mean(), "before any board had reached phase 6"
