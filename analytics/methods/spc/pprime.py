"""p' chart (Laney): proportions whose limits allow for more variation than chance alone would give, and for less.

Limits: p ± 3 * sigma_z * sqrt(p * (1 - p) / n); two-sigma lines with 2 in place of 3. sigma_z says how many times more
neighbouring points differ than chance would make them. With sigma_z = 1 it is the p chart. Source: see `laney`.

A sum to check in the head: 10, 20, 10 and 20 of 100 have p = 0.15 and an error of 0.0357. Each step is 0.1, or 2.80
errors, so sigma_z = 2.80 / 1.128 = 2.48, and the limits are 0.15 ± 3 * 0.1 / 1.128 = 0.15 ± 0.266, drawn from 0.
"""

from __future__ import annotations

from analytics.methods.spc import laney, p
from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel

BOUNDS = p.BOUNDS


def individuals(panel: Panel) -> Panel:
    """The standardised points, whose moving ranges set the limits."""
    return laney.standardised(panel, p.expected)


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline; errors as for the p chart."""
    return laney.limits(panel, p.expected)
