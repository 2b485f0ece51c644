"""Where limits might start again: a suggestion with its evidence and the case against it. Nothing is ever applied here.

NHS England's Making Data Count asks for reasons before limits are recalculated: the process is known to have changed,
the data show it, the change was expected, and it is sustained. The data can speak only to the second and the last. So a
step is suggested where a shift begins that lasts to the end, and where limits from there on then hold:

- it starts with the first point of a shift, at least `settings.shift` counted points into its part;
- at least `POINTS_SINCE` counted points lie from there to the end;
- at least nine in ten of them lie on the shift's side of the old centre line;
- in limits of their own they show no shift and no trend (single signals are counted and told).

Of several such steps the earliest is suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analytics.methods.spc.engine import Charts, charts
from analytics.methods.spc.kinds import COUNTED
from analytics.methods.spc.presets import MDC, Settings
from analytics.model import ControlChart, Recalculation, Series, Signal, Unit

POINTS_SINCE = 12
"""Making Data Count calls limits from fewer points provisional."""

ON_THE_NEW_SIDE = 0.9

AGAINST = (
    "Against it: new limits make the change look ordinary, so the icon will no longer show it. Recalculate only if you "
    "know what changed in the process, expected it, and expect it to last; otherwise keep the limits, and keep asking. "
    "{few}A season or a change in how the data are collected can look the same."
)


def suggestion(
    values: ArrayLike,
    *,
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    kind: str = "xmr",
    settings: Settings = MDC,
    rebase: ArrayLike | None = None,
    ghost: ArrayLike | None = None,
    baseline_points: int | None = None,
    labels: Sequence[str] | None = None,
    show: Callable[[float], str] = "{:,.3g}".format,
) -> Recalculation | None:
    """The earliest defensible step of one series, or None. Arrays (periods,); arguments as in `engine.charts`.

    `labels` name the periods in the evidence ("April 2023"), and `show` writes a value.
    """
    value = np.asarray(values, dtype=float)
    no_steps = np.zeros(len(value), dtype=bool)
    steps = no_steps if rebase is None else np.asarray(rebase, dtype=bool)
    counts = {
        name: np.asarray(given, dtype=float)[None]
        for name, given in (("numerators", numerators), ("denominators", denominators))
        if given is not None
    }

    def drawn(starts: np.ndarray, rules: Settings, baseline: int | None) -> Charts:
        rows = len(starts)
        repeated = {name: np.repeat(given, rows, axis=0) for name, given in counts.items()}
        return charts(
            np.repeat(value[None], rows, axis=0),
            numerators=repeated.get("numerators"),
            denominators=repeated.get("denominators"),
            kind=kind,
            settings=rules,
            rebase=starts,
            ghost=ghost,
            baseline_points=baseline,
        )

    now = drawn(steps[None], settings, baseline_points)
    candidates = _starts(now, steps, settings)
    if not candidates:
        return None
    started = np.repeat(steps[None], len(candidates), axis=0)
    started[np.arange(len(candidates)), candidates] = True
    then = drawn(started, replace(settings, crosses=frozenset()), None)
    for row, start in enumerate(candidates):
        found = _judged(then, row, start, now.counted[0], steps)
        if found is not None:
            return _worded(start, *found, labels, show)
    return None


def for_series(
    series: Series,
    chart: ControlChart,
    *,
    settings: Settings = MDC,
    rebase: ArrayLike | None = None,
    ghost: ArrayLike | None = None,
    baseline_points: int | None = None,
) -> Recalculation | None:
    """The suggestion for a chart as `single.chart` drew it: give the same settings, recalculations and ghosts."""
    if not chart.signals.keys() & {Signal.SHIFT}:
        return None
    points = series.points
    by_counts = chart.kind in COUNTED
    return suggestion(
        chart.value,
        numerators=points["numerator"].to_numpy(dtype=float, na_value=np.nan) if by_counts else None,
        denominators=points["denominator"].to_numpy(dtype=float, na_value=np.nan) if by_counts else None,
        kind=chart.kind,
        settings=settings,
        rebase=rebase,
        ghost=ghost,
        baseline_points=baseline_points,
        labels=[f"{period:%B %Y}" for period in points["period"]],
        show="{:.1%}".format if series.measure.unit is Unit.PERCENT else "{:,.3g}".format,
    )


def starts_at(periods: Sequence[date] | pd.Series, dates: Sequence[date]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Recalculations at dates, as flags for `rebase` (periods,), and a sentence for each date that had to move.

    `periods` are the sorted dates of the points. A date between two points starts with the next point; a date after the
    last changes nothing, and that is said too.
    """
    known = pd.DatetimeIndex(list(periods))
    flags = np.zeros(len(known), dtype=bool)
    said = []
    for day in pd.DatetimeIndex(sorted(set(dates))):
        at = int(known.searchsorted(day))
        if at == len(known):
            said.append(f"The recalculation on {day:%d %B %Y} lies after the last point, so it changes nothing yet.")
            continue
        flags[at] = True
        if known[at] != day:
            said.append(f"There is no point on {day:%d %B %Y}, so the limits start again on {known[at]:%d %B %Y}.")
    return flags, tuple(said)


