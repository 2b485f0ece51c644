"""How a column of numbers is written by an office program, which keeps the numbers themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.model import Unit


def number_format(unit: Unit, cells: pd.Series) -> str:
    """The format of a column in a unit: percentages with one decimal, whole numbers with none, the rest as they need."""
    known = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    known = known[np.isfinite(known)]
    if unit is Unit.PERCENT:
        return "0.0%"
    if not (known % 1).any():
        return "#,##0"
    return "#,##0.0" if np.abs(known).max() >= 20 else "0.00"
