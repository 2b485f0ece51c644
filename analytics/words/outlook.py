"""What a reader must know beside the verdict: the target, the newest periods, or that there is nothing."""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from analytics.model import STILL_OPEN, Assurance, ControlChart, Series, labels
from analytics.words import formats


def target(series: Series, chart: ControlChart) -> str:
    """Whether the target will be met as things stand; empty where there is none."""
    if chart.target is None or not math.isfinite(chart.target):
        return ""
    goal = f"the target of {formats.target(series.measure, chart.target)}"
    one, many = labels.GRAINS[series.grain].short, labels.GRAINS[series.grain].shorts
    stand = {
        Assurance.PASS: f"As things stand, {goal} will be met each {one}.",
        Assurance.FAIL: f"As things stand, {goal} will not be met: the way of working has to change first.",
        Assurance.HIT_OR_MISS: f"As things stand, {goal} will be met in some {many} and missed in others, by chance.",
    }
    if chart.assurance in stand:
        return stand[chart.assurance]
    last = float(chart.value[np.isfinite(np.asarray(chart.value, dtype=float))][-1])
    side = "on" if math.isclose(last, chart.target) else "above" if last > chart.target else "below"
    return f"The latest figure is {side} {goal}."


def newest(series: Series, present: np.ndarray) -> str:
    """What a reader must know of the newest periods: missing, or still provisional."""
    status = [str(s) for s in series.points["status"].fillna("")]
    last, size = int(present[-1]), len(series)
    if status[last] == STILL_OPEN:
        so_far = formats.value(series.measure, float(series.points["value"].iloc[last]))
        return f"Since the last one, {so_far} so far: that gap is still open and can only grow."
    if last == size - 1:
        return (
            f"The figure for {period_words(series, last)} may still change: it is provisional."
            if status[last] == "provisional"
            else ""
        )
    reasons = sorted({s for s in status[last + 1 :] if s})
    why = f" ({formats.join(reasons)})" if reasons else ""
    first = period_words(series, last + 1)
    if last == size - 2:
        return f"There is no figure for {first}{why}."
    return f"There are no figures from {first} to {period_words(series, size - 1)}{why}."


def cropped(first: date) -> str:
    """That what is drawn begins later than what is judged. Said once a page (`is_cropped`)."""
    return f"{_CROPPED}{first:%B %Y}, although the charts begin later."


def is_cropped(note: str) -> bool:
    """Whether a note is `cropped`."""
    return note.startswith(_CROPPED)


_CROPPED = "Limits, icons and sentences come from all data since "


def no_data(series: Series) -> str:
    """Why there is nothing to say."""
    if not len(series):
        return "there are no figures for these periods."
    grain = labels.GRAINS[series.grain]
    reasons = sorted({str(s) for s in series.points["status"].fillna("") if s})
    why = f" ({formats.join(reasons)})" if reasons else ""
    return (
        f"none of the {len(series)} {grain.shorts} has a figure{why}."
        if len(series) > 1
        else f"the one {grain.short} has no figure{why}."
    )


def period_words(series: Series, place: int) -> str:
    """The period at one position of a series."""
    return formats.period(series.points["period"].iloc[place], series.grain)
