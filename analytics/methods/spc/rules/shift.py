"""A shift: `settings.shift` or more neighbouring points on one side of the centre line.

A point on the centre line breaks the run. Every point of the run is marked, those before the sixth too.
Source: Making Data Count ("SPC Charts SQL Query" v2.6, "SPC Charts - XmR Testing" v5.0).
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.windows import Fired, all_in, spread, within_part
from analytics.model import Signal


def shift(points: Points, settings: Settings) -> Fired:
    """High for a run above the centre, low for a run below it."""

    def runs(side: np.ndarray) -> np.ndarray:
        windows = all_in(side, settings.shift)
        if Signal.SHIFT not in settings.crosses:
            windows = within_part(windows, points.part)
        return spread(windows, side.shape[1])

    return Fired(runs(points.above), runs(points.below))
