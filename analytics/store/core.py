"""The store's door: what counts as of a version, and the ways in which that changes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
from deltalake.exceptions import DeltaError

from analytics.model.tables import TABLES
from analytics.model.uploads import Entry, Upload, Version
from analytics.store import (
    append as keep,
)
from analytics.store import (
    create,
    log,
    mend,
    originals,
    past,
    recover,
    restore,
    scan,
    sound,
    undo,
    verify,
)
from analytics.store.closing import under_way
from analytics.store.compact import Compacted, compact
from analytics.store.failures import NOTHING_READ, Damage, Damaged, not_kept, worded
from analytics.store.files import Files
from analytics.store.in_force import whole
from analytics.store.log import Commit
from analytics.store.snapshot import Snapshot

DEFAULT_URI = str(Path(__file__).resolve().parents[2] / "var" / "store")


@dataclass(frozen=True)
class Store:
    """The four tables under one URI. `options` are the object store's, passed on untouched.

    What changes something raises `NotKept` where nothing could be kept; then the data are as they were.
    """

    uri: str = DEFAULT_URI
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether the store is a folder of this machine."""
        return self.files.is_local

    @cached_property
    def files(self) -> Files:
        """What lies in the store, as files."""
        return Files(self.uri.rstrip("/") or "/", self.options)

    @cached_property
    def read_only(self) -> bool:
        """Whether the store may only be read: then it opens, and nothing can be kept in it."""
        return not self.files.may_write()

    def create(self) -> None:
        """Make what is not there yet, also in a store of an earlier release. Safe at any time, also twice at once. A store
        that is there and may only be read stays as it is."""
        try:
            made = all(log.entries(self.files, name) for name in TABLES)
            if made and self.is_local and self.read_only:
                return
            if not made:
                create.must_fit(self.files)
            for table in TABLES.values():
                create.create(self.files, table)
        except OSError as fault:
            raise not_kept(fault) from fault
        except DeltaError as fault:
            raise scan.why(self.files, fault) from fault

    def version(self) -> Version:
        """The newest version. Raises `Damaged` where the log is not what was written."""
        return past.newest(self._sound())

    def resolve(self, asof: str | None) -> Version:
        """The version that a text names: "12.3.1.1-4f2a" (the mark may be left out), or an ISO time for what was known
        then. None is the newest. Raises `UnknownVersion` for what this store does not hold."""
        return past.resolve(self._sound(), asof)

    def at(self, asof: str | None = None) -> Snapshot:
        """The store as of a version or time (see `resolve`)."""
        return Snapshot(self, self.resolve(asof))

    def rows(self, name: str, version: Version, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """See `Snapshot.rows`."""
        # No scope at all asks for no rows.
        return scan.that_count(self.files, TABLES[name], version, None if scopes is None else set(scopes))

    def upload_rows(self, entry: Entry) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The rows that an upload brought, and those that it took away, both with the columns of the table."""
        table = TABLES[entry.upload.table]
        rows = scan.of_upload(self.files, table, entry.version, entry.upload.id)
        gone = rows["removed"].to_numpy(bool)
        return rows.loc[~gone, table.schema.names], rows.loc[gone, table.schema.names]

    def commit(
        self,
        rows: pd.DataFrame,
        upload: Upload,
        *,
        removed: pd.DataFrame | None = None,
        original: bytes | None = None,
        expected: Version | None = None,
    ) -> Version:
        """Keep the rows of one upload, all or none, and return the version that has them. Repeating it changes nothing.

        `rows` has exactly the columns of `TABLES[upload.table]`; a value that does not fit its column raises.
        `removed` has the keys of rows that a revised file no longer holds: they go in the same commit. `original` is the
        file as it came, kept beside the tables. With `expected`, the version that somebody looked at, raises `Moved` if
        others have changed the table since.
        """
        table = TABLES[upload.table]
        scopes = removed[table.scope].unique() if removed is not None and table.charted else None
        now = pd.DataFrame() if removed is None else self.at().rows(table.name, scopes)
        gone = keep.removals(now, removed, table, upload)
        number = expected.numbers[list(TABLES).index(table.name)] if expected else None
        with self._whole():
            keep.keep(self.files, upload, rows, gone, original, number)
        return self.version()

    def must_not_have_moved(self, table: str, since: Version) -> None:
        """Raises `Moved`, naming who kept what, if others have changed a table after a version."""
        past.must_not_have_moved(self._commits()[table], since.numbers[list(TABLES).index(table)])

    def undo(self, upload_id: str, who: str = "") -> Version:
        """Take one upload away. What it replaced counts again; the history keeps both the upload and the undo."""
        with self._whole(undoing=upload_id):
            undo.undo(self.files, self.history(), upload_id, who)
        return self.version()

    def restore(self, version: Version | str, who: str = "") -> Version:
        """Make the whole store what it was at a version or time, as new commits: the history keeps all, and restoring
        the version before takes it back. What others keep meanwhile stays. Raises `UnknownVersion`."""
        with self._whole():
            target = self.resolve(str(version))
            restore.restore(self.files, self.version(), target, who)
        return self.version()

    def history(self) -> list[Entry]:
        """Uploads, undos and restores, newest first."""
        return past.history(self._commits())

    def original(self, upload: Upload) -> bytes | None:
        """The file of an upload as it came; None if none was kept. Raises `Damaged` if it is not what it was."""
        expects = any(e.upload == upload and e.original for e in self.history() if e.action == "upload")
        return originals.read(self.files, upload, expects)

    def keep_original(self, upload: Upload, data: bytes) -> bool:
        """Make the original of an upload good; says whether it was lost or damaged. One that was never kept stays so."""
        if log.digest(data) != upload.sha256 or not any(e.original for e in self.history() if e.upload == upload):
            return False
        with worded():
            return originals.keep(self.files, data)

    def kept_before(self, sha256: str, table: str) -> Entry | None:
        """The newest upload of this very file to a table whose rows are in the store."""
        kept = (e for e in self.history() if e.action == "upload" and not e.undone and e.upload.table == table)
        return next((e for e in kept if e.upload.sha256 == sha256), None)

    def damaged(self, upload: Upload) -> list[str]:
        """The stored files of an upload that are lost or not what was written: those of its rows, then its original."""
        with worded(NOTHING_READ):
            found = mend.damaged(self.files, upload)
        try:
            self.original(upload)
        except Damaged as lost:
            found += [damage.file for damage in lost.damages]
        return found

    def recover(self) -> list[str]:
        """At a start: put in order what an earlier run left half done, and say in sentences what became of it."""
        return recover.recover(self.files)

    @property
    def recovered(self) -> list[str]:
        """What the latest start had to say (see `recover`)."""
        return recover.latest_sentences(self.files)

    def damages(self) -> list[Damage]:
        """What a quick look at the log finds wrong: entries lost, emptied, changed, or not adding up."""
        return sound.log_damages(self.files, anew=True)

    def must_be_sound(self) -> None:
        """Raises `Damaged` with what a quick look at the log finds wrong."""
        if found := self.damages():
            raise Damaged(found)

    def check(self) -> verify.Checked:
        """Read every stored file again and hold it against the hash that its commit recorded."""
        return verify.check(self.files)

    def mend(self) -> list[str]:
        """Put right what can be put right from what the store itself holds twice; says what was done."""
        return mend.mend(self.files, self.check().damages)

    def rewrite(self, upload: Upload, rows: pd.DataFrame, who: str = "") -> int:
        """Write those files of an upload again that are damaged, from its rows as read from its file. Returns how many."""
        return mend.rewrite(self.files, upload, rows, who)

    def compact(self, keep_days: int | None = None, *, dry_run: bool = False, who: str = "") -> Compacted:
        """Merge small files, write checkpoints, remove what nothing names. See `compact`."""
        with nullcontext() if dry_run else self._whole():
            return compact(self.files, keep_days, dry_run=dry_run, who=who)

    def _commits(self) -> dict[str, list[Commit]]:
        """What the logs say, also where they are damaged: `check` and `history` must be able to tell."""
        with worded(NOTHING_READ):
            return whole({name: log.sound_commits(self.files, name) for name in TABLES})

    def _sound(self) -> dict[str, list[Commit]]:
        """What the logs say, or `Damaged`. Makes the tables where there are none."""
        with worded(NOTHING_READ):
            history = sound.every(self.files)
        if all(history.values()):
            return whole(history)
        self.create()
        return self._sound()

    @contextmanager
    def _whole(self, undoing: str = "") -> Iterator[None]:
        """Change something only where all logs are sound. Finish a restore that was cut short: before, as it comes before
        what is changed, and after, so that what was kept beside one is seen."""
        with under_way():
            with worded():
                sound.every(self.files, undoing=undoing)
                restore.finish(self.files)
            yield
            with worded():
                restore.finish(self.files)


def open_store() -> Store:
    """The store that `STORE_URI` names, or the folder `var/store`. `STORE_OPTIONS` is a JSON object for object stores."""
    options = json.loads(os.environ.get("STORE_OPTIONS", "{}"))
    return Store(os.environ.get("STORE_URI") or DEFAULT_URI, tuple(sorted(options.items())))
