"""A single point beyond a limit. On the limit is not beyond it. Source: Making Data Count; Shewhart's own rule."""

from __future__ import annotations

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.windows import Fired


def single(points: Points, settings: Settings) -> Fired:
    """High above the upper limit, low below the lower."""
    return Fired(points.beyond_upper, points.beyond_lower)
