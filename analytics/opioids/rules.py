"""What the two measures are, in numbers: how many months, how high a dose, and what a dose is divided by."""

from __future__ import annotations

from enum import StrEnum

LONG_TERM_MONTHS = 4
"""The month and the three before it."""
HIGH_DOSE_MG = 120
"""Milligrams OME a day; more than this is high."""


class Per(StrEnum):
    """What the OME of a month is divided by: the days of the month, or the days supplied."""

    DAYS = "days"
    SUPPLIED_DAYS = "supplied-days"
