"""What is said of where everybody is: the furthest phases begun, how groups compare, who moved, and who is engaged."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.model import Adoption, Element, Flow, InTransition, PhaseCount, labels
from analytics.words import formats

NO_GROUP = "No single"
"""How the name of a group begins that holds those who belong to no one place."""
MOST_MOVES = 3
"""So many moves, or collaboratives, are named in a sentence; the table has all."""


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


def board(found: InTransition) -> str:
    """How many trusts of one ICB have their transition under way, and how many complete."""
    missing = f"; nothing is known of {found.expected - found.known}" if found.expected > found.known else ""
    return f"Under way at {found.under_way}, complete at {found.complete} of {found.known}{missing}."


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
    said = "The report says that by September 2023 all 15 collaboratives were working with all integrated care systems (42)"
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
    return f"{pair[0]} of {pair[1]} ({pair[0] / pair[1]:.0%})"


def _told(one: tuple[str, tuple[int, int]]) -> str:
    return f"{one[0]} ({one[1][0]} of {one[1][1]}, {_rate(one):.0%})"
