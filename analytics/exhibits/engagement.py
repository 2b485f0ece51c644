"""Engagement: learning responses in use, and what took place."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import words
from analytics.answers import adoption
from analytics.answers import chart as charts
from analytics.answers import phases as answers
from analytics.exhibits import stages
from analytics.exhibits.scope import Scope
from analytics.model import Adoption, Kind
from analytics.model.exhibit import Exhibit

EVENTS_OF = "psirf_transition"
"""The measure on whose chart the programme's events stand."""
SESSIONS = "What took place"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """Which learning responses are in use, everybody's, and the sessions that took place."""
    pathway, when = scope.data.catalogue.pathways[answers.RESPONSES], scope.last_day
    found = adoption.at(scope.data, pathway.slug, scope.organisation.code, when)
    events = charts.drawn_events(scope.data, EVENTS_OF, scope.organisation.code)
    if found.stages.empty:
        return (stages.nothing_recorded(scope, pathway, when), sessions(scope, events, when))
    drawn = () if scope.organisation.kind is Kind.TRUST else (in_use(scope, found),)
    return (*drawn, stages.every_stage(scope, found), sessions(scope, events, when))


def in_use(scope: Scope, found: Adoption) -> Exhibit:
    """Which learning responses are in use, in how many organisations."""
    scale = scope.data.catalogue.scales[found.pathway.elements[0].scale]
    told, alt = words.adoption.sentence(found, {scale.slug: scale}), words.adoption.alt(found, {scale.slug: scale})
    return stages.bars(scope, found, scale, told, f"{found.pathway.slug}_bars", found.pathway.title, alt)


def sessions(scope: Scope, events: pd.DataFrame, when: date) -> Exhibit:
    """What took place by the day shown, oldest first: other people's titles and texts."""
    past = events[events["date"].dt.date <= when].sort_values("date")
    slug = f"psirf_sessions_{scope.organisation.code}"
    if past.empty:
        return scope.nothing(slug, SESSIONS, f"Nothing is recorded by {words.formats.day(when)}.")
    table = past[["date", "title", "text", "source"]].assign(date=[words.formats.day(day) for day in past["date"]])
    named = table.fillna("").rename(columns={"date": "Day", "title": "What", "text": "More", "source": "Source"})
    many = f"{len(past)} event{'s are' if len(past) > 1 else ' is'}"
    told = f"{many} recorded by {words.formats.day(when)}."
    return scope.exhibit(slug, SESSIONS, told, None, lambda: named, SESSIONS)
