"""Few crossings: the line through the points crosses the median more rarely than chance makes likely.

Then points cling together. How many crossings are few depends on how many useful points there are: fewer than 6 of 20,
fewer than 8 of 24. It is a property of the whole part and not of one run, so every useful point of the part is marked,
high if it lies above the median and low if below. Source: Anhøj and Olesen 2014; see `sides`.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.sides import fewest_by_chance, runs
from analytics.methods.spc.rules.windows import Fired


def few_crossings(points: Points, settings: Settings) -> Fired:
    """High above the median, low below it, throughout a part with too few crossings."""
    found = runs(points)
    few = found.crossings < fewest_by_chance(found.useful)
    marked = np.zeros(points.above.shape, dtype=bool, order="F")
    marked[found.row, found.place] = few[found.cell][found.run]
    return Fired(marked & points.above, marked & points.below)
