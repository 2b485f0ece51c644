"""Phases of a plan that may overlap: when organisations began and completed each, and how many have."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pandas as pd

from analytics.model.programme import Element, Pathway

UNDER_WAY, COMPLETE = 1.0, 2.0
"""Steps of the scale of phases. One that has not begun is 0."""


class Group(StrEnum):
    """What trusts are put together by."""

    REGION = "region"
    ICB = "icb"
    PSC = "psc"
    KIND = "kind"


@dataclass(frozen=True)
class Phases:
    """Each organisation's way through a pathway's phases, as known at a date.

    `rows`, one a pair known by then: `org_code`, `name`, `element`, `stage`, `began` and `done` (the first day of the
    record that says so and of none that takes it back; NaT where it has not), `from_start` (it had begun by the first
    record, so perhaps earlier), `planned_for` (a plan that has not been reached), `note`.
    """

    pathway: Pathway
    as_at: date
    rows: pd.DataFrame = field(repr=False)
    expected: int = 0
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many organisations have a phase under way, and how many complete: counted apart, out of those known.

    `middle_began` is the day by which half of them had begun it, `middle_done` had completed it; None before that.
    """

    element: Element
    known: int
    under_way: int
    complete: int
    middle_began: date | None = None
    middle_done: date | None = None


@dataclass(frozen=True)
class Flow:
    """How organisations moved between two days, by the furthest phase that they have begun (0: none).

    `moves`: `before`, `after` and `trusts`, one row a pair of phases that anybody moved between or stayed in. Only those
    known on both days count: `compared`.
    """

    pathway: Pathway
    before: date
    after: date
    moves: pd.DataFrame = field(repr=False)
    compared: int = 0
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class InTransition:
    """How many trusts of a place work under their plan: `under_way` and `complete` apart, out of the `known`, out of all."""

    code: str
    known: int
    under_way: int
    complete: int
    expected: int

    @property
    def share(self) -> float | None:
        """The share of the known whose transition is under way or complete; None where none is known."""
        return (self.under_way + self.complete) / self.known if self.known else None
