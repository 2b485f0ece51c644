"""Tenths of organisations period by period, as OpenPrescribing draws them, and since when each lies where it lies.

Percentiles are interpolated between neighbours (numpy's "linear", as pandas and OpenPrescribing have them). Organisations
in the highest tenth are those above the 90th percentile, so that words and picture agree. A period in which too few
organisations have a value has no band, and neither breaks nor begins anybody's run.
"""

from __future__ import annotations

import numpy as np

from analytics.model.deciles import Tenth

LEAST = 10
"""Fewer organisations than this have no tenths."""
SHARE = 0.8
"""The share of the organisations of the fullest period that another needs: else the band moves as reports come in."""


def bands(value: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The 10th, 50th and 90th percentiles of each period and how many have a value; `value` is (organisations, periods)."""
    count = np.isfinite(value).sum(axis=0)
    enough = count >= max(LEAST, SHARE * count.max(initial=0))
    edges = np.full((3, value.shape[1]), np.nan)
    if enough.any():
        edges[:, enough] = np.nanpercentile(value[:, enough], [10, 50, 90], axis=0)
    return edges[0], edges[1], edges[2], count


def tenths(value: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each organisation's newest value lies, and the period from which it has lain there; both (organisations,).

    The period is -1 where an organisation has no value in any period with a band.
    """
    known = np.isfinite(value) & np.isfinite(low)
    where = np.where(value > high, Tenth.HIGHEST, np.where(value < low, Tenth.LOWEST, Tenth.BETWEEN)).astype(int)
    periods = np.arange(value.shape[1])
    last = np.where(known, periods, -1).max(axis=1, initial=-1)
    newest = where[np.arange(len(value)), last.clip(0)] if value.shape[1] else np.zeros(len(value), dtype=int)
    other = np.where(known & (where != newest[:, None]), periods, -1).max(axis=1, initial=-1)
    run = known & (periods > other[:, None])
    since = np.where(run.any(axis=1), run.argmax(axis=1), -1) if value.shape[1] else last
    return newest, since
