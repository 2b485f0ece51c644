"""xbar chart: the means of subgroups (of five blood tests a day, say), judged by the spread within the subgroups.

Values are subgroup means, denominators subgroup sizes, `sd` the standard deviations within subgroups. Centre: the mean
of all values, sum(n * xbar) / sum(n). Limits: centre ± A3(n) * s with A3 = 3 / (c4 * sqrt(n)) and s the typical
standard deviation; two-sigma lines with 2 in place of 3. Source, c4 and s: `subgroups`.

A sum to check in the head: means 9 and 11 of 4 values each with standard deviations 1.8 and 2.2 have the centre 10 and
s = 2; A3(4) = 1.628, and the limits are 10 ± 3.256.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc import subgroups
from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.panel import Panel, ratio

TITLE = "an xbar chart"


def limits(panel: Panel) -> Lines:
    """Lines of each part from its baseline. Raises ValueError without sizes or without standard deviations."""
    size = subgroups.sizes(panel, TITLE)
    if panel.sd is None:
        raise ValueError(f"{TITLE} needs the standard deviation (sd) within each subgroup")
    centre = panel.spread(
        ratio(panel.total(size * panel.value, panel.base), panel.total(size, panel.base)),
    )
    error = ratio(subgroups.typical(panel, size, panel.sd), subgroups.c4(size) * np.sqrt(size))
    return from_sigma(centre, error)
