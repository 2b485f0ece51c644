"""What is new since somebody last looked: a chart held against itself in an earlier version of the data."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from analytics.answers.chart import chart
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.model import Charted, Programme, Since, State, Turned, View

QUIET = (State.COMMON, State.BLANK)


def since(before: Data, now: Data, asked: Question) -> Since:
    """What became of a chart between two versions. Where the grain is another now, the new one is asked of both, so that
    points can be held against each other wherever both have it."""
    found = chart(now, asked)
    was = _before(before, found, asked)
    if was is None:
        return Since(found.series, None)
    if was.series.grain is not found.series.grain:
        return Since(found.series, was.series)
    return _held_against(was, found)


def questions(data: Data, view: View, programme: Programme | None) -> tuple[Question, ...]:
    """What a view shows that can be held against an earlier version: its measure, or the page's first; of the overview, each
    programme's headlines."""
    if programme is not None:
        kind = data.organisations[view.organisation].kind
        shown = [programme.shown(view.measure, kind).slug] if programme.measures else []
    else:
        shown = [slug for one in data.catalogue.programmes for slug in one.headline]
    grain = view.grain if programme is not None else None
    return tuple(Question(slug, view.organisation, view.start, view.end, grain) for slug in shown)


def _before(before: Data, found: Charted, asked: Question) -> Charted | None:
    """The same chart then; None where there was no such measure, organisation or figure."""
    if asked.measure not in before.measures or asked.organisation not in before.organisations.by_code:
        return None
    grain = found.series.grain if found.series.has_values else asked.grain
    was = chart(before, replace(asked, grain=grain))
    return was if was.series.has_values else None


def _held_against(was: Charted, now: Charted) -> Since:
    old, new = _points(was), _points(now)
    both = sorted(old.keys() & new.keys())
    came, went = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    figures = ((day, old[day][0], new[day][0]) for day in both)
    turned = [Turned(day, old[day][1], new[day][1]) for day in both if old[day][1] is not new[day][1]]
    fresh = (Turned(day, State.BLANK, new[day][1]) for day in came)
    return Since(
        now.series,
        was.series,
        tuple(came),
        tuple(went),
        tuple(one for one in figures if not math.isclose(one[1], one[2], rel_tol=1e-12)),
        tuple(one for one in turned if one.now not in QUIET),
        tuple(one for one in turned if one.now in QUIET and one.was not in QUIET),
        tuple(one for one in fresh if one.now not in QUIET),
        (was.chart.variation, now.chart.variation),
        (was.chart.assurance, now.chart.assurance),
    )


def _points(charted: Charted) -> dict[pd.Timestamp, tuple[float, State]]:
    """Value and state by period, of the periods that have a value."""
    columns = (charted.series.points["period"], charted.chart.value.astype(float), charted.chart.state)
    return {day: (value, State(str(state))) for day, value, state in zip(*columns, strict=True) if math.isfinite(value)}
