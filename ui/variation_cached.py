"""Answers about who differs and who drives a change worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from analytics.answers import Question, changed_most, contribution, deciles
from analytics.model import Between, ChangedMost, Contribution, Deciles, Kind, Organisation
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(300)
def decile_levels(version: Version, asked: Question) -> tuple[Kind, ...]:
    """The levels that have enough organisations for tenths."""
    return deciles.levels(cached.data(version), asked)


@memo(300)
def banded(version: Version, asked: Question, level: Kind) -> Deciles | None:
    """England's tenths of a level by period; None where too few have values that can be compared."""
    return deciles.deciles(cached.data(version), asked, level)


@memo(300)
def changed(version: Version, asked: Question, level: Kind) -> ChangedMost | None:
    """England's organisations of a level by how strong the evidence of a change is; None where nobody can be judged."""
    return changed_most.changed_most(cached.data(version), asked, level)


def divided(version: Version, asked: Question) -> tuple[Organisation, tuple[Kind, ...]]:
    """The organisation that is split, and the levels of its parts."""
    return contribution.divided(cached.data(version), asked)


@memo(300)
def betweens(version: Version, asked: Question, level: Kind) -> tuple[Between, ...]:
    """The pairs of periods that can be held against each other."""
    return tuple(contribution.spans(cached.data(version), asked, level))


@memo(300)
def driven(version: Version, asked: Question, level: Kind, between: Between) -> Contribution | None:
    """What each part contributes to an organisation's change; None where the data do not reach."""
    return contribution.contribution(cached.data(version), asked, level, between)
