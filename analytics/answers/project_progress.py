"""Project progress scores (Appendix B of the report) by ICS and project, held against what the charts show."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analytics.answers import chart as charts
from analytics.answers.data import Data
from analytics.answers.qart import PROJECT, first_day
from analytics.answers.question import Question
from analytics.ingest.cells import periods
from analytics.methods import project_progress as method
from analytics.model import Grain, Kind, Measure, Series, Unit, Variation
from analytics.model.project_progress import Evidence, Project, Scored

IMPROVEMENT = (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def projects(data: Data, programme: str, code: str, end: date | None = None) -> tuple[Project, ...]:
    """The projects of a programme at or below an organisation (those of its ICS, for a trust) up to a day's quarter, each
    with its scores, and with the doubts that the charts leave."""
    tree = data.organisations
    board = tree.ancestor(code, Kind.ICB) if tree[code].kind is Kind.TRUST else None
    place = board.code if board else code
    rows = data.stored.rows("stories")
    rows = rows[rows["score"].notna() & (rows["programme"] == programme)]
    rows = rows[rows["quarter"] <= periods.label(end, "quarter")] if end else rows
    if tree[place].kind is Kind.PSC:
        rows = rows[rows["psc"] == place]
    else:
        rows = rows[np.array([c in tree and tree.within(c, place) for c in rows["org_code"]], dtype=bool)]
    return tuple(held_against(data, project) for project in of_rows(data, rows))


def of_rows(data: Data, rows: pd.DataFrame) -> tuple[Project, ...]:
    """Rows of stories with a score as projects, by ICS and name; not held against anything yet."""
    found = []
    rows = rows.sort_values([*PROJECT, "quarter"], kind="stable")
    for (programme, code, title), own in rows.groupby(PROJECT, sort=True):
        scored = tuple(Scored(*each) for each in own[["quarter", "score", "text"]].itertuples(index=False))
        measure, aim = (_newest(own[name]) for name in ("measure", "aim"))
        organisation = data.organisations.get(str(code))
        name = organisation.short_name if organisation else "No ICS named"
        found.append(Project(str(programme), str(code), name, str(title), measure, aim, scored))
    return tuple(found)


def held_against(data: Data, project: Project) -> Project:
    """The project with what its measure shows at the end of its last quarter, or those of its programme if it names none."""
    known = data.measures
    named = project.measure in known
    programme = data.catalogue.programme(project.programme)
    asked = [known[project.measure]] if named else list(programme.measures)
    end = first_day(project.now.quarter)
    last_month = (pd.Timestamp(end) + pd.offsets.MonthBegin(2)).date()
    evidence = tuple(
        found
        for measure in asked
        if (found := _evidence(data, measure, project, Question(measure.slug, project.org_code, end=last_month)))
    )
    return replace(project, evidence=evidence, doubts=method.doubts(project.now.score, evidence, named))


def _evidence(data: Data, measure: Measure, project: Project, asked: Question) -> Evidence | None:
    if asked.organisation not in data.organisations:
        return None
    charted = charts.chart(data, asked)
    series, chart = charted.whole
    if not series.has_values:
        return None
    present = series.points[series.points["value"].notna()]
    values = present["value"].to_numpy(dtype="float64")
    aim, met, months = _aim(project, measure), None, 0
    improving = chart.variation in IMPROVEMENT
    if improving and chart.change is not None:
        months = _months(series, series.points["period"].iloc[chart.change.start])
    if aim is not None:
        run = method.run_at_end(method.meets(values, aim, measure.better))
        met = run > 0
        months = max(months, _months(series, present["period"].iloc[-run]) if run else 0)
    return Evidence(measure, improving, met, months, aim, float(values[-1]), series.illustrative)


def _months(series: Series, since: pd.Timestamp) -> int:
    """The months from the beginning of a period to the end of the last."""
    last = series.points["period"].iloc[-1]
    step = 1 if series.grain is Grain.ROLLING_YEAR else series.grain.months
    return (last.year - since.year) * 12 + last.month - since.month + step


def _aim(project: Project, measure: Measure) -> float | None:
    """What is to be reached: the percentage that the project's aim names for its own measure, else the measure's target."""
    said = _PERCENT.search(project.aim) if project.measure == measure.slug and measure.unit is Unit.PERCENT else None
    return float(said[1]) / 100 if said else measure.target


def _newest(texts: pd.Series) -> str:
    said = texts[texts.notna() & (texts != "")]
    return str(said.iloc[-1]) if len(said) else ""
