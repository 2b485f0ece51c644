"""The past of the store: its history, the version at a time, what has moved since a version, and going back to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from analytics.store import log
from analytics.store.change import Changes, Intent, change, intent
from analytics.store.failures import Damage, Damaged, Moved
from analytics.store.files import Files
from analytics.store.log import Commit
from analytics.store.standing import standing, times
from analytics.tables import TABLES, Table
from analytics.uploads import Entry, UnknownVersion, Upload, Version

SHOWN = ("upload", "undo", "restore")


def history(commits: dict[str, list[Commit]], mark: str) -> list[Entry]:
    """Uploads, undos and restores, newest first. A restore of several tables is one entry."""
    numbers = dict.fromkeys(TABLES, 0)
    counts = {name: standing(found) for name, found in commits.items()}
    entries: dict[Any, Entry] = {}
    for commit in _in_order(commits):
        numbers[commit.table] = max(numbers[commit.table], commit.version)
        upload = commit.upload
        if commit.action not in SHOWN or upload is None:
            continue
        key = commit.info["token"] if commit.action == "restore" else (commit.table, commit.version)
        entries.pop(key, None)
        entries[key] = Entry(
            commit.action,
            upload,
            Version(tuple(numbers.values()), mark),
            commit.when,
            str(commit.info.get("who", "")),
            commit.action == "upload" and upload.id not in counts[commit.table],
            bool(commit.info.get("original")),
            int(commit.info.get("removed", 0)),
        )
    return list(entries.values())[::-1]


def _in_order(commits: dict[str, list[Commit]]) -> list[Commit]:
    """The commits of all tables: those of one table as they were made, tables beside each other by time."""
    known = [(when, c) for found in commits.values() for (_, when), c in zip(times(found), found, strict=True)]
    return [commit for _, commit in sorted(known, key=lambda pair: pair[0])]


def numbers_at(commits: dict[str, list[Commit]], moment: datetime) -> tuple[int, ...]:
    """The number of each table at a time."""
    return tuple(max((v for v, when in times(found) if when <= moment), default=0) for found in commits.values())


def must_be_whole(commits: dict[str, list[Commit]], asked: Version) -> None:
    """Raises `UnknownVersion` if files that a version needs were dropped (see `compact`)."""
    for found, number in zip(commits.values(), asked.numbers, strict=True):
        _must_be_kept(found, number, asked)


def _must_be_kept(commits: list[Commit], number: int, asked: object) -> None:
    for commit in commits:
        if commit.action == "drop" and number < commit.info["oldest"]:
            raise UnknownVersion(
                f"Data version {asked} was dropped on {commit.when:%-d %B %Y} to save space: it needs "
                f"version {number} of {commit.table}, and {commit.info['oldest']} is the oldest that is kept."
            )


def must_not_have_moved(commits: list[Commit], since: int) -> None:
    """Raises `Moved`, naming who kept what, if a table has changed after a version."""
    later = [c for c in commits if c.version > since and c.action in SHOWN]
    if later:
        raise Moved(
            f"Nothing was kept, because the data have changed since you looked: {'; '.join(map(_did, later))}.",
            "Look again at what your file would change, then keep it.",
        )


def restore(files: Files, before: Version, target: Version, who: str) -> None:
    """Bring every table back to what it was at `target`. A journal lets the next start finish what is cut short."""
    changed = [name for name, *numbers in _numbers(before, target) if numbers[0] != numbers[1]]
    note = f"All data as they were in version {target}"
    upload = Upload(changed[0] if changed else next(iter(TABLES)), str(target), "", 0, who, note)
    _must_have_files(files, before, target)
    with intent(files, "restore", who, upload, before=before.numbers, target=target.numbers) as begun:
        for name, was, goal in _numbers(before, target):
            restore_table(files, TABLES[name], begun, was, goal)


def restore_table(files: Files, table: Table, begun: Intent, before: int, target: int) -> None:
    """One table's part of a restore. What others have added since `before` stays. Doing it twice changes nothing."""

    def plan(commits: list[Commit]) -> Changes | None:
        if any(c.info.get("token") == begun.token for c in commits):
            return None
        # Looked at again here: its files may have been dropped since it was chosen.
        _must_be_kept(commits, target, begun.upload.file if begun.upload else target)
        now, base = log.live(commits), before
        old = log.live(c for c in commits if c.version <= base)
        if not old.keys() <= now.keys():
            # Files that were merged or undone meanwhile cannot be taken out one by one: go back from here.
            old, base = now, commits[-1].version
        goal = log.live(c for c in commits if c.version <= target)
        adds = [f for p, f in goal.items() if p not in old]
        drops = [f for p, f in old.items() if p not in goal]
        if not adds and not drops:
            return None
        return Changes(adds, drops, {"before": base, "target": target})

    change(files, table, replace(begun, upload=replace(begun.upload or _unknown(), table=table.name)), plan)


def _must_have_files(files: Files, before: Version, target: Version) -> None:
    lost = []
    for name, was, goal in _numbers(before, target):
        commits = log.commits(files, name)
        now = log.live(c for c in commits if c.version <= was)
        for path, file in log.live(c for c in commits if c.version <= goal).items():
            if path not in now and not files.exists(f"{name}/{file.disk_path}"):
                lost.append(Damage(f"{name}/{file.disk_path}", name, f"version {target} needs it and it is lost.", ""))
    if lost:
        raise Damaged(lost)


def _numbers(before: Version, target: Version) -> list[tuple[str, int, int]]:
    return list(zip(TABLES, before.numbers, target.numbers, strict=True))


def _did(commit: Commit) -> str:
    who = commit.info.get("who") or "somebody"
    file = commit.upload.file if commit.upload else ""
    verb = {"upload": "kept", "undo": "undid", "restore": "went back to version"}[commit.action]
    return f"{who} {verb} {file} at {commit.when:%H:%M} UTC on {commit.when:%-d %B %Y}"


def _unknown() -> Upload:
    return Upload(next(iter(TABLES)), "", "", 0, when=datetime.now(UTC))
