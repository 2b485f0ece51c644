"""Phases as tables to read and to take away: in words and days, with what is not known left blank."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import words
from analytics.model import Adoption, Flow, InTransition, PhaseCount, Phases
from analytics.organisations import Organisations


def plan_table(counts: Sequence[PhaseCount]) -> pd.DataFrame:
    """One row a phase: its planned days, how many have it under way and complete, and the middle trust's days."""
    return pd.DataFrame(
        {
            "Phase": [c.element.title for c in counts],
            "Planned from": [_day(c.element.planned_from) for c in counts],
            "Planned to": [_day(c.element.planned_to) for c in counts],
            "Trusts known": [c.known for c in counts],
            "Under way": [c.under_way for c in counts],
            "Complete": [c.complete for c in counts],
            "Not started": [c.known - c.under_way - c.complete for c in counts],
            "Half had begun by": [_day(c.middle_began) for c in counts],
            "Half had completed by": [_day(c.middle_done) for c in counts],
        }
    )


def path_table(found: Phases) -> pd.DataFrame:
    """One row a trust and phase: the plan and what happened."""
    elements = {e.slug: e for e in found.pathway.elements}
    of = [elements[slug] for slug in found.rows["element"]]
    began = _days(found.rows["began"])
    return pd.DataFrame(
        {
            "Trust": found.rows["name"],
            "Phase": [e.title for e in of],
            "Status": [words.phases.status(row) for row in found.rows.to_dict("records")],
            "Planned from": [_day(e.planned_from) for e in of],
            "Planned to": [_day(e.planned_to) for e in of],
            "Begun by": began.where(~found.rows["from_start"], began + " or before"),
            "Complete by": _days(found.rows["done"]),
            "Own planned date": _days(found.rows["planned_for"]),
            "Note": found.rows["note"],
            "Code": found.rows["org_code"],
        }
    )


def where_table(found: Adoption, labels: Sequence[str]) -> pd.DataFrame:
    """One row a group: how many trusts have begun which phase as their furthest. `labels` are those of no phase and each."""
    titles = {e.slug: e.title for e in found.pathway.elements}
    counted = pd.crosstab(found.stages["element"].map(titles), found.stages["stage"].astype(int))
    counted = counted.reindex(list(titles.values()), columns=range(len(labels)), fill_value=0)
    counted.columns = pd.Index(labels)
    counted.insert(0, "Trusts known", counted.sum(axis=1))
    return counted.rename_axis("Group").reset_index()


def flow_table(found: Flow, labels: Sequence[str]) -> pd.DataFrame:
    """A row for each furthest phase before and a column for each after that anybody stood at: how many trusts went from
    one to the other."""
    wide = (
        found.moves.pivot_table(index="before", columns="after", values="trusts", aggfunc="sum").fillna(0).astype(int)
    )
    titles = dict(enumerate(labels))
    wide = wide.rename(index=titles, columns={place: f"To: {title}" for place, title in titles.items()})
    return wide.rename_axis(index="From", columns=None).reset_index()


def boards_table(found: Sequence[InTransition], tree: Organisations) -> pd.DataFrame:
    """One row an ICB: its trusts known, in transition (under way and complete apart) and not known."""
    return pd.DataFrame(
        {
            "ICB": [tree[b.code].short_name for b in found],
            "Trusts known": [b.known for b in found],
            "Transition under way": [b.under_way for b in found],
            "Transition complete": [b.complete for b in found],
            "Under way or complete": [b.share for b in found],
            "Not known": [b.expected - b.known for b in found],
            "Code": [b.code for b in found],
        }
    )


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _days(days: pd.Series) -> pd.Series:
    return days.dt.strftime("%Y-%m-%d").fillna("")
