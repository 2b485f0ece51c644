"""What is said of boards on the approach, and of the event study: the exact verdict for each kind of result."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics import words
from analytics.model import Estimate, EventStudy, PhaseStudy, Reach, Scale, Step
from tests.charts.charts_made import measure

PHASES = Scale("p", "Phases", (Step(0.0, "Not on the approach"), Step(4.0, "Phase 4"), Step(5.0, "Phase 5"),
                               Step(6.0, "Phase 6: Action"), Step(7.0, "Phase 7")), "")  # fmt: skip
SUPPORTS = Scale("s", "Support", (Step(0.0, "None"), Step(1.0, "Other support"), Step(3.0, "Full")), "")
REPORT = Reach(42, on=29, full=25, light=3, parts=28, other=8, engaged=37, planning=5, improving=6, acting=14, silent=0)


def board(phase: float, before: float = np.nan, **other: Any) -> pd.Series:
    return pd.Series({"name": "Kent", "phase": phase, "support": 3.0, "phase_before": before,
                      "since": pd.Timestamp("2023-06-30"), "from_start": False, "planned_for": pd.NaT} | other)  # fmt: skip


def test_england_is_held_against_the_ambition_and_the_aspiration() -> None:
    said = words.approach.sentence(REPORT, "England", date(2023, 9, 30), whole=True)
    assert said == (
        "At 30 September 2023, **29 of 42 ICBs (69%) in England take the Whole System Approach**: 25 with full support, 3 "
        "with light touch and 1 with neither. 8 more receive shared learning or other support, so 37 (88%) are engaged in "
        "the programme. The ambition is at least 15: reached. The aspiration is half of them, 21: reached."
    )


def test_a_part_of_england_has_no_ambition_and_short_of_it_is_said() -> None:
    few = Reach(
        41, on=12, full=12, light=0, parts=12, other=1, engaged=13, planning=0, improving=0, acting=12, silent=5
    )
    assert "ambition" not in words.approach.sentence(few, "London", date(2023, 9, 30), whole=False)
    said = words.approach.sentence(few, "England", date(2023, 9, 30), whole=True)
    assert "least 15: 3 short. The aspiration is half of them, 21: 9 short." in said
    assert "Nothing is recorded of 5 of 41." in said
    assert "neither" not in said


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (board(5.0, 4.0), "**Kent is in Phase 5**, first recorded there on 30 June 2023. A quarter before, it was in "
         "Phase 4. Support: **full**. Next: Phase 6: Action."),
        (board(6.0, 6.0), "**Kent is in Phase 6: Action**, first recorded there on 30 June 2023. It did not move in the "
         "last quarter. Support: **full**. Next: Phase 7; what it is called is not public."),
        (board(4.0, 0.0, from_start=True, planned_for=pd.Timestamp("2024-03-31")),
         "**Kent is in Phase 4**, first recorded there on 30 June 2023, when records begin, so it may be longer. A quarter "
         "before, it was not on the approach. Support: **full**. Next: Phase 5, planned for 31 March 2024; what it is "
         "called is not public."),
        (board(7.0), "**Kent is in Phase 7**, first recorded there on 30 June 2023. Support: **full**. This is the last "
         "of the phases."),
        (board(0.0, 0.0, support=1.0), "**Kent is not on the Whole System Approach**: no phase is recorded. Support: **"
         "other support**."),
        (board(np.nan, support=np.nan),
         "Nothing is recorded of where Kent stands on the Whole System Approach by this day."),
    ],
)  # fmt: skip
def test_one_board_is_told_its_phase_since_when_and_what_is_next(told: pd.Series, expected: str) -> None:
    assert words.approach.own(told, PHASES, SUPPORTS) == expected


@pytest.mark.parametrize(
    ("phase", "before", "expected"),
    [(5, 4, "▲ up from 4"), (4, 5, "▼ back from 5"), (4, 4, "no"), (4, 0, "joined the approach"), (4, np.nan, "not known"),
     (np.nan, 4, "not known"), (0, 0, "no")],
)  # fmt: skip
def test_whether_a_board_moved(phase: float, before: float, expected: str) -> None:
    assert words.approach.moved(board(phase, before), PHASES) == expected


def test_the_reports_contradiction_adds_up() -> None:
    printed = {name: figure for name, _, figure, _ in words.approach.PRINTED}
    assert printed["full"] + printed["light"] == printed["parts"] == printed["on"] - 1
    assert printed["on"] + printed["other"] == printed["engaged"]
    assert printed["acting"] + printed["improving"] + printed["planning"] == printed["full"]
    for name in ("on", "parts", "engaged", "full", "light", "other"):
        assert str(printed[name]) in words.approach.CONTRADICTION


def estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, "m", "s")


def study(before: Estimate | None, after: Estimate | None, beyond: Estimate | None = None, **other: Any) -> PhaseStudy:
    time = np.array([-2, -1, 0, 1])
    effect = np.array([0.1, 0.0, -0.5, -1.0])
    reached = np.array([9, 9, 9, 3])
    arrays = (time, effect, effect - 0.2, effect + 0.2, reached, reached * 2, reached < 5)
    found = EventStudy(*arrays, 9, 5, before, after, beyond)
    fields: dict[str, Any] = {"undated": (), "without": (), "last": np.datetime64("2023-07")} | other
    return PhaseStudy(measure(short_title="People on opioids"), 4.0, found, **fields)


FLAT = estimate(0.01, -0.1, 0.1)


@pytest.mark.parametrize(
    ("found", "verdict", "more"),
    [
        (study(FLAT, estimate(-1.0, -1.5, -0.5)), "which fits an effect and does not prove one",
         "down by 1.0 points (95% interval 0.5 to 1.5)"),
        (study(FLAT, estimate(1.0, 0.5, 1.5)), "did not fall faster", "up by 1.0 points"),
        (study(FLAT, estimate(-0.2, -1.0, 0.6)), "no difference that chance could not explain",
         "−0.2 points (95% interval −1.0 to +0.6)"),
        (study(estimate(-0.3, -0.4, -0.2), estimate(-1.0, -1.5, -0.5), estimate(-0.1, -0.5, 0.3)), "It cannot be told",
         "already falling against the others, by 0.3 points"),
        (study(estimate(0.3, 0.2, 0.4), estimate(-1.0, -1.5, -0.5), estimate(-2, -3, -1)), "It cannot be told",
         "already rising against the others"),
        (study(None, None), "It cannot be told", "each side needs at least 5"),
    ],
)  # fmt: skip
def test_the_verdict_is_never_more_certain_than_the_intervals(found: PhaseStudy, verdict: str, more: str) -> None:
    said = words.event_study.conclusion(found)
    assert verdict in said.partition("**")[2].partition("**")[0]
    assert more in said
    if found.study.parallel:
        assert "does not prove that there was none" in said
    else:
        assert "fell faster where" not in said, "an effect is never claimed without parallel trends before"


def test_few_and_left_out_are_named() -> None:
    found = study(FLAT, FLAT, undated=("Devon", "Dorset"), without=("Kent",))
    assert words.event_study.few(found.study) == (
        "Hollow points rest on fewer than 5 ICBs, and no conclusion uses them: quarter +1 (3)."
    )
    said = words.event_study.who(found)
    assert "9 ICBs reached phase 4 in a known quarter up to Q2 2023/24 (July to September 2023)" in said
    assert "Devon and Dorset" in said
    assert "figures are missing: Kent" in said
    assert words.event_study.point(found.study, 1) == "The quarter before: what the others are held against"
    assert words.event_study.point(found.study, 3) == "1 quarter after: −1.0 points (−1.2 to −0.8), 3 ICBs against 6"
