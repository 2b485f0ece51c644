"""u' chart (Laney): rates whose limits allow for more variation than chance alone would give, and for less.

Limits: u ± 3 * sigma_z * sqrt(u / n); two-sigma lines with 2 in place of 3. sigma_z says how many times more
neighbouring points differ than chance would make them. With sigma_z = 1 it is the u chart. Source: see `laney`.

A sum to check in the head: 2, 6, 2 and 6 events in one unit each have u = 4 and an error of 2. Each step is 4, or 2
errors, so sigma_z = 2 / 1.128 = 1.773, and the limits are 4 ± 3 * 4 / 1.128 = 4 ± 10.64, drawn from 0.
"""

from __future__ import annotations

from analytics.methods.spc import laney, u
from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel

BOUNDS = u.BOUNDS


def individuals(panel: Panel) -> Panel:
    """The standardised points, whose moving ranges set the limits."""
    return laney.standardised(panel, u.expected)


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline; errors as for the u chart."""
    return laney.limits(panel, u.expected)
