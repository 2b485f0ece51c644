"""Has the rate of an event doubled? One organisation's events held against England's rate, or against a given one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods import cusum, rare
from analytics.model import ENGLAND, Better, Cusum, Grain, Series, Unit
from analytics.series import one
from analytics.words import formats

GIVEN = "the given rate"


def watched(data: Data, asked: Question, reference: float | None = None) -> Cusum | None:
    """The CUSUM of a measure's bad events, by month where months are known and else by quarter, to the end of the view.

    Bad events are the numerator, or what it leaves where more is better (deaths for survival). `reference` is their rate
    among the denominators; without one it is England's over the same periods. It begins with the first figure there is.
    None where there is nothing to hold against anything: no counts, no rate of England's, or England without a given rate.
    Raises ValueError for a reference that is no rate.
    """
    series = _counts(data, asked, asked.organisation)
    if series is None:
        return None
    if reference is not None:
        return cusum.watch(series, rare.events_of(series), _cases(series), reference, GIVEN)
    nation = None if asked.organisation == ENGLAND else _counts(data, asked, ENGLAND, series)
    if nation is None:
        return None
    events, cases = rare.events_of(nation), _cases(nation)
    known = np.isfinite(events) & np.isfinite(cases)
    if not 0 < events[known].sum() < cases[known].sum():
        return None
    first, last = nation.points["period"][known].iloc[[0, -1]]
    source = f"England's rate ({formats.period(first, nation.grain)} to {formats.period(last, nation.grain)})"
    rate = float(events[known].sum() / cases[known].sum())
    return cusum.watch(series, rare.events_of(series), _cases(series), rate, source)


def _cases(series: Series) -> np.ndarray:
    return series.points["denominator"].to_numpy(float)


def _counts(data: Data, asked: Question, code: str, like: Series | None = None) -> Series | None:
    """Numerators and denominators of an organisation, at the grain and over the periods of `like` where that is given.

    None where it has none, or where the measure has no bad events that could be counted.
    """
    resolved = data.resolved(asked.measure)
    measure = resolved.measure
    rate_of_harm = measure.unit is Unit.RATE and measure.better is not Better.INCREASE
    counted = (measure.unit is Unit.PERCENT or rate_of_harm) and not measure.from_adoption
    for grain in (Grain.MONTH, Grain.QUARTER) if like is None else (like.grain,):
        grid = resolved.grid(grain) if counted else None
        if grid is None or code not in grid.place:
            continue
        points = _spoken_for(one.points_of(grid.until(asked.end), grid.place[code]))
        if like is not None:
            points = points[points["period"].isin(like.points["period"])].reset_index(drop=True)
        if (points["numerator"].notna() & (points["denominator"] > 0)).any():
            return Series(measure, data.organisations[code], grain, points, illustrative=resolved.illustrative)
    return None


def _spoken_for(points: pd.DataFrame) -> pd.DataFrame:
    """The points without the counts of periods in which too few members reported to speak for the whole: no value."""
    silent = points["value"].isna() & (points["denominator"] > 0)
    counts = ["numerator", "denominator"]
    return points.assign(**points[counts].mask(silent))
