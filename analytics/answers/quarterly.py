"""A measure in a quarter: what it showed at its end, and at the end of the quarter before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.answers import chart as charts
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.model import Charted, Grain, Measure, Organisation
from analytics.model.quarter import Quarter


@dataclass(frozen=True)
class Measured:
    """A measure of an organisation by the end of a quarter and of the one before. `last` is the place of the newest figure
    of the quarter in the series of `now`; None where the quarter has none. `applies` says whether it is a measure of such
    organisations at all."""

    measure: Measure
    organisation: Organisation
    quarter: Quarter
    now: Charted
    before: Charted
    last: int | None
    applies: bool = True


def measured(data: Data, measure: str, code: str, quarter: Quarter) -> Measured:
    """A measure in a quarter."""
    asked, who = data.measures[measure], data.organisations[code]
    now, before = (charts.chart(data, Question(measure, code, end=q.last_month)) for q in (quarter, quarter.before))
    return Measured(asked, who, quarter, now, before, newest(now, quarter), who.kind in asked.levels)


def newest(charted: Charted, quarter: Quarter) -> int | None:
    """The place of the newest figure that belongs to a quarter: its period ends within it."""
    points, grain = charted.series.points, charted.series.grain
    more = {Grain.QUARTER: 2, Grain.YEAR: 11}.get(grain, 0)
    ends = points["period"] + pd.DateOffset(months=more)
    within = (ends >= pd.Timestamp(quarter.first)) & (ends <= pd.Timestamp(quarter.last_month))
    places = np.flatnonzero(within.to_numpy() & np.isfinite(points["value"].to_numpy("float64")))
    return int(places[-1]) if places.size else None


def quarters(data: Data) -> tuple[Quarter, ...]:
    """The quarters of which a report can be made, the newest first: those that the observations cover."""
    first, last = (Quarter.of(month) for month in data.span)
    found = [last]
    while found[-1] > first:
        found.append(found[-1].before)
    return tuple(found)


def complete(data: Data, quarter: Quarter) -> bool:
    """Whether the observations reach the quarter's end."""
    return data.span[1] >= quarter.last_month


def last_month(data: Data, quarter: Quarter) -> date:
    """The last month of a quarter that the observations reach."""
    return min(quarter.last_month, data.span[1])
