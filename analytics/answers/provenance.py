"""Where the figures of a version come from: when they were kept last, and whether any are made up."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.answers.data import Data
from analytics.model.tables import TABLES
from analytics.store import Store, Version


def illustrative(data: Data, measures: Iterable[str]) -> bool:
    """Whether the numbers of any of these measures are made up."""
    return any(data.resolved(slug).illustrative for slug in measures)


def any_illustrative(data: Data) -> bool:
    """Whether any made-up row still counts."""
    return any(data.stored.rows(table.name)["illustrative"].any() for table in TABLES.values() if table.charted)


def known_on(store: Store, version: Version) -> str:
    """The day and time of the last upload or undo in a version, in words."""
    entries = [e for e in store.history() if version.holds(e.version)]
    return f"{entries[0].when:%-d %B %Y at %H:%M} UTC" if entries else "the first day"
