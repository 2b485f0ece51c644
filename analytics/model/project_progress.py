"""Projects of the integrated care systems (ICS), how far each has come, and whether the numbers agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analytics.model.measure import Measure


class Doubt(StrEnum):
    """What numbers do not bear out of a project progress score, and is asked about."""

    NO_NUMBERS = "no numbers"
    NO_IMPROVEMENT = "no improvement"
    NO_AIM = "no aim"
    AIM_NOT_MET = "aim not met"
    NOT_SIX_MONTHS = "not six months"
    NOT_TWELVE_MONTHS = "not twelve months"
    MORE_THAN_SAID = "more than said"


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a project in a quarter, and what changed in words."""

    quarter: str
    score: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a measure shows at the end of a quarter: whether its chart says improvement, whether its last value meets the
    aim (None where there is none), and for how many months without a break it has done the one or the other."""

    measure: Measure
    improving: bool
    met: bool | None
    months: int
    aim: float | None = None
    latest: float | None = None
    illustrative: bool = False


@dataclass(frozen=True)
class Project:
    """A project of an ICS by its name in the quarterly returns. `scored` is oldest first and never empty.

    `measure` is the slug that it is to change and `aim` what is to be reached, "" where no return said so. `evidence` is
    what that measure shows (those of the programme where none is named), `doubts` what it does not bear out.
    """

    programme: str
    org_code: str
    name: str
    title: str
    measure: str
    aim: str
    scored: tuple[Scored, ...]
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def now(self) -> Scored:
        """Its newest score."""
        return self.scored[-1]
