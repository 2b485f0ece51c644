"""Periods that a few rows have and that are years from all others: slips of the year, mostly."""

from __future__ import annotations

import numpy as np
import pandas as pd

YEARS_AWAY, FEW = 2, 0.02
"""Years between a period and all others, and the share of the rows that may have it, for which it is named as a slip."""


def years_from_others(read: pd.DataFrame, counts: np.ndarray) -> np.ndarray:
    """Which periods are years before or after all others; `counts` are the rows that have each."""
    months = read["first_day"].dt.year * 12 + read["first_day"].dt.month
    days = pd.DataFrame({"month": months, "rows": counts}).dropna().groupby("month")["rows"].sum()
    gaps = np.flatnonzero(np.diff(days.index.to_numpy()) >= YEARS_AWAY * 12)
    odd: set[float] = set()
    for gap in gaps:
        for side in (days.iloc[: gap + 1], days.iloc[gap + 1 :]):
            if side.sum() <= FEW * days.sum():
                odd |= set(side.index)
    return months.isin(odd).to_numpy()
