"""Whether what a fit leaves over still resembles its neighbours."""

from __future__ import annotations

import numpy as np


def durbin_watson(residuals: np.ndarray) -> float:
    """Squared steps over squares: about 2 where neighbours are not alike (Durbin and Watson, Biometrika 1950)."""
    return float(np.sum(np.diff(residuals) ** 2) / np.sum(residuals**2))


def ljung_box(residuals: np.ndarray, lags: int) -> float:
    """The p value of no autocorrelation at any of the first `lags` (Ljung and Box, Biometrika 1978)."""
    from scipy.special import chdtrc

    n, centred = len(residuals), residuals - residuals.mean()
    shares = np.array([centred[lag:] @ centred[:-lag] for lag in range(1, lags + 1)]) / (centred @ centred)
    return float(chdtrc(lags, n * (n + 2) * np.sum(shares**2 / (n - np.arange(1, lags + 1)))))
