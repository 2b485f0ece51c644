"""What the store's history is made of: versions, uploads and their entries, and what can be wrong with a name for one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime


class UnknownVersion(ValueError):
    """A version or time that this store does not hold; the message says so in words."""


class UnknownUpload(ValueError):
    """An upload that this store does not hold, or that was undone already."""


@dataclass(frozen=True, slots=True)
class Version:
    """One number for each table, in the order of `TABLES`, and the mark of the store that counted them.

    Written "12.3.1.1-4f2a", as links carry it. The mark keeps a link from opening other numbers in another store.
    """

    numbers: tuple[int, ...]
    mark: str

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers)) + f"-{self.mark}"

    def holds(self, other: Version) -> bool:
        """Whether everything of another version is in this one."""
        return all(mine >= theirs for mine, theirs in zip(self.numbers, other.numbers, strict=True))


@dataclass(frozen=True, slots=True)
class Upload:
    """What a commit records: who kept which file, when and why. `id` sorts by time."""

    table: str
    file: str
    sha256: str
    rows: int
    who: str = ""
    note: str = ""
    illustrative: bool = False
    format: str = ""
    when: datetime = field(default_factory=lambda: datetime.now(UTC))
    suffix: str = field(default_factory=lambda: secrets.token_hex(3))

    @property
    def id(self) -> str:
        """Time to the microsecond, then six random hex digits."""
        return f"{self.when:%Y%m%dT%H%M%S%f}-{self.suffix}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history: an upload, an undo or a restore, and the version of the whole store that it made.

    An upload is `undone` when its rows are not in the newest version, by whatever way. `original` says whether its file
    was kept; `removed` counts the rows that it took away. Of a restore, `upload.file` is the version it went back to.
    """

    action: str
    upload: Upload
    version: Version
    when: datetime
    who: str
    undone: bool = False
    original: bool = False
    removed: int = 0
