"""Who needs focused support on a pathway of phases: five reasons, each a plain reading of what was returned.

- behind: a phase not reached more than so many months after its day: the organisation's own planned day where it gave
  one (who plans to be late is planned, and not behind), else the national plan's end, or start where it has no end;
- still: not yet moved, and no phase at another status than so many returns before, or nothing sent since;
- no plan: not yet moved, and no day planned for moving;
- no policy: the policy not begun after the day on which the plan begins it, or not complete after its end;
- small team: a note says so. Returns hold no size of team.

Nobody is judged on a phase of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.methods.adoption.known import at, quarters, until
from analytics.methods.adoption.standing import standing
from analytics.model import Element, Organisation, Pathway
from analytics.model.phases import COMPLETE, UNDER_WAY
from analytics.model.support import POLICY, Late, Need, Reason, Support, SupportRule

SMALL_TEAM = "small team"
"""What a note says where a team is small."""


def support(
    rows: pd.DataFrame,
    pathway: Pathway,
    organisations: Sequence[Organisation],
    when: date,
    rule: SupportRule,
    moved: tuple[str, float],
) -> Support:
    """Who needs focused support by a day, and who does not.

    `moved` is the element, and the step on it, from which an organisation counts as having moved; `rows` has the columns
    of the adoption table.
    """
    stood = standing(rows, pathway, organisations, when)
    before = _returns_before(rows, when, rule.returns)
    then = _stages(at(rows, pathway, organisations, before).stages) if before else {}
    known = {
        code: {str(row["element"]): row for row in own.to_dict("records")}
        for code, own in stood.rows.groupby("org_code", sort=False)
    }
    notes = _notes(until(rows, pathway, organisations, when))
    people = [o for o in organisations if o.code in known]
    needs = [_need(o, known[o.code], pathway, when, rule, moved, before, then, notes) for o in people]
    ordered = sorted(needs, key=lambda n: (-len(n.reasons), -n.months, n.organisation.name))
    return Support(pathway, stood.as_at, rule, tuple(ordered), stood.expected, stood.illustrative)


def _need(
    one: Organisation,
    own: Mapping[str, Mapping[Any, Any]],
    pathway: Pathway,
    when: date,
    rule: SupportRule,
    moved: tuple[str, float],
    before: date | None,
    then: dict[str, dict[str, float]],
    notes: set[str],
) -> Need:
    element, bar = moved
    stage = {slug: float(row["stage"]) for slug, row in own.items()}
    there = stage.get(element, -1) >= bar
    late = [found for e in pathway.elements if e.slug in stage if (found := _late(e, own[e.slug], when, rule.months))]
    policy = next((e for e in pathway.elements if e.slug == POLICY), None)
    plan = own[element]["planned_for"] if element in own and pd.notna(own[element]["planned_for"]) else None
    unmoved = before is not None and one.code in then and then[one.code] == stage
    why = {
        Reason.BEHIND: bool(late),
        Reason.STILL: unmoved and not there,
        Reason.NO_PLAN: plan is None and not there,
        Reason.NO_POLICY: policy is not None and POLICY in stage and _without(policy, stage[POLICY], when),
        Reason.SMALL_TEAM: one.code in notes,
    }
    return Need(
        one,
        tuple(reason for reason, holds in why.items() if holds),
        tuple(sorted(late, key=lambda found: -found.months)),
        before if why[Reason.STILL] else None,
        stage.get(POLICY, 0) >= UNDER_WAY,
        None if plan is None else plan.date(),
        plan is not None and plan < pd.Timestamp(when),
        there,
        next((e for e in reversed(pathway.elements) if stage.get(e.slug, 0) >= UNDER_WAY), None),
    )


def _by_element(rows: pd.DataFrame) -> dict[str, dict[str, dict[Any, Any]]]:
    """The row of each element, by organisation."""
    found: dict[str, dict[str, dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(str(row["org_code"]), {})[str(row["element"])] = row
    return found


def _late(element: Element, row: Mapping[Any, Any], when: date, months: int) -> Late | None:
    """How late an element is, where that is more than so many months."""
    reached = row["stage"] >= (COMPLETE if element.planned_to else element.adopted_at or COMPLETE)
    own = pd.notna(row["planned_for"])
    due = row["planned_for"].date() if own else element.planned_to or element.planned_from
    if reached or due is None or not pd.Timestamp(when) > pd.Timestamp(due) + pd.DateOffset(months=months):
        return None
    return Late(element, due, months_between(due, when), own)


def months_between(due: date, when: date) -> int:
    """Whole months from a day to a later one; from the last day of a month to the last of another they are whole."""
    months = (when.year - due.year) * 12 + when.month - due.month
    return months - (pd.Timestamp(due) + pd.DateOffset(months=months) > pd.Timestamp(when))


def _without(policy: Element, stage: float, when: date) -> bool:
    begun = policy.planned_from is None or when <= policy.planned_from or stage >= UNDER_WAY
    done = policy.planned_to is None or when <= policy.planned_to or stage >= COMPLETE
    return not (begun and done)


def _returns_before(rows: pd.DataFrame, when: date, returns: int) -> date | None:
    """The day of the return so many before the newest by a day; None where there were not so many."""
    days = quarters(rows[rows["as_at"] <= pd.Timestamp(when)])
    return days[-1 - returns] if len(days) > returns else None


def _stages(stages: pd.DataFrame) -> dict[str, dict[str, float]]:
    known = stages[stages["stage"].notna()].astype({"stage": float})
    return {str(code): dict(zip(own["element"], own["stage"], strict=True)) for code, own in known.groupby("org_code")}


def _notes(rows: pd.DataFrame) -> set[str]:
    """Who has a small team by the newest note on any of its phases."""
    newest = rows.drop_duplicates(["org_code", "element"], keep="last")
    return set(newest.loc[newest["note"].fillna("").str.casefold().str.contains(SMALL_TEAM, regex=False), "org_code"])
