"""Making the tables, and bringing those of an earlier release up to this one."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError

from analytics.model.tables import Table
from analytics.store import log, parts, place
from analytics.store.change import copy_entry, open_newest
from analytics.store.files import Files
from analytics.store.upgrade import upgrade

# A link pins a version, so nothing it needs may be tidied away.
_ROUNDS = 8
"""How often two commits are made at once to see whether one is refused; a careless place gives itself away in most."""
_RETENTION = "interval 3650 days"


def must_fit(files: Files) -> None:
    """Raises `NotKept` where a commit could overwrite another, however careful we are."""
    if files.is_local:
        files.make("")
        place.must_link(files.root)
        return
    probe = f"_probe.{secrets.token_hex(4)}"
    uri, options = files.table_uri(probe), dict(files.options)
    try:
        DeltaTable.create(uri, schema=pa.schema([("one", pa.string())]), storage_options=options)
        made = sum(_at_once(uri, options) for _ in range(_ROUNDS))
        kept = DeltaTable(uri, storage_options=options).version()
    finally:
        for info in files.names(probe):
            files.delete(info.path)
    if kept < made:
        raise place.careless(files.uri)


def _at_once(uri: str, options: dict[str, str]) -> int:
    """How many of two commits that are made at once with one number are said to have been made."""
    both, start = [DeltaTable(uri, storage_options=options) for _ in range(2)], Barrier(2)

    def made(delta: DeltaTable) -> bool:
        start.wait()
        try:
            once = CommitProperties(max_commit_retries=0)
            delta.create_write_transaction([], "append", delta.schema(), commit_properties=once)
        except CommitFailedError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(made, both))


def create(files: Files, table: Table) -> None:
    """Make a table if it is not there, with all of the store's own columns, and copy what of its log has no copy."""
    files.make(table.name)
    if not log.entries(files, table.name):
        _make(files, table)
    # The copies came with the store's own columns; where there are any, a column of a table waits for its next commit.
    while not log.copies(files, table.name) and upgrade(files, table, open_newest(files, table.name)):
        pass
    copy_log(files, table.name)


def _make(files: Files, table: Table) -> None:
    try:
        DeltaTable.create(
            files.table_uri(table.name),
            schema=parts.schema(table),
            mode="ignore",
            partition_by=[table.scope] if table.charted else None,
            storage_options=dict(files.options),
            configuration={
                "delta.logRetentionDuration": _RETENTION,
                "delta.deletedFileRetentionDuration": _RETENTION,
            },
        )
    except DeltaError:
        # Of two at once the one that is later is told that there is a table, or is not told so well.
        if not log.entries(files, table.name):
            raise


def copy_log(files: Files, table: str) -> None:
    """Copy the readable entries that have no copy yet: of an earlier release, or of a run that stopped before it could."""
    copied = log.copies(files, table)
    readable = {c.version for c in log.commits(files, table)}
    for version in log.entries(files, table):
        if version not in copied and version in readable:
            files.sync([log.entry_path(table, version), f"{table}/{log.LOG}"])
            copy_entry(files, table, version)
