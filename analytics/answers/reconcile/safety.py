"""System safety, and everything that is counted from the organisations, the events and the stories that we know."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.answers import adoption, phases
from analytics.answers.reconcile.known import REPORT_DAY, Check, Known
from analytics.model import ENGLAND, Kind

EAST_MIDLANDS, NORTH_WEST_COAST, BOB = "PSC-EM", "PSC-NWC", "QU9"
SESSION = "action learning set"
BEFORE_2023_24 = pd.Timestamp(2023, 4, 1)
ORGANISATIONS = "Counted from our list of organisations on 30 September 2023"
EVENTS = "From our list of dated national events"


def members(code: str, kind: Kind, maternity: bool = False) -> Callable[[Known], float]:
    """How many organisations of a kind there are at or below one."""
    return lambda known: sum(o.maternity or not maternity for o in known.data.organisations.members(code, kind))


def _days(known: Known, title: str) -> pd.Series:
    """The days of national events with these words in their title, each once."""
    events = known.data.events
    return (
        events.loc[events["title"].str.contains(title, case=False, regex=False), "date"].drop_duplicates().sort_values()
    )


def happened(title: str, place: int, form: str) -> Callable[[Known], str | None]:
    """The day of an event, by its place among those alike, written in a form."""

    def of(known: Known) -> str | None:
        days = _days(known, title)
        return days.iloc[place].strftime(form) if len(days) > place else None

    return of


def _sessions_before(known: Known) -> float:
    return int((_days(known, SESSION) < BEFORE_2023_24).sum())


def _sessions(known: Known) -> float:
    return int((_days(known, SESSION) <= pd.Timestamp(REPORT_DAY)).sum())


def _case_studies(known: Known) -> float | None:
    told = [s for s in known.data.stories if (s.quarter, s.kind) == ("2023-24 Q2", "case study")]
    return sum(story.programme == "opioids" for story in told) if told else None


def _latest_plan(known: Known) -> str | None:
    """The latest planned move to the framework in Buckinghamshire, Oxfordshire and Berkshire West."""
    rows = adoption.standing(known.data, phases.PATHWAY, BOB, REPORT_DAY).rows
    days = rows.loc[rows["element"] == phases.TRANSITION, "planned_for"].dropna()
    return f"{days.max():%-d %b %Y}" if len(days) else None


CHECKS = {
    "PF016": Check(EVENTS, happened(SESSION, 2, "%b %Y")),
    "PF220": Check(EVENTS, happened(SESSION, 2, "%-d %b %Y")),
    "PF222": Check(EVENTS, happened("PSIRF published", 0, "%b %Y")),
    "PF231": Check(f"{EVENTS}: those before April 2023", _sessions_before),
    "PF232": Check(EVENTS, happened(SESSION, 0, "%-d %b %Y")),
    "PF233": Check(EVENTS, happened(SESSION, 1, "%-d %b %Y")),
    "PF234": Check(f"{EVENTS}: those by the end of the quarter", _sessions),
    "PF028": Check(f"{EVENTS}: phase 3", happened("Phase 3 of MEWS begins", 0, "%b %Y")),
    "PF076": Check(f"{ORGANISATIONS}: trusts with maternity units", members(EAST_MIDLANDS, Kind.TRUST, maternity=True)),
    "PF200": Check(ORGANISATIONS, members(NORTH_WEST_COAST, Kind.ICB)),
    "PF215 PF217 PF221 PF235": Check(ORGANISATIONS, lambda known: len(known.data.organisations.all(Kind.PSC))),
    "PF218": Check(ORGANISATIONS, lambda known: phases.engaged(known.data, ENGLAND)[0]),
    "PF236": Check(
        f"{ORGANISATIONS}: NHS trusts alone, so the bases differ",
        lambda known: len(known.data.organisations.all(Kind.TRUST)),
    ),
    "PF189": Check("Case studies of the report that come with the app", _case_studies),
    "PF238": Check(
        "The latest planned move of a trust in Buckinghamshire, Oxfordshire and Berkshire West, from our records",
        _latest_plan,
        pathways=(phases.PATHWAY,),
    ),
}
