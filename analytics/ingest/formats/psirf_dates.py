"""Planned and actual days beside the statuses of the patient safety framework: each actual day is a record of its own.

"Under way" from the day that something actually began, "complete" from the day on which it actually ended; a go-live is the
day on which the transition is under way. A planned day belongs to the phase that it stands beside, a planned go-live to the
transition, which has not begun then.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.ingest.shape import Sheet
from analytics.model import Problem, Severity

NAMES: dict[str, tuple[str, ...]] = {
    "planned_for": ("planned date",),
    "planned_live": ("planned go live date", "planned go live", "planned transition date"),
    "planned_start": ("planned start date", "planned from"),
    "planned_end": ("planned end date", "planned completion", "planned completion date", "planned to"),
    "actual_start": ("actual start date", "start date", "started", "date started", "started on"),
    "actual_end": ("actual end date", "end date", "actual completion date", "completed on", "date completed"),
    "actual_live": (
        "actual go live date",
        "actual go live",
        "go live date",
        "actual transition date",
        "transition date",
        "actual date",
    ),
}
TRANSITION, AFTER = "transition", "embedding"
ACTUAL = {"actual_start": (None, "1"), "actual_end": (None, "2"), "actual_live": (TRANSITION, "1")}
"""What a column of actual days says: of which phase (None: the row's own), and the status from that day on."""


def stages(columns: Mapping[str, pd.Series], stage: pd.Series, said: bool) -> pd.Series:
    """The status of each row: what it says, or, without a column of statuses, what its actual days say, if there are any."""
    days = [name for name in ("actual_start", "actual_end") if name in columns]
    if said or not days:
        return stage
    begun, done = (_given(columns, name, stage) for name in ("actual_start", "actual_end"))
    return pd.Series(np.select([done, begun], ["2", "1"], "0"), index=stage.index, dtype="str")


def planned(columns: Mapping[str, pd.Series], element: pd.Series, stage: pd.Series) -> pd.Series:
    """The planned day of the next step of each row: the start of what has not begun, the end of what is under way."""
    blank = pd.Series([""] * len(stage), index=stage.index, dtype="str")
    next_step = blank.where(stage != "0", columns.get("planned_start", blank))
    next_step = next_step.where(stage != "1", columns.get("planned_end", blank))
    given = columns.get("planned_for", blank)
    given = given.where((given != "") | (element != TRANSITION), columns.get("planned_live", blank))
    return given.where(given != "", next_step)


def with_actual(rows: pd.DataFrame, columns: Mapping[str, pd.Series], row_numbers: np.ndarray) -> pd.DataFrame:
    """`rows` (of a template, with their `row` in the file), and one more for each actual day, once however often it is sent.

    A row with actual days and without a status of its own is nothing but those days.
    """
    rows = rows.assign(row=row_numbers)
    parts = [rows]
    for name, (phase, stage) in ACTUAL.items():
        if name in columns:
            day = columns[name].reset_index(drop=True)
            element = rows["element"] if phase is None else phase
            made = rows.assign(as_at=day, element=element, stage=stage, planned_for="")
            parts.append(made[(day != "").to_numpy(dtype=bool)])
    if "planned_live" in columns:
        waiting = (columns["planned_live"] != "") & ~rows["element"].isin([TRANSITION, AFTER])
        waiting &= (rows["as_at"] != "") & ~_given(columns, "actual_live", rows["stage"])
        ahead = rows.assign(element=TRANSITION, stage="0", planned_for=columns["planned_live"], note="")
        parts.append(ahead[waiting])
    key = ["org_code", "element", "as_at", "stage"]
    bare = (rows["as_at"] == "") & np.any([_given(columns, name, rows["stage"]) for name in ACTUAL], axis=0)
    derived = pd.concat(parts[1:]).drop_duplicates(key) if parts[1:] else rows.iloc[:0]
    own = rows[~bare.to_numpy(dtype=bool)]
    # What a status says of a day counts before what an actual day says of it.
    said = set(map(tuple, own[key[:3]].to_numpy()))
    derived = derived[[tuple(one) not in said for one in derived[key[:3]].to_numpy()]]
    return pd.concat([own, derived], ignore_index=True).sort_values("row", kind="stable", ignore_index=True)


def contradictions(columns: Mapping[str, pd.Series], stage: pd.Series, sheet: Sheet) -> tuple[Problem, ...]:
    """A sentence where a row says that something is not complete, and gives the day on which it ended."""
    wrong = (_given(columns, "actual_end", stage) & stage.isin(["0", "1"]).to_numpy()).nonzero()[0]
    if not len(wrong):
        return ()
    message = "The status says that the phase is not complete, and an actual end is given; both are kept as they are"
    rows = tuple(int(sheet.row_numbers[at]) for at in wrong)
    return (Problem(Severity.WARNING, message, "Correct the status or take out the end.", rows),)


def _given(columns: Mapping[str, pd.Series], name: str, like: pd.Series) -> np.ndarray:
    """Where a column has something; nowhere without the column."""
    column = columns.get(name)
    return np.zeros(len(like), dtype=bool) if column is None else (column != "").to_numpy(dtype=bool)
