"""A table's log as it is on disk: its commits, the files that are live after them, and a second copy of every entry.

delta-rs reads an emptied entry as a commit without rows. So each entry is copied beside the tables when it is written,
with its own hash behind it: whichever of the two is damaged, the other is sound.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from analytics.model.uploads import Upload
from analytics.store.files import Files, Info

COPIES = "_copies"
ORIGINALS = "_originals"
LOG = "_delta_log"
_ENTRY = re.compile(r"(\d{20})\.json")


class UnreadableLog(ValueError):
    """A log entry that is not what delta-rs writes."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file: `path` within its table, bytes, rows, the scope it is for, first and last upload id, and its SHA-256
    where that is known (a commit records it apart from the file: see `Commit.hashes`)."""

    path: str
    size: int
    rows: int
    partition: dict[str, str | None]
    first: str
    last: str
    sha256: str = ""

    @property
    def disk_path(self) -> str:
        """The path as the disk has it; the log escapes some characters."""
        return unquote(self.path)

    def of_one(self, upload_id: str) -> bool:
        """Whether every row belongs to this upload."""
        return self.first == self.last == upload_id

    def may_hold(self, upload_id: str) -> bool:
        """Whether rows of this upload may be in it."""
        return self.first <= upload_id <= self.last


@dataclass(frozen=True, slots=True)
class Commit:
    """One entry of a table's log. `info` is what we recorded: action, who, upload, hashes, rows, ..."""

    table: str
    version: int
    info: dict[str, Any]
    adds: tuple[DataFile, ...]
    removes: tuple[str, ...]

    @property
    def action(self) -> str:
        """upload, undo, restore, mend, compact, drop, upgrade; blank for what delta-rs did by itself."""
        return str(self.info.get("action", ""))

    @property
    def when(self) -> datetime:
        """When it was committed."""
        return datetime.fromtimestamp(self.info["timestamp"] / 1000, UTC)

    @property
    def upload(self) -> Upload | None:
        """The upload that it is about."""
        if "upload" not in self.info:
            return None
        fields = json.loads(self.info["upload"])
        return Upload(**fields | {"when": datetime.fromisoformat(fields["when"])})

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 by path of the data files that it vouches for."""
        return dict(self.info.get("hashes", {}))


def entry_path(table: str, version: int) -> str:
    """Where a log entry is, from the root of the store."""
    return f"{table}/{LOG}/{version:020d}.json"


def copy_path(table: str, version: int) -> str:
    """Where its copy is."""
    return f"{COPIES}/{table}/{version:020d}.json"


def seal_path(table: str, path: str, version: int | None = None) -> str:
    """Where the hash of a checkpoint is, or of `_last_checkpoint` when it points at a version."""
    return f"{COPIES}/{table}/{path.rpartition('/')[2]}{'' if version is None else f'.{version}'}.sha256"


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sealed(data: bytes) -> bytes:
    """Bytes with their own SHA-256 behind them."""
    return data + b"\n" + digest(data).encode()


def unsealed(data: bytes) -> bytes | None:
    """The bytes that were sealed; None if they are not what was sealed."""
    body = data[:-65]
    return body if sealed(body) == data else None


def entries(files: Files, table: str) -> dict[int, Info]:
    """The log entries of a table by version."""
    return _numbered(files.names(f"{table}/{LOG}"))


def copies(files: Files, table: str) -> dict[int, Info]:
    """The copies of log entries by version."""
    return _numbered(files.names(f"{COPIES}/{table}"))


def commits(files: Files, table: str, until: int | None = None) -> list[Commit]:
    """The commits of a table in order, up to a version. An entry that cannot be read is left out (see `verify`)."""
    infos = [info for version, info in entries(files, table).items() if until is None or version <= until]
    if files.is_local:
        found = [_known(files, table, info) for info in infos]
    else:
        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(lambda info: _known(files, table, info), infos))
    return [commit for commit in found if commit is not None]


def sound_commits(files: Files, table: str) -> list[Commit]:
    """The commits of a table, a damaged entry taken from its copy. One that is lost in both is left out."""
    entry, copied = entries(files, table), copies(files, table)
    found = [
        (_known(files, table, copied[v]) if v in copied else None)
        or (_known(files, table, entry[v]) if v in entry else None)
        for v in sorted(entry.keys() | copied.keys())
    ]
    return [commit for commit in found if commit is not None]


def parse(table: str, version: int, data: bytes) -> Commit:
    """A log entry. Raises `UnreadableLog`."""
    info: dict[str, Any] = {}
    adds, removes = [], []
    try:
        for line in data.decode("utf-8").splitlines():
            action = json.loads(line)
            if "commitInfo" in action:
                info = action["commitInfo"]
            elif "metaData" in action:
                info = info | {"id": action["metaData"]["id"]}
            elif "add" in action:
                adds.append(_data_file(action["add"]))
            elif "remove" in action:
                removes.append(action["remove"]["path"])
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UnreadableLog(f"version {version} of {table} cannot be read") from fault
    if not isinstance(info.get("timestamp"), int):
        raise UnreadableLog(f"version {version} of {table} is empty or cut short")
    return Commit(table, version, info, tuple(adds), tuple(removes))


def live(history: Iterable[Commit]) -> dict[str, DataFile]:
    """The data files that count after the last of the commits, by path."""
    history = list(history)
    found: dict[str, DataFile] = {}
    for commit in history:
        for path in commit.removes:
            found.pop(path, None)
        found |= {added.path: added for added in commit.adds}
    known = hashes(history)
    return {path: replace(file, sha256=known.get(path, "")) for path, file in found.items()}


def named(history: Iterable[Commit]) -> dict[str, DataFile]:
    """Every data file that any of the commits added, by path."""
    history = list(history)
    known = hashes(history)
    return {f.path: replace(f, sha256=known.get(f.path, "")) for commit in history for f in commit.adds}


def needed(history: Sequence[Commit], oldest: int = 0) -> dict[str, DataFile]:
    """Every data file that a version needs which can still be opened, by path. Versions before `oldest`, or before what
    was dropped already, cannot (see `compact`)."""
    oldest = max([oldest, *(commit.info["oldest"] for commit in history if commit.action == "drop")])
    known = hashes(history)
    then = live(commit for commit in history if commit.version <= oldest)
    since = {f.path: f for commit in history if commit.version > oldest for f in commit.adds}
    return {path: replace(f, sha256=known.get(path, "")) for path, f in (then | since).items()}


def hashes(history: Iterable[Commit]) -> dict[str, str]:
    """SHA-256 of every data file that any of the commits vouches for, by path."""
    found: dict[str, str] = {}
    for commit in history:
        found |= commit.hashes
    return found


def _known(files: Files, table: str, info: Info | None) -> Commit | None:
    try:
        return _parsed(files, table, info) if info else None
    except (UnreadableLog, FileNotFoundError):
        return None


@lru_cache(maxsize=8192)
def _parsed(files: Files, table: str, info: Info) -> Commit:
    # Size and time are part of the key, so an entry that changes on the disk is read again.
    data = files.read(info.path)
    if info.path.startswith(COPIES):
        data = unsealed(data) or b""
    return parse(table, int(info.path.rpartition("/")[2][:20]), data)


def _numbered(infos: list[Info]) -> dict[int, Info]:
    named = ((_ENTRY.fullmatch(info.path.rpartition("/")[2]), info) for info in infos)
    return {int(match[1]): info for match, info in named if match}


def _data_file(added: dict[str, Any]) -> DataFile:
    stats = json.loads(added.get("stats") or "{}")
    return DataFile(
        added["path"],
        int(added["size"]),
        int(stats.get("numRecords", 0)),
        dict(added.get("partitionValues") or {}),
        str(stats.get("minValues", {}).get("upload", "")),
        str(stats.get("maxValues", {}).get("upload", "~")),
    )
