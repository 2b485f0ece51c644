"""What a score of adoption, its forecast, the movement of a quarter and a plan's milestones say in plain English."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.model import Adoption, Forecast, Grain, Milestone, Movement, Scale, ScoreHistory, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats

MOST_NAMED = 4

MILESTONE_WORDS = {
    "met": "✓ Met",
    "due": "○ Due",
    "missed": "✗ Missed",
    "re-planned": "↷ Re-planned",
    "delayed": "✗ Delayed",
    "passed": "? Outcome not reported",
}
"""A milestone's state by sign and word: colour never speaks alone."""


def score_sentence(history: ScoreHistory) -> str:
    """The score by its name, where it stands against its ambition, how it changed over a year, and the forecast."""
    points = history.points
    name = f"**{history.score.title}**"
    if points.empty:
        return f"{name}: not known yet, because not every element that it counts has been recorded."
    last = points.iloc[-1]
    text = f"{name}: {_share(last)} at {formats.day(last['day'])}"
    if history.ambition is not None:
        there = last["value"] >= history.ambition
        text += f"; the ambition is {history.ambition:.0%}, {'reached' if there else 'not reached yet'}"
    if len(points) > 1:
        before = points.iloc[max(0, len(points) - 5)]
        text += f". It was {before['value']:.1%} ({_counts(before)}) at {formats.day(before['day'])}"
        if before["denominator"] < last["denominator"]:
            text += ", when fewer were counted"
    if history.ambition is not None and last["value"] >= history.ambition:
        return f"{text}."
    return f"{text}. {forecast_sentence(history.forecast)}"


def forecast_sentence(forecast: Forecast | None) -> str:
    """When the target is reached at the present pace, with the range, or that it is not."""
    if forecast is None:
        return "No forecast: that takes more than a year of records and at least 20 of what is counted."
    if forecast.level >= forecast.target:
        return ""
    target, pace = f"{forecast.target:.0%}", _pace(forecast.pace)
    earliest = _reach(forecast, forecast.earliest, forecast.fastest)
    latest = _reach(forecast, forecast.latest, forecast.slowest)
    if forecast.pace <= 0:
        way = "flat" if round(forecast.pace, 6) == 0 else "falling"
        text = f"{target} is not reached at this pace: over the last four quarters it was {way}, like for like ({pace})"
        return text + f"; at the best pace of the last two years, {earliest}."
    text = f"At the pace of the last four quarters ({pace}, like for like) {target} is reached"
    text += f" {_reach(forecast, forecast.reached, forecast.pace)}"
    if earliest == latest:
        text += ", also at the fastest and slowest pace of the last two years"
    else:
        text += f"; at the fastest and slowest pace of the last two years, {earliest} and {latest}"
    return f"{text}. It only carries the pace on: the last few are often the slowest."


def score_alt(history: ScoreHistory) -> str:
    """A short name for the picture of a score over time."""
    points = history.points
    if points.empty:
        return f"{history.score.title}: nothing to draw."
    first, last = points.iloc[0], points.iloc[-1]
    text = f"{history.score.title} of {history.pathway.title} by quarter, {formats.day(first['day'])} to"
    text += f" {formats.day(last['day'])}: from {first['value']:.0%} to {last['value']:.0%}."
    return text + (f" {ILLUSTRATIVE}." if history.illustrative else "")


def movement_sentence(movement: Movement) -> str:
    """Who moved up and who slipped, by name where they are few, and what joined."""
    changes = movement.changes
    between = f"Between {formats.day(movement.before)} and {formats.day(movement.after)}"
    if not movement.compared:
        return f"{between} nothing can be compared: no stage is known for both days."
    up, down = changes[changes["after"] > changes["before"]], changes[changes["after"] < changes["before"]]
    text = f"{between}, of {movement.compared:,} elements known on both days, {_moved(movement, up, 'moved up')} and"
    text += f" {_moved(movement, down, 'slipped back')}; {movement.compared - len(changes):,} stayed."
    if movement.joined:
        one = movement.joined == 1
        text += f" {movement.joined:,} more {'is' if one else 'are'} known for the first time: that is no movement."
    return text


def movement_alt(movement: Movement) -> str:
    """A short name for the picture of a quarter's movement."""
    up = int((movement.changes["after"] > movement.changes["before"]).sum())
    text = (
        f"Movement on {movement.pathway.title}, {formats.day(movement.before)} to {formats.day(movement.after)}: {up}"
    )
    text += f" up, {len(movement.changes) - up} down, by element."
    return text + (f" {ILLUSTRATIVE}." if movement.illustrative else "")


