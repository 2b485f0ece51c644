"""Who is measured, as a version of the data knows them: what came with the app, with the changes that were kept."""

from __future__ import annotations

from datetime import date

from analytics import organisations
from analytics.model import Audience
from analytics.organisations import Directory, Organisations
from analytics.store import Damaged, Version
from ui import access, cached
from ui.seen import Seen, alone


def directory(version: Version) -> Directory:
    """The organisations of a version, with their dates."""
    return cached.whole(alone(version)).directory


def tree(version: Version, day: date) -> Organisations:
    """The tree of a day, as a version knows it. What may be published has one tree, that of the newest data: what a trust
    that changed its board counts could be told from two."""
    audience = version.audience if isinstance(version, Seen) else access.audience()
    if audience is Audience.PUBLIC:
        return cached.whole(cached.store().version()).organisations
    return directory(version).at(day)


def newest() -> Directory:
    """The organisations of the newest data; where those are damaged, of what came with the app."""
    try:
        return directory(cached.store().version())
    except Damaged:
        return organisations.directory()
