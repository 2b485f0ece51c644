"""Dated events on a chart: which ones, at which level at the top, and on which side of their rule the label stands.

Titles stand whole or not at all: where one of them finds no room, all are numbers, and the legend lists their titles.
Numbers without room of their own share a label, at the first of them: "8–12".

Levels are chosen so that on the narrowest screen no label runs into another and no rule crosses a label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.model import Series
from analytics.words import formats

LEVELS = 4
LEVEL_PIXELS = 17
NARROW_PLOT = 270
"""Width in pixels of the plot on a phone 390 px wide."""
LETTER = 6.4
"""Average width of a letter at the small type size, in pixels."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One event with its place: level 0 is the topmost, `side` is where the text begins ("left") or ends ("right")."""

    date: pd.Timestamp
    label: str
    title: str
    more: str
    level: int
    side: str


def place(events: pd.DataFrame | None, series: Series) -> list[Placed]:
    """The events within the chart's periods, oldest first, each with a level and a side.

    Where not every title has room, each has a number from 1; the label of several stands at the first of them. `events`
    has `date`, `title` and may have `text`.
    """
    if events is None or events.empty or not len(series):
        return []
    first = pd.Timestamp(series.points["period"].iloc[0])
    last = pd.Timestamp(series.points["period"].iloc[-1])
    end = last + pd.DateOffset(months=1 if series.grain == "rolling_year" else series.grain.months)
    dates = pd.to_datetime(events["date"])
    shown = events.assign(date=dates)[(dates >= first) & (dates < end)].sort_values("date", kind="stable")
    width = max((last - first).days, 1)
    found = shown.to_dict("records")
    across = [(min(row["date"], last) - first).days / width for row in found]
    titles = _laid_out(across, [str(row["title"]) for row in found])
    if any(not label for _, _, label in titles):
        titles = _numbered(across)
    return [
        Placed(row["date"], label, str(row["title"]), _text(row.get("text")), level, side)
        for row, (level, side, label) in zip(found, titles, strict=True)
    ]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _numbered(across: list[float]) -> list[tuple[int, str, str]]:
    """The events as numbers: one that finds no room joins the label before it, until all have room."""
    groups = [[at] for at in range(len(across))]
    while True:
        labels = [""] * len(across)
        for group in groups:
            labels[group[0]] = str(group[0] + 1) + (f"–{group[-1] + 1}" if len(group) > 1 else "")
        out = _laid_out(across, labels)
        lost = next((at for at, group in enumerate(groups) if not out[group[0]][2]), None)
        if lost is None or len(groups) == 1:
            return out
        with_it = max(lost, 1)
        groups[with_it - 1 : with_it + 1] = [groups[with_it - 1] + groups[with_it]]


def _laid_out(across: list[float], labels: list[str]) -> list[tuple[int, str, str]]:
    """Level, side and label of each; the label is "" where it found no room, or where there was none."""
    taken: list[tuple[int, float, float]] = []
    rules: list[tuple[int, float]] = []
    out = []
    for x, label in zip(across, labels, strict=True):
        out.append(_room(x, label, taken, rules))
        rules.append((out[-1][0], x))
    return out


def _room(
    x: float, label: str, labels: list[tuple[int, float, float]], rules: list[tuple[int, float]]
) -> tuple[int, str, str]:
    """The first level and side at which the label meets nothing; remembers it in `labels`.

    Without room there is no label, and the rule begins below them all.
    """
    reach = (len(label) * LETTER + 8) / NARROW_PLOT
    sides = {"left": (x, x + reach), "right": (x - reach, x)}
    order = ("left", "right") if x < 0.5 else ("right", "left")
    for level in range(LEVELS if label else 0):
        for side in order:
            start, stop = sides[side]
            outside = start < 0 or stop > 1
            meets = any(at == level and start < b and a < stop for at, a, b in labels)
            crossed = any(at < level and start <= at_x <= stop for at, at_x in rules)
            crosses = any(at > level and a <= x <= b for at, a, b in labels)
            if not (outside or meets or crossed or crosses):
                labels.append((level, start, stop))
                return level, side, label
    return LEVELS, order[0], ""


def headroom(placed: list[Placed]) -> float:
    """Pixels that the labels need at the top."""
    return (max(p.level for p in placed if p.label) + 1) * LEVEL_PIXELS + 4 if any(p.label for p in placed) else 0.0


def appended(
    points: Mapping[str, Any], placed: list[Placed], low: float, high: float, height: float
) -> Mapping[str, Any]:
    """The columns of `points` with one more cell for each event, at heights on an axis from `low` to `high` over `height`
    pixels. A column is cells, or one for all; columns of which an event has nothing are empty there."""
    if not placed:
        return points
    pixel, periods = (high - low) / height, np.asarray(points["period"])
    last, many = pd.Timestamp(periods[-1]), len(placed)
    own = {
        "what": ["event"] * many,
        "period": np.array([min(p.date, last).to_datetime64() for p in placed]).astype(periods.dtype),
        "label": [formats.day(p.date) for p in placed],
        "meaning": [p.title for p in placed],
        "more": [p.more for p in placed],
        "event": [p.label for p in placed],
        "event_side": [p.side for p in placed],
        "event_y": np.array([high - p.level * LEVEL_PIXELS * pixel for p in placed]),
        "event_foot": np.full(many, low),
        "hollow": np.zeros(many, dtype=bool),
        "periods": np.full(many, len(periods)),
    }
    return {name: _longer(cells, len(periods), own.get(name), many) for name, cells in points.items()}


def _longer(cells: Any, size: int, own: Any, many: int) -> Any:
    """A column of so many cells with those of the events below."""
    whole = cells if isinstance(cells, list | np.ndarray) else [cells] * size
    if isinstance(whole[0], str):
        return [*whole, *(own or [""] * many)]
    return np.concatenate([whole, np.full(many, np.nan) if own is None else own])
