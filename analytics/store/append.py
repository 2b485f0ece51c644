"""Keeping one upload: its rows, what it takes away, and its file, in one commit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pyarrow as pa

from analytics.model.tables import TABLES, Table
from analytics.model.uploads import Upload
from analytics.store import originals, parts, past
from analytics.store.change import Changes, change, discard, intent
from analytics.store.failures import worded
from analytics.store.files import Files
from analytics.store.log import Commit


def keep(
    files: Files, upload: Upload, rows: pd.DataFrame, gone: pa.Table, original: bytes | None, expected: int | None
) -> None:
    """See `Store.commit`. `gone` are the rows that say "this key has no row any more" (`removals`); `expected` is the
    number of the table that somebody looked at."""
    table = TABLES[upload.table]
    arrow = parts.to_arrow(rows, table, upload.id, illustrative=upload.illustrative)
    says = {"rows": len(arrow), "removed": len(gone), "original": original is not None}

    def plan(commits: list[Commit]) -> Changes | None:
        if any(c.action == "upload" and c.upload and c.upload.id == upload.id for c in commits):
            return None
        if expected is not None:
            past.must_not_have_moved(commits, expected)
        return Changes(written, says=says)

    with intent(files, "upload", upload.who, upload, table) as begun, worded():
        with ThreadPoolExecutor(1) as pool:  # it is hashed and flushed while the rows are written
            kept = pool.submit(originals.keep, files, original, upload) if original is not None else None
            written = [
                *parts.write(files, table, arrow, begun.token),
                *parts.write(files, table, gone, begun.token),
            ]
        if kept is not None:
            kept.result()
        if change(files, table, begun, plan) is None:
            discard(files, table, begun.token)


def removals(now: pd.DataFrame, removed: pd.DataFrame | None, table: Table, upload: Upload) -> pa.Table:
    """The rows that say "this key has no row any more": the uploaded rows that count now and have these keys."""
    if removed is None or removed.empty:
        return parts.schema(table).empty_table()
    found = now[~now["illustrative"] & parts.keys(now, table).isin(parts.keys(removed, table))]
    return parts.to_arrow(found[table.schema.names], table, upload.id, illustrative=upload.illustrative, removed=True)
