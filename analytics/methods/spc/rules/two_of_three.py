"""Two of three neighbouring points beyond a two-sigma line, all three on that side of the centre line.

Only the points beyond the two-sigma line are marked; the third is not. Whether a point beyond the limit itself may be
one of the two is a setting, because NHS England's own tools differ: Single Chart Tool v5.0 no, SQL v2.6 yes.
Source: Making Data Count ("SPC Charts SQL Query" v2.6, "SPC Charts - XmR Testing" v5.0).
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.windows import Fired, all_in, spread, within_part
from analytics.model import Signal


def two_of_three(points: Points, settings: Settings) -> Fired:
    """High near the upper limit, low near the lower."""

    def marked(far: np.ndarray, outside: np.ndarray, side: np.ndarray) -> np.ndarray:
        near = far if settings.beyond_limits_counts else far & ~outside
        first, second, third = near[:, :-2], near[:, 1:-1], near[:, 2:]
        windows = ((first & second) | (first & third) | (second & third)) & all_in(side, 3)
        if Signal.TWO_OF_THREE not in settings.crosses:
            windows = within_part(windows, points.part)
        return near & spread(windows, side.shape[1])

    if points.above.shape[1] < 3:
        nothing = np.zeros_like(points.above)
        return Fired(nothing, nothing)
    return Fired(
        marked(points.beyond_upper_2sigma, points.beyond_upper, points.above),
        marked(points.beyond_lower_2sigma, points.beyond_lower, points.below),
    )
