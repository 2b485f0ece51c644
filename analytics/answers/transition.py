"""Will they get there: the share of organisations that has moved to the framework, over time and ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.answers import phases
from analytics.answers.adoption import members
from analytics.answers.data import Data
from analytics.methods import adoption
from analytics.methods.adoption.known import until
from analytics.methods.survival.carried_on import carried_on
from analytics.methods.survival.kaplan_meier import product_limit
from analytics.methods.survival.returns import between
from analytics.model import Organisation, Pathway
from analytics.model.phases import Group
from analytics.model.survival import Curve, Transition
from analytics.organisations import common_name

MEASURE = "psirf_transition"
"""The measure whose rule says which phase is the move, and from which step it counts."""


def followed(data: Data) -> tuple[Pathway, str, float]:
    """The pathway, the element that is the move, and the step from which it counts."""
    rule = data.measures[MEASURE].from_adoption
    assert rule is not None
    return data.catalogue.pathways[rule.pathway], rule.elements[0], rule.at_least


def transition(data: Data, code: str, when: date) -> Transition:
    """Who has moved at or below an organisation by a day, and when the others may."""
    pathway, _, _ = followed(data)
    return _of(data, common_name(data.organisations[code]), members(data, pathway.slug, code), when)


def groups(data: Data, code: str, when: date, by: Group) -> tuple[Transition, ...]:
    """The same apart, for each group of trusts of which something is known; the pace is not carried on for parts."""
    found = phases.whereabouts(data, code, when, by)
    held = found.stages.groupby("element")["org_code"].agg(set).to_dict()
    people = members(data, found.pathway.slug, code)
    return tuple(
        _of(data, e.title, [o for o in people if o.code in held[e.slug]], when, ahead=False)
        for e in found.pathway.elements
    )


def _of(data: Data, name: str, people: Sequence[Organisation], when: date, ahead: bool = True) -> Transition:
    pathway, slug, bar = followed(data)
    rows = until(data.adoption(pathway.slug), pathway, people, when)
    start = begun(pathway)
    times = between(rows, slug, bar, start).reset_index()
    stood = adoption.standing(data.adoption(pathway.slug), pathway, people, when)
    plans = stood.rows.loc[stood.rows["element"] == slug, ["org_code", "stage", "planned_for", "overdue"]]
    times = times.merge(plans, how="left", on="org_code")
    waits = times["by"].isna()
    names = {o.code: o.short_name for o in people}
    times = times.assign(
        name=times["org_code"].map(names),
        planned_for=times["planned_for"].where(waits),
        overdue=waits & times["overdue"].eq(True),
    )[["org_code", "name", "after", "by", "planned_for", "overdue", "stage"]]
    moved = _curve(times["by"].fillna(times["after"]), times["by"].notna(), start)
    now = 1 - float(moved.left[-1]) if len(moved.left) else float("nan")
    element = next(e for e in pathway.elements if e.slug == slug)
    return Transition(
        name, pathway, element, start, stood.as_at, times, moved,
        returns=adoption.quarters(rows),
        earliest=_curve(times["after"], times["by"].notna(), start),
        planned=_planned(times, now, stood.as_at),
        carried_on=carried_on(times, now, element.planned_from or start) if ahead else None,
        expected=len(people),
        illustrative=stood.illustrative,
    )  # fmt: skip


def begun(pathway: Pathway) -> date:
    """The first day of the plan: the earliest of its milestones."""
    return min(m.due for m in pathway.milestones)


def _curve(days: pd.Series, happened: pd.Series, start: date) -> Curve:
    return product_limit((days - pd.Timestamp(start)).dt.days.to_numpy().clip(0), happened.to_numpy())


def _planned(rows: pd.DataFrame, now: float, as_at: date) -> pd.DataFrame:
    """The share on each planned day if all plans that are still to come are kept: each of those waiting counts alike."""
    waiting = rows[rows["by"].isna()]
    days = waiting.loc[~waiting["overdue"], "planned_for"].dropna().value_counts().sort_index()
    out = pd.DataFrame({"day": [pd.Timestamp(as_at), *days.index], "value": now}).astype({"day": "datetime64[ms]"})
    if len(waiting):
        out["value"] = now + (1 - now) * np.concatenate([[0], days.cumsum().to_numpy()]) / len(waiting)
    return out
