"""The past of the store: its history, the version that a text or a time names, and what has moved since one."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from analytics.model.tables import TABLES
from analytics.model.uploads import Entry, UnknownVersion, Version
from analytics.store.failures import Moved
from analytics.store.in_force import standing, times, whole
from analytics.store.log import Commit

SHOWN = ("upload", "undo", "restore")
_VERSION = re.compile(r"(\d{1,9}(?:\.\d{1,9}){3})(?:-([0-9a-f]{4}))?")


def history(commits: dict[str, list[Commit]]) -> list[Entry]:
    """Uploads, undos and restores, newest first. A restore of several tables is one entry."""
    numbers, mark = dict.fromkeys(TABLES, 0), newest(commits).mark
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


def newest(commits: dict[str, list[Commit]]) -> Version:
    """The version that all commits of all tables make."""
    first = next(iter(commits.values()))
    mark = str(first[0].info["id"])[:4] if first and not first[0].version else ""
    return Version(tuple(found[-1].version if found else 0 for found in commits.values()), mark)


def resolve(commits: dict[str, list[Commit]], asof: str | None) -> Version:
    """The version that a text names (see `Store.resolve`)."""
    now = newest(commits)
    if not asof:
        return now
    if written := _VERSION.fullmatch(asof):
        asked = Version(tuple(map(int, written[1].split("."))), now.mark)
        if written[2] not in (None, now.mark):
            raise UnknownVersion(f"Data version {asof} belongs to another copy of the data.")
        if not now.holds(asked):
            raise UnknownVersion(f"Data version {asof} is not in this store; the newest is {now}.")
    else:
        asked = newest(known_at(commits, _moment(asof)))
    for found, number in zip(commits.values(), asked.numbers, strict=True):
        must_be_kept(found, number, asked)
    return asked


def known_at(commits: dict[str, list[Commit]], moment: datetime) -> dict[str, list[Commit]]:
    """The commits that were known at a time; the tables themselves always were."""
    until = {name: max((v for v, when in times(found) if when <= moment), default=0) for name, found in commits.items()}
    return whole({name: [c for c in found if c.version <= until[name]] for name, found in commits.items()})


def must_be_kept(commits: list[Commit], number: int, asked: object) -> None:
    """Raises `UnknownVersion` if files that a version of a table needs were dropped (see `compact`)."""
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


def _did(commit: Commit) -> str:
    who = commit.info.get("who") or "somebody"
    file = commit.upload.file if commit.upload else ""
    verb = {"upload": "kept", "undo": "undid", "restore": "went back to version"}[commit.action]
    return f"{who} {verb} {file} at {commit.when:%H:%M} UTC on {commit.when:%-d %B %Y}"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnknownVersion(f"“{text[:40]}” is neither a data version nor a date.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
