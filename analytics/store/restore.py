"""Going back: every table becomes what it was at a version, seen by readers all at once.

Each table has a commit of its own, which says what the whole is. Until all of them are there readers see the version before
(`standing.whole`); whoever next keeps something, and the next start, makes those that are missing. Making one twice is
making it once, so nobody need ask whether somebody else is at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from deltalake.exceptions import DeltaError

from analytics.model.tables import TABLES
from analytics.model.uploads import Upload, Version
from analytics.store import log
from analytics.store.change import Changes, Intent, change, intent
from analytics.store.failures import Damage, Damaged, NotKept, not_kept
from analytics.store.files import Files
from analytics.store.in_force import WHOLE, unfinished
from analytics.store.log import Commit
from analytics.store.past import must_be_kept

_UNTIL = (
    "Until it is done everybody sees the version before. It is done at the next start, or when something is next kept."
)


def restore(files: Files, before: Version, target: Version, who: str) -> None:
    """Bring every table back to what it was at `target`. What others have added since `before` stays."""
    _must_have_files(files, before, target)
    tables = [
        name for name, was, goal in _numbers(before, target) if _live(files, name, was) != _live(files, name, goal)
    ]
    if not tables:
        return
    upload = Upload(tables[0], str(target), "", 0, who, f"All data as they were in version {target}")
    every: dict[str, Any] = {"before": before.numbers, "target": target.numbers, "tables": tables}
    with intent(files, "restore", who, upload, **every) as begun:
        try:
            for name in tables:
                restore_table(files, name, begun, every)
        except (OSError, DeltaError, NotKept) as fault:
            told = fault if isinstance(fault, NotKept) else not_kept(fault)
            if unfinished({name: log.commits(files, name) for name in TABLES}):
                message = f"Going back to version {target} was begun and could not be finished. {_UNTIL}"
                raise NotKept(message, told.remedy) from fault
            raise told from fault


def restore_table(files: Files, table: str, begun: Intent, every: Mapping[str, Any]) -> None:
    """One table's part of a restore. `every` is what the whole of it is."""
    place = list(TABLES).index(table)
    before, target = every["before"][place], every["target"][place]

    def plan(commits: list[Commit]) -> Changes | None:
        if any(c.info.get("token") == begun.token for c in commits):
            return None
        # Looked at again here: its files may have been dropped since it was chosen.
        must_be_kept(commits, target, begun.upload.file if begun.upload else target)
        now, base = log.live(commits), before
        old = log.live(c for c in commits if c.version <= base)
        if not old.keys() <= now.keys():
            # Files that were merged or undone meanwhile cannot be taken out one by one: go back from here.
            old, base = now, commits[-1].version
        goal = log.live(c for c in commits if c.version <= target)
        adds = [f for p, f in goal.items() if p not in old and p not in now]
        drops = [f for p, f in old.items() if p not in goal]
        return Changes(adds, drops, {"before": base, "target": target, WHOLE: dict(every)})

    change(files, TABLES[table], replace(begun, upload=replace(begun.upload or _unknown(), table=table)), plan)


def finish(files: Files) -> None:
    """Make what is missing of restores that were cut short, or that somebody is making at this moment."""
    for commit in unfinished({name: log.commits(files, name) for name in TABLES}):
        begun = Intent(commit.info["token"], "restore", str(commit.info.get("who", "")), commit.upload)
        for name in commit.info[WHOLE]["tables"]:
            restore_table(files, name, begun, commit.info[WHOLE])


def pending(history: Mapping[str, Sequence[Commit]]) -> list[str]:
    """A sentence for each restore of which only a part is there."""
    found = []
    for commit in unfinished(history):
        token = commit.info["token"]
        done = {name for name, commits in history.items() if any(c.info.get("token") == token for c in commits)}
        missing = ", ".join(TABLES[name].title.lower() for name in commit.info[WHOLE]["tables"] if name not in done)
        by = f" by {commit.info['who']}" if commit.info.get("who") else ""
        version = commit.upload.file if commit.upload else ""
        found.append(f"Going back to version {version}{by} was cut short; not done: {missing}. {_UNTIL}")
    return found


def _live(files: Files, table: str, version: int) -> set[str]:
    return set(log.live(log.commits(files, table, version)))


def _must_have_files(files: Files, before: Version, target: Version) -> None:
    lost = []
    for name, was, goal in _numbers(before, target):
        now = _live(files, name, was)
        for path, file in log.live(log.commits(files, name, goal)).items():
            if path not in now and not files.exists(f"{name}/{file.disk_path}"):
                lost.append(Damage(f"{name}/{file.disk_path}", name, f"version {target} needs it and it is lost.", ""))
    if lost:
        raise Damaged(lost)


def _numbers(before: Version, target: Version) -> list[tuple[str, int, int]]:
    return list(zip(TABLES, before.numbers, target.numbers, strict=True))


def _unknown() -> Upload:
    return Upload(next(iter(TABLES)), "", "", 0, when=datetime.now(UTC))
