"""How a count of people is shown: each choice gives other numbers, so a link carries them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ShownAs(StrEnum):
    """What a count of people is shown as."""

    COUNT = "count"
    RATE = "rate"
    """Over the people who could be counted, by the measure's `compare_per`."""
    PER_DAY = "per_day"
    """Over the working days of the month."""


BASELINE_YEARS = (2021,)
"""Years whose months alone may make the limits: the programme's baseline."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`limits_from` is the year whose months alone make the limits, None for all months. With `calendar_out` a series is
    shown without what the calendar makes of it."""

    scale: ShownAs = ShownAs.COUNT
    limits_from: int | None = None
    calendar_out: bool = False


AS_COUNTED = Shown()
"""Counts as they are, judged by all months."""
