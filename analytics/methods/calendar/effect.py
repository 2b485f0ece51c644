"""How much of a monthly series is the calendar's doing: a regression on working days and the length of months.

    log(value) = trend + season + a·working days + b·days + error

The logarithm, because a working day more moves a large board and a small one by the same share, and England in 2019 and
now. `a` is one working day in place of a day off, the length being the same; `b` one day off more. The trend is a natural
cubic spline with a knot a year: it follows what prescribers do over months and cannot follow one month. Differences of
neighbours would do without it, but make each unusual month count twice.

The season is `WAVES` sines and cosines of the year, and December by itself: it has few working days and much is dispensed
ahead of the holidays, so without it the effect of a working day comes out too small. On England's opioid items this
season fits better than any other tried (BIC), and a working day's effect is then that which twelve terms, one a month,
give; those would leave nothing by which to tell the length of months from the season. It takes `LEAST` months.

Months that resemble no other (beyond `UNLIKE` robust standard deviations, each judged by the others) are left out: they
are what the calendar is asked about, and may not answer for themselves. Intervals: `newey_west`. The calendar counts as
`found` where either term's interval, at half of 5% each (Bonferroni), leaves out none.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.methods.calendar.days import month_days, working_days
from analytics.methods.newey_west import SOURCE, Regression
from analytics.model import CalendarEffect, Estimate

LEAST = 36
"""Months with a figure that the regression needs: three of each, and more than twice as many as it has terms."""
WAVES = 3
"""Waves of the season: of twelve, six and four months."""
UNLIKE = 4.0
"""So many robust standard deviations from what the other months say, a month resembles no other."""
ROUNDS = 5
METHOD = "Regression of the logarithm on working days, days, trend and season; Newey-West intervals for few points"
TERMS = 2


def estimate(value: np.ndarray, months: pd.DatetimeIndex) -> CalendarEffect:
    """What the calendar does to a series: `value` (periods,), NaN where missing, at `months` without gaps."""
    present = np.isfinite(value) & (value > 0)
    size, nothing = int(present.sum()), np.full(len(value), np.nan)
    if size < LEAST or np.ptp(value[present]) == 0:
        none = np.zeros(len(value), dtype=bool)
        return CalendarEffect(nothing, nothing, nothing, none, size, note=_why_not(value, present))
    calendar = np.column_stack([working_days(months), month_days(months)]).astype(float)
    calendar -= calendar[present].mean(axis=0)
    time, logged = np.arange(len(value), dtype=float), np.log(np.where(present, value, 1.0))
    smooth = _trend(time)
    seasoned = np.hstack([calendar, smooth, _season(months)])
    used = _alike(logged, seasoned, present)
    fit = Regression(logged[used], seasoned[used], time[used])
    plain = Regression(logged[used], np.hstack([calendar, smooth])[used], time[used])
    rest = np.zeros(seasoned.shape[1] - TERMS)
    one_more = np.eye(seasoned.shape[1])
    both = [_share(fit.interval(one_more[term], looks=TERMS)) for term in range(TERMS)]
    lift = np.array([_share(fit.interval(np.r_[days, rest])) for days in calendar])
    lift[~present] = np.nan
    return CalendarEffect(
        lift=lift[:, 0],
        low=lift[:, 1],
        high=lift[:, 2],
        unlike=present & ~used,
        months=int(used.sum()),
        working_day=Estimate(*both[0], METHOD, SOURCE),
        month_day=Estimate(*both[1], METHOD, SOURCE),
        unseasoned=Estimate(*_share(plain.interval(np.eye(plain.terms.size)[0], looks=TERMS)), METHOD, SOURCE),
        found=any(low > 0 or high < 0 for _, low, high in both),
    )


def _share(logs: tuple[float, float, float]) -> tuple[float, float, float]:
    middle, low, high = np.expm1(logs)
    return float(middle), float(low), float(high)


def _trend(time: np.ndarray) -> np.ndarray:
    """A natural cubic spline with a knot a year, and its constant."""
    knots = np.linspace(time[0], time[-1], max(3, round(len(time) / 12) + 1))
    span = time[-1] - time[0]

    def bend(knot: float) -> np.ndarray:
        after = np.clip(time - knot, 0, None) ** 3 - np.clip(time - knots[-1], 0, None) ** 3
        return after / ((knots[-1] - knot) * span**2)

    last = bend(knots[-2])
    return np.column_stack([np.ones(len(time)), (time - time.mean()) / span, *(bend(k) - last for k in knots[:-2])])


def _season(months: pd.DatetimeIndex) -> np.ndarray:
    angle = 2 * np.pi * (months.month.to_numpy() - 1) / 12
    waves = [wave(k * angle) for k in range(1, WAVES + 1) for wave in (np.sin, np.cos)]
    return np.column_stack([*waves, months.month == 12])


def _alike(logged: np.ndarray, design: np.ndarray, present: np.ndarray) -> np.ndarray:
    """The months that resemble the others, each held against a fit without it; enough of them always stay."""
    used = present
    for _ in range(ROUNDS):
        inverse = np.linalg.pinv(design[used])
        off = np.abs(logged - design @ (inverse @ logged[used]))
        off[used] /= np.clip(1 - np.einsum("ij,ji->i", design[used], inverse), 0.05, None)
        spread = 1.4826 * np.median(off[used])
        kept = present & (off <= UNLIKE * spread)
        if kept.sum() < LEAST or (kept == used).all():
            break
        used = kept
    return used


def _why_not(value: np.ndarray, present: np.ndarray) -> str:
    size = int(present.sum())
    if size >= LEAST:
        return "Every figure is the same, so there is nothing that the calendar could explain."
    zero = " that is more than 0" if (value == 0).any() else ""
    months = "1 month has" if size == 1 else f"{size} months have"
    return f"The calendar cannot be told from chance here: {months} a figure{zero}, and it takes {LEAST}."
