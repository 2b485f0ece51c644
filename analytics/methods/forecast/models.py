"""A forecast of a monthly figure: a structural model whose level and slope drift, with season and calendar.

    value = level + season + calendar + noise,   level moves by a slope, and both take small steps of their own

(Harvey, Forecasting, structural time series models and the Kalman filter, 1989: the local linear trend). Season is two
harmonics of the year that do not change; calendar is whatever is known of each month beforehand, such as its working
days, with effects that are estimated with the rest. The sizes of the steps are fitted by maximum likelihood, and the
Kalman filter leaves out months without a figure. What is left out is how unsure the fitted sizes are, so bands are a
little narrow: `back_test` says how much.

Example: a figure that falls by 10 a month, without noise, goes on to fall by 10 a month.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.model import Fan

LEAST_MONTHS = 24
"""Months with a figure before anything is forecast: with less than two years season and trend cannot be told apart."""
LEAST_RECENT = 6
"""Of the last twelve months so many need a figure: else nothing says where the level is now."""
ITERATIONS = 60
WINDOW, UNUSUAL = 13, 5.0
"""A month is unusual where it lies so many robust deviations from the line through the 13 months around it."""


def forecast(value: np.ndarray, ahead: pd.DatetimeIndex, calendar: np.ndarray) -> Fan:
    """The months `ahead`, which follow on those of `value` (NaN where missing) without a gap.

    `calendar` has a row for each month of `value` and then each ahead, and a column for each effect.

    Raises ValueError where `why_not` says that nothing should be forecast.
    """
    if reason := why_not(value):
        raise ValueError(reason)
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    middle, size = float(np.nanmean(value)), float(np.nanstd(value))
    known = calendar - calendar.mean(axis=0)
    model = UnobservedComponents(
        (value - middle) / size,
        level="local linear trend",
        freq_seasonal=[{"period": 12, "harmonics": 2}],
        stochastic_freq_seasonal=[False],
        exog=known[: len(value)],
        mle_regression=False,
    )
    with np.errstate(all="ignore"):
        fitted = model.fit(disp=0, maxiter=ITERATIONS, method="lbfgs", cov_type="none", warn_convergence=False)
    found = fitted.get_forecast(len(ahead), exog=known[len(value) :])
    return Fan(ahead.to_numpy(), found.predicted_mean * size + middle, found.se_mean * size)


def why_not(value: np.ndarray) -> str:
    """Why nothing should be forecast from these months, in a sentence; empty where something can be."""
    known = np.isfinite(value)
    if known.sum() < LEAST_MONTHS:
        return f"A forecast needs at least {LEAST_MONTHS} months with a figure; there are {known.sum()}."
    if known[-12:].sum() < LEAST_RECENT:
        return (
            f"A forecast needs {LEAST_RECENT} of the last 12 months to have a figure; {known[-12:].sum()} have, so where "
            "it stands now is not known."
        )
    if np.ptp(value[known]) == 0:
        return "Every figure is the same, so there is nothing to learn for a forecast from them."
    return ""


def unusual(value: np.ndarray) -> np.ndarray:
    """Which months stand far from the line through those around them; bool, shape (months,).

    The line is by Theil and Sen (median slope) through the nearest 13 months, the spread 1.4826 times the median absolute
    distance, so that a few odd months bend neither.
    """
    place = np.arange(len(value))
    away = np.full(len(value), np.nan)
    for at in np.flatnonzero(np.isfinite(value)):
        start = int(np.clip(at - WINDOW // 2, 0, max(len(value) - WINDOW, 0)))
        near = place[start : start + WINDOW]
        away[at] = value[at] - _line(near, value[near], int(at))
    spread = 1.4826 * np.nanmedian(np.abs(away - np.nanmedian(away))) if np.isfinite(away).any() else 0.0
    return np.nan_to_num(np.abs(away)) > UNUSUAL * spread if spread > 0 else np.zeros(len(value), dtype=bool)


def _line(place: np.ndarray, value: np.ndarray, at: int) -> float:
    known = np.isfinite(value)
    place, value = place[known], value[known]
    one, two = np.triu_indices(len(place), 1)
    slope = float(np.median((value[two] - value[one]) / (place[two] - place[one]))) if len(one) else 0.0
    return float(np.median(value - slope * place)) + slope * at
