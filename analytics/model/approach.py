"""How far the boards of a place have come with an approach that has phases and levels of support."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Approach:
    """The boards of a place at a date. `boards` has a row for each of `expected`, in the order of their names.

    Its columns: `org_code`, `name`; `support` and `phase` (NaN where nothing is recorded, phase 0 where the board has
    support recorded and no phase); `since` (from when the phase is recorded without a break), `from_start` (that is the
    first record, so it may be longer); `phase_before` and `support_before` at the day `before`; `planned_for`, `note`.
    """

    as_at: date
    before: date
    boards: pd.DataFrame = field(repr=False)
    expected: int
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How many boards take an approach (`on`), by support. `parts` is full and light touch together, `other` are supported
    without taking it, and `engaged` is `on` and `other`. Of those with full support, by phase: `planning` in 2 and 3,
    `improving` in 4 and 5, `acting` in 6. `silent` are those of which nothing is recorded."""

    expected: int
    on: int
    full: int
    light: int
    parts: int
    other: int
    engaged: int
    planning: int
    improving: int
    acting: int
    silent: int
