"""Series of which the truth is known: a level and a slope that drift, a season, working days and noise."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.methods.calendar import month_days, working_days


def simulated(
    seed: int, size: int, level: float = 60.0, slope: float = 0.0, noise: float = 60.0, start: float = -30.0
) -> tuple[pd.DatetimeIndex, np.ndarray, np.ndarray]:
    """Months, figures and calendar of one such series."""
    rng, months = np.random.default_rng(seed), pd.date_range("2019-04-01", periods=size, freq="MS")
    slopes = start + np.cumsum(rng.normal(0, slope, size))
    levels = 10_000 + np.cumsum(slopes + rng.normal(0, level, size))
    season = 60 * np.sin(2 * np.pi * months.month.to_numpy() / 12)
    days = working_days(months)
    value = levels + season + 15 * (days - 21) + rng.normal(0, noise, size)
    return months, value, np.column_stack([days, month_days(months)]).astype(float)