def _starts(now: Charts, steps: np.ndarray, settings: Settings) -> list[int]:
    """Counted positions in the last part at which a shift begins, with points enough before and after."""
    shifted = now.signals.get(Signal.SHIFT)
    if shifted is None or not now.judged[0]:
        return []
    counted = np.flatnonzero(now.counted[0])
    begun = np.flatnonzero(steps & (np.arange(len(steps)) <= counted[-1]))
    part = counted[counted >= (begun[-1] if begun.size else 0)]
    marked = shifted[0, part]
    side = np.where(marked, np.sign(now.value[0, part] - now.centre[0, part]), 0)
    first = marked & (side != np.r_[0, side[:-1]])
    places = np.flatnonzero(first)
    places = places[(places >= settings.shift) & (len(part) - places >= POINTS_SINCE)]
    return [int(p) for p in part[places]]


def _judged(
    then: Charts, row: int, start: int, counted: np.ndarray, steps: np.ndarray
) -> tuple[int, float, float, int] | None:
    """Points since, centre before and after, and signals left, if the step is defensible."""
    since = np.flatnonzero(counted & (np.arange(len(counted)) >= start))
    earlier = np.flatnonzero(counted[:start])
    before, after = float(then.centre[row, earlier[-1]]), float(then.centre[row, since[-1]])
    side = np.sign(after - before)
    over = np.sign(then.value[row, since] - before) == side
    restless = then.signals[Signal.SHIFT][row, since] | (
        then.signals[Signal.TREND][row, since] if Signal.TREND in then.signals else False
    )
    if over.mean() < ON_THE_NEW_SIDE or restless.any():
        return None
    return len(since), before, after, int((then.high | then.low)[row, since].sum())


def _worded(
    start: int,
    points: int,
    before: float,
    after: float,
    signals: int,
    labels: Sequence[str] | None,
    show: Callable[[float], str],
) -> Recalculation:
    """The suggestion with its evidence and the case against it, in words."""
    name = labels[start] if labels is not None else f"point {start + 1}"
    left = (
        "none of them would be a signal"
        if not signals
        else f"{signals} of them would still be {'a signal' if signals == 1 else 'signals'}, and neither a shift nor a trend"
    )
    evidence = (
        f"A shift begins with {name} and has lasted for {points} points, to the end. The centre line would move from "
        f"{show(before)} to {show(after)}. In limits of their own, {left}."
    )
    few = f"Limits from {points} points are still uncertain. " if points < 2 * POINTS_SINCE else ""
    return Recalculation(start, points, before, after, signals, evidence, AGAINST.format(few=few))
