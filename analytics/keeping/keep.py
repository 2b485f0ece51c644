"""Keeping a file: all of it or nothing, and what became of it as one value.

Files of the very same upload that are damaged are mended first: that adds nothing, so it waits for nobody. Then the rows are
kept against the version that somebody looked at, and what the file says of new measures before them: rows whose unit nobody
knows would show a wrong number, a description without rows shows nowhere. It is taken back if the rows cannot follow. So is
what a file holds for other tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analytics.governance.roles import Person
from analytics.keeping import definitions as local
from analytics.keeping import whose
from analytics.keeping.dry_run import DryRun
from analytics.model import Measure
from analytics.store import Damaged, Entry, Moved, NotKept, Store, Upload, Version, under_way


class Happened(StrEnum):
    """What became of a file that was to be kept."""

    KEPT = "kept"
    NOTHING_NEW = "nothing new"
    ALREADY_HERE = "already here"
    MENDED = "mended"
    CHANGED_MEANWHILE = "changed meanwhile"
    NOT_KEPT = "not kept"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Outcome:
    """What happened, with what is needed to say so. `fault` says why nothing was kept; else `version` has the file.

    `revises` and `removed` are what a kept file took the place of and the count of rows that it took away. `earlier` is the
    upload of the very same file, `mended` the count of its damaged files that were written again, and `original` whether
    its lost or damaged original was.
    """

    happened: Happened
    version: Version | None = None
    rows: int = 0
    revises: Upload | None = None
    removed: int = 0
    earlier: Entry | None = None
    mended: int = 0
    original: bool = False
    fault: NotKept | Damaged | None = None


def keep(
    dry: DryRun,
    store: Store,
    data: bytes,
    *,
    who: str = "",
    note: str = "",
    described: Iterable[Measure] = (),
    expected: Version | None = None,
    by: Person | None = None,
) -> Outcome:
    """Keep the file of a dry run, `data` being its bytes. `described` are measures of its owner as somebody described them;
    others are as the file has them. `expected` is the version that somebody looked at, if not that of the dry run. `by` is
    the person whose rights are asked; None where whoever may reach the store may change it, as at the command line."""
    since = expected or dry.version
    try:
        if by is not None and (why := whose.refusal(dry, by, store)):
            return Outcome(Happened.NOT_KEPT, fault=why)
        return _mended(dry, store, data, who) or _kept(dry, store, data, who, note, described, since)
    except Moved as moved:
        return Outcome(Happened.CHANGED_MEANWHILE, fault=moved)
    except NotKept as why:
        return Outcome(Happened.NOT_KEPT, fault=why)
    except Damaged as damaged:
        return Outcome(Happened.DAMAGED, fault=damaged)


def _mended(dry: DryRun, store: Store, data: bytes, who: str) -> Outcome | None:
    """Write damaged files of the same upload again. None where there are none, or where the file brings more than them."""
    files, original, earlier = 0, False, None
    for one in dry.whole:
        if one.earlier is not None and one.damaged:
            earlier, upload = earlier or one.earlier, one.earlier.upload
            files += store.rewrite(upload, one.reading.rows, who)
            original |= store.keep_original(upload, data)
    if not (dry.only_mends and (files or original)):
        return None
    return Outcome(Happened.MENDED, store.version(), earlier=earlier, mended=files, original=original)


def _kept(
    dry: DryRun, store: Store, data: bytes, who: str, note: str, described: Iterable[Measure], since: Version
) -> Outcome:
    if fault := next((d.fault for d in dry.whole if d.fault), None):
        raise fault
    # Asked before anything is written, so that an ordinary race leaves no trace; each commit asks again.
    for one in dry.whole:
        store.must_not_have_moved(one.table.name, since)
    if dry.changes_nothing:
        happened = Happened.ALREADY_HERE if dry.earlier else Happened.NOTHING_NEW
        return Outcome(happened, store.version(), earlier=dry.earlier)
    with under_way():
        _commit(dry, store, data, who, note, described, since)
    removed = sum(len(d.removed) for d in dry.whole if d.removed is not None)
    return Outcome(Happened.KEPT, store.version(), sum(len(d.reading.rows) for d in dry.whole), dry.revises, removed)


def _commit(
    dry: DryRun, store: Store, data: bytes, who: str, note: str, described: Iterable[Measure], since: Version
) -> None:
    """Keep what the rows of the file's own table need first, then those. Where they cannot follow, it is taken back."""
    first: list[Upload] = []
    reading = dry.reading
    upload = _upload(dry, who, note)
    try:
        measures = {m.slug: m for m in reading.measures} | {m.slug: m for m in described}
        worth = local.worth_keeping(measures.values(), reading.rows)
        first += [local.define(store, worth, who, since)] if worth else []
        for part in dry.also:
            if not part.changes_nothing:
                first.append(_upload(part, who, note))
                store.commit(part.reading.rows, first[-1], removed=part.removed, original=data, expected=since)
        if not dry.whole[0].changes_nothing:
            store.commit(reading.rows, upload, removed=dry.removed, original=data, expected=since)
    except Exception:
        # A disk that did not confirm a commit may hold it all the same: then what comes before it stays with it.
        there = {entry.upload.id for entry in store.history() if not entry.undone} if first else set()
        for one in first if upload.id not in there else []:
            if one.id in there:
                store.undo(one.id, who)
        raise


def _upload(dry: DryRun, who: str, note: str) -> Upload:
    reading = dry.reading
    return Upload(dry.table.name, reading.file, reading.sha256, len(reading.rows), who, note, format=reading.format)
