"""Who needs focused support, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analytics.model.organisation import Organisation
from analytics.model.programme import Element, Pathway

POLICY = "policy_and_plan"
"""The phase that ends with an agreed policy and plan."""


class Reason(StrEnum):
    """Why an organisation may need focused support."""

    BEHIND = "behind"
    STILL = "still"
    NO_PLAN = "no_plan"
    NO_POLICY = "no_policy"
    SMALL_TEAM = "small_team"


@dataclass(frozen=True, slots=True)
class SupportRule:
    """From when on an organisation counts as behind, in months past the day that was planned, and as not moving, in
    returns."""

    months: int
    returns: int


@dataclass(frozen=True, slots=True)
class Late:
    """A phase that should have been reached by a day, by the organisation's `own` plan or the national one, and the whole
    months since."""

    element: Element
    due: date
    months: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """One organisation and its reasons, none where it needs no focused support, with what they stand on: the phases that
    are `late`, longest first; the return since which nothing moved; whether the policy was begun; its plan, and whether
    that has passed. `furthest` is the furthest phase that it has begun."""

    organisation: Organisation
    reasons: tuple[Reason, ...]
    late: tuple[Late, ...] = ()
    still_since: date | None = None
    policy_begun: bool = False
    planned_for: date | None = None
    overdue: bool = False
    moved: bool = False
    furthest: Element | None = None

    @property
    def months(self) -> int:
        """Months that the latest of its phases is behind; 0 where none is."""
        return max((one.months for one in self.late), default=0)


@dataclass(frozen=True, eq=False)
class Support:
    """Everybody of whom something is known at a day, most reasons and most behind first by a rule, out of those
    `expected`."""

    pathway: Pathway
    as_at: date
    rule: SupportRule
    everybody: tuple[Need, ...]
    expected: int = 0
    illustrative: bool = False

    @property
    def needs(self) -> tuple[Need, ...]:
        """Those that have a reason."""
        return tuple(one for one in self.everybody if one.reasons)

    @property
    def waiting(self) -> tuple[Need, ...]:
        """Those that have not moved, whether they need support or not."""
        return tuple(one for one in self.everybody if not one.moved)
