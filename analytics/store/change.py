"""The one way in which a table changes: data files first, then one commit that names them with their hashes.

Every commit is made against the newest version and fails if there is a newer one; then it is planned again. So what a
plan looked at is what the commit changes, and no update is lost.
"""

from __future__ import annotations

import contextlib
import json
import random
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, Transaction
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction

from analytics.model.tables import Table
from analytics.model.uploads import Upload
from analytics.store import log, place, sound
from analytics.store.failures import Damaged, NotKept, Unsure, not_kept, unsure
from analytics.store.files import Files
from analytics.store.in_force import BY_VERSION
from analytics.store.log import Commit, DataFile
from analytics.store.upgrade import upgrade

JOURNAL = "_journal"
TRIES = 60
"""How often a commit that lost a race is made again before the user is told."""
CHECKPOINT_EVERY = 100


@dataclass(frozen=True)
class Changes:
    """What a commit does to a table. `says` is recorded with it."""

    adds: Sequence[DataFile] = ()
    drops: Sequence[DataFile] = ()
    says: dict[str, Any] = field(default_factory=dict)
    data_change: bool = True


Plan = Callable[[list[Commit]], Changes | None]
"""From the commits so far to what is to change now; None where nothing is."""


@dataclass(frozen=True)
class Intent:
    """Something that is being done. Its file lies in the journal until it is done; a later start finds what is left."""

    token: str
    action: str
    who: str
    upload: Upload | None

    def to_json(self, **more: Any) -> bytes:
        """As the journal keeps it."""
        fields = {"action": self.action, "who": self.who, "token": self.token, "upload": upload_fields(self.upload)}
        return json.dumps(fields | more).encode()


def upload_fields(upload: Upload | None) -> dict[str, Any] | None:
    """An upload as JSON keeps it."""
    return asdict(upload) | {"when": upload.when.isoformat()} if upload else None


@contextlib.contextmanager
def intent(
    files: Files, action: str, who: str, upload: Upload | None, table: Table | None = None, **more: Any
) -> Iterator[Intent]:
    """Write down what is about to be done, and cross it out when it is done or has failed. `table` is where data files
    are written; of what fails none is left."""
    token = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
    begun = Intent(token, action, who, upload)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(files.held(f"{JOURNAL}/{token}.json", begun.to_json(**more)))
        except OSError as fault:
            raise not_kept(fault) from fault
        try:
            yield begun
        except BaseException as fault:
            # What may still arrive must find its files; if it does not, they are orphans for `compact`.
            if table and not isinstance(fault, Unsure):
                discard(files, table, token)
            raise


def open_newest(files: Files, table: str) -> DeltaTable:
    """The newest version of a table as delta-rs sees it."""
    return DeltaTable(files.table_uri(table), storage_options=dict(files.options))


def change(files: Files, table: Table, begun: Intent, plan: Plan) -> int | None:
    """Make one commit, whole or not at all, flushed. Returns its version; None if the plan found nothing to do.

    Raises `NotKept`, `Damaged` where the log is not what was written, or what the plan raises; then the table is as it was.
    """
    for attempt in range(TRIES):
        try:
            delta = open_newest(files, table.name)
        except (OSError, DeltaError) as fault:
            # delta-rs trusts the newest checkpoint and does not open where that is lost.
            if found := sound.log_damages(files) + sound.checkpoint_damages(files, table.name):
                raise Damaged(found) from fault
            raise not_kept(fault) from fault
        # Nothing is built on a log that is not what was written.
        undoing = begun.upload.id if begun.action == "undo" and begun.upload else ""
        commits = sound.commits(files, table.name, delta.version(), undoing=undoing)
        if found := sound.checkpoint_damages(files, table.name):
            raise Damaged(found)
        changes = plan(commits)
        if changes is None:
            return None
        try:
            if upgrade(files, table, delta):  # and plan again, from what the table is now
                _keep(files, table.name, delta.version())
                continue
            _flush_folder(files, table, changes)
            _commit(delta, table, begun, changes)
        except (OSError, DeltaError) as fault:
            if not _landed(files, table, delta.version() + 1, begun, fault):
                time.sleep(random.uniform(0, 0.002 * (attempt + 1)))
                continue
        _keep(files, table.name, delta.version() + 1)
        return delta.version() + 1
    raise NotKept("Too many people are keeping data at once, so nothing was kept.", "Try again in a minute.")


