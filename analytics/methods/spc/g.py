"""g chart: how many cases went by between rare events (operations between infections), one point an event.

Limits: m + 3 * sqrt(m * (m + 1)) with m the mean, because the number of cases before an event has a geometric
distribution; two-sigma line with 2 in place of 3. Source: Benneyan, "Number-between g-type statistical quality control
charts for monitoring adverse events", Health Care Management Science 2001;4:305-318. The lower limit would always be
below 0, where values cannot go: it is drawn at 0, and no point is ever below it.
The centre line is the median, not the mean, because of such skewed values far more than half lie below their mean, and
runs about it would mislead. So do qicharts2 and PowerBI-SPC; NHS England's SQL draws 0.693 times the mean, which is
about the median of the distribution.

A sum to check in the head: 0, 1, 3, 2, 9 has the median 2 and the mean 3; sqrt(3 * 4) = 3.46 and the limit is 13.39.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel, ratio
from analytics.methods.spc.run import medians

BOUNDS = (0.0, np.inf)


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline. Raises ValueError for a counted value below zero."""
    if (panel.counted & (panel.value < 0)).any():
        raise ValueError("a g chart needs numbers of cases between events, and these are never below 0")
    mean = panel.spread(ratio(panel.total(panel.value, panel.base), panel.total(1.0, panel.base)))
    sigma = np.sqrt(mean * (mean + 1))
    return Lines(medians(panel), mean - 3 * sigma, mean + 3 * sigma, mean - 2 * sigma, mean + 2 * sigma)
