"""What p' and u' charts share: how much more than chance the points vary from one to the next.

Each point is standardised by its own standard error, z = (value - centre) / error. If chance were all, neighbouring z
would differ by 1.128 on average; sigma_z is the mean moving range of z over 1.128, and the limits are those of the
plain chart, sigma_z times as far out. Source: Laney, "Improved control charts for attributes", Quality Engineering
2002;14:531-537. Moving ranges close up over gaps, as they do on our XmR charts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.panel import Panel, ratio
from analytics.methods.spc.ranges import D2, mean_range

Expected = Callable[[Panel], tuple[np.ndarray, np.ndarray]]


def standardised(panel: Panel, expected: Expected) -> Panel:
    """The z of each point in place of its value; 0 where the standard error is 0 and nothing can vary."""
    centre, error = expected(panel)
    z = ratio(panel.value - centre, error)
    return replace(panel, value=np.where(panel.counted & (error == 0), 0.0, z))


def limits(panel: Panel, expected: Expected) -> Lines:
    """Lines of each part, from its baseline; no limits in a part with fewer than two such points."""
    centre, error = expected(panel)
    return from_sigma(centre, error * panel.spread(mean_range(standardised(panel, expected)) / D2))
