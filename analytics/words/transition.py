"""Whether organisations will get there, in plain English: how many have moved, what their plans say, and what the pace."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.model import labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.phases import COMPLETE
from analytics.model.survival import CarriedOn, Reaching, Transition
from analytics.words import formats

READING = (
    "Returns say how things stood on their day, so each move lies between two of them (it is interval-censored): the "
    "steps are drawn at the later return, and dotted at the earlier one. The truth lies between. The curve is "
    "Kaplan-Meier’s: who was last heard of before the newest return counts up to then. Its 95% interval, on the log-log "
    "scale, says how far chance alone could have taken as many trusts; none can be given while nobody has moved."
)
PACE = (
    "The pace is the share of those still waiting that moved in a quarter, over the newest four quarters of returns, none "
    "before the plan had anybody begin. Its interval comes from drawing the trusts anew 2,000 times; the dates add chance "
    "in the quarters to come. It knows nothing of plans, and the last to move tend to be slower than those before them."
)
SHARES = (0.5, 0.9, 1.0)
"""The shares of which the day is told if all plans are kept."""


def sentence(found: Transition) -> str:
    """How many have moved, under way and complete apart, as a share with its interval."""
    day, kind, size = formats.day(found.as_at), labels.KINDS[found.pathway.kind], len(found.rows)
    if not size:
        return f"At {day} nothing is known about the transition of any {kind.short} in {found.name}."
    complete = int((found.rows["by"].notna() & (found.rows["stage"] >= COMPLETE)).sum())
    moved = size - len(found.waiting)
    verb = "works under its plan" if moved == 1 else "work under their plan"
    text = (
        f"**At {day}, {moved} of {size} {kind.after(size)} in {found.name} {verb} "
        f"({moved - complete} with the transition under way, {complete} complete): {share(found.share)}"
    )
    low, high = found.interval_at(found.as_at)
    text += f" (95% interval {share(low)} to {share(high)}).**" if math.isfinite(low) else ".**"
    unknown = found.expected - size
    return text + (f" Nothing is known about {unknown} more." if unknown > 0 else "")


def plans(found: Transition) -> str:
    """What those that have not moved have planned, and where that leads if all of it is kept."""
    waiting = found.waiting
    if waiting.empty:
        return "Nobody is left to move." if len(found.rows) else ""
    late, none = int(waiting["overdue"].sum()), int(waiting["planned_for"].isna().sum())
    ahead = waiting[waiting["planned_for"].notna() & ~waiting["overdue"]]
    kind = labels.KINDS[found.pathway.kind]
    text = f"{_number(len(waiting), kind)} not moved: {len(ahead)} with a planned day still to come"
    text += f", {late} whose planned day has passed" if late else ""
    text += f", {none} without a plan" if none else ""
    if ahead.empty:
        return f"{text}. No plan says when."
    last = ahead["planned_for"].max()
    who = sorted(ahead.loc[ahead["planned_for"] == last, "name"])
    named = f" ({formats.join(who)})" if len(who) <= 3 else f" ({len(who)} {kind.shorts})"
    return (
        f"{text}. The last is planned for {formats.day(last)}{named}; who plans to be late counts as planned, not as "
        f"failed. **If all plans are kept, {_reached_by_plans(found)}.**"
    )


def _reached_by_plans(found: Transition) -> str:
    parts = [
        f"{'all' if s == 1 else share(s)} by {formats.day(day)}"
        for s in SHARES
        if found.share < s and (day := found.planned_share(s))
    ]
    return (
        f"{formats.join(parts)} will have moved"
        if parts
        else f"{share(float(found.planned['value'].iloc[-1]))} will have moved in the end"
    )


def carried_on(found: Transition) -> str:
    """Where the pace of late leads, or why the data cannot tell."""
    pace = found.carried_on
    if pace is None or found.waiting.empty:
        return ""
    if pace.pace is None or pace.low is None or pace.high is None:
        return f"The recent pace cannot be carried forward: {_why(pace)}. Only the plans say when."
    parts = [_reaching(one, pace) for one in pace.reached]
    text = (
        f"If plans were set aside and the recent pace went on ({share(pace.pace)} of those waiting move in a quarter, "
        f"95% interval {share(pace.low)} to {share(pace.high)}), {formats.join(parts) or '90% have moved already'}."
    )
    if pace.quarters == 1:
        text += " That pace stands on one quarter alone: whether it will last, the data cannot tell."
    return text


def _why(pace: CarriedOn) -> str:
    if not pace.quarters:
        return "the plan has nobody begin by the newest return"
    moved = f"only {pace.events} moved between {formats.day(pace.since)} and {formats.day(pace.last)}"
    return f"{moved}, and at least {pace.needed} are needed"


def _reaching(one: Reaching, pace: CarriedOn) -> str:
    if one.by is None:
        return f"{share(one.share)} will not have moved by {formats.day(pace.horizon)}"
    text = f"{share(one.share)} will have moved by {formats.day(one.by)}"
    if one.earliest == one.latest:
        return text
    early = formats.day(one.earliest) if one.earliest else "later"
    late = f"to {formats.day(one.latest)}" if one.latest else f"or not by {formats.day(pace.horizon)}"
    return f"{text} (95% interval {early} {late})"


def alt(found: Transition) -> str:
    """What the picture shows, for a screen reader."""
    parts = [f"{day:%b %Y} {share(found.share_at(day))}" for day in found.returns]
    whose = f"{labels.KINDS[found.pathway.kind].shorts} in {found.name}"
    text = f"Share of {whose} that have moved, by return: {', '.join(parts)}."
    last = found.planned["value"].iloc[-1] if len(found.planned) > 1 else None
    if last is not None:
        text += f" If all plans are kept, {share(float(last))} by {formats.day(found.planned['day'].iloc[-1])}."
    return text + (f" {ILLUSTRATIVE}." if found.illustrative else "")


def own(found: Transition, name: str) -> str:
    """When one organisation moved, or plans to."""
    row = found.rows.iloc[0]
    if pd.notna(row["by"]):
        return (
            f"{name} moved after {formats.day(row['after'])} and by {formats.day(row['by'])}, the days of two returns."
        )
    text = f"{name} has not moved by its newest return, of {formats.day(row['after'])}."
    if pd.isna(row["planned_for"]):
        return f"{text} No day is planned for it."
    day = formats.day(row["planned_for"])
    if row["overdue"]:
        return f"{text} Its planned day, {day}, has passed."
    return f"{text} It is planned for {day}{_beside_the_plan(found, row['planned_for'].date())}."


def _beside_the_plan(found: Transition, day: date) -> str:
    """How a planned day lies against that of everybody."""
    whole = due(found)
    if whole is None or day <= whole:
        return ""
    return f", after the national plan’s {formats.day(whole)}: it counts as planned, not as failed"


def due(found: Transition) -> date | None:
    """The day by which the national plan has everybody move: its first milestone after the phase may begin."""
    begins = found.element.planned_from or found.start
    return min((m.due for m in found.pathway.milestones if m.due > begins), default=None)


def compared(parts: Sequence[Transition]) -> str:
    """Which groups are furthest and least far."""
    told = sorted((p for p in parts if len(p.rows)), key=lambda p: (p.share, p.name))
    if len(told) < 2 or told[0].share == told[-1].share:
        return ""
    least, most = told[0], told[-1]
    lows, highs = most.interval_at(most.as_at)[0], least.interval_at(least.as_at)[1]
    apart = math.isfinite(lows) and math.isfinite(highs) and lows > highs
    chance = "" if apart else " Their intervals overlap, so this may be chance."
    return f"Furthest: {most.name}, {counts(most)}. Least far: {least.name}, {counts(least)}.{chance}"


def counts(found: Transition) -> str:
    """The share and the numbers behind it: "37% (78 of 210)"."""
    return f"{share(found.share)} ({len(found.rows) - len(found.waiting)} of {len(found.rows)})"


def _number(number: int, kind: labels.Label) -> str:
    return f"{number} {kind.after(number)} {'has' if number == 1 else 'have'}"


def share(value: float) -> str:
    """A share as people read it: 37%."""
    return formats.NOT_KNOWN if not math.isfinite(value) else f"{100 * value:.0f}%"
