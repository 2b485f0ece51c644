"""What a store holds before anybody uploads: illustrative numbers, and real events and stories from public sources.

They go in through the same ingest as any upload, each file once. A file that a new release has changed replaces its
former self.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from analytics import ingest
from analytics.model.labels import ILLUSTRATIVE
from analytics.store import Moved, Store, UnknownUpload, Upload

DATA = Path(__file__).resolve().parents[2] / "data"
WHO = "Safety Improvement Explorer"


def prepare(store: Store, folder: Path = DATA) -> None:
    """Make the tables, settle what an earlier run left half done, and keep every file of `folder` that is not in them
    yet. Safe to repeat, also by two servers at once. What was settled is logged, and `Store.recovered` has it until the
    next start. A store that may only be read is opened as it is.

    Raises `Damaged` if the store's log is not what was written, and ValueError if a file of ours is not understood: that
    is a fault of the release, not of a user.
    """
    store.create()
    if store.read_only:
        logging.getLogger(__name__).warning("The store %s may only be read: nothing can be kept.", store.uri)
        store.must_be_sound()
        return
    for sentence in store.recover():
        logging.getLogger(__name__).warning(sentence)
    store.must_be_sound()
    for path, illustrative in _files(folder):
        while not _kept(store, path, illustrative):
            pass


def _kept(store: Store, path: Path, illustrative: bool) -> bool:
    """Keep a file that is not in the store. False if somebody else kept something meanwhile, perhaps this very file."""
    data, seen = path.read_bytes(), store.version()
    kept = {e.upload.file: e.upload for e in store.history() if e.who == WHO and e.action == "upload" and not e.undone}
    before = kept.get(path.name)
    if before and before.sha256 == hashlib.sha256(data).hexdigest():
        return True
    reading = ingest.read_bytes(path.name, data)
    if reading.table is None or reading.rows.empty:
        raise ValueError(f"{path.name} was not understood: {[p.message for p in reading.problems]}")
    try:
        if before:
            seen = store.undo(before.id, WHO)
        note = ILLUSTRATIVE if illustrative else "Public facts that come with the app"
        upload = Upload(
            reading.table, reading.file, reading.sha256, len(reading.rows), WHO, note, illustrative, reading.format
        )
        store.commit(reading.rows, upload, original=data, expected=seen)
    except (Moved, UnknownUpload):
        return False
    return True


def _files(folder: Path) -> list[tuple[Path, bool]]:
    invented = [(path, True) for path in sorted((folder / "illustrative").glob("*.csv"))]
    return [*invented, (folder / "events_national.csv", False), (folder / "stories_report.csv", False)]
