"""A copy of a store as it was at one moment, made while people go on, and a store made of such a copy.

A copy is a folder, or one zip file, of all that lies in the store, with the SHA-256 of each file beside it. It counts as one
only after it has been opened and read like any store.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analytics.model.tables import TABLES
from analytics.store.change import JOURNAL
from analytics.store.core import Store
from analytics.store.failures import NotKept, worded
from analytics.store.files import TEMPORARY, Files
from analytics.store.log import COPIES, LOG, ORIGINALS, digest

MANIFEST = "_backup.json"
TRIES = 3
"""How often a copy is made anew whose parts did not fit each other, because somebody tidied meanwhile."""
_WRITTEN = "no backup was made"


@dataclass(frozen=True)
class BackedUp:
    """A copy: of which version, when, and the hash of each file."""

    version: str
    when: str
    files: dict[str, str]


def back_up(store: Store, out: Path) -> BackedUp:
    """Copy a store to a folder that is not there yet, or to one file where `out` ends with `.zip`."""
    if out.exists():
        raise NotKept(f"{out} is there already, so no backup was made.", "Name a place that is new.")
    with worded(_WRITTEN):
        out.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            copied = _sound_copy(store, scratch)
            if out.suffix == ".zip":
                _zip(scratch / "copy", scratch / "zip")
                (scratch / "zip").rename(out)
            else:
                (scratch / "copy").rename(out)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return copied


def restore_backup(source: Path, target: Store) -> BackedUp:
    """Make a store of a copy, where there is none yet. Repeated after it was cut short, it goes on."""
    with worded(), _opened(source) as (copied, read):
        if strangers := [info.path for info in target.files.names("") if info.path not in copied.files]:
            raise NotKept(
                f"{target.uri} holds something already ({strangers[0]}), so nothing was restored.",
                "Name an empty folder or prefix.",
            )
        # The logs last: what has no log is no store yet, so nobody takes a half for the whole.
        for path in sorted(copied.files, key=lambda path: (f"/{LOG}/" in path, path)):
            data = read(path)
            if digest(data) != copied.files[path]:
                raise NotKept(f"{path} in the backup is not what was backed up.", "Take another backup.")
            target.files.write(path, data, read_only=path.startswith(ORIGINALS))
    _must_be(target, copied.version)
    return copied


def _sound_copy(store: Store, scratch: Path) -> BackedUp:
    for attempt in range(TRIES):
        folder = scratch / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        hashes = {}
        for path in _in_order(store.files):
            try:
                data = store.files.read(path)
            except FileNotFoundError:
                continue  # crossed out, or tidied away: the check says whether it was needed
            Files(str(folder)).write(path, data)
            hashes[path] = digest(data)
        copy = Store(str(folder))
        if not (damages := copy.check().damages):
            made = BackedUp(str(copy.version()), datetime.now(UTC).isoformat(timespec="seconds"), hashes)
            copy.files.write(MANIFEST, json.dumps(vars(made)).encode())
            return made
        if attempt == TRIES - 1:
            told = "; ".join(map(str, damages[:3]))
            raise NotKept(f"The store is damaged, so no backup was made: {told}", "See `check --mend`.")
    raise AssertionError


def _in_order(files: Files) -> Iterator[str]:
    """The paths of a store, each listed after what may only be there if it is: a second copy after no entry of the log, an
    entry before the files that it names."""
    folders = [JOURNAL, COPIES, *(f"{table}/{LOG}" for table in TABLES), ""]
    told: set[str] = set()
    for folder in folders:
        names = [info.path for info in files.names(folder) if not info.path.endswith(TEMPORARY)]
        for path in sorted(names, key=lambda path: (not path.endswith("_last_checkpoint"), path)):
            if path not in told:
                told.add(path)
                yield path


def _zip(folder: Path, out: Path) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            file.write(path, path.relative_to(folder).as_posix())


@contextmanager
def _opened(source: Path) -> Iterator[tuple[BackedUp, Callable[[str], bytes]]]:
    """What a copy says of itself, and how its files are read."""
    try:
        if source.is_dir():
            files = Files(str(source.absolute()))
            yield BackedUp(**json.loads(files.read(MANIFEST))), files.read
        else:
            with zipfile.ZipFile(source) as file:
                yield BackedUp(**json.loads(file.read(MANIFEST))), file.read
    except (FileNotFoundError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as fault:
        raise NotKept(
            f"{source} is no backup of a store, or is not whole ({type(fault).__name__}), so nothing was restored.",
            "Name what `backup --out` wrote.",
        ) from fault


def _must_be(store: Store, version: str) -> None:
    if (damages := store.check().damages) or str(store.version()) != version:
        told = "; ".join(map(str, damages[:3])) or f"version {store.version()} instead of {version}"
        raise NotKept(f"What was restored is not what was backed up: {told}", "Take another backup.")
