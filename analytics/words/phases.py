"""What the phases of the patient safety framework say in plain English. Under way and complete are counted apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.model import Element, PhaseCount, Phases, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.phases import COMPLETE, UNDER_WAY
from analytics.words import formats


def planned(element: Element) -> str:
    """The planned days of a phase: "1 July to 30 November 2023", "from 1 September 2023"."""
    if element.planned_from is None:
        return "no dates"
    if element.planned_to is None:
        return f"from {formats.day(element.planned_from)}, no end"
    return f"{formats.day(element.planned_from)} to {formats.day(element.planned_to)}"


def standing(count: PhaseCount) -> str:
    """How many have a phase complete and under way, as short as a label bears."""
    return f"{count.complete} complete, {count.under_way} under way"


def status(row: Mapping[Any, Any] | None) -> str:
    """How one trust stands on a phase: "Complete by Mar 2023", "Under way since Dec 2022", "Not started"."""
    if row is None:
        return "Not known"
    if row["stage"] >= COMPLETE:
        return f"Complete by {row['done']:%b %Y}"
    if row["stage"] >= UNDER_WAY:
        return f"Under way since {row['began']:%b %Y}"
    return "Not started" if pd.isna(row["planned_for"]) else f"Planned for {row['planned_for']:%b %Y}"


def sentence(found: Phases, counts: Sequence[PhaseCount], transition: str, where: str) -> str:
    """How many trusts work under their plan (`transition` names that phase), under way and complete apart, and when the
    middle trust did."""
    one = next(c for c in counts if c.element.slug == transition)
    day = formats.day(found.as_at)
    if not one.known:
        return f"At {day} nothing is known about the transition of any trust in {where}."
    kind = labels.KINDS[found.pathway.kind]
    text = (
        f"**At {day} the transition is under way at {one.under_way} and complete at {one.complete} of {one.known} "
        f"{kind.after(one.known)} in {where} ({_share(one.under_way + one.complete, one.known)} together).**"
    )
    rows = found.rows[found.rows["element"] == transition]
    waiting = int((rows["stage"] < UNDER_WAY).sum())
    if waiting:
        with_plan = int((rows["planned_for"].notna() & (rows["stage"] < UNDER_WAY)).sum())
        plans = (
            f"{'all' if with_plan == waiting else with_plan} of them " if waiting > 1 else "" if with_plan else "not "
        )
        text += f" {waiting} {'has' if waiting == 1 else 'have'} not begun it, {plans}with a planned day."
    text += f" {_middle(one)}"
    if missing := found.expected - one.known:
        text += f" Nothing is known about {missing} of {found.expected}."
    return text


def path(found: Phases, name: str, transition: str) -> str:
    """One trust's own way: which phases are complete, which are under way at once, what is ahead and when it goes live."""
    rows = {row["element"]: row for row in found.rows.to_dict("records")}
    by: dict[str, list[str]] = {"complete": [], "under way": [], "not started": []}
    for element in found.pathway.elements:
        if (row := rows.get(element.slug)) is not None:
            state = (
                "complete" if row["stage"] >= COMPLETE else "under way" if row["stage"] >= UNDER_WAY else "not started"
            )
            by[state].append(_plain(element.title))
    both = " at once" if len(by["under way"]) > 1 else ""
    heads = {"complete": "Complete", "under way": f"Under way{both}", "not started": "Not started"}
    parts = " ".join(f"{heads[state]}: {'; '.join(titles)}." for state, titles in by.items() if titles)
    return f"**{name} at {formats.day(found.as_at)}.** {parts} {_live(rows.get(transition))}"


def note(found: Phases, transition: str) -> str:
    """What was noted on one trust's transition: somebody's own text, to be shown as it is."""
    return next(iter(found.rows.loc[found.rows["element"] == transition, "note"]), "")


def alt(found: Phases, counts: Sequence[PhaseCount], where: str) -> str:
    """The picture for a screen reader: each phase with its plan and how many are where."""
    each = "; ".join(
        f"{_plain(c.element.title)}, planned {planned(c.element)}: {standing(c)} of {c.known}" for c in counts
    )
    return _marked(f"Time line of the phases in {where} at {formats.day(found.as_at)}. {each}.", found.illustrative)


def path_alt(found: Phases, name: str) -> str:
    """One trust's picture for a screen reader."""
    titles = {e.slug: e for e in found.pathway.elements}
    each = "; ".join(
        f"{_plain(titles[r['element']].title)}, planned {planned(titles[r['element']])}: {status(r).lower()}"
        for r in found.rows.to_dict("records")
    )
    return _marked(f"Time line of the phases of {name} at {formats.day(found.as_at)}. {each}.", found.illustrative)


def trusts_alt(found: Phases, count: PhaseCount) -> str:
    """The picture of one phase at each trust for a screen reader."""
    text = f"{_plain(count.element.title)}, planned {planned(count.element)}: {standing(count)} of {count.known}."
    return _marked(f"Time line of each trust on one phase. {text}", found.illustrative)


def _middle(count: PhaseCount) -> str:
    begun = count.middle_began and f"The middle trust had begun it by {formats.day(count.middle_began)}"
    if not begun:
        return "Fewer than half have begun it, so there is no middle trust's day."
    done = f"had completed it by {formats.day(count.middle_done)}" if count.middle_done else "has not completed it"
    return f"{begun} and {done}."


def _live(row: Mapping[Any, Any] | None) -> str:
    if row is None:
        return "Nothing is known of its transition."
    if row["stage"] >= UNDER_WAY:
        return f"It has worked under its plan since {formats.day(row['began'])} or earlier."
    if pd.isna(row["planned_for"]):
        return f"No day is known on which it plans to go live.{note}"
    return f"It plans to go live on **{formats.day(row['planned_for'])}**: planned, not failed."


def _plain(title: str) -> str:
    """A phase's name in a sentence, without its number: "orientation"."""
    return title.lstrip("0123456789 ").lower().replace(", ", " and ")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}"


def _marked(text: str, illustrative: bool) -> str:
    return f"{text} {ILLUSTRATIVE}." if illustrative else text
