"""Projects by ICS: their scores, and the charts that they are held against."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics import words
from analytics.answers import Data, Question, chart
from analytics.answers import project_progress as progress
from analytics.model.project_progress import Doubt, Project
from analytics.model.tables import STORIES


class WithStories:
    """The illustrative data with some stories of its own."""

    def __init__(self, base: Data, stories: list[dict]) -> None:
        self.base, self.stories = base, pd.DataFrame(stories)

    def rows(self, table: str, scopes=None) -> pd.DataFrame:
        return self.stories if table == "stories" else self.base.stored.rows(table, scopes)


def told(quarter: str, score: float, **more: object) -> dict:
    blank = {c.name: "" for c in STORIES.columns} | {"baseline": float("nan"), "result": float("nan")}
    project = {
        "programme": "preterm_optimisation",
        "psc": "PSC-MAN",
        "org_code": "QOP",
        "title": "Cord",
        "measure": "cord",
    }
    return blank | project | {"kind": "update", "quarter": quarter, "score": score, "text": f"In {quarter}"} | more


def projects(data: Data, stories: list[dict], code: str = "QOP", end: date | None = None) -> tuple[Project, ...]:
    mine = replace(data, stored=WithStories(data, stories), known={})
    return progress.projects(mine, "preterm_optimisation", code, end)


HISTORY = [told("2022-23 Q4", 2.0), told("2023-24 Q1", 3.0), told("2023-24 Q2", 3.5)]


@pytest.mark.parametrize("code", ["QOP", "PSC-MAN", "Y62", "ENG", "R0A"])
def test_a_project_is_shown_wherever_its_ics_is_looked_at(data: Data, code: str):
    (one,) = projects(data, HISTORY, code)
    assert [s.score for s in one.scored] == [2.0, 3.0, 3.5]
    assert (one.now.quarter, one.name) == ("2023-24 Q2", "Greater Manchester")


@pytest.mark.parametrize("code", ["QE1", "PSC-WM", "Y56", "RRK"])
def test_and_nowhere_else(data: Data, code: str):
    assert projects(data, HISTORY, code) == ()


def test_where_no_project_has_a_score_there_is_none(data: Data):
    assert projects(data, [told("2023-24 Q2", float("nan"))]) == ()


def test_the_end_of_the_view_is_the_last_quarter_that_counts(data: Data):
    (one,) = projects(data, HISTORY, end=date(2023, 6, 30))
    assert one.now.quarter == "2023-24 Q1"


def test_a_score_is_held_against_the_chart_of_its_measure(data: Data):
    (one,) = projects(data, HISTORY)
    (evidence,) = one.evidence
    series, shown = chart.chart(data, Question("cord", "QOP", end=date(2023, 9, 1))).whole
    assert evidence.improving is shown.variation.value.startswith("improvement")
    assert evidence.latest == pytest.approx(float(series.latest["value"]))
    assert evidence.illustrative


@pytest.mark.parametrize(("aim", "met"), [("1% by March", True), ("99.9% by March", False)])
def test_an_aim_that_names_a_percentage_is_the_one_to_meet(data: Data, aim: str, met: bool):
    (one,) = projects(data, [told("2023-24 Q2", 4.0, aim=aim)])
    assert one.evidence[0].met is met
    assert (Doubt.AIM_NOT_MET in one.doubts) is not met


def test_a_project_whose_ics_is_not_known_has_no_numbers(data: Data):
    (one,) = projects(data, [told("2023-24 Q2", 4.0, org_code="")], "PSC-MAN")
    assert (one.name, one.doubts) == ("No ICS named", (Doubt.NO_NUMBERS,))


def test_the_words_say_where_it_is_what_comes_next_and_what_is_asked(data: Data):
    scale = data.catalogue.scales["project_progress"]
    (one,) = projects(data, [told("2023-24 Q1", 3.0), told("2023-24 Q2", 4.0, aim="99.9%")])
    assert words.project_progress.sentence(one, scale) == (
        "Cord (Greater Manchester) is at 4 Significant improvement in 2023-24 Q2, up from 3 in 2023-24 Q1."
    )
    assert words.project_progress.needed(one, scale).startswith("The next half point, 4.5, takes: Sustain")
    assert any("aim that was met" in said for said in words.project_progress.doubts(one))
    (top,) = projects(data, [told("2023-24 Q2", 5.0)])
    assert words.project_progress.needed(top, scale) == "This is the highest score."


def test_every_doubt_has_its_words():
    assert words.project_progress.DOUBTS.keys() == set(Doubt)
