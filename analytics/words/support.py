"""Who needs focused support and why, in plain English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analytics.model import labels
from analytics.model.support import POLICY, Late, Need, Reason, Support, SupportRule
from analytics.words import formats
from analytics.words.counting import counted

TITLES = {
    Reason.BEHIND: "Behind plan",
    Reason.STILL: "No movement",
    Reason.NO_PLAN: "No plan",
    Reason.NO_POLICY: "No policy",
    Reason.SMALL_TEAM: "Small team",
}
TEAMS = "Returns hold no size of team: only a note with the words “small team” gives that reason."


def rule(of: SupportRule) -> str:
    """The rule, in one breath."""
    return (
        f"On the list is who has a phase more than {counted(of.months, 'month')} behind its planned day (its own where it "
        f"gave one, else the national plan’s), has not moved to the framework and shows no movement in "
        f"{counted(of.returns, 'return')}, has not moved and has no planned day, has no policy when the plan has one, or "
        f"has a small team. {TEAMS}"
    )


def sentence(found: Support, where: str) -> str:
    """How many need support and what for, and of whom nothing is known."""
    kind, day, needs = labels.KINDS[found.pathway.kind], formats.day(found.as_at), found.needs
    known = len(found.everybody)
    if not known:
        return f"At {day} nothing is known about any {kind.short} in {where}, so nobody can be put on the list."
    verb = "needs" if len(needs) == 1 else "need"
    text = f"**At {day}, {len(needs)} of {known} {kind.after(known)} in {where} {verb} focused support by this rule.**"
    reasons = Counter(reason for need in needs for reason in need.reasons)
    if len(needs) > 1:
        text += f" {'; '.join(f'{TITLES[r]}: {reasons[r]}' for r in Reason if reasons[r])}."
    unknown = found.expected - known
    return text + (f" Nothing is known about {unknown} more, so they are not judged." if unknown > 0 else "")


def why(need: Need, of: Support) -> str:
    """The reasons of one organisation, or that it has none and how far it is."""
    if need.reasons:
        return formats.sentence("; ".join(_reason(reason, need, of) for reason in need.reasons))
    if need.moved:
        return "Works under its plan."
    return "Not flagged by the rule. " + (
        f"Furthest phase begun: {need.furthest.title}." if need.furthest else "No phase begun."
    )


def plan(need: Need) -> str:
    """When it will go live, as far as is known."""
    if need.moved:
        return "Live"
    if need.planned_for is None:
        return "No plan"
    day = formats.day(need.planned_for)
    return f"{day}, which has passed" if need.overdue else day


def _reason(reason: Reason, need: Need, of: Support) -> str:
    if reason is Reason.BEHIND:
        more = len(need.late) - 1
        return _late(need.late[0]) + (f", and {counted(more, 'more phase')}" if more else "")
    if reason is Reason.STILL:
        assert need.still_since is not None
        return f"no movement in {counted(of.rule.returns, 'return')}: nothing new since {formats.day(need.still_since)}"
    if reason is Reason.NO_PLAN:
        return "no planned day for the transition"
    if reason is Reason.NO_POLICY:
        return _policy(need, of)
    return "a note says that its team is small"


def _late(one: Late) -> str:
    whose = "its own plan" if one.own else "plan"
    return f"phase {one.element.title} {counted(one.months, 'month')} behind {whose} ({formats.day(one.due)})"


def _policy(need: Need, of: Support) -> str:
    element = next(e for e in of.pathway.elements if e.slug == POLICY)
    done = element.planned_to
    if need.policy_begun and done:
        return f"no policy: not complete, planned by {formats.day(done)}"
    return "no policy: not begun" + (
        f", planned from {formats.day(element.planned_from)}" if element.planned_from else ""
    )


def alt(needs: Sequence[Need]) -> str:
    """What the list is, for a screen reader."""
    return f"{len(needs)} organisations that need focused support, with their reasons and plans"
