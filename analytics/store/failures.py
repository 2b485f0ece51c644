"""What can go wrong while something is kept or read, each as a sentence and what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from deltalake.exceptions import DeltaError

from analytics.model.uploads import Upload

_FAULTS = (
    (
        0,
        "unknown scheme|no suitable object store",
        "The address of the store is of a kind that is not known",
        "Give a folder, such as /srv/store, or an address, such as s3://bucket/store.",
    ),
    (errno.ENOSPC, "no space left|disk quota|os error 28", "The disk is full", "Free some space and try again."),
    (
        errno.EACCES,
        "permission denied|read-only file system|accessdenied|forbidden|os error 13|os error 30",
        "The app may not write where the data are kept",
        "Ask whoever runs the app to give it the right to write there.",
    ),
)
NOTHING_KEPT = "nothing was kept; the data are as they were"
NOTHING_READ = "nothing was read"
_SAME = {errno.EDQUOT: errno.ENOSPC, errno.EROFS: errno.EACCES, errno.EPERM: errno.EACCES}
_LOST = ("The place where the data are kept could not be reached", "Check the connection and try again.")


class NotKept(Exception):
    """Nothing was kept, and the data are as they were. `message` says why and `remedy` what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()


class Unsure(NotKept):
    """An object store was lost from sight while a commit was on its way: nobody knows whether it arrived."""


class Moved(NotKept):
    """Somebody kept something after the user looked; the message names who kept what."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One stored file that is not what was written. `file` is its path in the store; `upload` what it held, if known."""

    file: str
    table: str
    what: str
    remedy: str
    upload: Upload | None = None

    def __str__(self) -> str:
        held = f" It holds the upload of {named(self.upload)}." if self.upload else ""
        return f"{self.file}: {self.what}{held} {self.remedy}".rstrip()


class Damaged(Exception):
    """Stored files are damaged, so that numbers from them could be wrong. Show this instead of numbers."""

    def __init__(self, damages: list[Damage]) -> None:
        super().__init__(" ".join(map(str, damages)))
        self.damages = tuple(damages)


def named(upload: Upload) -> str:
    """An upload as people know it: file, who, when, id."""
    who = f" by {upload.who}" if upload.who else ""
    return f"{upload.file}{who} at {upload.when:%-d %B %Y, %H:%M} UTC ({upload.id})"


@contextmanager
def worded(so: str = NOTHING_KEPT) -> Iterator[None]:
    """Turn what a disk, an object store or delta-rs raises into `NotKept`."""
    try:
        yield
    except (OSError, DeltaError) as fault:
        raise not_kept(fault, so) from fault


def not_kept(fault: Exception, so: str = NOTHING_KEPT) -> NotKept:
    """The sentence for a fault of a disk, an object store or delta-rs; `so` says what came of it."""
    number = getattr(fault, "errno", None)
    words = str(fault).lower()
    for code, marks, message, remedy in _FAULTS:
        if (number and _SAME.get(number, number) == code) or any(mark in words for mark in marks.split("|")):
            return NotKept(f"{message}, so {so}.", remedy)
    return NotKept(f"{_LOST[0]}, so {so}.", _LOST[1])


def unsure(fault: Exception) -> NotKept:
    """The sentence for a commit to an object store of which no answer came; what the store refused is `not_kept`."""
    told = not_kept(fault)
    if not told.message.startswith(_LOST[0]):
        return told
    return Unsure(
        f"{_LOST[0]} while this was on its way, so it is not certain whether it was kept.",
        "Look at the history before you do it again.",
    )