def discard(files: Files, table: Table, token: str) -> None:
    """Remove the data files of an intent that no commit names. What cannot be removed is an orphan for `compact`."""
    with contextlib.suppress(OSError):
        kept = {f"{table.name}/{path}" for path in log.named(log.commits(files, table.name))}
        for info in files.names(table.name):
            if info.path.startswith(f"{table.name}/{token}") and info.path not in kept:
                files.delete(info.path)


def copy_entry(files: Files, table: str, version: int) -> None:
    """Write the second copy of a log entry."""
    files.write(log.copy_path(table, version), log.sealed(files.read(log.entry_path(table, version))))


def checkpoint(files: Files, table: str) -> None:
    """Write a checkpoint of a table, so that it opens without reading all of its log, and note the hashes of its files.

    One without a hash is one that somebody is writing, or was killed at: it is written again.
    """
    delta = open_newest(files, table)
    version, folder = delta.version(), f"{table}/{log.LOG}"
    last = f"{folder}/_last_checkpoint"
    written = f"{folder}/{version:020d}.checkpoint.parquet"
    seals = [log.seal_path(table, written), log.seal_path(table, last, version)]
    if sound.last_checkpoint(files, table) == version and all(map(files.exists, seals)):
        return
    for info in files.names(f"{log.COPIES}/{table}"):
        if "/_last_checkpoint" in info.path:
            files.delete(info.path)
    delta.create_checkpoint()
    files.sync([written, last, folder])
    for path, seal in zip((written, last), seals, strict=True):
        files.write(seal, log.sealed(log.digest(files.read(path)).encode()))


def _commit(delta: DeltaTable, table: Table, begun: Intent, changes: Changes) -> None:
    says = {"action": begun.action, "who": begun.who, "token": begun.token, **changes.says}
    if begun.upload:
        says["upload"] = json.dumps(upload_fields(begun.upload))
    if begun.action == "upload":
        says[BY_VERSION] = delta.version() + 1
    says["hashes"] = {file.path: file.sha256 for file in changes.adds if file.sha256}
    new = begun.action == "upload" and begun.upload
    now = int(time.time() * 1000)
    removes = [RemoveAction(f.path, changes.data_change, now, f.size, f.partition) for f in changes.drops]
    delta.create_write_transaction(
        [*(_add(file, changes.data_change, now) for file in changes.adds), *removes],
        "append",
        delta.schema(),
        partition_by=delta.metadata().partition_columns,
        commit_properties=CommitProperties(
            custom_metadata=says,
            max_commit_retries=0,
            app_transactions=[Transaction(begun.upload.id, 1)] if new and begun.upload else None,
        ),
        # Checkpoints and tidying are ours to do: what is not hashed cannot be checked.
        post_commithook_properties=PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False),
    )


def _add(file: DataFile, data_change: bool, now: int) -> AddAction:
    stats: dict[str, Any] = {"numRecords": file.rows}
    if file.rows and file.first:
        stats |= {"minValues": {"upload": file.first}, "maxValues": {"upload": file.last}, "nullCount": {"upload": 0}}
    return AddAction(file.path, file.size, file.partition, now, data_change, json.dumps(stats))


def _landed(files: Files, table: Table, version: int, begun: Intent, fault: Exception) -> bool:
    """Whether a commit that raised was made all the same (a lost answer of an object store). False where another has its
    number; raises `NotKept` where nobody has."""
    try:
        if any(c.version == version and c.info.get("token") == begun.token for c in log.commits(files, table.name)):
            return True
        if files.exists(log.entry_path(table.name, version)):
            return False
    except (OSError, DeltaError):
        raise unsure(fault) from fault
    if files.is_local:
        place.must_link(files.root)
        raise not_kept(fault) from fault
    raise unsure(fault) from fault


def _flush_folder(files: Files, table: Table, changes: Changes) -> None:
    if changes.adds:
        files.sync([table.name])


def _keep(files: Files, table: str, version: int) -> None:
    """Flush a commit, which delta-rs does not, and copy it."""
    try:
        files.sync([log.entry_path(table, version), f"{table}/{log.LOG}"])
    except OSError as fault:
        raise NotKept(
            "It was written, but the disk did not confirm that it is safe.",
            "Look at the history before you do it again, and have the disk checked.",
        ) from fault
    # The commit stands from here on; a copy that cannot be made now is made at the next start.
    with contextlib.suppress(OSError, DeltaError):
        copy_entry(files, table, version)
        if version % CHECKPOINT_EVERY == 0:
            checkpoint(files, table)
