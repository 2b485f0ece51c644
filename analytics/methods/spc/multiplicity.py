"""A wall of charts: how many signals would chance alone give, if nothing had changed anywhere?

The more charts one looks at, the more signals there are without any cause. The shares come from a simulation made once
(`chance`) and kept in `chance.csv`, for each kind of chart, size and number of points; for XmR charts for each preset and
run length too. Between its sizes and numbers of points they are interpolated. Real series are not quite as independent as
simulated ones, so this is a yardstick, not a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from analytics.methods.spc.chance import TABLE
from analytics.methods.spc.presets import MDC, PRESETS, Settings
from analytics.methods.spc.stable import SIZES
from analytics.model import ControlChart, Series

Shares = tuple[float, float]
"""Of stable charts: those with a signal anywhere, and those with one at the last point."""


@dataclass(frozen=True, slots=True)
class ByChance:
    """What chance alone gives on `charts` charts: `any_signal` of them with a signal anywhere, `last_point` with one at
    the last point (and so an icon), both expected numbers, and a sentence that says so. `points` is their mean length."""

    charts: int
    points: float
    any_signal: float
    last_point: float
    sentence: str


def by_chance(
    charts: int, points: float, settings: Settings = MDC, *, kind: str = "xmr", size: float = np.nan
) -> ByChance:
    """Expected numbers for so many charts of one kind of so many points each (a mean will do) under these settings.

    `size` is what `stable` says for the kind; without it that with the fewest signals is taken.
    Below 13 points the shares of 13 are used (under Making Data Count there are no signals there at all, and the
    answer is nought), above 120 those of 120.
    Raises ValueError for settings that are no preset's but for their run lengths, and where chance was not simulated.
    """
    anywhere, last = (charts * share for share in _shares(kind, size, points, settings))
    return _told(charts, points, anywhere, last)


def of_charts(drawn: Sequence[tuple[Series, ControlChart]], settings: Settings = MDC) -> ByChance:
    """Expected numbers for these very charts, each by its own kind, size and number of points that count."""
    lengths = [float(np.count_nonzero(chart.state != "")) for _, chart in drawn]
    shares = [
        _shares(chart.kind, size_of(series, chart), points, settings)
        for (series, chart), points in zip(drawn, lengths, strict=True)
    ]
    anywhere, last = (float(sum(side)) for side in zip(*shares, strict=True)) if shares else (0.0, 0.0)
    return _told(len(drawn), float(np.mean(lengths)) if lengths else 0.0, anywhere, last)


def size_of(series: Series, chart: ControlChart) -> float:
    """The size of a chart as `stable` means it; NaN where the kind has none or the numbers do not tell."""
    top, bottom = (series.points[name].to_numpy(float, na_value=np.nan) for name in ("numerator", "denominator"))
    return float(sizes(chart.kind, np.asarray(chart.value)[None], top[None], bottom[None])[0])


def sizes(kind: str, value: np.ndarray, top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """The same of many charts of a kind: arrays (charts, periods), the answer (charts,)."""
    if kind in ("c", "g"):
        return _means(value, np.isfinite(value))
    if kind not in ("p", "pprime", "u", "uprime"):
        return np.full(len(value), np.nan)
    known = np.isfinite(top) & (bottom > 0)
    events = _means(top, known)
    return events if kind in ("u", "uprime") else np.minimum(events, _means(bottom, known) - events)


def _means(numbers: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The mean of the known numbers of each row, NaN where there are none."""
    many = known.sum(axis=1)
    total = np.where(known, numbers, 0.0).sum(axis=1)
    return np.divide(total, many, out=np.full(len(numbers), np.nan), where=many > 0)


def _shares(kind: str, size: float, points: float, settings: Settings) -> Shares:
    """The shares for one chart; none where a kind has no signals or there are too few points."""
    known = PRESETS.get(settings.name)
    if known is None or replace(known, shift=settings.shift, trend=settings.trend) != settings:
        raise ValueError(f"chance was not simulated for the settings {settings.name!r}")
    if kind == "line" or points < settings.points_for_verdict:
        return 0.0, 0.0
    table = _table().get((kind, settings.name, settings.shift, settings.trend))
    if table is None:
        raise ValueError(f"chance was not simulated for {kind} charts and the settings {settings.name!r}")
    lengths, at_sizes = table
    sizes = np.array(SIZES[kind])
    by_size = np.array([[np.interp(points, lengths, shares) for shares in one] for one in at_sizes])
    if np.isnan(size) or len(sizes) == 1:
        fewest = by_size[by_size[:, 0].argmin()]
        return float(fewest[0]), float(fewest[1])
    place = np.log(max(size, sizes[0]))
    return float(np.interp(place, np.log(sizes), by_size[:, 0])), float(np.interp(place, np.log(sizes), by_size[:, 1]))


@cache
def _table() -> dict[tuple, tuple[np.ndarray, list[np.ndarray]]]:
    """For each kind and settings: the numbers of points, and for each size the shares, (2, numbers of points)."""
    found: dict[tuple, tuple[np.ndarray, list[np.ndarray]]] = {}
    kept = pd.read_csv(TABLE).sort_values(["size", "points"])
    for (kind, name, shift, trend, _), rows in kept.groupby(["kind", "preset", "shift", "trend", "size"]):
        lengths = rows["points"].to_numpy(float)
        found.setdefault((kind, name, shift, trend), (lengths, []))[1].append(rows[["any", "last"]].to_numpy().T)
    return found


def _told(charts: int, points: float, anywhere: float, last: float) -> ByChance:
    sentence = (
        f"If nothing had changed anywhere, chance alone would give {_about(anywhere)} of {charts:,} charts a signal "
        f"somewhere, and {_about(last)} a signal at the last point."
    )
    return ByChance(charts, points, anywhere, last, sentence)


def _about(number: float) -> str:
    """A number of charts that claims no more precision than it has: charts are whole."""
    if number == 0:
        return "none"
    return f"about {number:,.0f}" if number >= 1 else "fewer than 1"
