"""What a project progress score claims, at the limit and one short of it."""

import numpy as np
import pytest

from analytics import catalogue
from analytics.methods.project_progress import doubts, meets, run_at_end
from analytics.model import Better
from analytics.model.project_progress import Doubt, Evidence

CORD = catalogue.load().measures["cord"]


def shows(improving: bool = False, met: bool | None = None, months: int = 0) -> Evidence:
    return Evidence(CORD, improving, met, months)


BETTER, AIM_MET = shows(improving=True, met=False, months=5), shows(improving=False, met=True, months=3)


@pytest.mark.parametrize(
    ("score", "evidence", "asked"),
    [
        (0.5, [], []),
        (2.5, [shows()], []),
        (2.5, [BETTER], [Doubt.MORE_THAN_SAID]),  # the chart improves, and the score says that nothing does
        (3.0, [BETTER], []),  # improvement in words may come before what the chart shows is claimed
        (3.0, [], []),  # qualitative: no numbers are claimed
        (3.5, [], [Doubt.NO_NUMBERS]),
        (3.5, [shows(met=False)], [Doubt.NO_IMPROVEMENT]),
        (3.5, [BETTER], []),
        (3.5, [shows(), BETTER], []),  # one measure is enough
        (3.5, [AIM_MET], []),
        (4.0, [AIM_MET], []),
        (4.0, [BETTER], [Doubt.AIM_NOT_MET]),
        (4.0, [shows(improving=True)], [Doubt.NO_AIM]),  # no aim is known
        (4.0, [shows(met=False)], [Doubt.NO_IMPROVEMENT, Doubt.AIM_NOT_MET]),
        (4.5, [shows(True, True, 6)], [Doubt.NOT_SIX_MONTHS]),  # more than six
        (4.5, [shows(True, True, 7)], []),
        (5.0, [shows(True, True, 12)], [Doubt.NOT_TWELVE_MONTHS]),
        (5.0, [shows(True, True, 13)], []),
        (5.0, [shows(True, True, 3)], [Doubt.NOT_TWELVE_MONTHS]),  # said once
    ],
)
def test_what_is_asked_about(score: float, evidence: list[Evidence], asked: list[Doubt]) -> None:
    assert list(doubts(score, evidence, named=True)) == asked


def test_a_low_score_is_not_doubted_by_a_measure_that_the_project_does_not_name() -> None:
    assert doubts(2.0, [BETTER], named=False) == ()


@pytest.mark.parametrize(
    ("better", "met"), [(Better.INCREASE, [False, True, True]), (Better.DECREASE, [True, True, False])]
)
def test_an_aim_is_met_when_it_is_reached_in_the_better_direction(better: Better, met: list[bool]) -> None:
    assert meets(np.array([0.5, 0.6, 0.7]), 0.6, better).tolist() == met


@pytest.mark.parametrize(("met", "run"), [("", 0), ("x", 1), ("xx", 2), (".xx", 2), ("xx.", 0), ("x.x", 1)])
def test_only_an_unbroken_run_up_to_the_end_counts(met: str, run: int) -> None:
    assert run_at_end(np.array([m == "x" for m in met], dtype=bool)) == run
