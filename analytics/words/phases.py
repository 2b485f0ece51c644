"""What the phases of the patient safety framework say in plain English. Under way and complete are counted apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.model import Adoption, Element, Flow, InTransition, PhaseCount, Phases, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.phases import COMPLETE, UNDER_WAY
from analytics.words import formats

NO_GROUP = "No single"
"""How the name of a group begins that holds those who belong to no one place."""
MOST_MOVES = 3
"""So many moves are named in a sentence; the table has all."""


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


def flow(found: Flow) -> str:
    """How many moved on, stayed and went back between two days, and the most frequent moves."""
    between = f"Between {formats.day(found.before)} and {formats.day(found.after)}"
    if not found.compared:
        return f"{between} nothing can be compared: no trust is known on both days."
    moves = found.moves
    on, back = moves[moves["after"] > moves["before"]], moves[moves["after"] < moves["before"]]
    went, stayed = (
        int(on["trusts"].sum()),
        found.compared - int(on["trusts"].sum()) - int(back["trusts"].sum()),
    )
    kind = labels.KINDS[found.pathway.kind]
    text = f"{between}, **{went} of {found.compared} {kind.after(found.compared)} moved on to a further phase**"
    text += f", {stayed} stayed and {int(back['trusts'].sum()) or 'none'} went back."
    if went:
        top = on.sort_values(["trusts", "after"], ascending=False, kind="stable").head(MOST_MOVES)
        phases = found.pathway.elements
        named = [
            f"from {place(phases, r['before'])} to {place(phases, r['after'])} ({r['trusts']})"
            for r in top.to_dict("records")
        ]
        text += f" Most often {formats.join(named)}."
    return text


def place(elements: Sequence[Element], number: int) -> str:
    """The furthest phase begun by its place, as part of a sentence: "planning", or "none" before the first."""
    return elements[number - 1].title.lower() if number else "none begun"


def board(found: InTransition) -> str:
    """How many trusts of one ICB have their transition under way, and how many complete."""
    missing = f"; nothing is known of {found.expected - found.known}" if found.expected > found.known else ""
    return f"Under way at {found.under_way}, complete at {found.complete} of {found.known}{missing}."


def furthest(found: Adoption, transition: PhaseCount, where: str) -> str:
    """How many trusts have their transition under way and complete, and which of the groups is furthest on."""
    if found.stages.empty:
        return f"At {formats.day(found.as_at)} nothing is known about any trust in {where}."
    of = f"{transition.known} {labels.KINDS[found.pathway.kind].after(transition.known)} in {where}"
    text = f"At {formats.day(found.as_at)} transition is **under way at {transition.under_way} and complete at "
    text += f"{transition.complete} of {of}**."
    shares = _shares(found)
    if len(shares) < 2:
        return text
    best, least = max(shares.items(), key=_rate), min(shares.items(), key=_rate)
    if _rate(best) == _rate(least):
        return text
    return f"{text} Under way or complete most at {_told(best)}, least at {_told(least)}."


def compared(found: Adoption, name: str, peers: str) -> str:
    """How one of the groups compares with England and with the others, its `peers`: "regions"."""
    shares = _shares(found)
    if name not in shares:
        return ""
    stages, bar = found.stages["stage"], found.pathway.elements[0].adopted_at or 0
    own, all_of_them = shares[name], (int((stages >= bar).sum()), len(stages))
    more = sum(_rate((title, pair)) > _rate((name, own)) for title, pair in shares.items())
    fewer = sum(_rate((title, pair)) < _rate((name, own)) for title, pair in shares.items())
    return (
        f"**Transition is under way or complete at {_pair(own)} of trusts in {name}, and at {_pair(all_of_them)} in "
        f"England.** Of the {len(shares)} {peers}, {more} have a larger share and {fewer} a smaller one."
    )


def boards(found: Sequence[InTransition]) -> str:
    """How the ICBs differ: where every trust is in transition, where none is, and what the map leaves out."""
    known = [b for b in found if b.share is not None]
    if not known:
        return "Nothing is known about the trusts of any ICB."
    every, none = (sum(b.share == end for b in known) for end in (1.0, 0.0))
    going, done, of = (sum(getattr(b, name) for b in known) for name in ("under_way", "complete", "known"))
    text = (
        f"Transition is under way at {going} and complete at {done} of {of} trusts of {len(known)} ICBs: begun at all"
    )
    text += f" of an ICB’s trusts in {every}, at none in {none}."
    return f"{text} Ambulance trusts serve several ICBs and are in none of them."


def engaged(boards: int, collaboratives: Sequence[str], where: str) -> str:
    """What the report says of the systems, how many are shown, and the collaboratives that work with them."""
    said = (
        "The report says that by September 2023 all 15 collaboratives were working with all 42 integrated care systems"
    )
    if not boards:
        return f"{said}. {where} serves several of them."
    shown = f"{where} has {boards} of them here" if boards > 1 else f"One of them is shown for {where}"
    many = f"{len(collaboratives)} collaborative{'s' * (len(collaboratives) != 1)}"
    named = f": {formats.join(collaboratives)}" if 0 < len(collaboratives) <= MOST_MOVES else ""
    return f"{said}. {shown}, with {many}{named}."


def _shares(found: Adoption) -> dict[str, tuple[int, int]]:
    """How many of each group's trusts have begun transition, of how many; without those of no one place."""
    groups = {
        e.title: (e, found.stages.loc[found.stages["element"] == e.slug, "stage"]) for e in found.pathway.elements
    }
    return {
        title: (int((stages >= (e.adopted_at or 0)).sum()), len(stages))
        for title, (e, stages) in groups.items()
        if not title.startswith(NO_GROUP)
    }


def _rate(one: tuple[str, tuple[int, int]]) -> float:
    return one[1][0] / one[1][1]


def _pair(pair: tuple[int, int]) -> str:
    return f"{pair[0]} of {pair[1]} ({_share(*pair)})"


def _told(one: tuple[str, tuple[int, int]]) -> str:
    return f"{one[0]} ({one[1][0]} of {one[1][1]}, {_share(*one[1])})"


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
