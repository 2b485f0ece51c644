"""A trend: `settings.trend` or more neighbouring points, each higher than the one before, or each lower.

Equal neighbours break the run. Every point of the run is marked, its first too. Six points are five rises. A point at
which a rise turns into a fall can belong to both; with `later_trend_wins` it belongs to the fall alone.
Source: Making Data Count ("SPC Charts SQL Query" v2.6, "SPC Charts - XmR Testing" v5.0).
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.windows import Fired, all_in, spread, within_part
from analytics.model import Signal


def trend(points: Points, settings: Settings) -> Fired:
    """High for a rise, low for a fall."""

    def runs(steps: np.ndarray) -> np.ndarray:
        windows = all_in(steps[:, 1:], settings.trend - 1)
        if Signal.TREND not in settings.crosses:
            windows = within_part(windows, points.part)
        return spread(windows, steps.shape[1])

    high, low = runs(points.rising), runs(points.falling)
    if settings.later_trend_wins:
        turning = high & low
        high, low = high & ~(turning & points.rising), low & ~(turning & points.falling)
    return Fired(high, low)
