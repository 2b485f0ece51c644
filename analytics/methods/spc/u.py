"""u chart: events per unit of opportunity (infections per 1,000 bed days), with limits that widen where there is less.

Centre: all numerators over all denominators, u = sum(x) / sum(n). Limits: u ± 3 * sqrt(u / n) with each period's own n;
two-sigma lines with 2 in place of 3. Formula: Montgomery, "Introduction to Statistical Quality Control", control charts
for nonconformities per unit. Drawn lines are cut off at 0 (`BOUNDS`). Unlike in a proportion, one unit may have several
events. Assumes independent events at one stable rate; with very much opportunity the limits come out too narrow: see
`uprime`.

A sum to check in the head: 2, 4 and 6 events in 1, 1 and 1 units have u = 4, and limits 4 ± 6, drawn from 0 to 10. A
period of 4 units would have limits 4 ± 3, 1 and 7.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.panel import Panel, ratio

BOUNDS = (0.0, np.inf)


def expected(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """The centre and each period's standard error, both (series, periods); NaN without a denominator.

    Raises ValueError without denominators, or where a counted numerator is below zero.
    """
    if panel.denominator is None or panel.numerator is None:
        raise ValueError("a u chart needs denominators")
    if (panel.counted & (panel.numerator < 0)).any():
        raise ValueError("a u chart needs numerators of 0 or more")
    cases = panel.total(panel.denominator, panel.base)
    centre = panel.spread(ratio(panel.total(panel.numerator, panel.base), cases))
    return centre, np.sqrt(ratio(centre, panel.denominator))


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline; no limits where a period has no denominator."""
    return from_sigma(*expected(panel))
