"""No control chart: the values joined by a line, where limits would mislead (targets being rolled out, overlapping
periods). There is no centre and no rule, so nothing is called a signal."""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines, centre_only
from analytics.methods.spc.panel import Panel


def limits(panel: Panel) -> Lines:
    """No lines at all."""
    return centre_only(np.broadcast_to(np.nan, panel.value.shape))
