"""Answers about the patient safety framework worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from datetime import date

from analytics.answers import phases as answers
from analytics.model import Adoption, Flow, InTransition, Phases
from analytics.model.phases import Group
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(300)
def phases(version: Version, code: str, when: date) -> Phases:
    """The way through the phases of the trusts at or below the chosen organisation."""
    return answers.phases(cached.data(version), code, when)


@memo(300)
def groupings(version: Version, code: str, when: date) -> tuple[Group, ...]:
    """The ways of putting trusts together that tell at least two groups of them apart."""
    return answers.groupings(cached.data(version), code, when)


@memo(300)
def whereabouts(version: Version, code: str, when: date, by: Group) -> Adoption:
    """The furthest phase that each trust has begun, in groups."""
    return answers.whereabouts(cached.data(version), code, when, by)


@memo(300)
def flow(version: Version, code: str, before: date, after: date) -> Flow:
    """From which furthest phase to which the trusts moved between two days."""
    return answers.flow(cached.data(version), code, before, after)


@memo(50)
def in_transition(version: Version, when: date) -> tuple[InTransition, ...]:
    """Each ICB's trusts whose transition is under way, and complete."""
    return answers.in_transition(cached.data(version), when)
