"""Signal or calendar: how much of each special-cause point working days and the length of its month explain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.answers import chart as charts
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.answers.shown import rejudged, titled
from analytics.methods.calendar import estimate, month_days, working_days
from analytics.model import CalendarEffect, Charted, Grain, Series, Signal, SignalOrCalendar, State
from analytics.words import calendar as say


def explained(data: Data, asked: Question) -> SignalOrCalendar:
    """A monthly measure of an organisation, its calendar's effect, and that effect in each of its months."""
    charted = charts.chart(data, replace(asked, grain=Grain.MONTH))
    found = effect(charted.series)
    return SignalOrCalendar(charted, found, _months(charted, found), _asked(charted))


def taken_out(data: Data, asked: Question) -> Charted | None:
    """The measure without what the calendar makes of it, judged anew; None where no effect was found to take out."""
    both = explained(data, asked)
    if not both.effect.found:
        return None
    series = both.charted.series
    factor = 1 / (1 + np.nan_to_num(both.effect.lift))
    points = series.points.assign(
        value=series.points["value"].astype(float) * factor, numerator=series.points["numerator"].astype(float) * factor
    )
    measure = titled(series.measure, "calendar taken out")
    named = replace(series, measure=measure, points=points, notes=(say.TAKEN_OUT, *series.notes))
    return replace(both.charted, series=named, chart=rejudged(data, named))


def effect(series: Series) -> CalendarEffect:
    """What the calendar does to a series of months, since it last began to count something else."""
    if series.grain is not Grain.MONTH:
        nothing = np.full(len(series), np.nan)
        return CalendarEffect(nothing, nothing, nothing, np.zeros(len(series), bool), 0, note=say.MONTHS_ONLY)
    value = series.points["value"].to_numpy(float, na_value=np.nan)
    if series.breaks:
        value = np.where(series.points["period"] >= series.breaks[-1], value, np.nan)
    return estimate(value, pd.DatetimeIndex(series.points["period"]))


def _months(charted: Charted, found: CalendarEffect) -> pd.DataFrame:
    series, chart = charted.whole
    months = pd.DatetimeIndex(series.points["period"])
    value = np.asarray(chart.value, float)
    states = [State(str(state)) for state in chart.state]
    parts = {name: value * share / (1 + share) for name, share in _shares(found).items()}
    rows = pd.DataFrame(
        {
            "period": months,
            "working_days": working_days(months),
            "days": month_days(months),
            "value": value,
            "centre": chart.centre,
            "distance": value - np.asarray(chart.centre, float),
            **parts,
            "state": [state.value for state in states],
            "special": [state not in (State.COMMON, State.BLANK) for state in states],
            "unlike": found.unlike,
        }
    )
    return rows[np.isfinite(value)].reset_index(drop=True)


def _asked(charted: Charted) -> tuple[pd.Timestamp, ...]:
    """Neighbours beyond the limits around the one that is furthest from the average."""
    series, chart = charted.whole
    beyond = np.asarray(chart.signals.get(Signal.SINGLE, np.zeros(len(series), bool)), dtype=bool)
    if not beyond.any():
        return ()
    far = int(np.argmax(np.where(beyond, np.abs(np.asarray(chart.value, float) - np.asarray(chart.centre, float)), -1)))
    inside = np.flatnonzero(~beyond)
    first, last = inside[inside < far], inside[inside > far]
    run = slice(int(first[-1]) + 1 if first.size else 0, int(last[0]) if last.size else len(beyond))
    return tuple(pd.DatetimeIndex(series.points["period"].iloc[run]))


def _shares(found: CalendarEffect) -> dict[str, np.ndarray]:
    return {"calendar": found.lift, "low": found.low, "high": found.high}
