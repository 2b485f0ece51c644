"""What a published figure is worked out from, and how a check of it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from analytics.answers import approach, provenance
from analytics.answers.data import Data
from analytics.model import Reach
from analytics.model.reconciled import Computed, PublishedFigure

REPORT_DAY = date(2023, 9, 30)
"""The last day of the report's quarter: Q2 2023/24."""
LAST_MONTH = REPORT_DAY.replace(day=1)
PRINTED = "The report's own formula on figures that it prints"


@dataclass(frozen=True)
class Known:
    """The data by the organisations of the report's day, and the published figures by id."""

    data: Data
    figures: Mapping[str, PublishedFigure]

    def printed(self, id: str) -> float:
        """A figure as the report prints it."""
        return float(self.figures[id].published)

    def reach(self) -> Reach | None:
        """How many boards took the Whole System Approach on the report's day; None where nothing is recorded."""
        found = approach.approach(self.data, "ENG", REPORT_DAY)
        return approach.reach(found) if found.boards["support"].notna().any() else None

    def illustrative(self, check: Check) -> bool:
        """Whether a check stands on made-up rows."""
        staged = any(self.data.adoption(pathway)["illustrative"].any() for pathway in check.pathways)
        return staged or provenance.illustrative(self.data, check.measures)


@dataclass(frozen=True)
class Check:
    """How a figure is worked out: in words, by a function of what is known, and on which stored rows it stands."""

    how: str
    of: Callable[[Known], Computed | None] = field(repr=False)
    measures: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
