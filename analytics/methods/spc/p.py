"""p chart: proportions of cases, with limits that widen where there are fewer cases.

Centre: all numerators over all denominators, p = sum(x) / sum(n). Limits: p ± 3 * sqrt(p * (1 - p) / n) with each
period's own n; two-sigma lines with 2 in place of 3. Formula: Montgomery, "Introduction to Statistical Quality
Control", control charts for fraction nonconforming. Drawn lines are cut off at 0 and 1 (`BOUNDS`).
Assumes that cases are independent and share one chance in a stable process. With thousands of cases a period that is
never quite true, and the limits come out too narrow; see `pprime` and `kinds.fitting_kind`.

A sum to check in the head: 10 of 100, 20 of 100 and 30 of 100 have p = 60/300 = 0.2; sqrt(0.2 * 0.8 / 100) = 0.04,
and the limits are 0.08 and 0.32. A fourth period of 25 cases would have a standard error of 0.08.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.panel import Panel, ratio

BOUNDS = (0.0, 1.0)


def expected(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """The centre and each period's standard error, both (series, periods); NaN without a denominator.

    Raises ValueError without denominators, or where a counted numerator is negative or above its denominator.
    """
    if panel.denominator is None or panel.numerator is None:
        raise ValueError("a p chart needs denominators")
    outside = (panel.numerator < 0) | (panel.numerator > panel.denominator * (1 + 1e-9))
    if (outside & panel.counted).any():
        raise ValueError("a p chart needs numerators from 0 to their denominator")
    cases = panel.total(panel.denominator, panel.base)
    centre = panel.spread(ratio(panel.total(panel.numerator, panel.base), cases))
    return centre, np.sqrt(ratio(np.clip(centre * (1 - centre), 0, None), panel.denominator))


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline; no limits where a period has no denominator."""
    return from_sigma(*expected(panel))
