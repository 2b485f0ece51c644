"""Reading rows of a version. What cannot be read is told as the damage or the lost connection that it is."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from deltalake.exceptions import DeltaError

from analytics.model.tables import EVENTS, TABLES, Table
from analytics.model.uploads import Version
from analytics.store import earlier, in_force, log, parts, sound, verify
from analytics.store.failures import NOTHING_READ, Damaged, not_kept
from analytics.store.files import Files
from analytics.store.log import Commit, DataFile

_THREADS = 4


def that_count(files: Files, table: Table, version: Version, wanted: Collection[str] | None = None) -> pd.DataFrame:
    """The rows that count in a version: of some scopes, or all. Raises `Damaged`, or `NotKept` where nothing can be read.

    The log says which files they are in, and each is held against the hash that its commit recorded before a row of it
    is used: what has changed on the disk is an error and never a number.
    """
    history = _history(files, table, version)
    found = list(log.live(history).values())
    if wanted is not None and table.charted:
        found = [file for file in found if file.partition[table.scope] in wanted]
    rows = _together(files, table, history, found).to_pandas(date_as_object=False)
    return parts.that_count(rows, table, in_force.ranks(history))


def of_upload(files: Files, table: Table, version: Version, upload_id: str) -> pd.DataFrame:
    """The rows of one upload in a version, with the store's own columns. Raises as `that_count`."""
    history = _history(files, table, version)
    found = [file for file in log.live(history).values() if file.may_hold(upload_id)]
    rows = _together(files, table, history, found)
    return rows.filter(pc.equal(rows["upload"], upload_id)).to_pandas(date_as_object=False)


def scopes(files: Files, table: Table, version: Version) -> set[str]:
    """The scopes (measures, pathways) that have data files in a version. The table must be `charted`."""
    return {str(file.partition[table.scope]) for file in log.live(_history(files, table, version)).values()}


def why(files: Files, fault: Exception) -> Exception:
    """What to tell of a fault: the damage behind it, where there is one."""
    try:
        found = sound.log_damages(files) or verify.check(files).damages
    except (OSError, DeltaError):
        found = []
    if found:
        return Damaged(list(found))
    return not_kept(fault, NOTHING_READ)


def _history(files: Files, table: Table, version: Version) -> list[Commit]:
    number = version.numbers[list(TABLES).index(table.name)]
    try:
        return sound.commits(files, table.name, number)
    except (OSError, DeltaError) as fault:
        raise why(files, fault) from fault


def _together(files: Files, table: Table, history: list[Commit], found: list[DataFile]) -> pa.Table:
    try:
        with ThreadPoolExecutor(_THREADS) as pool:
            read = list(pool.map(lambda file: parts.read(files, table, file), found))
    except (OSError, pa.ArrowException, DeltaError, Damaged) as fault:
        raise why(files, fault) from fault
    rows = parts.complete(pa.concat_tables([parts.schema(table).empty_table(), *read]), table)
    if table is EVENTS and rows["kind"].null_count:
        return earlier.with_kinds(rows, [commit.upload for commit in history if commit.upload])
    return rows
