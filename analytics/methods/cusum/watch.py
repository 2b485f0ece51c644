"""One organisation's events held against a reference rate."""

from __future__ import annotations

import numpy as np

from analytics.methods.cusum.calibration import thresholds
from analytics.methods.cusum.walk import scores, walk
from analytics.model import Alert, Cusum, Grain, Series, Unit

PERIODS_A_YEAR = {Grain.MONTH: 12, Grain.QUARTER: 4}


def watch(series: Series, events: np.ndarray, cases: np.ndarray, reference: float, source: str) -> Cusum:
    """The CUSUM of a series by month or quarter: `events` among `cases`, both (periods,), against a `reference` rate.

    Thresholds are those of the unit's own size: what the reference rate would give in a year of its typical cases.
    Raises ValueError for a rate that is none, for other grains, and where no period has events and cases.
    """
    proportion = series.measure.unit is Unit.PERCENT
    if not 0 < reference < (1 if proportion else np.inf):
        raise ValueError(f"a reference rate of {reference:g} is none: it lies above 0{' and below 1' * proportion}")
    if series.grain not in PERIODS_A_YEAR:
        raise ValueError(f"a CUSUM needs months or quarters, and these are periods of {series.grain.months} months")
    known = np.isfinite(events) & np.isfinite(cases) & (cases >= 0)
    if not known.any():
        raise ValueError("no period has both events and cases")
    there, among = np.where(known, events, np.nan), np.where(known, cases, np.nan)
    a_year = reference * float(np.nanmean(among)) * PERIODS_A_YEAR[series.grain]
    found = thresholds(a_year, PERIODS_A_YEAR[series.grain])
    statistic = walk(scores(there, among, reference, proportion)[None], found.red)[0]
    alert = np.select([statistic > found.red, statistic > found.amber], [Alert.RED.value, Alert.AMBER.value], "")
    expected = reference * among
    return Cusum(
        series.measure,
        series.organisation,
        series.grain,
        series.points["period"].to_numpy(),
        there,
        expected,
        statistic,
        np.where(known, alert, ""),
        np.nancumsum(there - expected),
        reference,
        source,
        found,
        series.illustrative,
    )
