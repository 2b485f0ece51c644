"""What keeping a file would do, held against what is stored, before anything is kept."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analytics.ingest import Reading
from analytics.ingest.shape import WITH_WARNINGS
from analytics.keeping import revision
from analytics.keeping.preview import Preview, beside, preview
from analytics.model import Measure, Problem
from analytics.model.tables import TABLES, Table
from analytics.store import Damaged, Entry, Snapshot, Store, Upload, Version


@dataclass(frozen=True)
class DryRun:
    """What keeping a reading would do to the data of `version`.

    `revises` is the upload whose place the file takes, `removed` the rows of it that go. `earlier` is the upload of this
    very file, and `damaged` its stored files that the file can mend. Where the stored rows that it would meet are damaged,
    `fault` says how, and nothing is counted.
    """

    reading: Reading
    version: Version
    effect: Preview = field(default_factory=lambda: Preview(0, 0, 0))
    revises: Upload | None = None
    removed: pd.DataFrame | None = field(default=None, repr=False)
    oddities: tuple[Problem, ...] = ()
    earlier: Entry | None = None
    damaged: tuple[str, ...] = ()
    fault: Damaged | None = None
    also: tuple[DryRun, ...] = ()

    @property
    def whole(self) -> tuple[DryRun, ...]:
        """This and what the file holds for other tables, each by itself."""
        return (replace(self, also=()), *self.also)

    @property
    def table(self) -> Table:
        """The table that the rows belong to."""
        return TABLES[self.reading.table or ""]

    @property
    def changes_nothing(self) -> bool:
        """Whether every row is known to be there already."""
        return self.fault is None and self.effect.changes_nothing and all(d.changes_nothing for d in self.also)

    @property
    def only_mends(self) -> bool:
        """Whether all that can be done is to write damaged files of the same upload again."""
        mends = [bool(d.damaged) for d in self.whole]
        return any(mends) and all(d.fault is not None or d.changes_nothing for d in self.whole)

    @property
    def warned(self) -> Reading:
        """The reading, with what is odd about it beside what is stored among its problems."""
        odd = [problem for d in self.whole for problem in d.oddities]
        if not odd:
            return self.reading
        return replace(self.reading, status=WITH_WARNINGS, problems=(*self.reading.problems, *odd))

    def new_measures(self, known: Container[str]) -> list[Measure]:
        """The measures that the file brings and those `known` by slug lack."""
        return [m for m in self.reading.measures if m.slug not in known]

    def without_removal(self) -> DryRun:
        """The same, but what the revised file had and this one lacks stays."""
        also = tuple(d.without_removal() for d in self.also)
        return replace(self, removed=None, effect=replace(self.effect, removed=0), also=also)


def dry_run(reading: Reading, store: Store) -> DryRun:
    """Hold a reading that may be kept against the newest data. Raises `Damaged` or `NotKept` where the store's own log
    cannot be read."""
    whole = _one(reading, store)
    return replace(whole, also=tuple(_one(part, store) for part in reading.also)) if reading.also else whole


def _one(reading: Reading, store: Store) -> DryRun:
    newest, entries = store.at(), store.history()
    start = DryRun(reading, newest.version, earlier=store.kept_before(reading.sha256, reading.table or ""))
    try:
        held = _held(start, newest, entries)
    except Damaged as fault:
        held = replace(start, fault=fault)
    if held.earlier is None:
        return held
    return replace(held, damaged=tuple(store.damaged(held.earlier.upload)))


def _held(start: DryRun, newest: Snapshot, entries: Sequence[Entry]) -> DryRun:
    reading, table = start.reading, start.table
    now = beside(reading.rows, table, newest)
    revised = revision.revises(reading.rows, now, table, reading.file, reading.format, entries)
    removed = revised.removed if revised and not revised.removed.empty else None
    held = replace(
        start,
        effect=preview(reading.rows, now, table, removed),
        revises=revised.of if revised else None,
        removed=removed,
        oddities=tuple(revision.oddities(reading.rows, now, table, reading.format, entries)),
    )
    # A file that was kept before, and whose rows all count, is no news: what came after it stays.
    same = held.without_removal()
    return same if start.earlier and same.changes_nothing else held
