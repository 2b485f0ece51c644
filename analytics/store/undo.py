"""Taking one upload away: its files go, and files that it shares with others are written again without it."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.compute as pc

from analytics.model.tables import TABLES
from analytics.model.uploads import Entry, UnknownUpload
from analytics.store import log, parts
from analytics.store.change import Changes, change, discard, intent
from analytics.store.failures import worded
from analytics.store.files import Files
from analytics.store.in_force import standing
from analytics.store.log import Commit, DataFile


def undo(files: Files, history: Sequence[Entry], upload_id: str, who: str) -> None:
    """Take the rows of an upload away in one commit. Raises `UnknownUpload`."""
    entry = next((e for e in history if e.action == "upload" and e.upload.id == upload_id), None)
    if entry is None:
        raise UnknownUpload(f"There is no upload {upload_id}.")
    table = TABLES[entry.upload.table]

    def plan(commits: list[Commit]) -> Changes:
        if upload_id not in standing(commits):
            raise UnknownUpload(f"The upload of {entry.upload.file} was undone already.")
        discard(files, table, begun.token)
        written: list[DataFile] = []
        own = [f for f in log.live(commits).values() if f.may_hold(upload_id)]
        drops = [f for f in own if f.of_one(upload_id)]
        for file in (f for f in own if not f.of_one(upload_id)):
            rows = parts.read(files, table, file)
            others = rows.filter(pc.not_equal(rows["upload"], upload_id))
            if len(others) < len(rows):
                drops.append(file)
                written.extend(parts.write(files, table, others, begun.token))
        return Changes(written, drops)

    with intent(files, "undo", who, entry.upload, table) as begun, worded():
        change(files, table, begun, plan)
