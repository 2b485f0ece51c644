"""Windows of neighbouring points: what the rules that need several points share.

A window is named by its first point: an array of windows has the shape (series, points - length + 1). The loops double
the length of what they have, so a window of six takes three steps; they never run over series or points.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Fired(NamedTuple):
    """Which points a rule marks as high and which as low: bool, (series, points)."""

    high: np.ndarray
    low: np.ndarray


def all_in(flags: np.ndarray, length: int) -> np.ndarray:
    """Windows of `length` points that are all True."""
    if flags.shape[1] < length:
        return flags[:, :0]
    whole, have = flags, 1
    while have < length:
        step = min(have, length - have)
        whole, have = whole[:, :-step] & whole[:, step:], have + step
    return whole


def within_part(windows: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Those windows whose first and last point lie in one part."""
    count = windows.shape[1]
    return windows & (part[:, :count] == part[:, part.shape[1] - count :])


def spread(windows: np.ndarray, points: int) -> np.ndarray:
    """The points, of `points` in a series, that lie in one or more of these windows."""
    marked = np.zeros((len(windows), points), dtype=bool, order="F")
    count = windows.shape[1]
    marked[:, :count] = windows
    have, length = 1, points - count + 1 if count else 1
    while have < length:
        step = min(have, length - have)
        marked[:, step:] |= marked[:, :-step]
        have += step
    return marked
