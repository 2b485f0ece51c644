"""Moving ranges: how far neighbouring points lie apart, and the optional screening of the largest of them.

A moving range is the distance of a counted point from the counted point before it, within one part. Screening leaves
out, once, the ranges of 3.267 times their mean or more, before their mean sets the limits (Nelson, "Control charts for
individual measurements", Journal of Quality Technology 1982;14:172-173; NHSRplotthedots does it by default, NHS
England's own tools do not). In a nearly flat series the few ranges that are not zero are all left out. Then the mean
range is zero, the limits fall together and every point that differs is a signal. There screening is refused.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.panel import Panel, ratio

D2, D4 = 1.128, 3.267
"""Of two draws from a normal distribution with standard deviation 1: the mean range, and the upper limit of ranges in
mean ranges (Montgomery, "Introduction to Statistical Quality Control", appendix VI)."""

REFUSED = (
    "Moving ranges were not screened, although that was asked for: without the large ones the mean moving range would "
    "be zero, the limits would fall together, and almost every point would look like a signal."
)


def mean_range(panel: Panel) -> np.ndarray:
    """The mean moving range of each part, from its baseline; NaN in a part without any. Shape (series, parts)."""
    size, inside = np.abs(panel.step), panel.step_in_part
    plain = _mean(panel, size, inside)
    if not panel.screen:
        return plain
    screened = _mean(panel, size, _ordinary(panel, size, plain))
    return np.where(screened > 0, screened, plain)


def refused(panel: Panel) -> np.ndarray:
    """The series in which screening was asked for and would leave a mean moving range of zero in some part. (series,)"""
    size = np.abs(panel.step)
    plain = _mean(panel, size, panel.step_in_part)
    left = panel.total(size, _ordinary(panel, size, plain))
    return np.asarray(((plain > 0) & ~(left > 0)).any(axis=1) & panel.screen)


def _mean(panel: Panel, size: np.ndarray, where: np.ndarray) -> np.ndarray:
    return ratio(panel.total(size, where), panel.total(1.0, where))


def _ordinary(panel: Panel, size: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The moving ranges that screening leaves in."""
    return panel.step_in_part & (size < D4 * panel.spread(mean))
