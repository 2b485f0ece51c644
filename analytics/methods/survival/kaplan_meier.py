"""The Kaplan-Meier estimate: the share to whom something has not happened yet, where some have been followed for less time.

    S(t) = product over times s <= t of (1 - events at s / at risk just before s)

(Kaplan and Meier, JASA 1958). Whoever has not had the event is censored: counts as at risk up to the last time known, an
event at that same time coming first. The interval is Greenwood's on the scale of log(-log S), which stays within 0 and 1
(Collett, Modelling Survival Data in Medical Research, 3rd edition, 2.2.3):

    V = sum of d / (n (n - d)),   S to the power exp(± z sqrt(V) / log S)

In the head: of four, one has it at time 1, one was last seen at time 2, one has it at time 3: S = 3/4, then 3/4 x 1/2.
`statsmodels` gives the same curve and takes seconds to import: the tests hold this to it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analytics.model.survival import Curve


def product_limit(time: ArrayLike, happened: ArrayLike, confidence: float = 0.95) -> Curve:
    """The curve of those with a time each, at which it `happened` or they were last known without it.

    It has a place for each time known, events or not. Times must be finite; there may be none at all.
    """
    at, event = np.asarray(time, dtype=float), np.asarray(happened, dtype=bool)
    if at.shape != event.shape or not np.isfinite(at).all():
        raise ValueError("each needs a finite time and whether it happened")
    times, place = np.unique(at, return_inverse=True)
    all_here = np.bincount(place, minlength=len(times))
    events = np.bincount(place[event], minlength=len(times))
    at_risk = len(at) - np.concatenate([[0], np.cumsum(all_here)[:-1]]) if len(times) else all_here
    left = np.cumprod(1 - events / at_risk)
    low, high = _log_log(left, at_risk, events, confidence)
    return Curve(times, at_risk, events, all_here - events, left, low, high)


def _log_log(left: np.ndarray, at_risk: np.ndarray, events: np.ndarray, confidence: float) -> tuple:
    """Both ends of the interval; none (NaN) where nothing has happened or nobody is left, which this scale cannot bound."""
    from scipy.special import ndtri

    inner = (left > 0) & (left < 1)
    spare = np.where(inner, at_risk - events, 1)
    variance = np.cumsum(events / (at_risk * spare))
    log_left = np.log(np.where(inner, left, 0.5))
    width = np.exp(ndtri(0.5 + confidence / 2) * np.sqrt(variance) / -log_left)
    low, high = (np.where(inner, left**power, np.nan) for power in (width, 1 / width))
    return low, high
