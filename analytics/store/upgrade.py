"""Tables of an earlier release: the columns they lack are added by a commit of its own, before the next one that changes
anything. Rows keep their files and versions their rows; what a column would say of older rows is in `earlier`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties
from deltalake.exceptions import CommitFailedError
from deltalake.schema import Schema

from analytics.model.tables import Table
from analytics.store import log, parts
from analytics.store.files import Files


def upgrade(files: Files, table: Table, delta: DeltaTable) -> bool:
    """Add the columns that `delta`, the newest version, lacks, and record the hashes of files that have none.

    Then `delta` is the version that has them. False where there was nothing to add. Who lost a race opens the newest
    version and tries again.
    """
    present = {field.name for field in delta.schema().fields}
    lacking = [field for field in Schema.from_arrow(parts.schema(table)).fields if field.name not in present]
    if not lacking:
        return False
    history = log.commits(files, table.name, delta.version())
    known = log.hashes(history)
    old = [f for f in log.named(history).values() if f.path not in known]
    there = [f for f in old if files.exists(f"{table.name}/{f.disk_path}")]
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda f: log.digest(files.read(f"{table.name}/{f.disk_path}")), there)
    hashes = dict(zip((f.path for f in there), found, strict=True))
    try:
        delta.alter.add_columns(
            lacking,
            commit_properties=CommitProperties(
                {"action": "upgrade", "who": "", "hashes": hashes}, max_commit_retries=0
            ),
            post_commithook_properties=PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False),
        )
    except CommitFailedError:
        if max(log.entries(files, table.name)) == delta.version():
            raise
    return True
