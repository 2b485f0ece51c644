"""The move to the patient safety framework: each trust's way through its phases, who stands where, and who moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analytics.answers.adoption import members
from analytics.answers.data import ENDS, Data
from analytics.methods import adoption
from analytics.model import ENGLAND, Adoption, Element, Flow, InTransition, Kind, Organisation, PhaseCount, Phases
from analytics.model.phases import COMPLETE, UNDER_WAY, Group
from analytics.organisations import Organisations, common_name
from analytics.words.whereabouts import NO_GROUP

PATHWAY, TRANSITION = "psirf", "transition"
"""The pathway of the framework, and the phase from which a trust works under its plan."""
RESPONSES = "psirf_learning"
"""The pathway of what comes with it: learning responses, partners, training."""
FURTHEST = "psirf_furthest"
"""The scale of the furthest phase begun."""
NOT_KNOWN = "Not known"


def phases(data: Data, code: str, when: date) -> Phases:
    """The way through the phases of the trusts at or below the chosen organisation."""
    rows, who = data.adoption(PATHWAY), members(data, PATHWAY, code)

    def made() -> Phases:
        everybody = tuple(data.organisations.by_code.values())
        return adoption.phases(rows, data.catalogue.pathways[PATHWAY], everybody, when)

    everybody = data.once(("phases", when, data.organisations.since), made, most=ENDS)
    return adoption.among(everybody, rows, who, when)


def counts(found: Phases) -> tuple[PhaseCount, ...]:
    """How many have each phase under way, and how many complete."""
    return adoption.counts(found)


def transition(found: Phases) -> PhaseCount:
    """How many have their transition under way, and how many complete."""
    return next(c for c in counts(found) if c.element.slug == TRANSITION)


def around(data: Data, code: str) -> Organisation:
    """Whose trusts are shown together: the chosen organisation, or for a trust its region, so that it has neighbours."""
    tree = data.organisations
    return (tree.ancestor(code, Kind.REGION) if tree[code].kind is Kind.TRUST else None) or tree[code]


def groupings(data: Data, code: str, when: date) -> tuple[Group, ...]:
    """The ways of putting trusts together that tell at least two groups of them apart."""
    known = phases(data, code, when).rows["org_code"].unique()
    return tuple(by for by in Group if len({_group(data.organisations, c, by) for c in known}) > 1)


def whereabouts(data: Data, code: str, when: date, by: Group) -> Adoption:
    """The furthest phase that each trust has begun, in groups: the groups stand in the place of a pathway's elements."""
    found = phases(data, code, when)
    furthest = adoption.furthest(found)
    names = found.rows.drop_duplicates("org_code").set_index("org_code")["name"]
    groups = [_group(data.organisations, str(c), by) for c in furthest.index]
    slugs = {title: f"group_{place}" for place, title in enumerate(sorted(set(groups), key=_last_unknown))}
    at_least = next(place for place, e in enumerate(found.pathway.elements, 1) if e.slug == TRANSITION)
    elements = tuple(Element(slug, title, FURTHEST, adopted_at=at_least) for title, slug in slugs.items())
    stages = pd.DataFrame(
        {
            "org_code": furthest.index,
            "name": names.reindex(furthest.index).to_numpy(),
            "element": [slugs[title] for title in groups],
            "stage": furthest.to_numpy(dtype=float),
            "as_at": pd.Timestamp(found.as_at),
            "planned_for": pd.NaT,
            "note": "",
        }
    )
    # How many of each group are not known is told in words: bars have one length for all.
    return Adoption(replace(found.pathway, elements=elements), found.as_at, stages, 0, found.illustrative)


def flow(data: Data, code: str, before: date, after: date) -> Flow:
    """From which furthest phase to which the trusts moved between two days."""
    followed = data.catalogue.pathways[PATHWAY]
    return adoption.flow(data.adoption(PATHWAY), followed, members(data, PATHWAY, code), before, after)


def returns(data: Data, end: date) -> tuple[date, ...]:
    """The days of returns up to a day, one a quarter, oldest first."""
    return tuple(day for day in adoption.quarters(data.adoption(PATHWAY)) if day <= end)


def in_transition(data: Data, when: date) -> tuple[InTransition, ...]:
    """Each ICB's trusts whose transition is under way, and complete. Trusts without an ICB are in none."""
    tree, found = data.organisations, phases(data, ENGLAND, when)
    rows = found.rows[found.rows["element"] == TRANSITION]
    board_of = rows["org_code"].map(lambda code: above.code if (above := tree.ancestor(code, Kind.ICB)) else "")
    under_way, complete = (
        is_so.groupby(board_of).sum() for is_so in (rows["stage"] == UNDER_WAY, rows["stage"] >= COMPLETE)
    )
    known = rows.groupby(board_of).size()
    return tuple(
        InTransition(
            board.code,
            int(known.get(board.code, 0)),
            int(under_way.get(board.code, 0)),
            int(complete.get(board.code, 0)),
            len(tree.members(board.code, Kind.TRUST)),
        )
        for board in tree.all(Kind.ICB)
    )


def engaged(data: Data, code: str) -> tuple[int, list[str]]:
    """How many ICBs are at, below or around an organisation, and the names of the collaboratives that cover them."""
    tree = data.organisations
    own = tree.ancestor(code, Kind.ICB)
    boards = [own] if own else tree.members(code, Kind.ICB)
    pscs = {psc for board in boards if (psc := tree.psc_of(board))}
    return len(boards), sorted(common_name(tree[psc]) for psc in pscs)


def _group(tree: Organisations, code: str, by: Group) -> str:
    """The title of the group that a trust is in."""
    trust = tree[code]
    if by is Group.KIND:
        return (trust.trust_kind or NOT_KNOWN).replace("_", " ").capitalize()
    if by is Group.PSC:
        psc = tree.psc_of(trust)
        return common_name(tree[psc]) if psc else f"{NO_GROUP} collaborative"
    above = tree.ancestor(code, Kind.REGION if by is Group.REGION else Kind.ICB)
    return common_name(above) if above else f"{NO_GROUP} ICB"


def _last_unknown(title: str) -> tuple[bool, str]:
    return title.startswith((NO_GROUP, NOT_KNOWN)), title
