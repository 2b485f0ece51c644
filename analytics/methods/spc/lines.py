"""The five lines of a control chart, as every chart kind hands them back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analytics.methods.spc.panel import Panel


class Lines(NamedTuple):
    """Centre, limits and two-sigma lines, each (series, periods); NaN where a line is not drawn."""

    centre: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    lower_2sigma: np.ndarray
    upper_2sigma: np.ndarray

    def clipped(self, low: float, high: float) -> Lines:
        """The same lines drawn no further than values can go."""
        return Lines(self.centre, *(np.clip(line, low, high) for line in self[1:]))

    def without_limits(self, rows: np.ndarray) -> Lines:
        """The same lines with nothing but the centre for the series of `rows` (bool, one a series)."""
        return Lines(self.centre, *(np.where(rows[:, None], np.nan, line) for line in self[1:]))


def around(panel: Panel, centre: np.ndarray, half_width: np.ndarray) -> Lines:
    """Lines at centre ± half_width, and the two-sigma lines two thirds of the way out."""
    inner = half_width * (2 / 3)
    return Lines(
        *(panel.spread(a) for a in (centre, centre - half_width, centre + half_width, centre - inner, centre + inner))
    )


def from_sigma(centre: np.ndarray, sigma: np.ndarray) -> Lines:
    """Lines at centre ± 3 and ± 2 sigma, all (series, periods)."""
    return Lines(centre, centre - 3 * sigma, centre + 3 * sigma, centre - 2 * sigma, centre + 2 * sigma)


def centre_only(centre: np.ndarray) -> Lines:
    """A centre line without limits."""
    nothing = np.broadcast_to(np.nan, centre.shape)
    return Lines(centre, nothing, nothing, nothing, nothing)
