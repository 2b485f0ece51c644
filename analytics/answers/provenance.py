"""Where the figures of a version come from: when they were kept last, and whether any are made up."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from analytics.answers.data import Data
from analytics.model.tables import TABLES
from analytics.model.view import Span
from analytics.store import Snapshot, Store, Version


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


def span(stored: Snapshot, measures: Collection[str], pathways: Collection[str]) -> Span:
    """The first and last month that observations of these measures are about; those of the stages of the pathways where
    there are none, and of all observations where there are no stages either."""
    if measures and stored.rows("observations", measures).size:
        return stored.span(measures)
    told = stored.rows("adoption", pathways)["as_at"] if pathways else None
    if told is None or told.empty:
        return stored.span()
    return told.min().date().replace(day=1), told.max().date().replace(day=1)
