"""Files that belong to nothing that was kept: rows that a killed writer never committed, half-written files, originals of
no upload."""

from __future__ import annotations

import re

from analytics.model.tables import TABLES
from analytics.store import log, originals
from analytics.store.change import JOURNAL
from analytics.store.files import TEMPORARY, Files, Info
from analytics.store.log import LOG, ORIGINALS

SAFE_AGE = 24 * 60 * 60
"""Seconds for which nothing is taken away, whatever it looks like: longer than any upload takes."""
_OF_A_LOG = re.compile(r"\d{20}\.(json|crc|checkpoint\..*parquet)|\d{20}\.\d{20}\.compacted\.json|_last_checkpoint")


def orphans(files: Files) -> list[Info]:
    """Files that no commit names and nobody is about to name.

    The order is the point: first what lies there, then who is at work, then the logs. Whoever wrote a file that was listed
    is still at work when that is asked, or has made its commit, and the log that is read last names it.
    """
    listed = files.names("")
    busy = tuple(running(files))
    history = {name: log.sound_commits(files, name) for name in TABLES}
    held = {f"{name}/{f.disk_path}" for name, commits in history.items() for f in log.named(commits).values()}
    held |= {originals.path(c.upload.sha256) for commits in history.values() for c in commits if c.upload}
    return [info for info in listed if info.path not in held and _is_orphan(info.path, busy)]


def by_age(files: Files) -> tuple[list[Info], list[Info]]:
    """The orphans that are older than `SAFE_AGE` by the clock of the place where they lie, and those that are younger."""
    found = orphans(files)
    since = files.now() - SAFE_AGE * 1_000_000_000 if found else 0
    return [info for info in found if info.written < since], [info for info in found if info.written >= since]


def remove(files: Files, old: list[Info]) -> list[Info]:
    """Take old orphans away; returns which. One that was uploaded again meanwhile has been written anew, and stays."""
    gone = [info for info in old if files.info(info.path) == info]
    for info in gone:
        files.delete(info.path)
    return gone


def running(files: Files) -> list[str]:
    """Tokens of what is being done at this moment."""
    return [
        info.path.rpartition("/")[2].partition(".")[0]
        for info in files.names(JOURNAL)
        if not info.path.endswith(TEMPORARY) and not files.abandoned(info.path)
    ]


def _is_orphan(path: str, busy: tuple[str, ...]) -> bool:
    """Of a file that nothing names. A temporary file does not tell whose it is, so it is one only while nobody works."""
    folder, _, name = path.rpartition("/")
    if path.endswith(TEMPORARY) or folder == ORIGINALS:
        return not busy
    table, _, within = folder.partition("/")
    if table not in TABLES:
        return False
    if within.partition("/")[0] == LOG:
        return not busy and not _OF_A_LOG.fullmatch(name)
    return not name.startswith(busy)
