"""Files beside the tables, on a local folder or an object store: whole or absent, and flushed before we say so."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyarrow.fs as pafs
from deltalake.fs import DeltaStorageHandler

from analytics.store import place

try:
    import fcntl
except ImportError:  # Windows has no flock; there, as on an object store, age tells whether a writer is gone.
    fcntl = None  # type: ignore[assignment]

TEMPORARY = ".tmp"
GONE_AFTER = 15 * 60
"""Seconds after which a writer that we cannot see (another machine, an object store) counts as gone."""


@dataclass(frozen=True, slots=True)
class Info:
    """A stored file: its path from the root of the store, bytes, and when it was last written (nanoseconds)."""

    path: str
    size: int
    written: int


@dataclass(frozen=True)
class Files:
    """The files under one URI. Paths are relative to it, with `/`. Raises OSError as `open` does."""

    uri: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether the files are in a folder of this machine."""
        return self._folder is not None

    @property
    def root(self) -> Path:
        """The folder, of files that are in one."""
        assert self._folder is not None
        return self._folder

    @cached_property
    def _folder(self) -> Path | None:
        return place.folder(self.uri)

    def table_uri(self, table: str) -> str:
        """Where delta-rs finds a table. It takes everything for an address, so a folder's is written as one."""
        return (self.root / table).as_uri() if self.is_local else f"{self.uri}/{table}"

    def may_write(self) -> bool:
        """Whether anything may be written here."""
        try:
            return place.may_write(self.root) if self.is_local else bool(self._probed())
        except OSError:
            return False

    def read(self, path: str) -> bytes:
        """All of a file."""
        if self.is_local:
            return (self.root / path).read_bytes()
        with _remote(self.uri, self.options).open_input_file(path) as source:
            return bytes(source.read())

    def write(self, path: str, data: bytes, *, read_only: bool = False) -> None:
        """Write a file whole or not at all, and flush it and its folder."""
        if not self.is_local:
            return self._send(path, data)
        with self._placed(path, data, 0o444 if read_only else 0o644):
            return None

    def write_new(self, path: str, data: bytes) -> None:
        """Write a file that nothing names yet. It is flushed; its folder is not (see `sync`)."""
        if not self.is_local:
            return self._send(path, data)
        with open(self.root / path, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    @contextlib.contextmanager
    def held(self, path: str, data: bytes) -> Iterator[None]:
        """A file that says "this is going on" while the block runs, and is left behind only if the process dies."""
        if self.is_local:
            with self._placed(path, data, 0o644):
                try:
                    yield
                finally:
                    self._let_go(path)
            return
        self._send(path, data)
        try:
            yield
        finally:
            self._let_go(path)

    def abandoned(self, path: str) -> bool:
        """Whether the process that held a file is gone."""
        if self.is_local and fcntl is not None:
            try:
                with open(self.root / path, "rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return True
            except (BlockingIOError, FileNotFoundError):
                return False
            except OSError:
                pass  # a network folder without locks: age tells
        return any(f.path == path and time.time() - f.written / 1e9 > GONE_AFTER for f in self.names(_folder(path)))

    def names(self, folder: str) -> list[Info]:
        """The files in a folder and below, sorted by path; none if there is no such folder."""
        if not self.is_local:
            found = _remote(self.uri, self.options).get_file_info(
                pafs.FileSelector(folder, recursive=True, allow_not_found=True)
            )
            return sorted(
                (Info(f.path, f.size or 0, f.mtime_ns or 0) for f in found if f.is_file), key=lambda info: info.path
            )
        return sorted(_walk(self.root / folder, folder), key=lambda info: info.path)

    def info(self, path: str) -> Info | None:
        """A file as `names` lists it; None if there is none."""
        if not self.is_local:
            found = _remote(self.uri, self.options).get_file_info([path])[0]
            return Info(path, found.size or 0, found.mtime_ns or 0) if found.is_file else None
        try:
            status = (self.root / path).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Info(path, status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return self.info(path) is not None

    def now(self) -> int:
        """The time (nanoseconds) by the clock that dates the files here, which need not be this machine's."""
        try:
            return self._probed()
        except OSError:  # where nothing may be written
            return time.time_ns()

    def delete(self, path: str) -> None:
        """Remove a file; it may be gone already."""
        with contextlib.suppress(FileNotFoundError):
            if self.is_local:
                (self.root / path).unlink()
            else:
                _remote(self.uri, self.options).delete_file(path)

    def sync(self, paths: Iterable[str]) -> None:
        """Flush files and folders that somebody else wrote. An object store has nothing to flush."""
        if self.is_local:
            for path in paths:
                _flush(self.root / path)

    def make(self, folder: str) -> None:
        """Make a folder, where folders exist."""
        if self.is_local:
            (self.root / folder).mkdir(parents=True, exist_ok=True)

    def _probed(self) -> int:
        path = f"_clock.{secrets.token_hex(4)}{TEMPORARY}"
        self.write(path, b"now")
        found = self.info(path)
        self.delete(path)
        return found.written if found else time.time_ns()

    @contextlib.contextmanager
    def _placed(self, path: str, data: bytes, mode: int) -> Iterator[None]:
        # The lock sits on the file itself, so it holds under the final name too, and dies with the process.
        final = self.root / path
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary = final.with_name(f"{final.name}.{secrets.token_hex(4)}{TEMPORARY}")
        try:
            with open(temporary, "xb") as file:
                if fcntl is not None:
                    fcntl.flock(file, fcntl.LOCK_EX)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(temporary, mode)
                os.replace(temporary, final)
                _flush(final.parent)
                yield
        finally:
            temporary.unlink(missing_ok=True)

    def _let_go(self, path: str) -> None:
        # What was done is done; a file that cannot be taken away is explained at the next start.
        with contextlib.suppress(OSError):
            self.delete(path)

    def _send(self, path: str, data: bytes) -> None:
        # pyarrow hands the stream buffers, which delta-rs no longer takes; so the stream is used as it is.
        stream = _handler(self.uri, self.options)._handler.open_output_stream(path, None)
        stream.write(data)
        stream.close()  # type: ignore[attr-defined]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _flush(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows opens no folders, and keeps their entries in its own journal
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)  # nor flushes what may only be read
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _walk(folder: Path, prefix: str) -> Iterator[Info]:
    try:
        found = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in found:
        path = f"{prefix}/{entry.name}" if prefix else entry.name
        if entry.is_dir():
            yield from _walk(Path(entry.path), path)
        else:
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat()
                yield Info(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _handler(uri: str, options: tuple[tuple[str, str], ...]) -> DeltaStorageHandler:
    return DeltaStorageHandler(uri, dict(options))


@lru_cache(maxsize=8)
def _remote(uri: str, options: tuple[tuple[str, str], ...]) -> pafs.PyFileSystem:
    return pafs.PyFileSystem(_handler(uri, options))
