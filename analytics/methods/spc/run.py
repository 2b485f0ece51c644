"""Run chart: the median as the centre line, and no limits.

Half of the points lie on either side of a median whatever their distribution, so runs on one side can be judged
without limits. Source: Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation
in healthcare processes", BMJ Quality and Safety 2011;20:46-51.

A sum to check in the head: the median of 3, 9, 4, 100 is 6.5.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines, centre_only
from analytics.methods.spc.panel import Panel


def limits(panel: Panel) -> Lines:
    """The median of each part, from the points of its baseline."""
    return centre_only(medians(panel))


def medians(panel: Panel) -> np.ndarray:
    """The median of each part, from the points of its baseline, at every period of that part; (series, periods)."""
    by_part = np.full((len(panel.value), panel.parts), np.nan)
    for part in range(panel.parts):
        by_part[:, part] = _median(panel.value, panel.base & (panel.part == part))
    return panel.spread(by_part)


def _median(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """The median of each row over the points of `where`; NaN for a row without any. Shape (series,)."""
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    ordered = np.sort(np.where(where, values, np.inf), axis=1)
    count = where.sum(axis=1)[:, None]
    middle = [np.take_along_axis(ordered, k.clip(0), axis=1) for k in ((count - 1) // 2, count // 2 - (count == 0))]
    return np.where(count > 0, (middle[0] + middle[1]) / 2, np.nan)[:, 0]
