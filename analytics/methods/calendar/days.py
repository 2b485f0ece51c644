"""Working days and days of months: how much of a month's figure is the calendar's doing.

Dispensing happens mostly on working days, so a month of 18 working days has fewer items than one of 22 whatever
prescribers do. Working days are Monday to Friday without England's bank holidays, those of one year (a jubilee, a
coronation) included; they agree with GOV.UK's list (`tests/methods/test_calendar.py`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd


def month_days(months: pd.DatetimeIndex) -> np.ndarray:
    """Days of each month; `months` are days within them, shape (n,)."""
    return pd.DatetimeIndex(months).days_in_month.to_numpy()


def working_days(months: pd.DatetimeIndex) -> np.ndarray:
    """Working days in England of each month; `months` are days within them, shape (n,)."""
    first = pd.DatetimeIndex(months).to_numpy().astype("datetime64[M]")
    free = np.array(sorted(bank_holidays(tuple(sorted(set(pd.DatetimeIndex(months).year))))), dtype="datetime64[D]")
    return np.busday_count(first.astype("datetime64[D]"), (first + 1).astype("datetime64[D]"), holidays=free)


@lru_cache
def bank_holidays(years: tuple[int, ...]) -> frozenset[date]:
    """England's bank holidays of some years."""
    from holidays import country_holidays  # imported where needed: it costs a first visitor a tenth of a second

    return frozenset(country_holidays("GB", subdiv="ENG", years=years)) if years else frozenset()
