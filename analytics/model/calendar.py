"""What working days and the length of months do to a monthly series."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.model.control_chart import Charted
from analytics.model.estimate import Estimate


@dataclass(frozen=True)
class CalendarEffect:
    """The calendar's share in a monthly series, as a regression on its logarithm finds it.

    `working_day` is by what share a month is higher for one working day more in place of a day off, `month_day` for one
    day off more; `unseasoned` is `working_day` where the year's season is left out of the regression. All three are None
    where `note` says why nothing could be estimated. `lift` is by what share each month is raised by its calendar, against
    a month of average working days and length, from `low` to `high`: arrays (periods,), NaN where there is no figure.
    `found` says whether either term differs from none beyond chance. `months` were used; `unlike` marks those left out,
    because they resemble no other.
    """

    lift: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    unlike: np.ndarray = field(repr=False)
    months: int
    working_day: Estimate | None = None
    month_day: Estimate | None = None
    unseasoned: Estimate | None = None
    found: bool = False
    note: str = ""


@dataclass(frozen=True)
class SignalOrCalendar:
    """A control chart and what of it the calendar explains.

    `months` has one row a month with a figure: `period`, `working_days`, `days`, `value`, `centre`, `distance` from the
    centre, `calendar` (that part of the value which the calendar makes) from `low` to `high`, `state`, `special` (whether
    it is a signal) and `unlike` (left out of the estimate). `asked` are the months that people ask about: beyond the
    limits, side by side, the one furthest from the average among them.
    """

    charted: Charted
    effect: CalendarEffect
    months: pd.DataFrame = field(repr=False)
    asked: tuple[pd.Timestamp, ...] = ()
