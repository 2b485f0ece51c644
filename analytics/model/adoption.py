"""Where organisations stand on a pathway, and how they move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analytics.model.programme import AdoptionScore, Pathway


@dataclass(frozen=True)
class Adoption:
    """Where organisations stand on a pathway at a date.

    `stages`: `org_code`, `name`, `element`, `stage`, `as_at`, `planned_for`, `note`, one row a pair known at that date.
    """

    pathway: Pathway
    as_at: date
    stages: pd.DataFrame = field(repr=False)
    expected: int = 0
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class AsAt:
    """The days at which stages may be shown, within the view or after it, and the newest one within (None: none)."""

    days: tuple[date, ...]
    newest: date | None


@dataclass(frozen=True)
class Sites:
    """The organisations of a tool that comes in by phases: stages of adoption by phase, and by kind of record."""

    by_phase: Adoption
    by_record: Adoption


@dataclass(frozen=True)
class Standing:
    """What holds organisations up on a pathway at a date.

    `rows`, one a pair known by then: `org_code`, `name`, `element`, `stage`, `since` (the day from which this stage is
    recorded without a break), `from_start` (that is the first record, so it may be longer), `planned_for` (a plan that
    has not been reached), `overdue` (its day has passed), `held` (below the step from which it counts as adopted),
    `note`. `expected` organisations are asked about.
    """

    pathway: Pathway
    as_at: date
    rows: pd.DataFrame = field(repr=False)
    expected: int = 0
    illustrative: bool = False


@dataclass(frozen=True)
class Movement:
    """Who moved on a pathway between two days.

    `changes`, one a pair at another stage: `org_code`, `name`, `element`, `before`, `after`. `compared` pairs are known
    on both days; `joined` only on the later one.
    """

    pathway: Pathway
    before: date
    after: date
    changes: pd.DataFrame = field(repr=False)
    compared: int = 0
    joined: int = 0
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a share reaches a target if it goes on as it did lately: see `analytics.methods.adoption.pace` for the formula.

    `pace` is the change a quarter, `slowest` and `fastest` its range. `reached`, `earliest` and `latest` are the ends of
    quarters, None where the pace does not lead there by `horizon`.
    """

    level: float
    target: float
    last: date
    horizon: date
    pace: float
    slowest: float
    fastest: float
    reached: date | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class ScoreHistory:
    """An adoption score over time: `points` has `day` (a quarter's last), `numerator`, `denominator`, `value`."""

    pathway: Pathway
    score: AdoptionScore
    ambition: float | None
    points: pd.DataFrame = field(repr=False)
    forecast: Forecast | None = None
    illustrative: bool = False
