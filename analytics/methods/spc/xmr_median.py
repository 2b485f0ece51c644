"""Individuals chart around the median: limits at the median ± 3.145 times the median moving range.

A few extreme values move a mean and a mean moving range, and hardly a median: the chart for series that hold outliers
which nobody can explain away. Formula and constant: Wheeler and Chambers, "Understanding Statistical Process Control",
charts for individual values by the median moving range. 3.145 is 3 / 0.954 rounded, where 0.954 (d4) is the median range
of two draws from a normal distribution with standard deviation 1; Wheeler's shorter books print 3.14. The two-sigma lines
stand at two thirds of the way. Moving ranges are not screened: their median needs no screening.
Where more than half of the moving ranges are 0 the limits fall together, and every point off the median is a signal:
such a series wants a chart of counts or of events.

A sum to check in the head: 10, 12, 11, 13, 60 has the median 12 and moving ranges 2, 1, 2, 47, so a median moving range
of 2; 3.145 * 2 = 6.29, and the limits are 5.71 and 18.29, which the 60 lies far above.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.panel import Panel
from analytics.methods.spc.run import medians

HALF_WIDTH = 3.145
"""Half the distance between the limits, in median moving ranges."""


def limits(panel: Panel) -> Lines:
    """Lines of each part, from the points of its baseline; no limits in a part with fewer than two such points."""
    ranges = replace(panel, value=np.abs(panel.step), base=panel.step_in_part)
    return from_sigma(medians(panel), HALF_WIDTH / 3 * medians(ranges))
