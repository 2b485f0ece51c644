"""mR chart: the moving ranges of an XmR chart, each the distance of a point from the point before it.

Centre: the mean moving range. Upper limit: 3.267 (D4) times it; the lower limit is zero (D3). The upper two-sigma line
lies two thirds of the way from the centre to the limit, and the lower one at zero. Formula and constants: Montgomery,
"Introduction to Statistical Quality Control", control charts for individual units; Wheeler and Chambers,
"Understanding Statistical Process Control". The first point of each part has no moving range: none crosses a
recalculation. Neighbouring ranges share a point, so only single ranges beyond the limit are signals. A large range says
that values jumped, not whether that is better, so no direction is better on this chart, and the target of the values is
no target for their ranges.

A sum to check in the head: 10, 12, 11, 13 has the ranges 2, 1, 2; the centre is 5/3 and the limit 3.267 * 5/3 = 5.445.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel, ratio
from analytics.methods.spc.ranges import D4


def shown(panel: Panel) -> Panel:
    """The moving ranges in place of the values; a gap where a point has none before it in its part."""
    whole = replace(panel, base=panel.counted)
    there = whole.step_in_part
    ranges = np.where(there, np.abs(panel.step), np.nan)
    return replace(panel, value=ranges, counted=there, base=panel.step_in_part, numerator=None, denominator=None)


def limits(panel: Panel) -> Lines:
    """Lines of each part, from the moving ranges of its baseline."""
    mean = panel.spread(ratio(panel.total(panel.value, panel.base), panel.total(1.0, panel.base)))
    zero = np.zeros_like(mean)
    zero[np.isnan(mean)] = np.nan
    return Lines(mean, zero, D4 * mean, zero, mean * (1 + (D4 - 1) * 2 / 3))
