"""Sentences for the user where a chart needs a second look: one a case that readers, or other tools, get wrong.

Each caution says for which series of a batch it holds. The kind of chart and its assumptions are the matter of `fit`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analytics.methods.spc import ranges
from analytics.methods.spc.engine import Charts

POINTS_IN_PART = 12
"""Below this many points Making Data Count calls the limits of a part provisional."""

NO_VALUES = "There is no value to chart."
TOO_FEW = "There are too few points for limits, signals and icons: {needed} are needed."
FLAT = (
    "Every value is the same, so the limits lie on the centre line. That is common cause variation; a target is met or "
    "missed as it stands."
)
NEARLY_FLAT = (
    "Most values equal the one before, so the limits are close to the centre line and a single different value may be "
    "a signal. If the values count rare events, chart the time (t) or the cases (g) between events."
)
LAST_MISSING = "The last value is missing, so the icons come from the last value that is there."
ZERO_GAPS = (
    "Some events happened on one date, 0 apart. They count as values of 0; with times of day, or as a g chart of cases "
    "between events, the chart would tell more."
)
SHORT_PART = f"The limits of the latest part rest on fewer than {POINTS_IN_PART} points, so they are provisional."
REBASE_MOVED = (
    "A recalculation was placed where there is no value that counts, so the new limits start with the next value."
)
REBASE_WAITING = "A recalculation was placed after the last value, so it changes nothing yet."


@dataclass(frozen=True)
class Caution:
    """A sentence, and the series of the batch that it concerns: bool, (series,)."""

    sentence: str
    where: np.ndarray = field(repr=False)


def cautions(batch: Charts, *, rebase: np.ndarray | None = None, periods: np.ndarray | None = None) -> list[Caution]:
    """What to say about these charts.

    `rebase` is as given to `engine.charts`. `periods` (series,) is how many of the columns each series really has,
    where a batch was filled up on the right.
    """
    rows, width = batch.value.shape
    ends = np.full(rows, width) if periods is None else np.asarray(periods)
    some, judged = batch.n > 0, batch.judged & (batch.n > 0)
    flat, nearly = _sameness(batch)
    found = {
        NO_VALUES: ~some,
        TOO_FEW.format(needed=batch.settings.points_for_verdict): some & ~batch.judged & bool(batch.signals),
        FLAT: judged & flat,
        NEARLY_FLAT: judged & nearly & (batch.kind not in ("g", "t", "line")),
        LAST_MISSING: some & (ends > 0) & np.isnan(_at(batch.value, ends - 1)),
        ranges.REFUSED: batch.screening_refused,
    }
    if batch.kind == "t":
        found[ZERO_GAPS] = ((batch.value == 0) & batch.counted).any(axis=1)
    if rebase is not None and width:
        found |= _about_parts(batch, np.broadcast_to(np.asarray(rebase, dtype=bool), batch.value.shape))
    return [Caution(sentence, where) for sentence, where in found.items() if where.any()]


def _at(values: np.ndarray, position: np.ndarray) -> np.ndarray:
    if not values.shape[1]:
        return np.zeros(len(values))
    return np.take_along_axis(values, position.clip(0)[:, None], axis=1)[:, 0]


def _sameness(made: Charts) -> tuple[np.ndarray, np.ndarray]:
    """Series whose counted values are all the same, and those in which more than half equal the value before."""
    rows = len(made.value)
    series, place = np.nonzero(made.counted)
    value = made.value[series, place]
    neighbours = series[1:] == series[:-1]
    equal = np.bincount(series[1:][neighbours & (value[1:] == value[:-1])], minlength=rows)
    pairs = np.bincount(series[1:][neighbours], minlength=rows)
    flat = (equal == pairs) & (pairs > 0)
    return flat, (2 * equal > pairs) & ~flat


def _about_parts(made: Charts, starts: np.ndarray) -> dict[str, np.ndarray]:
    """Recalculations at places without a value, and parts that are still short."""
    later = np.maximum.accumulate(made.counted[:, ::-1], axis=1)[:, ::-1]
    off, inner = starts & ~made.counted, np.arange(starts.shape[1]) > 0
    begins = np.where(starts & inner & later, np.arange(starts.shape[1]), -1).max(axis=1, initial=-1)
    latest = (made.base & (np.arange(starts.shape[1]) >= begins[:, None])).sum(axis=1)
    parted = (begins >= 0) & made.judged
    return {
        REBASE_MOVED: (off & later & inner).any(axis=1),
        REBASE_WAITING: (starts & ~later & inner).any(axis=1),
        SHORT_PART: parted & (latest < POINTS_IN_PART),
    }
