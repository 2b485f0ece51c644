"""Who is measured, as a version of the data knows them: what came with the app, with the changes that were kept."""

from __future__ import annotations

from datetime import date

from analytics import organisations
from analytics.organisations import Directory, Organisations
from analytics.store import Damaged, Version
from ui import cached


def directory(version: Version) -> Directory:
    """The organisations of a version, with their dates."""
    return cached.data(version).directory


def tree(version: Version, day: date) -> Organisations:
    """The tree of a day, as a version knows it."""
    return directory(version).at(day)


def newest() -> Directory:
    """The organisations of the newest data; where those are damaged, of what came with the app."""
    try:
        return directory(cached.store().version())
    except Damaged:
        return organisations.directory()
