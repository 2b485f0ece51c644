"""Adoption over time as small pictures: what moved, who is held and since when, what is overdue, how it is counted."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.methods import adoption
from analytics.model import Adoption, Element, Kind, Pathway, Scale, Step
from tests.methods.adoption.adoption_pictures import PAIRS, PATHWAY, WHOLE, A, B, organisations, quarter, rows

X, Y = organisations("X", "Y")


@pytest.mark.parametrize(
    ("pictures", "changes", "compared", "joined"),
    [
        ({"X a": "45"}, [("X", "a", 4, 5)], 1, 0),
        ({"X a": "54"}, [("X", "a", 5, 4)], 1, 0),  # a slip
        ({"X a": "55"}, [], 1, 0),
        ({"X a": "4."}, [], 1, 0),  # a stage holds until the next is recorded
        ({"X a": "4.5"}, [], 1, 0),  # what came later is not known yet
        ({"X a": ".5"}, [], 0, 1),  # known for the first time is no movement
        ({"X a": "45", "Y a": "53"}, [("Y", "a", 5, 3), ("X", "a", 4, 5)], 2, 0),  # the biggest slip first
        ({"Z a": "45"}, [], 0, 0),  # nobody asked about
    ],
)
def test_movement_since_the_quarter_before(pictures, changes, compared, joined) -> None:
    before = adoption.quarter_before(quarter(1))
    assert before == quarter(0)
    found = adoption.since(rows(pictures), PATHWAY, [X, Y], before, quarter(1))
    told = found.changes[["org_code", "element", "before", "after"]].itertuples(index=False, name=None)
    assert list(told) == changes
    assert (found.compared, found.joined) == (compared, joined)


@pytest.mark.parametrize("day", [date(2023, 7, 1), date(2023, 8, 15), date(2023, 9, 30)])
def test_the_quarter_before_is_the_calendars(day: date) -> None:
    assert adoption.quarter_before(day) == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("picture", "at", "held", "since", "from_start"),
    [
        ("3444", 3, True, 1, False),
        ("4...", 3, True, 0, True),  # one record, which holds: it may be longer
        ("4454", 3, True, 3, False),  # back where it was: since the slip
        ("44.4", 3, True, 0, True),  # a quarter without a record breaks nothing
        ("4555", 3, False, 1, False),
        ("4555", 0, True, 0, True),  # as it was known then
    ],
)
def test_who_is_held_and_since_when(picture: str, at: int, held: bool, since: int, from_start: bool) -> None:
    row = adoption.standing(rows({"X a": picture}), PATHWAY, [X], quarter(at)).rows.iloc[0]
    assert (bool(row["held"]), row["since"].date(), bool(row["from_start"])) == (held, quarter(since), from_start)


@pytest.mark.parametrize(
    ("picture", "made", "day", "at", "planned", "overdue"),
    [
        ("4.", 0, "2021-08-31", 0, True, False),  # its day is still to come
        ("4.", 0, "2021-08-31", 1, True, True),  # its day has passed, and nothing was recorded
        ("44", 0, "2021-08-31", 1, True, True),  # the same stage was recorded again
        ("45", 0, "2021-08-31", 1, False, False),  # reached
        ("43", 0, "2021-08-31", 1, True, True),  # a slip reaches nothing
        ("44", 0, "2021-09-30", 1, True, False),  # on the very day it is not late
        ("4.", 1, "2021-08-31", 1, False, False),  # no plan was made
    ],
)
def test_what_is_planned_and_what_is_overdue(picture, made, day, at, planned, overdue) -> None:
    table = rows({"X a": picture}, {"X a": (made, day)})
    row = adoption.standing(table, PATHWAY, [X], quarter(at)).rows.iloc[0]
    assert (row["planned_for"] == pd.Timestamp(day), bool(row["overdue"])) == (planned, overdue)


def test_a_newer_plan_takes_the_place_of_an_older_one() -> None:
    table = rows({"X a": "44"}, {"X a": (0, "2021-08-31")})
    table.loc[1, "planned_for"] = pd.Timestamp("2022-03-31")
    row = adoption.standing(table, PATHWAY, [X], quarter(1)).rows.iloc[0]
    assert (row["planned_for"], bool(row["overdue"])) == (pd.Timestamp("2022-03-31"), False)


def test_who_has_waited_longest_comes_first_and_an_unknown_stage_is_nobodys() -> None:
    table = rows({"X a": "..4", "Y a": "4..", "Y b": ".3."})
    unknown = table.iloc[[0]].assign(element="b", stage=float("nan"))
    table = pd.concat([table, unknown], ignore_index=True)
    found = adoption.standing(table, PATHWAY, [X, Y], quarter(2))
    assert list(zip(found.rows["org_code"], found.rows["element"], strict=True)) == [("Y", "a"), ("Y", "b"), ("X", "a")]


def test_no_rows_no_standing() -> None:
    found = adoption.standing(rows({"X a": "4"}).iloc[:0], PATHWAY, [X], quarter(0))
    assert found.rows.empty
    assert (found.as_at, found.expected) == (quarter(0), 1)


@pytest.mark.parametrize(
    ("pictures", "pairs", "whole"),
    [
        ({"X a": "5", "X b": "4"}, (1, 2), (0, 1)),  # one element below is enough to miss the whole
        ({"X a": "5", "X b": "5"}, (2, 2), (1, 1)),
        ({"X a": "5"}, (1, 1), None),  # nobody is judged on what is not known
        ({"X a": "7", "X b": "6", "Y a": "5", "Y b": "0"}, (3, 4), (1, 2)),
    ],
)
def test_pairs_and_the_whole_are_counted_differently(pictures, pairs, whole) -> None:
    for score, expected in ((PAIRS, pairs), (WHOLE, whole)):
        points, _ = adoption.history(rows(pictures), PATHWAY, score, [X, Y], quarter(0))
        told = [(p.numerator, p.denominator) for p in points.itertuples()]
        assert told == ([expected] if expected else [])


def test_a_quarter_that_is_not_over_has_the_day_that_was_asked_about() -> None:
    table = rows({"X a": "5"}).assign(as_at=pd.Timestamp("2021-05-10"))
    points, _ = adoption.history(table, PATHWAY, PAIRS, [X], date(2021, 5, 15))
    assert [day.date() for day in points["day"]] == [date(2021, 5, 15)]
    assert adoption.quarters(table) == (date(2021, 5, 10),)


@pytest.mark.parametrize(
    ("pictures", "expected"),
    [
        ({"X a": "45", "Y a": "44"}, []),  # a year is needed
        ({"X a": "4...5", "Y a": "4...4"}, [0.5 / 4]),  # one of two in four quarters
        ({"X a": "5...4"}, [-1 / 4]),
        ({"X a": "4...5", "Y a": "...44"}, [1 / 4]),  # Y joined on the way: neither progress nor a fall
        ({"X a": "4....5"}, [0, 1 / 4]),  # one window ends in each quarter
    ],
)
def test_the_pace_is_like_for_like(pictures, expected) -> None:
    last = quarter(max(len(p) for p in pictures.values()) - 1)
    _, paces = adoption.history(rows(pictures), PATHWAY, PAIRS, [X, Y], last)
    assert paces == pytest.approx(expected)


def plainly(table: pd.DataFrame, whole: bool, when: date) -> tuple[int, int]:
    """The score at a day, the slow and obvious way: walk over every organisation and element."""
    top = bottom = 0
    for code in sorted(set(table["org_code"])):
        stages = []
        for element in ("a", "b"):
            known = table[
                (table["org_code"] == code) & (table["element"] == element) & (table["as_at"].dt.date <= when)
            ]
            if len(known):
                stages.append(float(known.sort_values("as_at")["stage"].iloc[-1]))
        if whole:
            bottom += len(stages) == 2
            top += len(stages) == 2 and min(stages) >= 5
        else:
            bottom += len(stages)
            top += sum(stage >= 5 for stage in stages)
    return top, bottom


PICTURE = st.text(alphabet="34567.", min_size=1, max_size=6).filter(lambda text: text.strip("."))


@pytest.mark.slow
@given(
    pictures=st.dictionaries(st.sampled_from(["X a", "X b", "Y a", "Y b"]), PICTURE, min_size=1),
    whole=st.booleans(),
    at=st.integers(0, 5),
)
def test_scores_agree_with_a_second_implementation(pictures: dict[str, str], whole: bool, at: int) -> None:
    table = rows(pictures)
    points, _ = adoption.history(table, PATHWAY, WHOLE if whole else PAIRS, [X, Y], quarter(at))
    top, bottom = plainly(table, whole, quarter(at))
    told = (points["numerator"].iloc[-1], points["denominator"].iloc[-1]) if len(points) else (0, 0)
    assert told == (top, bottom)
    assert points["value"].between(0, 1).all()


@pytest.mark.slow
@given(
    pictures=st.dictionaries(st.sampled_from(["X a", "X b", "Y a", "Y b"]), PICTURE, min_size=1), at=st.integers(1, 5)
)
def test_movement_is_what_the_stages_of_two_dates_differ_by(pictures: dict[str, str], at: int) -> None:
    table, both = rows(pictures), []
    for day in (quarter(at - 1), quarter(at)):
        stages = adoption.at(table, PATHWAY, [X, Y], day).stages
        both.append({(r.org_code, r.element): r.stage for r in stages.itertuples()})
    moved = {pair: (both[0][pair], stage) for pair, stage in both[1].items() if both[0].get(pair, stage) != stage}
    found = adoption.since(table, PATHWAY, [X, Y], quarter(at - 1), quarter(at)).changes
    assert {(r.org_code, r.element): (r.before, r.after) for r in found.itertuples()} == moved


PHASES = Scale("ph", "Phases", tuple(Step(float(n), f"Name {n}") for n in range(1, 7)), "made up")
RECORDS = Scale("re", "Records", (Step(1.0, "Paper"), Step(2.0, "Digital")), "made up")
TOOL = Pathway("t", "Tool", "programme", Kind.TRUST, (Element("phase", "Phase", "ph"), Element("stage", "Stage", "s", 5.0),
                                                      Element("record", "Record", "re")))  # fmt: skip


def sites(*told: tuple[str, str, float]) -> Adoption:
    stages = pd.DataFrame(told, columns=["org_code", "element", "stage"]).assign(name="n", as_at=pd.NaT, note=None)
    return Adoption(TOOL, quarter(0), stages, 9)


def test_sites_by_phase_and_by_record() -> None:
    found = sites(
        ("P", "phase", 4), ("P", "stage", 5), ("D", "phase", 5), ("D", "stage", 2),
        ("S", "phase", 4), ("S", "stage", 1), ("S", "record", 2),  # what was sent counts before what the phase says
        ("F", "phase", 3), ("F", "stage", 6),  # a pathfinder's record is not known from its phase
        ("N", "stage", 4),  # no phase is known
    )  # fmt: skip
    by_phase = adoption.by_phase(found, PHASES)
    assert [(e.title, e.adopted_at) for e in by_phase.pathway.elements] == [
        ("3 Name 3", 5.0), ("4 Name 4", 5.0), ("5 Name 5", 5.0),
    ]  # fmt: skip
    assert {r.org_code: r.element for r in by_phase.stages.itertuples()} == {
        "P": "phase_4", "S": "phase_4", "D": "phase_5", "F": "phase_3",
    }  # fmt: skip
    by_record = adoption.by_record(found, RECORDS)
    assert {r.org_code: r.element for r in by_record.stages.itertuples()} == {
        "P": "record_1", "D": "record_2", "S": "record_2",
    }  # fmt: skip
    assert (A.adopted_at, B.adopted_at) == (5.0, 5.0)
