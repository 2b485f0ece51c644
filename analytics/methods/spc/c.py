"""c chart: counts of events in periods of equal size.

Centre: the mean count, c. Limits: c ± 3 * sqrt(c), because a Poisson count varies by the square root of its mean;
two-sigma lines with 2 in place of 3. Formula: Montgomery, "Introduction to Statistical Quality Control", control charts
for nonconformities. Drawn lines are cut off at 0 (`BOUNDS`). Assumes that events are independent and that each period
offers the same opportunity for them; where that varies, see `u`; where most counts are 0, see `g` and `t`.

A sum to check in the head: 2, 4, 6, 4 has the mean 4, and the limits are 4 ± 6, drawn from 0 to 10.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines, around
from analytics.methods.spc.panel import Panel, ratio

BOUNDS = (0.0, np.inf)


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline. Raises ValueError for a counted value below zero."""
    if (panel.counted & (panel.value < 0)).any():
        raise ValueError("a c chart needs counts, and a count is never below 0")
    centre = ratio(panel.total(panel.value, panel.base), panel.total(1.0, panel.base))
    return around(panel, centre, 3 * np.sqrt(centre))
