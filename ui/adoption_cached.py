"""Answers about adoption worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics.answers import adoption
from analytics.model import Adoption, AsAt, Movement, Organisation, ScoreHistory, Standing
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(1000)
def at(version: Version, pathway: str, code: str, when: date) -> Adoption:
    """Where the organisations at or below the chosen one stand on a pathway."""
    return adoption.at(cached.data(version), pathway, code, when)


def members(version: Version, pathway: str, code: str) -> Sequence[Organisation]:
    """The organisations that follow a pathway within `code`: itself, those below it, or the one above it."""
    return adoption.members(cached.data(version), pathway, code)


@memo(200)
def as_at(version: Version, pathways: tuple[str, ...], start: date | None, end: date) -> AsAt:
    """The quarters at which stages of some pathways may be shown, and the newest of them within the view."""
    return adoption.as_at(cached.data(version), pathways, start, end)


@memo(500)
def standing(version: Version, pathway: str, code: str, when: date) -> Standing:
    """Since when the organisations at or below the chosen one stand where they stand, and what is planned."""
    return adoption.standing(cached.data(version), pathway, code, when)


@memo(500)
def movement(version: Version, pathway: str, code: str, when: date) -> Movement:
    """Who moved on a pathway since the end of the quarter before."""
    return adoption.movement(cached.data(version), pathway, code, when)


@memo(500)
def score(version: Version, pathway: str, code: str, which: str, when: date) -> ScoreHistory:
    """An adoption score of the organisations at or below the chosen one by quarter, and when it reaches its ambition."""
    return adoption.score(cached.data(version), pathway, code, which, when)
