"""Words and pictures of adoption's progress: the exact sentences, and rows with the columns that the templates read."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from test_charts_templates import reads

from analytics import words
from analytics.charts import progress, themes, timeline
from analytics.exports import adoption_tables
from analytics.methods import adoption
from analytics.methods.adoption.pace import forecast
from analytics.model import Milestone, Pathway, Scale, ScoreHistory, Step
from tests.methods.adoption.adoption_pictures import PAIRS, PATHWAY, SCALE, organisations, quarter, rows

SCALES = {"s": SCALE}
X, Y = organisations("X", "Y")
DAY = date(2021, 9, 30)


def standing(pictures: dict[str, str], plans: dict[str, tuple[int, str]] | None = None, people: Any = (X, Y)) -> Any:
    return adoption.standing(rows(pictures, plans), PATHWAY, people, quarter(1))


HELD = {
    "stuck at stage 4 and on what, by name": (
        standing({"X a": "34", "X b": "55", "Y a": "56", "Y b": "32"}, {"Y b": (1, "2021-12-31")}),
        "At 30 September 2021, 2 of 2 trusts in Kent are held at stage 4 or below, on 2 of 4 elements. At “4 Tested”:"
        " Trust X (Steroids). Longest where they are: Trust Y on Caffeine, since 30 September 2021. No next step is"
        " planned for 1 of the 2.",
    ),
    "a plan that is overdue": (
        standing({"X a": "44"}, {"X a": (0, "2021-08-31")}),
        "At 30 September 2021, 1 of 1 trust in Kent is held at stage 4 or below, on 1 of 1 elements. At “4 Tested”:"
        " Trust X (Steroids). Longest where they are: Trust X on Steroids, since 30 June 2021 or before. Each has a next"
        " step planned; 1 plan is overdue.",
    ),
    "one organisation: each element": (
        standing({"X a": "34", "X b": "22"}, {"X b": (0, "2021-08-31")}, [X]),
        "At 30 September 2021 Kent is not yet at “5 Some” or further on 2 of 2 elements: Caffeine (2 Assessed, since"
        " 30 June 2021 or before, overdue since 31 August 2021); Steroids (4 Tested, since 30 September 2021, nothing"
        " planned).",
    ),
    "nobody is held": (
        standing({"X a": "55"}),
        "At 30 September 2021 nobody is held up: whatever is known in Kent is at “5 Some” or further (1 of 1).",
    ),
    "nothing known": (standing({"X a": "..5"}), "At 30 September 2021 no stage is known for Kent."),
}  # fmt: skip


@pytest.mark.parametrize("story", HELD)
def test_who_is_held_and_on_what(story: str) -> None:
    found, expected = HELD[story]
    assert words.held.sentence(found, SCALES, "Kent") == expected


def test_many_at_stage_4_are_counted_by_element() -> None:
    people = organisations(*"ABCDEFGH")
    pictures = {f"{o.code} a": "44" for o in people} | {"A b": "44"}
    said = words.held.sentence(standing(pictures, people=people), SCALES, "England")
    assert "At “4 Tested” are 8 trusts, most often on Steroids (8) and Caffeine (1)." in said


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        ({}, "Nothing is known to be planned in Kent at 30 September 2021."),
        ({"X a": (0, "2021-12-31")}, "Nothing is overdue in Kent at 30 September 2021: 1 next step is planned."),
        ({"X a": (0, "2021-08-31"), "Y a": (0, "2021-12-31")},
         "1 of 2 planned next steps is overdue in Kent at 30 September 2021: Trust X. The oldest was planned for"
         " 31 August 2021."),
    ],
)  # fmt: skip
def test_what_is_overdue_and_for_whom(plans: dict[str, tuple[int, str]], expected: str) -> None:
    assert words.held.overdue(standing({"X a": "44", "Y a": "44"}, plans), "Kent") == expected


def history(values: list[float], paces: list[float], ambition: float | None = 1.0, counted: int = 100) -> ScoreHistory:
    days = pd.to_datetime([quarter(i) for i in range(len(values))]).astype("datetime64[ms]")
    points = pd.DataFrame(
        {"day": days, "numerator": np.array(values) * counted, "denominator": counted, "value": values}
    )
    ahead = None
    if ambition is not None and values:
        ahead = forecast(values[-1], counted, paces, ambition, quarter(len(values) - 1))
    return ScoreHistory(PATHWAY, PAIRS, ambition, points, ahead)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (history([0.8, 0.88], [0.02, 0.06, 0.04]),
         "**Share of pairs**: 88% (88 of 100) at 30 September 2021; the ambition is 100%, not reached yet. It was 80.0%"
         " (80 of 100) at 30 June 2021. At the pace of the last four quarters (+4.0 points a quarter, like for like) 100%"
         " is reached by June 2022; at the fastest and slowest pace of the last two years, by March 2022 and by March 2023."
         " It only carries the pace on: the last few are often the slowest."),
        (history([0.88], [0.04]),
         "**Share of pairs**: 88% (88 of 100) at 30 June 2021; the ambition is 100%, not reached yet. At the pace of the"
         " last four quarters (+4.0 points a quarter, like for like) 100% is reached by March 2022, also at the fastest"
         " and slowest pace of the last two years. It only carries the pace on: the last few are often the slowest."),
        (history([0.5], [0.05, -0.01]),
         "**Share of pairs**: 50% (50 of 100) at 30 June 2021; the ambition is 100%, not reached yet. 100% is not reached"
         " at this pace: over the last four quarters it was falling, like for like (−1.0 points a quarter); at the best"
         " pace of the last two years, by December 2023."),
        (history([0.5], [-0.01, 0.001]),
         "**Share of pairs**: 50% (50 of 100) at 30 June 2021; the ambition is 100%, not reached yet. At the pace of the"
         " last four quarters (+0.1 points a quarter, like for like) 100% is reached later than June 2024; at the fastest"
         " and slowest pace of the last two years, later than June 2024 and not at all. It only carries the pace on: the"
         " last few are often the slowest."),
        (history([1.0], [0.1]), "**Share of pairs**: 100% (100 of 100) at 30 June 2021; the ambition is 100%, reached."),
        (history([0.5], [0.1], counted=10),
         "**Share of pairs**: 50% (5 of 10) at 30 June 2021; the ambition is 100%, not reached yet. No forecast: that takes"
         " more than a year of records and at least 20 of what is counted."),
        (history([], []), "**Share of pairs**: not known yet, because not every element that it counts has been recorded."),
    ],
)  # fmt: skip
def test_a_score_is_named_and_its_forecast_is_honest(found: ScoreHistory, expected: str) -> None:
    assert words.progress.score_sentence(found) == expected


def test_who_moved_is_named_while_they_are_few() -> None:
    table = rows({"X a": "45", "X b": "64", "Y a": "55", "Y b": ".3"})
    found = adoption.since(table, PATHWAY, [X, Y], quarter(0), quarter(1))
    assert words.progress.movement_sentence(found) == (
        "Between 30 June 2021 and 30 September 2021, of 3 elements known on both days, 1 moved up (Trust X on Steroids, 4 to"
        " 5) and 1 slipped back (Trust X on Caffeine, 6 to 4); 1 stayed. 1 more is known for the first time: that is"
        " no movement."
    )
    assert list(adoption_tables.movement_table(found)["Direction"]) == ["▼ slipped", "▲ up"]
    drawn = progress.movement_rows(found)
    assert list(zip(drawn["up"], drawn["down"], drawn["up_label"], drawn["down_label"], strict=True)) == [
        (1, 0, "▲ 1", ""), (0, -1, "", "▼ 1"),
    ]  # fmt: skip


def milestone(state: str, phase: float | None = 5.0) -> Milestone:
    return Milestone("Sites identified", date(2023, 7, 31), state, "", phase)


@pytest.mark.parametrize(
    ("state", "day", "said"),
    [
        ("met", date(2023, 9, 30), "✓ Met"),
        ("missed", date(2023, 9, 30), "✗ Missed"),
        ("missed", date(2023, 6, 30), "○ Due"),  # looked at before its day, nothing was missed yet
        ("due", date(2023, 6, 30), "○ Due"),
        ("due", date(2023, 7, 31), "○ Due"),  # on the very day
        ("due", date(2023, 9, 30), "? Outcome not reported"),
        ("re-planned", date(2023, 6, 30), "↷ Re-planned"),
        ("delayed", date(2023, 9, 30), "✗ Delayed"),
    ],
)
def test_the_state_of_a_milestone_at_a_day(state: str, day: date, said: str) -> None:
    assert words.progress.milestone_state(milestone(state), day) == said


def test_milestones_are_counted_by_state() -> None:
    said = words.progress.milestones_sentence(
        (milestone("met"), milestone("missed"), milestone("met")), date(2023, 9, 30)
    )
    assert said == "Of 3 milestones of the national plan at 30 September 2023: 2 met; 1 missed."


PHASES = Scale("ph", "Phases", (
    Step(1.0, "First", dates="Complete"), Step(2.0, "Second", dates="Done", completed=date(2023, 3, 31)),
    Step(3.0, "Third", dates="Began", began=date(2023, 4, 1)), Step(5.0, "Fifth", dates="Delayed: no specification"),
), "made up")  # fmt: skip
PLAN = Pathway("t", "Tool", "programme", PATHWAY.kind, (), milestones=(milestone("missed"), milestone("met", None)))


def test_the_time_line_has_each_phase_what_was_planned_and_what_happened() -> None:
    drawn = timeline.rows(PLAN, PHASES, date(2023, 9, 30))
    told = [(r.key.split("|", 1)[1], r.mark, r.start, r.end, r.day) for r in drawn.itertuples()]
    none = pd.NaT
    assert [(key, mark) for key, mark, *_ in told if isinstance(mark, str)] == [
        ("2 Second|completed", "Completed"), ("5 Fifth|delayed", "Planned, missed"),
    ]  # fmt: skip
    assert {key for key, *_ in told} == {
        "1 First|complete",
        "2 Second|completed",
        "3 Third|under way",
        "5 Fifth|delayed",
    }
    bars = [(start.date(), end.date()) for _, _, start, end, _ in told if start is not none]
    assert bars == [(date(2023, 4, 1), date(2023, 9, 30))], "what goes on is drawn to the day shown"


def test_the_time_line_of_an_earlier_day_knows_nothing_later() -> None:
    drawn = timeline.rows(PLAN, PHASES, date(2022, 12, 31))
    assert drawn["start"].isna().all()
    assert list(drawn["mark"].dropna()) == ["Planned"]
    assert drawn["key"].str.endswith("not begun by then").sum() == 2


def test_the_dates_of_a_plan_as_a_table() -> None:
    table = adoption_tables.plan_table(PLAN, PHASES, ["✗ Missed", "✓ Met"])
    assert list(table["Planned or reported"]) == ["reported"] * 4 + ["planned"] * 2
    assert list(table["By"]) == ["", "2023-03-31", "", "", "2023-07-31", "2023-07-31"]


MOVED = adoption.since(rows({"X a": "45"}), PATHWAY, [X], quarter(0), quarter(1))
PAIRS_DRAWN = {
    "score": (progress.score_template(), progress.score_rows(history([0.5, 0.9], [0.02]))),
    "score without points": (progress.score_template(), progress.score_rows(history([], []))),
    "movement": (progress.movement_template(2), progress.movement_rows(MOVED)),
    "time line": (timeline.template(4), timeline.rows(PLAN, PHASES, DAY)),
}


@pytest.mark.parametrize("name", PAIRS_DRAWN)
def test_rows_have_exactly_the_columns_that_the_template_reads(name: str) -> None:
    template, drawn = PAIRS_DRAWN[name]
    assert set(drawn.columns) == reads({"layer": template["layer"]})
    assert '"data' not in json.dumps(template)
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)


def test_the_forecast_is_drawn_to_the_ambition_and_no_further() -> None:
    drawn = progress.score_rows(history([0.88], [0.02, 0.06, 0.04]))
    assert list(drawn["forecast"].round(2)) == [0.88, 0.92, 0.96, 1.0, 1.0, 1.0, 1.0]
    assert list(drawn["low"].round(2)) == [0.88, 0.90, 0.92, 0.94, 0.96, 0.98, 1.0]
    assert list(drawn["high"].round(2)[:3]) == [0.88, 0.94, 1.0]
    assert drawn["value"].notna().sum() == 1
    flat = progress.score_rows(history([0.88], [0.02, 0.0]))
    assert flat["forecast"].isna().all(), "what is not reached is not drawn"


def test_illustrative_pictures_say_so_and_marks_differ_by_shape() -> None:
    for template in (progress.score_template(True), progress.movement_template(2, True)):
        assert "Illustrative data" in json.dumps(template)
    assert len({shape for shape, _ in timeline.MARKS.values()}) == len(timeline.MARKS)
    assert all(fill in (*themes.OUTLINE, themes.CHOSEN) for _, fill in timeline.MARKS.values())


def test_the_tables_to_take_away() -> None:
    found = standing({"X a": "44", "Y b": "34"}, {"X a": (0, "2021-08-31")})
    table = adoption_tables.standing_table(found, SCALES, found.rows["held"])
    assert list(table.iloc[0]) == [
        "Trust X", "Steroids", 4.0, "Tested", "2021-06-30 or before", "2021-08-31", "overdue", "", "X",
    ]  # fmt: skip
    assert list(adoption_tables.score_table(history([0.5], []))["day"]) == ["2021-06-30"]
