"""Whether a log may be believed, asked whenever it is read and before each commit: no entry is missing, empty or changed,
and the row counts add up.

What was looked at once is looked at again only when its size or time has changed, so asking costs a listing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from analytics.model.tables import TABLES
from analytics.store import log
from analytics.store.failures import Damage, Damaged
from analytics.store.files import Files, Info
from analytics.store.in_force import standing
from analytics.store.log import COPIES, LOG, Commit, UnreadableLog

_MEND = "Run `python -m analytics check --mend`: it is put right from its copy, and nothing is lost."
_REMAKE = "Run `python -m analytics check --mend`: it is made anew from the log."
_LAST = "_last_checkpoint"
_AGAIN = 0.1
"""Seconds after which damage is looked for again: what a writer is at work on may look damaged for a moment."""


def commits(files: Files, table: str, until: int | None = None, *, undoing: str = "") -> list[Commit]:
    """The commits of a table up to a version, from a log that is sound; else raises `Damaged`. An upload whose counts do
    not add up may be undone: that is what mends it."""
    if _damages(files, table, undoing=undoing):
        time.sleep(_AGAIN)
        if found := _damages(files, table, anew=True, undoing=undoing):
            raise Damaged(found)
    return log.commits(files, table, until)


def every(files: Files, *, undoing: str = "") -> dict[str, list[Commit]]:
    """The commits of every table. Raises `Damaged`."""
    if files.is_local:
        return {name: commits(files, name, undoing=undoing) for name in TABLES}
    with ThreadPoolExecutor(len(TABLES)) as pool:
        found = pool.map(lambda name: commits(files, name, undoing=undoing), TABLES)
        return dict(zip(TABLES, found, strict=True))


def log_damages(files: Files, *, anew: bool = False) -> list[Damage]:
    """Log entries that are missing, empty, changed, or whose row counts do not add up. Reads the logs, no data; with
    `anew` all of them, whatever was looked at before."""
    return [damage for name in TABLES for damage in _damages(files, name, anew=anew)]


def checkpoint_damages(files: Files, table: str) -> list[Damage]:
    """Checkpoints that are missing or changed. Nobody's numbers come from one, but delta-rs needs it to commit."""
    seals = {info.path: info for info in files.names(f"{COPIES}/{table}") if info.path.endswith(".sha256")}
    there = {info.path: info for info in files.names(f"{table}/{LOG}")}
    found = []
    for seal, info in seals.items():
        path = f"{table}/{LOG}/{seal.rpartition('/')[2].removesuffix('.sha256')}"
        if path.endswith(".parquet"):
            found.append(_sealed_damage(files, table, path, there.get(path), info))
    last = f"{table}/{LOG}/{_LAST}"
    if last in there:
        found.append(_last_damage(files, table, last, there, seals))
    elif any(f"/{_LAST}" in seal for seal in seals):
        found.append(Damage(last, table, "it is missing.", _REMAKE))
    return [damage for damage in found if damage]


def last_checkpoint(files: Files, table: str) -> int | None:
    """The version of the newest checkpoint, as delta-rs is told of it; None where it is not told, or not in sense."""
    try:
        return int(json.loads(files.read(f"{table}/{LOG}/{_LAST}"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _damages(files: Files, table: str, *, anew: bool = False, undoing: str = "") -> list[Damage]:
    # Copies are listed first: each is written after its entry, so a copy without one tells of a loss.
    copied = log.copies(files, table)
    entries = log.entries(files, table)
    look = _entry_damage.__wrapped__ if anew else _entry_damage
    versions = range(max(entries.keys() | copied.keys(), default=-1) + 1)
    found = [look(files, table, v, entries.get(v), copied.get(v)) for v in versions]
    return [damage for damage in found if damage] or _miscounted(log.commits(files, table), undoing)


@lru_cache(maxsize=16384)
def _entry_damage(files: Files, table: str, version: int, entry: Info | None, copy: Info | None) -> Damage | None:
    path = log.entry_path(table, version)
    data = _bytes(files, entry)
    sealed = _bytes(files, copy)
    parsed = _parsed(table, version, data)
    body = log.unsealed(sealed) if sealed is not None else None
    if body is not None:
        if data == body:
            return None
        what = "this entry of the log is missing." if data is None else "this entry of the log is empty or cut short."
        if parsed is not None:
            what = "this entry of the log has changed on the disk."
        held = _parsed(table, version, body)
        return Damage(path, table, what, _MEND, held.upload if held else None)
    if parsed is None:
        what = "this entry of the log is missing, empty or cut short, and so is its copy."
        remedy = "Upload again what was kept in it: see the files in `_originals` that `history` does not list."
        return Damage(path, table, what, remedy)
    if copy is not None:
        what = "the copy of a log entry has changed."
        return Damage(log.copy_path(table, version), table, what, _MEND, parsed.upload)
    return None


def _miscounted(history: list[Commit], undoing: str) -> list[Damage]:
    """Uploads that count and whose files hold other numbers of rows than was said."""
    found = []
    for commit in history:
        if commit.action == "upload" and (upload := commit.upload) and "rows" in commit.info:
            said, there = commit.info["rows"] + commit.info.get("removed", 0), sum(f.rows for f in commit.adds)
            if said != there and upload.id != undoing:
                what = f"the upload had {said:,} rows, and its files hold {there:,}."
                remedy = f"Undo it (`python -m analytics undo {upload.id}`) and upload the file again."
                found.append(Damage(log.entry_path(commit.table, commit.version), commit.table, what, remedy, upload))
    return [d for d in found if d.upload and d.upload.id in standing(history)]


def _last_damage(
    files: Files, table: str, path: str, there: Mapping[str, Info], seals: Mapping[str, Info]
) -> Damage | None:
    """`_last_checkpoint` is overwritten, so its seal bears the version that it points at. A checkpoint without a seal is
    one that somebody is writing, or was killed at."""
    version = last_checkpoint(files, table)
    if version is None or f"{table}/{LOG}/{version:020d}.checkpoint.parquet" not in there:
        return Damage(path, table, "it has changed on the disk.", _REMAKE)
    seal = seals.get(log.seal_path(table, path, version)) or seals.get(log.seal_path(table, path))
    return _sealed_damage(files, table, path, there[path], seal) if seal else None


@lru_cache(maxsize=1024)
def _sealed_damage(files: Files, table: str, path: str, info: Info | None, seal: Info) -> Damage | None:
    data, sealed = _bytes(files, info), _bytes(files, seal)
    hashed = log.unsealed(sealed) if sealed is not None else None
    if data is None:
        return Damage(path, table, "it is missing.", _REMAKE)
    if hashed is None:
        return Damage(seal.path, table, "this hash has changed.", _REMAKE)
    return None if hashed.decode() == log.digest(data) else Damage(path, table, "it has changed on the disk.", _REMAKE)


def _bytes(files: Files, info: Info | None) -> bytes | None:
    try:
        return files.read(info.path) if info else None
    except FileNotFoundError:
        return None


def _parsed(table: str, version: int, data: bytes | None) -> Commit | None:
    try:
        return log.parse(table, version, data) if data is not None else None
    except UnreadableLog:
        return None
