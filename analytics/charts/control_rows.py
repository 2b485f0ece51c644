"""The rows of a control chart: what `control.template` draws, one row a period and one an event."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import events as dated
from analytics.charts import themes
from analytics.model import Better, ControlChart, Series, State, Unit
from analytics.words.states import counted, states

PLOT_HEIGHT = 215
"""About what is left of HEIGHT for the plot itself, in pixels: events need it to know their room."""

MARKS = {
    "Common cause": ("circle", themes.COMMON),
    "Improvement, high": ("triangle-up", themes.IMPROVEMENT),
    "Improvement, low": ("triangle-down", themes.IMPROVEMENT),
    "Concern, high": ("triangle-up", themes.CONCERN),
    "Concern, low": ("triangle-down", themes.CONCERN),
    "Special cause, high": ("diamond", themes.NEUTRAL),
    "Special cause, low": ("diamond", themes.NEUTRAL),
}
"""What a point's shape and fill say."""


def rows(
    series: Series,
    chart: ControlChart,
    events: pd.DataFrame | None = None,
    two_sigma: bool = False,
    smooth: np.ndarray | None = None,
) -> pd.DataFrame:
    """What the template draws: one row a period (`what` is "period") and one an event.

    `events` has `date` and `title` (and may have `text`); those outside the chart's periods are left out. `two_sigma`
    adds the two-sigma lines, `smooth` (periods,) a smooth line over the values, which nothing is judged by. A
    percentage's limits are drawn no further than 0% and 100%, a count's and a rate's no lower than 0: they are the same
    limits, held to what can happen.
    """
    unit, size = series.measure.unit, len(series)
    value = np.asarray(chart.value, dtype=float)
    lines = {
        f: held(np.asarray(getattr(chart, f), dtype=float), unit, value)
        for f in ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma")
    }
    if not two_sigma:
        lines |= {"lower_2sigma": np.full(size, np.nan), "upper_2sigma": np.full(size, np.nan)}
    target = np.full(size, chart.target if chart.target is not None else np.nan, dtype=float)
    placed = dated.place(events, series)
    low, high = domain(
        unit,
        value,
        lines["centre"],
        lines["lower"],
        lines["upper"],
        target,
        headroom=dated.headroom(placed) / PLOT_HEIGHT,
    )
    text = _texts(series, chart, value, lines["lower"], lines["upper"])
    return pd.DataFrame(
        dated.appended(
            {
                "what": "period",
                "period": series.points["period"].to_numpy(),
                **text,
                "value": value,
                "target": target,
                "smooth": np.full(size, np.nan) if smooth is None else smooth,
                **lines,
                **_target_label(series, chart, value, high),
                "periods": max(size, 1),
                "foot": low,
                "y_low": _first(low, size),
                "y_high": _first(high, size),
                "more": "",
                "event": "",
                "event_side": "",
                "event_y": np.nan,
                "event_foot": np.nan,
            },
            placed,
            low,
            high,
            PLOT_HEIGHT,
        )
    )


def domain(unit: Unit, *arrays: np.ndarray, headroom: float = 0.0) -> tuple[float, float]:
    """The y axis: all that is drawn and a little air, never below 0 where nothing is, percentages within 0 to 1.

    `headroom` is the share of the height kept free at the top for events.
    """
    joined = np.concatenate(arrays)
    drawn = joined[np.isfinite(joined)]
    if not drawn.size:
        return 0.0, 1.0
    least, most = float(drawn.min()), float(drawn.max())
    span = most - least
    air = (
        0.08 * span
        if span > 1e-9 * max(abs(most), 1e-12)
        else max(0.1 * abs(most), 0.02 if unit is Unit.PERCENT else 0.5)
    )
    low, high = least - air, most + air
    if least >= 0:
        low = max(low, 0.0)
    if unit is Unit.PERCENT and most <= 1:
        high = min(high, 1.0)
    return low, low + (high - low) / (1 - min(headroom, 0.6))


def mark(state: State, better: Better) -> str:
    """The name in MARKS of a point in this state, where this direction is better."""
    up = (state == State.IMPROVEMENT) == (better == Better.INCREASE)
    side = "high" if up else "low"
    return {
        State.IMPROVEMENT: f"Improvement, {side}",
        State.CONCERN: f"Concern, {side}",
        State.NEUTRAL_HIGH: "Special cause, high",
        State.NEUTRAL_LOW: "Special cause, low",
    }.get(state, "Common cause")


def _texts(
    series: Series, chart: ControlChart, value: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> dict[str, Any]:
    """The columns that are words, and the look of each point."""
    points, measure = series.points, series.measure
    numerator, denominator = (
        pd.to_numeric(points[n]).to_numpy(dtype=float, na_value=np.nan) for n in ("numerator", "denominator")
    )
    label = [words.formats.period(p, series.grain) for p in points["period"]]
    meaning = words.control.points(series, chart)
    value_text = [words.formats.value(measure, v) for v in value]
    counts = [words.formats.counts(n, d) for n, d in zip(numerator, denominator, strict=True)]
    status, state, counting = points["status"].fillna(""), states(chart), counted(chart)
    hollow = [
        (s == "provisional") or (math.isfinite(v) and not c) for s, v, c in zip(status, value, counting, strict=True)
    ]
    described = [f"{p}: {v}. {m}" for p, v, m in zip(label, value_text, meaning, strict=True)]
    expected = [words.control.expected(series, float(lo), float(hi)) for lo, hi in zip(lower, upper, strict=True)]
    return {
        "label": label,
        "value_text": value_text,
        "counts": counts,
        "expected": expected,
        "meaning": meaning,
        "described": described,
        "hollow": np.array(hollow, dtype=bool),
        "mark": [mark(s, chart.better) for s in state],
    }


def held(limit: np.ndarray, unit: Unit, value: np.ndarray) -> np.ndarray:
    """A line held to what can happen, unless the values themselves go beyond it."""
    if unit is Unit.SCORE or (value < 0).any():
        return limit
    return np.clip(limit, 0.0, 1.0) if unit is Unit.PERCENT and not (value > 1).any() else np.maximum(limit, 0.0)


def _target_label(series: Series, chart: ControlChart, value: np.ndarray, top: float) -> dict[str, Any]:
    """The target's label at the end of its line that has more room: where the values are further from the target. At the
    `top` of the picture it is written below its line, since the name of the axis stands above."""
    label, side = [""] * len(value), "left"
    if chart.target is not None and len(value):
        gap = np.abs(value - chart.target)
        edge = max(len(value) // 4, 1)
        near = [np.nanmin(part) if np.isfinite(part).any() else math.inf for part in (gap[:edge], gap[-edge:])]
        side = "right" if near[1] > near[0] else "left"
        label[-1 if side == "right" else 0] = f"Target {words.formats.target(series.measure, chart.target)}"
    below = chart.target is not None and bool(np.isclose(chart.target, top))
    return {"target_label": label, "target_side": side, "target_dy": 14 if below else -7}


def _first(number: float, size: int) -> np.ndarray:
    out = np.full(size, np.nan)
    out[:1] = number
    return out
