"""The Whole System Approach as tables: each board, the counts beside the report's, and the event study's quarters."""

from __future__ import annotations

import pandas as pd

from analytics import words
from analytics.model import Approach, EventStudy, Reach, Scale


def boards_table(found: Approach, phases: Scale, supports: Scale) -> pd.DataFrame:
    """One row a board: its phase since when, its support, and whether it moved since the quarter before."""
    boards = found.boards
    since = boards["since"].dt.strftime("%Y-%m-%d")
    return pd.DataFrame(
        {
            "ICB": boards["name"],
            "Phase": [words.approach.step(phases, p) for p in boards["phase"]],
            "Support": [words.approach.step(supports, s) for s in boards["support"]],
            "In this phase since": since.where(~boards["from_start"], since + " or before").fillna(""),
            "Moved since last quarter": [words.approach.moved(row, phases) for _, row in boards.iterrows()],
            "Next phase planned for": boards["planned_for"].dt.strftime("%Y-%m-%d").fillna(""),
            "Note": boards["note"],
            "Code": boards["org_code"],
        }
    )


def printed_table(found: Reach) -> pd.DataFrame:
    """What is counted here beside what the report prints, with the pages."""
    rows = [(title, getattr(found, name), printed, where) for name, title, printed, where in words.approach.PRINTED]
    columns = ["ICBs", f"Here, of {found.expected}", f"Report, of {words.approach.BOARDS}", "Report pages"]
    return pd.DataFrame(rows, columns=columns)


def study_table(study: EventStudy) -> pd.DataFrame:
    """One row a quarter relative to the phase: the difference, its interval, and how many boards stand behind it."""
    return pd.DataFrame(
        {
            "Quarter": study.time,
            "Difference": study.effect,
            "From": study.low,
            "To": study.high,
            "ICBs that reached it": study.reached,
            "ICBs not there yet": study.waiting,
            "Too few to conclude": ["yes" if few else "" for few in study.few],
        }
    )
