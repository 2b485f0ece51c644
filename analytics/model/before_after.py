"""A measure before and after an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from analytics.model.estimate import Estimate
from analytics.model.series import Series


@dataclass(frozen=True)
class Segments:
    """One segmented regression: how a series moved before and after an event, arrays of shape (periods,).

    `level` is the change at once, `slope` that of the trend per period, `effect` the distance at the last point from the
    earlier trend carried on, None where that trend would lead to what cannot be (`impossible`). Their 95% intervals allow
    for there being three of them. `trend` leaves the season out, `fitted` has it; `counterfactual` is the earlier trend
    carried on from the event, with its 95% band `low` to `high`, NaN before. `lags` were allowed for, `autocorrelation` is
    that of neighbouring points (0 to 0.95), `durbin_watson` and `ljung_box` (a p-value) test what the line leaves over.
    """

    level: Estimate
    slope: Estimate
    effect: Estimate | None
    trend: np.ndarray = field(repr=False)
    fitted: np.ndarray = field(repr=False)
    counterfactual: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    before: int
    after: int
    seasonal: bool
    weighted: bool
    lags: int
    autocorrelation: float
    durbin_watson: float
    ljung_box: float
    impossible: bool = False


@dataclass(frozen=True)
class BeforeAfter:
    """A measure before and after a day: interrupted time series, with and without organisations to compare with.

    `used` marks the points of the series that count; `event` is the position of the period that holds the day, which does
    not. `own` is None where nothing can be estimated, and `note` says why. `control` is the pooled value of others a
    period (NaN where missing), `others` its segments alone and `difference` those of the series minus the control;
    `control_note` says why there is none. `signal_before` and `bad_run` speak of the control chart of the points before.
    """

    series: Series
    day: date
    event: int
    used: np.ndarray = field(repr=False)
    before: int
    after: int
    own: Segments | None = None
    note: str = ""
    control: np.ndarray | None = field(default=None, repr=False)
    control_name: str = ""
    control_note: str = ""
    others: Segments | None = None
    difference: Segments | None = None
    signal_before: bool = False
    bad_run: bool = False
    nearby: tuple[str, ...] = ()
    events_of_others: int = 0
