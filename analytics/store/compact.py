"""Tidying, when somebody asks for it: small files merged, checkpoints written, what nothing names removed, and only if
told so, files dropped that no recent version needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from analytics.model.tables import TABLES, Table
from analytics.store import log, orphans, parts
from analytics.store.change import Changes, change, checkpoint, discard, intent
from analytics.store.failures import Damaged, worded
from analytics.store.files import Files
from analytics.store.in_force import times
from analytics.store.log import Commit, DataFile
from analytics.store.sound import log_damages

SMALL = 64_000_000
"""Bytes above which a file is left as it is."""


@dataclass(frozen=True)
class Compacted:
    """What tidying did, or would do. `closed` says for each table which versions can no longer be opened; `young`
    are orphans that stay until they are old enough to be nobody's for certain."""

    merged: dict[str, int] = field(default_factory=dict)
    orphans: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    young: list[str] = field(default_factory=list)


def compact(files: Files, keep_days: int | None, *, dry_run: bool, who: str) -> Compacted:
    """Merge the small files of live data, remove orphans and, with `keep_days`, what only older versions need.

    Uploads stay apart row by row, so each can still be undone. Raises `Damaged` where the log is damaged, and before
    it merges a damaged file.
    """
    if found := log_damages(files):
        # What a damaged entry names would look like nobody's.
        raise Damaged(found)
    with worded():
        merged, dropped, closed = {}, [], []
        cutoff = None if keep_days is None else datetime.now(UTC) - timedelta(days=keep_days)
        for table in TABLES.values():
            merged[table.name] = sum(map(len, _groups(log.commits(files, table.name))))
            if not dry_run:
                _merge(files, table, who)
                checkpoint(files, table.name)
            if cutoff is not None:
                past, sentence = _drop(files, table, cutoff, dry_run=dry_run, who=who)
                dropped += past
                closed += [sentence] if sentence else []
        old, young = orphans.by_age(files)
        gone = old if dry_run else orphans.remove(files, old)
    return Compacted(
        {n: c for n, c in merged.items() if c}, [i.path for i in gone], dropped, closed, [i.path for i in young]
    )


def _groups(commits: list[Commit]) -> list[list[DataFile]]:
    """The live files that belong together: small, more than one, and of one scope."""
    groups: dict[tuple, list[DataFile]] = {}
    for file in log.live(commits).values():
        if file.size < SMALL:
            groups.setdefault(tuple(sorted(file.partition.items())), []).append(file)
    return [group for group in groups.values() if len(group) > 1]


def _merge(files: Files, table: Table, who: str) -> None:
    def plan(commits: list[Commit]) -> Changes | None:
        discard(files, table, begun.token)
        written: list[DataFile] = []
        groups = _groups(commits)
        for group in groups:
            rows = pa.concat_tables([parts.read(files, table, file) for file in sorted(group, key=lambda f: f.first)])
            written.extend(parts.write(files, table, rows, begun.token))
        return Changes(written, [f for g in groups for f in g], data_change=False) if groups else None

    with intent(files, "compact", who, None, table) as begun:
        change(files, table, begun, plan)


def _drop(files: Files, table: Table, cutoff: datetime, *, dry_run: bool, who: str) -> tuple[list[str], str]:
    """Files that neither the version of `cutoff` nor a later one needs, and which versions need them."""
    oldest, gone = 0, []

    def plan(commits: list[Commit]) -> Changes | None:
        # Planned against the newest version: what somebody went back to a moment ago is needed again.
        nonlocal oldest, gone
        oldest = max((version for version, when in times(commits) if when <= cutoff), default=0)
        needed = log.needed(commits, oldest)
        present = {info.path for info in files.names(table.name)}
        old = [f for path, f in log.named(commits).items() if path not in needed]
        gone = [path for f in old if (path := f"{table.name}/{f.disk_path}") in present]
        return Changes(says={"oldest": oldest}) if gone else None

    if dry_run:
        plan(log.commits(files, table.name))
    else:
        # The log says so first: a version is closed before its files go.
        with intent(files, "drop", who, None) as begun:
            change(files, table, begun, plan)
        for path in gone:
            files.delete(path)
    closed = (
        f"Versions of {table.title.lower()} before {oldest} ({cutoff:%-d %B %Y}) and links to them cannot be opened."
    )
    return gone, closed if gone else ""
