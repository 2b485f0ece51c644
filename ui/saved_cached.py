"""Saved views and boards of a version, what they open and what became of it since, by the rules of `cached`."""

from __future__ import annotations

from datetime import date

from analytics import exhibits
from analytics.answers import Question
from analytics.answers import since as news
from analytics.model import Programme, Saved, Since, View
from analytics.model.exhibit import Exhibit
from analytics.sharing import saved as sharing
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(50)
def saved(version: Version) -> Saved:
    """Every saved view and board of a version."""
    return sharing.saved(cached.snapshot(version).rows("events"))


@memo(200)
def newer(version: Version, newest: Version) -> bool:
    """Whether there are data that a version does not have."""
    return version != newest and sharing.newer_data(cached.store().history(), version)


@memo(200)
def shown(version: Version, view: View, page: str, section: str) -> tuple[Exhibit, ...]:
    """What a view shows in a section of a page; nothing where the page or the section has no exhibits."""
    try:
        return exhibits.of(cached.data(version), view, page, section, str(version))
    except KeyError:
        return ()


@memo(500)
def since(before: Version, now: Version, asked: Question, day: date) -> Since:
    """What became of a chart between two versions, by the organisations of a day."""
    return news.since(cached.data(before).on(day), cached.data(now).on(day), asked)


def questions(version: Version, view: View, programme: Programme | None) -> tuple[Question, ...]:
    """What a view shows that can be held against an earlier version."""
    return news.questions(cached.data(version), view, programme)
