"""What has come of a file so far, and the mark by which its server knows it again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock: there nobody is kept from fetching the same file twice at once
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes that have come, in `data`; beside them, in `about`, of which address they are and under which mark."""

    data: Path
    about: Path

    @classmethod
    def of(cls, folder: Path, address: str) -> Part:
        """The part of an address in a folder, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        stem = hashlib.sha256(address.encode()).hexdigest()[:16]
        return cls(folder / f"{stem}.part", folder / f"{stem}.part.json")

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return self.data.stat().st_size if self.data.exists() else 0

    def kept(self) -> tuple[int, str]:
        """How many bytes can be gone on from, and under which mark; none without a mark."""
        try:
            mark = str(json.loads(self.about.read_text("utf-8"))["mark"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""
        return (self.size, mark) if mark else (0, "")

    def begin(self, address: str, headers: Mapping[str, str]) -> None:
        """Start anew. The mark is written first, so that no bytes ever stand under the mark of others."""
        self.drop()
        tag = headers.get("ETag", "")
        # A weak tag promises the same meaning, not the same bytes.
        mark = tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")
        self.about.write_text(json.dumps({"address": address, "mark": mark}), "utf-8")

    def beginning(self, size: int) -> bytes:
        """The first bytes, so many at most."""
        with self.data.open("rb") as file:
            return file.read(size)

    def drop(self) -> None:
        """Forget what has come."""
        self.data.unlink(missing_ok=True)
        self.about.unlink(missing_ok=True)

    def finish(self, name: str) -> Path:
        """Make it the file, all of it being there."""
        final = self.data.with_name(name)
        os.replace(self.data, final)
        self.about.unlink(missing_ok=True)
        return final

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else fetches into the folder; others are kept out of it while the block runs."""
        folder = os.open(self.data.parent, os.O_RDONLY) if fcntl is not None else None
        try:
            yield folder is None or _locked(folder)
        finally:
            if folder is not None:
                os.close(folder)


def _locked(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # a network folder without locks
    return True
