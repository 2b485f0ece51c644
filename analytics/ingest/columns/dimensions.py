"""Which columns of a table say who, when and what: organisation, period, measure, part and status.

Content decides first, header words where content leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analytics.ingest.columns import times
from analytics.ingest.columns.assignment import NAMED, SURE, Assignment, enough, is_called, of, rank, words
from analytics.ingest.columns.profiles import PARTS, Profile
from analytics.ingest.mapping import Role
from analytics.ingest.shape import Context
from analytics.words.counting import counted

ORGANISATION = re.compile(
    r"\b(?:trusts?|providers?|organi[sz]ations?|orgs?|icbs?|ods|systems?|regions?|body|commissioners?)\b"
)
MEASURE = re.compile(r"\b(?:measures?|indicators?|metrics?|kpis?|interventions?|standards?|elements?|questions?)\b")
FINER = re.compile(r"\b(?:practices?|gps?|pcns?|bnf|chemical|presentations?|patients?|wards?|sites?|consultants?)\b")
"""Words of columns that split organisations further than the app follows them."""


def settle(profiles: Sequence[Profile], context: Context) -> Assignment:
    """The columns that are no numbers."""
    assignment = Assignment()
    for i, p in enumerate(profiles):
        if p.share(p.parts) == 1 and {"numerator", "denominator"} <= _parts(p):
            assignment.settle(i, Role.PART, "every cell says numerator or denominator")
            break
    _organisations(profiles, context, assignment)
    times.settle(profiles, assignment)
    _measures(profiles, assignment)
    for i, p in enumerate(profiles):
        if i in assignment.roles:
            continue
        if is_called(p, "status") or (
            p.share(p.statuses) > SURE and p.figures == 0 and "provisional" in p.texts.str.casefold().unique()
        ):
            assignment.settle(i, Role.STATUS, "says why a number is missing or soft")
    return assignment


def _parts(p: Profile) -> set[str | None]:
    return {PARTS.get(t.casefold()) for t in p.texts.unique() if t}


def _organisations(profiles: Sequence[Profile], context: Context, assignment: Assignment) -> None:
    able = [i for i, p in enumerate(profiles) if p.organisations and p.share(p.organisations) >= 0.5]
    if not able:
        named = [
            i
            for i, p in enumerate(profiles)
            if p.filled and not p.is_number and (is_called(p, "org_code") or ORGANISATION.search(words(p.name)))
        ]
        if named:
            p = profiles[named[0]]
            assignment.settle(
                named[0],
                Role.ORGANISATION,
                f"its name says so, though {of(p.organisations, p)} are organisations that we know",
            )
            assignment.lacking.append(f"Only {of(p.organisations, p)} of “{p.name}” are organisations that we know.")
        return

    def finest(i: int) -> tuple:
        p = profiles[i]
        return (
            p.share(p.organisations) >= NAMED,
            round(_level(p, context), 1),
            p.share(p.coded) > 0.5,
            p.distinct,
            -rank(p, "org_code"),
        )

    best = max(able, key=finest)
    p = profiles[best]
    kind = "codes" if p.share(p.coded) > 0.5 else "names"
    assignment.settle(best, Role.ORGANISATION, f"{of(p.organisations, p)} are {kind} of organisations")
    says = is_called(p, "org_code") or bool(ORGANISATION.search(words(p.name)))
    if not enough(p.organisations, p, says):
        assignment.lacking.append(f"Only {of(p.organisations, p)} of “{p.name}” are organisations that we know.")
    for i in able:
        if i != best and not _above(profiles[i], p, context):
            assignment.settle(i, Role.IGNORE, "organisations too, and not those that the first belong to")
            assignment.lacking.append(
                f"“{p.name}” and “{profiles[i].name}” both hold organisations: whose are the numbers?"
            )
        elif i != best:
            assignment.settle(i, Role.IGNORE, f"organisations too: those of “{p.name}” or what they belong to")


def _level(p: Profile, context: Context) -> float:
    """How fine the organisations of a column are, on average, by the first that are known."""
    known = [context.organisations.match(t) for t in p.texts[p.texts != ""].unique()[:40]]
    levels = [context.organisations[m.code].kind.level for m in known if m.code]
    return sum(levels) / len(levels) if levels else -1.0


def _above(other: Profile, own: Profile, context: Context) -> bool:
    """Whether the organisations of another column are the same ones, or those above them."""
    pairs = pd.DataFrame({"own": own.texts, "other": other.texts}).drop_duplicates().head(300)
    known = context.organisations.match_many([*pairs["own"], *pairs["other"]])
    agree, met = 0, 0
    for a, b in pairs.itertuples(index=False):
        one, two = known[a], known[b]
        if one.code and two.code:
            chain = {o.code for o in context.organisations.ancestors(one.code)} | {one.code}
            chain.add(context.organisations.psc_of(context.organisations[one.code]) or "")
            met, agree = met + 1, agree + (two.code in chain)
    return met == 0 or agree / met >= 0.8


def _measures(profiles: Sequence[Profile], assignment: Assignment) -> None:
    free = [i for i, p in enumerate(profiles) if i not in assignment.roles and p.filled and not p.is_number]
    able = [i for i in free if profiles[i].share(profiles[i].measures) >= 0.5]
    named = [i for i in free if is_called(profiles[i], "measure") or MEASURE.search(words(profiles[i].name))]
    if not able and not named:
        return
    title = {i: "name" in words(profiles[i].name) or "title" in words(profiles[i].name) for i in {*able, *named}}
    best = max(
        {*able, *named}, key=lambda i: (i in able, title[i], -rank(profiles[i], "measure"), profiles[i].distinct)
    )
    p = profiles[best]
    if p.share(p.measures) > 0.5:
        assignment.settle(best, Role.MEASURE, f"{of(p.measures, p)} name measures of the catalogue")
    else:
        assignment.settle(
            best, Role.MEASURE, f"its name says so; {counted(p.distinct, 'measure')}: {', '.join(p.examples)}"
        )
