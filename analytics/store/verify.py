"""Whether what is stored is what was written: the log in a moment, and every file byte by byte."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from analytics.model.tables import TABLES
from analytics.model.uploads import Upload
from analytics.store import log, originals, orphans, restore
from analytics.store.failures import Damage
from analytics.store.files import TEMPORARY, Files
from analytics.store.in_force import standing
from analytics.store.log import ORIGINALS, Commit, DataFile
from analytics.store.sound import checkpoint_damages, last_checkpoint, log_damages

_THREADS = 4


@dataclass(frozen=True)
class Checked:
    """What a check found. `damages` is empty if the store is sound; `notes` are things to know, none of them a loss."""

    files: int
    damages: list[Damage]
    notes: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def check(files: Files) -> Checked:
    """Read everything that is stored and hold it against the hashes that were recorded when it was written."""
    damages, notes, read = log_damages(files, anew=True), [], 0
    history = {name: log.sound_commits(files, name) for name in TABLES}
    uploads = {u.id: u for found in history.values() for c in found if (u := c.upload) and c.action == "upload"}
    kept = {u.sha256 for u in uploads.values() if files.exists(originals.path(u.sha256))}
    for name, commits in history.items():
        state = standing(commits)
        current = [u for i, u in uploads.items() if i in state]
        more, unknown, count = _data_damages(files, name, commits, current, kept)
        damages += checkpoint_damages(files, name) + more
        read += count + len(commits)
        if unknown:
            notes.append(f"{unknown} files of {name} have no recorded hash, so only their presence was checked.")
    found, count = _original_damages(files, history)
    notes += restore.pending(history)
    notes += [note for name in TABLES for note in _not_doubled(files, name)]
    unnamed = [info.path for info in orphans.orphans(files)]
    if unnamed:
        notes.append(
            f"{len(unnamed)} files belong to nothing that was kept; compact removes them once they are a day old."
        )
    return Checked(read + count, damages + found, notes, unnamed)


def _not_doubled(files: Files, table: str) -> list[str]:
    """What should be there twice and is not, because somebody was killed before that or it was lost since."""
    copied = log.copies(files, table)
    entries = [info.path for version, info in log.entries(files, table).items() if version not in copied]
    there = {info.path for info in files.names(f"{log.COPIES}/{table}")}
    last = f"{table}/{log.LOG}/_last_checkpoint"
    sealed = {
        info.path: log.seal_path(table, info.path)
        for info in files.names(f"{table}/{log.LOG}")
        if ".checkpoint." in info.path
    }
    if (version := last_checkpoint(files, table)) is not None:
        sealed[last] = log.seal_path(table, last, version)
    bare = [
        f"{seal} is missing, so {path} was not checked; no number comes from it."
        for path, seal in sealed.items()
        if not {seal, log.seal_path(table, path)} & there
    ]
    return [f"{path} has no copy; the next start makes it." for path in entries] + bare


def _data_damages(
    files: Files, table: str, commits: list[Commit], uploads: list[Upload], kept: set[str]
) -> tuple[list[Damage], int, int]:
    """Damages of data files, how many have no recorded hash, how many were read. Files of past versions count too."""
    live = log.live(commits)
    present = {info.path for info in files.names(table)}
    todo = list((live | log.needed(commits)).values())

    def look(file: DataFile) -> str:
        path = f"{table}/{file.disk_path}"
        if path not in present:
            return "it is missing."
        if file.sha256 and log.digest(files.read(path)) != file.sha256:
            return "it is not what was written: at least one byte has changed."
        return ""

    with ThreadPoolExecutor(_THREADS) as pool:
        found = list(pool.map(look, todo))
    damages = []
    for file, what in zip(todo, found, strict=True):
        if what:
            held = [u for u in uploads if file.may_hold(u.id)]
            remedy = _remedy(held, kept) if file.path in live else _OLD_REMEDY
            damages.append(Damage(f"{table}/{file.disk_path}", table, what, remedy, held[0] if held else None))
    return damages, sum(not f.sha256 for f in live.values()), len(todo)


_OLD_REMEDY = "Only links into the past need it; today's numbers do not."


def _remedy(held: Iterable[Upload], kept: set[str]) -> str:
    lines = []
    for upload in held:
        if upload.sha256 in kept:
            lines.append(f"upload {upload.file} again: `python -m analytics ingest {originals.path(upload.sha256)}`")
        else:
            lines.append(f"undo {upload.id} and upload {upload.file} again from your own copy")
    return f"To bring it back, {'; and '.join(lines)}." if lines else ""


def _original_damages(files: Files, history: dict[str, list[Commit]]) -> tuple[list[Damage], int]:
    uploads: dict[str, Upload] = {}
    expected = set()
    for commit in (c for commits in history.values() for c in commits if c.action == "upload"):
        if commit.upload:
            uploads[commit.upload.sha256] = commit.upload
            if commit.info.get("original"):
                expected.add(commit.upload.sha256)
    present = {i.path.rpartition("/")[2]: i for i in files.names(ORIGINALS) if not i.path.endswith(TEMPORARY)}
    damages = [
        originals.damage(sha, "the original file is lost.", uploads[sha]) for sha in sorted(expected - present.keys())
    ]
    for sha, info in present.items():
        if log.digest(files.read(info.path)) != sha:
            damages.append(originals.damage(sha, "the original file has changed on the disk.", uploads.get(sha)))
    return damages, len(present)
