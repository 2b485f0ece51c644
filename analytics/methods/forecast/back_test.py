"""The same forecast made from earlier months, and held against what came: rolling origins.

From each of some earlier months the model is fitted anew on what was there by then, and its forecast held against the
figures that came (Tashman, Int J Forecasting 2000). Two forecasts without a model are held against the same figures: the
last figure carried on (*naive*), and the average step since the beginning carried on (*drift*). A model that misses by more
than these is not worth its trouble. What overlaps is not independent: a dozen origins say roughly, not exactly.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.methods.forecast.models import forecast, why_not
from analytics.model import BackTest, Trust
from analytics.model.forecast import LEVELS

ORIGINS, STEP = 12, 2
"""At most so many origins, so many months apart: two years of them."""
LEAST_ORIGINS = 4
POOR = {0.8: 0.4}
"""A band that held no more of past outcomes than this is not to be trusted."""
LOW = {0.8: 0.7, 0.95: 0.85}
"""A band that held less than this is to be trusted only roughly."""


def back_test(months: pd.DatetimeIndex, value: np.ndarray, ahead: int, calendar: np.ndarray) -> BackTest:
    """How forecasts `ahead` months on did from earlier origins; `value` is NaN where missing, `calendar` as in `models`."""
    starts = [n for n in range(len(value) - ahead, 0, -STEP) if not why_not(value[:n])][:ORIGINS]
    tried = [_tried(months, value, n, ahead, calendar) for n in reversed(starts)]
    tried = [rows for rows in tried if len(rows)]
    if len(tried) < LEAST_ORIGINS:
        return BackTest((), ahead)
    cases = np.vstack(tried)
    inside = tuple(float(share) for share in cases[:, 3:].mean(axis=0))
    model, naive, drift = (float(error) for error in cases[:, :3].mean(axis=0))
    origins = tuple(months[n - 1].date() for n in reversed(starts))
    return BackTest(origins, ahead, len(cases), inside, model, naive, drift, _trust(inside, model, naive, drift))


def _tried(months: pd.DatetimeIndex, value: np.ndarray, n: int, ahead: int, calendar: np.ndarray) -> np.ndarray:
    """One origin: a row for each month ahead with a figure: errors of model, naive and drift, then inside each level."""
    fan, came = forecast(value[:n], months[n : n + ahead], calendar[: n + ahead]), value[n : n + ahead]
    known = np.flatnonzero(np.isfinite(value[:n]))
    first, last = known[0], known[-1]
    steps = np.arange(n, n + ahead) - last
    drift = value[last] + steps * (value[last] - value[first]) / (last - first)
    bands = [fan.band(level) for level in LEVELS]
    inside = [(low <= came) & (came <= high) for low, high in bands]
    errors = [np.abs(came - guess) for guess in (fan.middle, np.full(ahead, value[last]), drift)]
    return np.column_stack([*errors, *inside])[np.isfinite(came)].astype(float)


def _trust(inside: tuple[float, ...], model: float, naive: float, drift: float) -> Trust:
    held = dict(zip(LEVELS, inside, strict=True))
    if any(held[level] <= least for level, least in POOR.items()) or model > max(naive, drift):
        return Trust.NONE
    if any(held[level] < least for level, least in LOW.items()) or model > min(naive, drift):
        return Trust.LIMITED
    return Trust.FAIR
