"""How many were eligible and how many of them were reached between two months: the counts behind estimates.

A chart of a small trust shows rolling years, which overlap: its points may not be added up. These counts come from the
periods as they were sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.model import Grain
from analytics.series.grid import month_number
from analytics.series.resolve import Resolved

COLUMNS = ("org_code", "numerator", "denominator", "months", "expected")


def counted(resolved: Resolved, codes: Sequence[str], start: date, end: date) -> pd.DataFrame:
    """Sums by organisation over the periods from `start` to `end` (first days of months, both included) that have a value.

    `months` of `expected` months stand behind a row; a month with nobody eligible counts as one. Organisations without
    any are left out.
    """
    by_grain: dict[Grain, list[str]] = {}
    for code in codes:
        native = resolved.native(code)
        if native is not None:
            by_grain.setdefault(native, []).append(code)
    parts = [_sums(resolved, grain, members, start, end) for grain, members in by_grain.items()]
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    out = pd.concat(parts, ignore_index=True)
    return out.assign(expected=month_number(end) - month_number(start) + 1)[list(COLUMNS)]


def _sums(resolved: Resolved, grain: Grain, codes: Sequence[str], start: date, end: date) -> pd.DataFrame:
    grid = resolved.grids[grain]
    lines = grid.of(sorted(codes))
    known = (np.isfinite(grid.value[lines]) | grid.nobody[lines]) & grid.row[lines] & grid.inside(start, end)

    def total(cells: np.ndarray) -> np.ndarray:
        return np.where(known & np.isfinite(cells[lines]), cells[lines], 0.0).sum(axis=1)

    out = pd.DataFrame(
        {
            "org_code": [grid.codes[at] for at in lines],
            "numerator": total(grid.numerator),
            "denominator": total(grid.denominator),
            "months": known.sum(axis=1) * grain.months,
        }
    )
    return out[known.any(axis=1)]
