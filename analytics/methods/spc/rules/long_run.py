"""A long run: more useful points in a row on one side of the median than chance seldom gives.

How many depends on how many useful points there are: more than 7 of 20, more than 8 of 24. Points on the median are
passed over. Only the points of such a run are marked, so the chart shows which run broke the rule.
Source: Anhøj and Olesen 2014; see `sides`.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.sides import longest_by_chance, runs
from analytics.methods.spc.rules.windows import Fired


def long_run(points: Points, settings: Settings) -> Fired:
    """High for a run above the median, low for a run below it."""
    found = runs(points)
    too_long = found.length > longest_by_chance(found.useful)[found.cell]
    marked = np.zeros(points.above.shape, dtype=bool, order="F")
    marked[found.row, found.place] = too_long[found.run]
    return Fired(marked & points.above, marked & points.below)
