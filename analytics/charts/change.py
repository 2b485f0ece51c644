"""What changed, since when and by how much, read off a control chart. Pure; the words are in `words`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.model import ControlChart, Series, State, Unit


@dataclass(frozen=True, slots=True)
class Change:
    """A run of points with one special-cause state that lasts to the newest point.

    `start` and `end` are positions in the series, `points` how many present points the run has. `since` averages the
    run and `before` all that counts before it (None where the run starts the chart). `first` and `last` are the values
    at its two ends.
    """

    state: State
    start: int
    end: int
    points: int
    since: float
    before: float | None
    first: float
    last: float


def counted(chart: ControlChart) -> np.ndarray:
    """Which points count, one bool a point: present and, where any point has a state, not left blank (ghosted)."""
    present = np.isfinite(np.asarray(chart.value, dtype=float))
    blank = np.array([s == State.BLANK for s in states(chart)], dtype=bool)
    return present if blank.all() else present & ~blank


def states(chart: ControlChart) -> list[State]:
    """The state of each point as the enum, whatever kind of text the array holds."""
    return [State(str(s)) for s in chart.state]


def current_change(series: Series, chart: ControlChart) -> Change | None:
    """The change that the newest counted point belongs to; None where it is common cause or nothing counts.

    The run goes back from the newest counted point over counted points of the same state. Missing and ghosted points
    neither break nor lengthen it.
    """
    state = states(chart)
    places = np.flatnonzero(counted(chart))
    if not places.size or state[places[-1]] in (State.COMMON, State.BLANK):
        return None
    same = np.array([state[p] == state[places[-1]] for p in places])
    breaks = np.flatnonzero(~same)
    first = breaks[-1] + 1 if breaks.size else 0
    run, earlier = places[first:], places[:first]
    return Change(
        state=state[run[-1]],
        start=int(run[0]),
        end=int(run[-1]),
        points=len(run),
        since=average(series, chart, run),
        before=average(series, chart, earlier) if earlier.size else None,
        first=float(chart.value[run[0]]),
        last=float(chart.value[run[-1]]),
    )


def recalculated(chart: ControlChart) -> int | None:
    """Where the centre line last starts again at another level, as a position; None where it never does."""
    centre = np.asarray(chart.centre, dtype=float)
    places = np.flatnonzero(np.isfinite(centre))
    if places.size < 2:
        return None
    steps = ~np.isclose(centre[places][1:], centre[places][:-1], rtol=1e-9, atol=1e-12)
    return int(places[1:][steps][-1]) if steps.any() else None


def average(series: Series, chart: ControlChart, places: np.ndarray) -> float:
    """The average of some points: summed numerators over summed denominators where the value is that quotient (a mean
    of percentages would weigh small months like large ones), else the plain mean."""
    value = np.asarray(chart.value, dtype=float)[places]
    if series.measure.unit in (Unit.PERCENT, Unit.RATE):
        numerator = pd.to_numeric(series.points["numerator"]).to_numpy(dtype=float, na_value=np.nan)[places]
        denominator = pd.to_numeric(series.points["denominator"]).to_numpy(dtype=float, na_value=np.nan)[places]
        whole = np.isfinite(numerator) & np.isfinite(denominator) & (denominator > 0)
        if whole.all() and np.allclose(numerator / denominator, value, rtol=1e-3, atol=5e-4):
            return float(numerator.sum() / denominator.sum())
    return float(value.mean())
