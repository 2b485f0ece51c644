"""Making the tables, and bringing those of an earlier release up to this one."""

from __future__ import annotations

from deltalake import DeltaTable

from analytics.model.tables import Table
from analytics.store import log, parts
from analytics.store.change import copy_entry, open_newest
from analytics.store.files import Files
from analytics.store.upgrade import upgrade

# A link pins a version, so nothing it needs may be tidied away.
_RETENTION = "interval 3650 days"


def create(files: Files, table: Table) -> None:
    """Make a table if it is not there, with all of the store's own columns, and copy what of its log has no copy."""
    files.make(table.name)
    if not log.entries(files, table.name):
        DeltaTable.create(
            f"{files.uri}/{table.name}",
            schema=parts.schema(table),
            mode="ignore",
            partition_by=[table.scope] if table.charted else None,
            storage_options=dict(files.options),
            configuration={
                "delta.logRetentionDuration": _RETENTION,
                "delta.deletedFileRetentionDuration": _RETENTION,
            },
        )
    # The copies came with the store's own columns; where there are any, a column of a table waits for its next commit.
    while not log.copies(files, table.name) and upgrade(files, table, open_newest(files, table.name)):
        pass
    copy_log(files, table.name)


def copy_log(files: Files, table: str) -> None:
    """Copy the readable entries that have no copy yet: of an earlier release, or of a run that stopped before it could."""
    copied = log.copies(files, table)
    readable = {c.version for c in log.commits(files, table)}
    for version in log.entries(files, table):
        if version not in copied and version in readable:
            files.sync([log.entry_path(table, version), f"{table}/{log.LOG}"])
            copy_entry(files, table, version)
