"""Will they get there: the share of organisations that has moved to the framework, over time and ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analytics.answers.adoption import members, places
from analytics.answers.data import Data
from analytics.methods import adoption
from analytics.methods.adoption.known import until
from analytics.methods.survival.carried_on import carried_on
from analytics.methods.survival.kaplan_meier import product_limit
from analytics.methods.survival.returns import between
from analytics.model import Kind, Organisation, Pathway, labels
from analytics.model.survival import Curve, Transition

MEASURE = "psirf_transition"
"""The measure whose rule says which phase is the move, and from which step it counts."""
PLACE, KIND = "place", "kind"
"""How organisations can be grouped."""


def followed(data: Data) -> tuple[Pathway, str, float]:
    """The pathway, the element that is the move, and the step from which it counts."""
    rule = data.measures[MEASURE].from_adoption
    assert rule is not None
    return data.catalogue.pathways[rule.pathway], rule.elements[0], rule.at_least


def transition(data: Data, code: str, when: date) -> Transition:
    """Who has moved at or below an organisation by a day, and when the others may."""
    pathway, _, _ = followed(data)
    return _of(data, data.organisations[code].short_name, members(data, pathway.slug, code), when)


def groups(data: Data, code: str, when: date, by: str) -> tuple[Transition, ...]:
    """The same apart, by kind of trust or by the smallest places that part them (regions, or ICBs within one), by name;
    none where they are all of one."""
    pathway, _, _ = followed(data)
    people = members(data, pathway.slug, code)
    parts = _by_kind(people) if by == KIND else _by_place(data, pathway, people, when)
    if len(parts) < 2:
        return ()
    return tuple(_of(data, name, parts[name], when) for name in sorted(parts))


def _by_kind(people: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    parts: dict[str, list[Organisation]] = {}
    for one in people:
        parts.setdefault(labels.trust_kind(one.trust_kind), []).append(one)
    return parts


def _by_place(data: Data, pathway: Pathway, people: list[Organisation], when: date) -> dict[str, list[Organisation]]:
    known = adoption.at(data.adoption(pathway.slug), pathway, people, when)
    if known.stages.empty:
        return {}
    by_code = {o.code: o for o in people}
    named = {place: data.organisations[place].short_name if place else "Elsewhere" for place in places(data.organisations, known)}
    return {named[place]: [by_code[c] for c in codes] for place, codes in places(data.organisations, known).items()}


def _of(data: Data, name: str, people: list[Organisation], when: date) -> Transition:
    pathway, slug, bar = followed(data)
    rows = until(data.adoption(pathway.slug), pathway, people, when)
    start = begun(pathway)
    times = between(rows, slug, bar, start).reset_index()
    stood = adoption.standing(data.adoption(pathway.slug), pathway, people, when)
    plans = stood.rows.loc[stood.rows["element"] == slug, ["org_code", "planned_for", "overdue"]]
    times = times.merge(plans, how="left", on="org_code")
    waits = times["by"].isna()
    names = {o.code: o.short_name for o in people}
    times = times.assign(
        name=times["org_code"].map(names),
        planned_for=times["planned_for"].where(waits),
        overdue=waits & times["overdue"].eq(True),
    )[["org_code", "name", "after", "by", "planned_for", "overdue"]]
    moved = _curve(times["by"].fillna(times["after"]), times["by"].notna(), start)
    now = 1 - float(moved.left[-1]) if len(moved.left) else float("nan")
    element = next(e for e in pathway.elements if e.slug == slug)
    return Transition(
        name, pathway, element, start, stood.as_at, times, moved,
        earliest=_curve(times["after"], times["by"].notna(), start),
        planned=_planned(times, now, stood.as_at),
        carried_on=carried_on(times, now, element.planned_from or start),
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
