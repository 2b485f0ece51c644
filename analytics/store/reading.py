"""Reading rows of a version. What cannot be read is told as the damage or the lost connection that it is."""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa
import pyarrow.dataset as ds
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from analytics.model.tables import EVENTS, TABLES, Table
from analytics.model.uploads import Version
from analytics.store import earlier, log, parts, verify
from analytics.store.failures import NOTHING_READ, Damaged, not_kept
from analytics.store.files import Files

# Pages carry a checksum, so a flipped byte in rows is an error and never a number.
_SCAN = ds.ParquetFragmentScanOptions(pre_buffer=True, page_checksum_verification=True)


def read(files: Files, table: Table, version: Version, wanted: ds.Expression | None = None) -> pa.Table:
    """The rows of a version, with the store's own columns. Raises `Damaged`, or `NotKept` where nothing can be read."""
    number = version.numbers[list(TABLES).index(table.name)]
    try:
        delta = _opened(files, table.name, number, version.mark)
        found = delta.to_pyarrow_dataset().to_table(filter=wanted, fragment_scan_options=_SCAN)
        whole = parts.complete(found, table)
        if table is EVENTS and whole["kind"].null_count:
            return earlier.with_kinds(whole, [c.upload for c in log.commits(files, table.name) if c.upload])
    except (OSError, pa.ArrowException, DeltaError) as fault:
        raise why(files, fault) from fault
    return whole


def scopes(files: Files, table: Table, version: Version) -> set[str]:
    """The scopes (measures, pathways) that have data files in a version. The table must be `charted`."""
    number = version.numbers[list(TABLES).index(table.name)]
    try:
        return {str(part[table.scope]) for part in _opened(files, table.name, number, version.mark).partitions()}
    except (OSError, DeltaError) as fault:
        raise why(files, fault) from fault


def why(files: Files, fault: Exception) -> Exception:
    """What to tell of a fault: the damage behind it, where there is one."""
    try:
        found = verify.log_damages(files) or verify.check(files).damages
    except OSError:
        found = []
    if found:
        return Damaged(list(found))
    return not_kept(fault, NOTHING_READ)


@lru_cache(maxsize=64)
def _opened(files: Files, table: str, version: int, mark: str) -> DeltaTable:
    # A past version never changes, so an open one can be shared. The mark tells a store from an earlier one in its place.
    return DeltaTable(f"{files.uri}/{table}", version=version, storage_options=dict(files.options))