def milestone_state(milestone: Milestone, when: date) -> str:
    """A milestone's state by sign and word at a day. What the report only calls due is no longer so once its day passed."""
    if milestone.state == "due" and milestone.due < when:
        return MILESTONE_WORDS["passed"]
    # A plan that is looked at before its day has not been missed yet; a re-planned one is known to be.
    if milestone.state in ("met", "missed", "delayed") and milestone.due > when:
        return MILESTONE_WORDS["due"]
    return MILESTONE_WORDS[milestone.state]


def milestones_sentence(milestones: tuple[Milestone, ...], when: date) -> str:
    """How many milestones of a plan are met, due, missed or re-planned at a day."""
    states = pd.Series([milestone_state(m, when)[2:].lower() for m in milestones]).value_counts(sort=False)
    return formats.sentence(
        f"Of {len(milestones)} milestones of the national plan at {formats.day(when)}: "
        + "; ".join(f"{count} {state}" for state, count in states.items())
    )


def _moved(movement: Movement, rows: pd.DataFrame, verb: str) -> str:
    titles = {e.slug: e.title for e in movement.pathway.elements}
    if not len(rows) or len(rows) > MOST_NAMED:
        where = f" (at {rows['org_code'].nunique()} {labels.KINDS[movement.pathway.kind].shorts})" if len(rows) else ""
        return f"{len(rows):,} {verb}{where}" if len(rows) else f"none {verb}"
    named = [
        f"{r['name']} on {titles[r['element']]}, {r['before']:g} to {r['after']:g}" for r in rows.to_dict("records")
    ]
    return f"{len(rows)} {verb} ({'; '.join(named)})"


def _quarter(day: date) -> str:
    return formats.period(pd.Period(day, "Q").start_time, Grain.QUARTER, short=True)


def _counts(point: pd.Series) -> str:
    return f"{point['numerator']:,.0f} of {point['denominator']:,.0f}"


def _share(point: pd.Series) -> str:
    return f"{point['value']:.1%} ({_counts(point)})".replace(".0%", "%")


def _pace(pace: float) -> str:
    points = f"{abs(pace) * 100:.1f}"
    return f"{'+' if pace >= 0 else '−'}{points} points a quarter"


def _reach(forecast: Forecast, day: date | None, pace: float) -> str:
    if day is not None:
        return f"by {day:%B %Y}"
    return "not at all" if pace <= 0 else f"later than {forecast.horizon:%B %Y}"


def phases_sentence(phases: Scale, when: date) -> str:
    """How far the national plan has come, phase by phase, in the report's words; what came later is left out."""
    done = [s for s in phases.steps if s.completed and s.completed <= when]
    begun = [s for s in phases.steps if s.began and s.began <= when and not s.completed]
    said = [
        f"phase {s.value:g} ({s.label.lower()}) was completed in {_quarter(s.completed)}" for s in done if s.completed
    ]
    said += [
        f"phase {s.value:g} ({s.label.lower()}) has been under way since {_quarter(s.began)}" for s in begun if s.began
    ]
    waiting = [f"{s.value:g}" for s in phases.steps if "delayed" in s.dates.lower()]
    if waiting:
        said.append(
            f"phase {formats.join(waiting)} is delayed, because the digital specification is still being developed"
        )
    return formats.sentence(formats.join(said))


def sites_sentence(by_phase: Adoption, by_record: Adoption) -> str:
    """How many organisations stand in each phase, and how many paper-based and digital ones use the tool."""
    stages = by_phase.stages
    if stages.empty:
        return "The phase of no organisation is known."
    total = stages["org_code"].nunique()
    counts = [
        f"{int((stages['element'] == e.slug).sum())} in phase {e.title.lower().replace(' ', ' (', 1)})"
        for e in by_phase.pathway.elements
    ]
    text = f"Of {total} {labels.KINDS[by_phase.pathway.kind].after(total)}, {formats.join(counts)} take part."
    for element in by_record.pathway.elements:
        of = by_record.stages[(by_record.stages["element"] == element.slug) & by_record.stages["stage"].notna()]
        used = int((of["stage"] >= (element.adopted_at or 0)).sum())
        text += f" {element.title}: {used} of {len(of)} use it for some or all patients."
    return text
