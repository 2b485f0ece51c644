"""Whether an organisation will meet its part of an ambition: forecast, chance, back-test, and what it would still take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analytics.answers.baseline import monthly
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods.calendar import month_days, working_days
from analytics.methods.forecast import back_test as back_tests
from analytics.methods.forecast import models
from analytics.model import ENGLAND, Goal, Reaching, Series

AHEAD = 6
"""Months ahead where there is no ambition to look to."""
FURTHEST = 24
"""Further ahead than this nothing is forecast."""


def reaching(data: Data, asked: Question) -> Reaching:
    """Where the measure is heading by the month of its ambition, or for some months where it has none."""
    series = monthly(data, asked)
    if not series.has_values:
        return Reaching(series, note=" ".join(series.notes) or "There are no figures.")
    goal = _goal(data, asked, series)
    found = Reaching(series, goal, recent=_recent(series))
    months, value = pd.DatetimeIndex(series.points["period"]), series.points["value"].to_numpy(dtype=float)
    by = pd.Timestamp(goal.ambition.by) if goal else months[-1] + pd.DateOffset(months=AHEAD)
    if goal and by <= months[-1]:
        return _known(found, _at(series, goal.ambition.by))
    ahead = pd.date_range(months[-1] + pd.DateOffset(months=1), by, freq="MS")
    if reason := models.why_not(value) or _too_far(len(ahead)):
        return replace(found, note=reason)
    calendar = _calendar(months.union(ahead))
    fan, odd = models.forecast(value, ahead, calendar), models.unusual(value)
    found = replace(
        found,
        fan=fan,
        unusual=tuple(month.date() for month in months[odd]),
        back_test=back_tests.back_test(months, value, len(ahead), calendar),
    )
    if goal is None:
        return found
    last = np.flatnonzero(np.isfinite(value))[-1]
    left = len(value) - 1 - int(last) + len(ahead)
    usual = np.where(odd, np.nan, value)
    without = models.forecast(usual, ahead, calendar) if odd.any() and not models.why_not(usual) else None
    return replace(
        found,
        chance=fan.chance_of_at_most(goal.most),
        needed=(float(value[last]) - goal.most) / left,
        chance_without=without.chance_of_at_most(goal.most) if without else None,
    )


def _calendar(months: pd.DatetimeIndex) -> np.ndarray:
    """What is known of each month beforehand: its working days and its days."""
    return np.column_stack([working_days(months), month_days(months)]).astype(float)


def _goal(data: Data, asked: Question, series: Series) -> Goal | None:
    """The ambition's part for the organisation: by its share of England's figure in the ambition's first month."""
    ambition = data.catalogue.ambitions.get(asked.measure)
    if ambition is None:
        return None
    own = _at(series, ambition.since)
    whole = _at(monthly(data, replace(asked, organisation=ENGLAND, start=None, end=None)), ambition.since)
    if own is None or not whole:
        return None
    share = own / whole
    return Goal(ambition, own, ambition.fewer * share, share)


def _known(found: Reaching, outcome: float | None) -> Reaching:
    note = "" if outcome is not None else "The month that counts has passed, and has no figure."
    return replace(found, outcome=outcome, note=note)


def _recent(series: Series) -> float | None:
    """The fall a month over the year to the last figure."""
    last = series.latest
    assert last is not None
    then = _at(series, (last["period"] - pd.DateOffset(years=1)).date())
    return None if then is None else (then - float(last["value"])) / 12


def _at(series: Series, month: date) -> float | None:
    found = series.points.loc[series.points["period"] == pd.Timestamp(month), "value"]
    return float(found.iloc[0]) if len(found) and np.isfinite(found.iloc[0]) else None


def _too_far(ahead: int) -> str:
    return "" if ahead <= FURTHEST else f"The month that counts is {ahead} months ahead, too far to forecast."
