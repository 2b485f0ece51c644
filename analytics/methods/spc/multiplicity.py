"""A wall of charts: how many signals would chance alone give, if nothing had changed anywhere?

The more charts one looks at, the more signals there are without any cause. The shares come from a simulation made once
(`chance.py`; 20,000 stable series of independent normal values, drawn as XmR charts) and kept in `chance.csv`, for each
preset and run length; between its numbers of points they are interpolated. Real series are not quite normal and not
quite independent, so this is a yardstick, not a test.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from analytics.methods.spc.chance import TABLE
from analytics.methods.spc.presets import MDC, PRESETS, Settings


@dataclass(frozen=True, slots=True)
class ByChance:
    """What chance alone gives on `charts` charts: `any_signal` of them with a signal anywhere, `last_point` with one at
    the last point (and so an icon), both expected numbers, and a sentence that says so."""

    charts: int
    points: float
    any_signal: float
    last_point: float
    sentence: str


@cache
def _table() -> pd.DataFrame:
    return pd.read_csv(TABLE)


def by_chance(charts: int, points: float, settings: Settings = MDC) -> ByChance:
    """Expected numbers for so many charts of so many points each (a mean will do) under these settings.

    Below 13 points the shares of 13 are used (under Making Data Count there are no signals there at all, and the
    answer is nought), above 120 those of 120.
    Raises ValueError for settings that are no preset's but for their run lengths.
    """
    table = _table()
    rows = table[(table["preset"] == settings.name) & (table["shift"] == settings.shift)]
    rows = rows[rows["trend"] == settings.trend]
    known = PRESETS.get(settings.name)
    if known is None or replace(known, shift=settings.shift, trend=settings.trend) != settings:
        raise ValueError(f"chance was not simulated for the settings {settings.name!r}")
    shares = [float(np.interp(points, rows["points"], rows[name])) for name in ("any", "last")]
    if points < settings.points_for_verdict:
        shares = [0.0, 0.0]
    anywhere, last = (charts * share for share in shares)
    sentence = (
        f"If nothing had changed anywhere, chance alone would give about {_round(anywhere)} of {charts:,} charts a signal "
        f"somewhere, and about {_round(last)} one at the last point."
    )
    return ByChance(charts, points, anywhere, last, sentence)


def _round(number: float) -> str:
    """A number of charts that claims no more precision than it has."""
    return f"{number:,.0f}" if number >= 10 or number == 0 else f"{number:.1f}"
