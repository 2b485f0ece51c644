"""t chart: how much time went by between rare events (days between falls), one point an event.

Times between independent events are exponential, far from symmetric. Raised to the power 1/3.6 they are close to
normal: an XmR chart of those, and its lines raised back by 3.6. Source: Nelson, "A control chart for parts-per-million
nonconforming items", Journal of Quality Technology 1994;26:239-240; Montgomery, "Introduction to Statistical Quality
Control", time-between-events charts. Drawn lines are cut off at 0 (`BOUNDS`).
Two events on one date lie 0 days apart. That is a value like any other here, though qicharts2 stops at it.

A sum to check in the head: 1, 1 and 1 have the mean 1 and no moving range, and all lines are 1. With 0 and 1 the mean
of the powers is 0.5, so the centre is 0.5 ** 3.6 = 0.0825, and the upper limit (0.5 + 2.66) ** 3.6 = 62.9.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analytics.methods.spc import xmr
from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel

BOUNDS = (0.0, np.inf)
POWER = 3.6


def individuals(panel: Panel) -> Panel:
    """The times raised to the power 1/3.6, whose moving ranges set the limits. Raises ValueError for one below zero."""
    if (panel.counted & (panel.value < 0)).any():
        raise ValueError("a t chart needs times between events, and these are never below 0")
    return replace(panel, value=np.where(panel.counted, panel.value, np.nan) ** (1 / POWER))


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline; no limits in a part with fewer than two such points."""
    return Lines(*(np.sign(line) * np.abs(line) ** POWER for line in xmr.limits(individuals(panel))))
