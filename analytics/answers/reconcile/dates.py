"""Dates and quarters that the calendar alone can judge."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable

import pandas as pd

from analytics.answers.reconcile.known import REPORT_DAY, Check, Known

FINANCIAL = "Q-MAR"
"""Quarters of years that end in March."""
CALENDAR = "By the calendar"
FIRST = pd.Period("2022-09", "M")
"""The first month of the patient safety framework's preparation: the guidance came in August 2022."""


def last_days(*months: str) -> Callable[[Known], str]:
    """The last days that months have."""
    ends = [pd.Period(month, "M") for month in months]
    short = len(ends) > 1

    def of(known: Known) -> str:
        days = [f"{monthrange(end.year, end.month)[1]} {end:%b}" for end in ends]
        return "; ".join(days) if short else f"{days[0]} {ends[0].year}"

    return of


def _quarter(day: str) -> str:
    found = pd.Period(day, "M").asfreq(FINANCIAL)
    return f"Q{found.quarter} {found.qyear - 1}/{found.qyear % 100}"


def _fourth_quarter() -> pd.Period:
    """The last quarter of the report's financial year."""
    return pd.Period(year=pd.Period(REPORT_DAY, FINANCIAL).qyear, quarter=4, freq=FINANCIAL)


def _winter_half() -> str:
    fourth = _fourth_quarter()
    return f"{(fourth - 1).start_time:%b %Y}-{fourth.end_time:%b %Y}"


def months(first: str, last: str) -> Callable[[Known], str]:
    """Which months of the preparation two calendar months are, the first being September 2022."""
    places = [(pd.Period(month, "M") - FIRST).n + 1 for month in (first, last)]
    return lambda known: f"months {places[0]}-{places[1]}"


PREPARATION = f"{CALENDAR}: the months printed beside it, counted from September 2022"
CHECKS = {
    "PF059": Check(
        f"{CALENDAR}: the January of Q4 2023/24, in which it is to be reported",
        lambda known: f"{_fourth_quarter().start_time:%b %Y}",
    ),
    "PF063": Check(f"{CALENDAR}: the financial quarter of April 2023", lambda known: _quarter("2023-04")),
    "PF110": Check(f"{CALENDAR}: June has 30 days", last_days("2022-06")),
    "PF111": Check(f"{CALENDAR}: September has 30 days", last_days("2022-09")),
    "PF122 PF129": Check(f"{CALENDAR}: June and September have 30 days", last_days("2022-06", "2022-09")),
    "PF212": Check(
        f"{CALENDAR}: the financial quarter of June 2023", lambda known: f"{_quarter('2023-06')[:2]} (June 2023)"
    ),
    "PF214": Check(f"{CALENDAR}: the third and fourth quarter of 2023/24", lambda known: _winter_half()),
    "PF224": Check(PREPARATION, months("2022-09", "2022-12")),
    "PF225": Check(PREPARATION, months("2022-12", "2023-03")),
    "PF226": Check(f"{PREPARATION}; the earlier of each two", months("2023-02", "2023-05")),
    "PF227": Check(PREPARATION, months("2023-04", "2023-07")),
    "PF228": Check(f"{PREPARATION}; autumn until November", months("2023-07", "2023-11")),
}
