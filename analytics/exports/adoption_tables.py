"""Adoption as tables to read and to take away: who stands where since when, who moved, and a score by quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from analytics.model import Movement, Pathway, Scale, ScoreHistory, Standing


def standing_table(standing: Standing, scales: Mapping[str, Scale], rows: pd.Series) -> pd.DataFrame:
    """One row a pair of organisation and element that `rows` picks: its stage, since when, and what is planned."""
    titles = {e.slug: e.title for e in standing.pathway.elements}
    steps = {e.slug: {s.value: s.label for s in scales[e.scale].steps} for e in standing.pathway.elements}
    found = standing.rows[rows]
    since = found["since"].dt.strftime("%Y-%m-%d")
    return pd.DataFrame(
        {
            "Organisation": found["name"],
            "Element": found["element"].map(titles),
            "Stage": found["stage"],
            "Which means": [steps[e].get(s, "") for e, s in zip(found["element"], found["stage"], strict=True)],
            "Since": since.where(~found["from_start"], since + " or before"),
            "Next step planned for": found["planned_for"].dt.strftime("%Y-%m-%d").fillna(""),
            "Overdue": ["overdue" if late else "" for late in found["overdue"]],
            "Note": found["note"],
            "Code": found["org_code"],
        }
    ).reset_index(drop=True)


def movement_table(movement: Movement) -> pd.DataFrame:
    """One row a pair that moved, from which stage to which: slips first."""
    changes, titles = movement.changes, {e.slug: e.title for e in movement.pathway.elements}
    up = changes["after"] > changes["before"]
    return pd.DataFrame(
        {
            "Organisation": changes["name"],
            "Element": changes["element"].map(titles),
            "From stage": changes["before"],
            "To stage": changes["after"],
            "Direction": ["▲ up" if rose else "▼ slipped" for rose in up],
            "Code": changes["org_code"],
        }
    )


def plan_table(pathway: Pathway, phases: Scale, states: Sequence[str]) -> pd.DataFrame:
    """One row a phase of a national plan with the dates reported, then one a milestone with its `states` in words."""
    said = [
        (f"Phase {s.value:g} {s.label}", "reported", _day(s.began), _day(s.completed), s.dates) for s in phases.steps
    ]
    due = [
        (m.title, "planned", "", _day(m.due), f"{state}. {m.note}".rstrip())
        for m, state in zip(pathway.milestones, states, strict=True)
    ]
    return pd.DataFrame([*said, *due], columns=["What", "Planned or reported", "From", "By", "How it stands"])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def score_table(history: ScoreHistory) -> pd.DataFrame:
    """One row a quarter: the day, how many had reached the bar, of how many, and the share."""
    table = history.points.copy()
    table["day"] = table["day"].dt.strftime("%Y-%m-%d")
    return table
