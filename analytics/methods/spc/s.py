"""s chart: the standard deviations within subgroups, beside an xbar chart. Values are those, denominators the sizes.

Centre: the typical standard deviation s. Limits: B3(n) * s and B4(n) * s, B3 and B4 = 1 ∓ 3 * sqrt(1 - c4^2) / c4;
two-sigma lines with 2 in place of 3. Source, c4 and s: `subgroups`. Drawn lines are cut off at 0 (`BOUNDS`), where B3
of five values and fewer would lie below.

A sum to check in the head: standard deviations 1.8 and 2.2 of 4 values each have the centre 2; B4(4) = 2.266, and the
upper limit is 4.532.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc import subgroups
from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.panel import Panel

BOUNDS = (0.0, np.inf)


def limits(panel: Panel) -> Lines:
    """Lines of each part from its baseline. Raises ValueError without sizes, or for a standard deviation below zero."""
    size = subgroups.sizes(panel, "an s chart")
    centre = subgroups.typical(panel, size, panel.value)
    c4 = subgroups.c4(size)
    return from_sigma(centre, centre * np.sqrt(1 - c4**2) / c4)
