"""The quarterly return (QART) of a Patient Safety Collaborative: what its workbook holds, and what a filled one says.

Sheets and columns are named here because two rooms that do not know each other write and read them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analytics.model.adoption import Movement
from analytics.model.organisation import Organisation

READ_ME, STAGES, UPDATES, PROGRESS = "Read me", "Stages", "Updates", "Progress"
STAGE_COLUMNS = {
    "as_at": "Quarter",
    "name": "Organisation",
    "org_code": "Code",
    "pathway": "Pathway",
    "element": "Element",
    "last": "Last quarter",
    "known_from": "Known from",
    "stage": "Stage",
    "planned_for": "Planned for",
    "note": "Note",
}
UPDATE_COLUMNS = {
    "quarter": "Quarter",
    "psc": "PSC",
    "programme": "Programme",
    "org_code": "Code",
    "kind": "Kind",
    "title": "Headline",
    "text": "Update",
    "source": "Source",
}
PROGRESS_COLUMNS = {
    "quarter": "Quarter",
    "psc": "PSC",
    "programme": "Programme",
    "org_code": "ICS code",
    "title": "Project",
    "last": "Last score",
    "score": "Score",
    "text": "What changed",
    "measure": "Measure",
    "aim": "Aim",
}
TO_FILL_IN = {
    STAGES: ("stage", "planned_for", "note"),
    UPDATES: ("programme", "org_code", "kind", "title", "text", "source"),
    PROGRESS: ("programme", "org_code", "title", "score", "text", "measure", "aim"),
}
"""What is filled in; all else is fixed."""
ILLUSTRATIVE, RETURNED = "illustrative data", "an earlier return"
"""Where the stage of last quarter is known from."""


@dataclass(frozen=True)
class QuarterlyReturn:
    """What the workbook of a collaborative holds for a quarter, before it is filled in.

    `stages`: `pathway`, `element`, `org_code`, `name`, `last` (the stage at `before`, the end of the quarter before),
    `stage` (at `as_at`, the end of this one), `planned_for`, `illustrative`. `projects`: `programme`, `org_code`, `title`,
    `measure`, `aim`, `last` and `score`, the project progress scores of then and now.
    """

    psc: Organisation
    quarter: str
    before: date
    as_at: date
    stages: pd.DataFrame = field(repr=False)
    projects: pd.DataFrame = field(repr=False)
    boards: tuple[Organisation, ...] = ()

    @property
    def illustrative(self) -> bool:
        """Whether any stage in it is made up."""
        return bool(self.stages["illustrative"].any())

    @property
    def file(self) -> str:
        """What the workbook is called."""
        return f"QART return {self.psc.code} {self.quarter}.xlsx"


@dataclass(frozen=True)
class Returned:
    """A filled return held against the quarter before: who moved on each pathway, and the pairs (`pathway`, `element`,
    `org_code`, `name`, `stage`) that had a stage then and have none in the return."""

    before: date
    as_at: date
    movements: tuple[Movement, ...]
    missing: pd.DataFrame = field(repr=False)
