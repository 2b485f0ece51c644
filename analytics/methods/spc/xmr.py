"""XmR chart (individuals and moving ranges): limits at the mean ± 2.66 times the mean moving range.

Formula and constant: Wheeler and Chambers, "Understanding Statistical Process Control"; used by NHS England's Making
Data Count. 2.66 is 3 / 1.128 rounded, where 1.128 (d2) is the mean range of two draws from a normal distribution with
standard deviation 1. The two-sigma lines stand at two thirds of the way, 2.66 * 2/3.
Assumes values of much the same reliability; where denominators are small and vary, see `p`. Moving ranges are not
screened unless asked for; see `ranges`.

A sum to check in the head: 10, 12, 11, 13 has the mean 11.5 and moving ranges 2, 1, 2, so a mean moving range of 5/3;
2.66 * 5/3 = 4.43, and the limits are 7.07 and 15.93.
"""

from __future__ import annotations

from analytics.methods.spc.lines import Lines, around
from analytics.methods.spc.panel import Panel, ratio
from analytics.methods.spc.ranges import mean_range

HALF_WIDTH = 2.66
"""Half the distance between the limits, in mean moving ranges."""


def limits(panel: Panel) -> Lines:
    """Lines of each part, from the points of its baseline; no limits in a part with fewer than two such points."""
    centre = ratio(panel.total(panel.value, panel.base), panel.total(1.0, panel.base))
    return around(panel, centre, HALF_WIDTH * mean_range(panel))
