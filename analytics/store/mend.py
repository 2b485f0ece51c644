"""Putting damaged files right: log entries from their copies, checkpoints from the log, merged files from those they were
merged from, and rows from the original file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pandas as pd

from analytics.model.tables import TABLES
from analytics.model.uploads import Upload
from analytics.store import log, parts
from analytics.store.change import Changes, change, checkpoint, copy_entry, discard, intent
from analytics.store.failures import Damage, Damaged, NotKept, worded
from analytics.store.files import Files
from analytics.store.log import COPIES, LOG, Commit, DataFile


def mend(files: Files, damages: Sequence[Damage]) -> list[str]:
    """Put right what the store holds twice. Returns a sentence for each file that is sound again."""
    done = []
    with worded():
        for damage in damages:
            version = _version(damage.file)
            if version is None and (f"/{LOG}/" in damage.file or damage.file.startswith(COPIES)):
                _remake_checkpoint(files, damage.table)
            elif damage.file.startswith(COPIES):
                copy_entry(files, damage.table, int(version or 0))
            elif f"/{LOG}/" in damage.file:
                if not _from_copy(files, damage, int(version or 0)):
                    continue
            elif not _unmerge(files, damage):
                continue
            done.append(f"{damage.file} is sound again.")
    return done


def damaged(files: Files, upload: Upload) -> list[str]:
    """The live files of an upload that are lost or not what was written, of those that hold nothing but its rows."""
    found = _damaged(files, upload, log.commits(files, upload.table))
    return [f"{upload.table}/{file.disk_path}" for file in found]


def rewrite(files: Files, upload: Upload, rows: pd.DataFrame, who: str) -> int:
    """Write the damaged live files of an upload again, from its rows as read from the original. Returns how many.

    Where this release writes the very same bytes they take the place of the damaged ones, for every version; else new files
    take their part from now on. The upload keeps its id and its place among the others. Raises `NotKept` if the rows are
    not those that were kept.
    """
    table, count = TABLES[upload.table], 0

    def plan(commits: list[Commit]) -> Changes | None:
        nonlocal count
        discard(files, table, begun.token)
        bad = _damaged(files, upload, commits)
        if not bad:
            return None
        count = len(bad)
        arrow = parts.to_arrow(rows, table, upload.id, illustrative=upload.illustrative)
        made = parts.write(files, table, arrow, begun.token)
        same = {new.sha256: new for new in made}
        for file in bad:
            if new := same.get(file.sha256):
                files.write(f"{table.name}/{file.disk_path}", files.read(f"{table.name}/{new.path}"))
        drops = [file for file in bad if file.sha256 not in same]
        adds = [_instead(file, made, upload) for file in drops]
        return Changes(adds, drops, data_change=False) if drops else None

    with intent(files, "mend", who, upload, table) as begun, worded():
        change(files, table, begun, plan)
        discard(files, table, begun.token)
    return count


def _damaged(files: Files, upload: Upload, commits: Sequence[Commit]) -> list[DataFile]:
    own = [file for file in log.live(commits).values() if file.of_one(upload.id)]
    return [file for file in own if not _sound(files, upload.table, file)]


def _instead(file: DataFile, written: Sequence[DataFile], upload: Upload) -> DataFile:
    for new in written:
        if (new.partition, new.rows) == (file.partition, file.rows):
            return new
    raise NotKept(
        f"{upload.file} is not read today as it was when it was kept, so its rows cannot be written again.",
        f"Undo it (python -m analytics undo {upload.id}) and upload it as new.",
    )


def _version(path: str) -> int | None:
    name = path.rpartition("/")[2]
    return int(name[:20]) if name[20:] == ".json" and name[:20].isdecimal() else None


def _from_copy(files: Files, damage: Damage, version: int) -> bool:
    try:
        body = log.unsealed(files.read(log.copy_path(damage.table, version)))
    except FileNotFoundError:
        return False
    if body is None:
        return False
    files.write(damage.file, body)
    return True


def _remake_checkpoint(files: Files, table: str) -> None:
    # The log is whole by now, so a checkpoint is only a shortcut: all of them go, and a new one is made.
    for info in files.names(f"{table}/{LOG}") + files.names(f"{COPIES}/{table}"):
        if ".checkpoint." in info.path or "_last_checkpoint" in info.path:
            files.delete(info.path)
    checkpoint(files, table)


def _unmerge(files: Files, damage: Damage) -> bool:
    """Put the files back from which a damaged one was merged, if they are there and sound."""
    table = TABLES.get(damage.table)
    if table is None:
        return False
    swapped = False

    def plan(commits: list[Commit]) -> Changes | None:
        nonlocal swapped
        every, kept = log.named(commits), log.needed(commits)
        for commit in (c for c in commits if c.action == "compact"):
            for file in commit.adds:
                if f"{table.name}/{file.disk_path}" == damage.file and file.path in log.live(commits):
                    before = [every[p] for p in commit.removes if every[p].partition == file.partition]
                    if all(f.path in kept and _sound(files, table.name, f) for f in before):
                        swapped = True
                        return Changes(before, [file], data_change=False)
        return None

    with suppress(Damaged), intent(files, "mend", "", None) as begun:  # a log that stays damaged is told by `check`
        change(files, table, begun, plan)
    return swapped


def _sound(files: Files, table: str, file: DataFile) -> bool:
    path = f"{table}/{file.disk_path}"
    return files.exists(path) and (not file.sha256 or log.digest(files.read(path)) == file.sha256)
