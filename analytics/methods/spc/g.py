"""g chart: how many cases went by between rare events (operations between infections), one point an event.

The number of cases before an event has a geometric distribution: with the mean m, P(k or fewer) = 1 - (m / (m + 1))^(k + 1).
The limits are exact: its 0.00135 and 0.99865 quantiles, as far out as three sigma of a normal distribution; the two-sigma
lines are its 0.02275 and 0.97725 quantiles. A quantile is the smallest whole number with at least that probability at or
below it, so no more than 0.135% of stable points lie beyond either limit. NHS England's FDP engine draws these limits.
Classic limits, m ± 3 * sqrt(m * (m + 1)), are symmetric about a distribution that is not: about 2% of stable points lie
above the upper one, and no point is ever below the lower one. They are drawn where settings ask for them. Source of the
chart, of the classic limits and of the case for probability limits: Benneyan, "Number-between g-type statistical quality
control charts for monitoring adverse events" and "Performance of number-between g-type statistical control charts for
monitoring adverse events", Health Care Management Science 2001;4:305-318 and 319-336.
The centre line is the median, not the mean, because of such skewed values far more than half lie below their mean, and
runs about it would mislead. So do qicharts2 and PowerBI-SPC; NHS England's SQL draws 0.693 times the mean, which is
about the median of the distribution.

A sum to check in the head: 0, 1, 3, 2, 9 has the median 2 and the mean 3, so each further case goes by with 3/4. 0.75^22 =
0.0018 and 0.75^23 = 0.0013: the upper limit is 22. Classic: sqrt(3 * 4) = 3.46 and the limit is 13.39.
"""

from __future__ import annotations

import numpy as np

from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel, ratio
from analytics.methods.spc.run import medians

BOUNDS = (0.0, np.inf)
BEYOND_3_SIGMA, BEYOND_2_SIGMA = 0.00135, 0.02275
"""What a normal distribution has beyond three and two sigma on one side."""


def limits(panel: Panel) -> Lines:
    """Lines of each part from the points of its baseline. Raises ValueError for a counted value below zero."""
    if (panel.counted & (panel.value < 0)).any():
        raise ValueError("a g chart needs numbers of cases between events, and these are never below 0")
    mean = panel.spread(ratio(panel.total(panel.value, panel.base), panel.total(1.0, panel.base)))
    if panel.classic:
        sigma = np.sqrt(mean * (mean + 1))
        return Lines(medians(panel), mean - 3 * sigma, mean + 3 * sigma, mean - 2 * sigma, mean + 2 * sigma)
    shares = (BEYOND_3_SIGMA, 1 - BEYOND_3_SIGMA, BEYOND_2_SIGMA, 1 - BEYOND_2_SIGMA)
    return Lines(medians(panel), *(quantile(mean, share) for share in shares))


def quantile(mean: np.ndarray, share: float) -> np.ndarray:
    """The smallest number of cases that this share of a geometric distribution of this mean does not exceed."""
    with np.errstate(divide="ignore"):
        cases = np.log1p(-share) / -np.log1p(1 / mean)
    return np.where(mean > 0, np.maximum(np.ceil(cases) - 1, 0), mean)
