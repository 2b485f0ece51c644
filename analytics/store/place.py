"""Where a store is: what its address means, and whether a store can be there."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from urllib.parse import unquote

from analytics.store.failures import NotKept

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+):")  # two letters at least: C:\ is a folder


def folder(uri: str) -> Path | None:
    """The folder that an address names: a path as it is, `file:` as addresses are written. None for an object store.

    Raises `NotKept` for what is neither.
    """
    if not (scheme := _SCHEME.match(uri)):
        return _usable(Path(uri).absolute())
    path = uri[scheme.end() :]
    if scheme[1].lower() == "file":
        path = path.removeprefix("//localhost").removeprefix("//") if path.startswith("//") else path
        if path.startswith("/"):
            return _usable(Path(unquote(path)))
    elif re.match(r"//[^/]", path):
        return None
    raise NotKept(
        f"“{uri}” names no place where data can be kept.",
        "Give a folder, such as /srv/store, or an address, such as file:///srv/store or s3://bucket/store.",
    )


def may_write(place: Path) -> bool:
    """Whether anything may be written in a folder, or where it will be."""
    return os.access(next(folder for folder in (place, *place.parents) if folder.exists()), os.W_OK)


def must_link(place: Path) -> None:
    """Raises `NotKept` where a file cannot have two names, which is how no commit overwrites another."""
    one = place / f"_link.{secrets.token_hex(4)}.tmp"
    other = one.with_name(f"{one.name}.tmp")
    one.touch()
    try:
        os.link(one, other)
    except OSError as fault:
        raise NotKept(
            f"The disk of {place} cannot give a file two names (hard links), without which two people who keep data at once "
            "could overwrite each other, so nothing was kept.",
            "Keep the data in a folder of another disk: ext4, XFS, NTFS and APFS can, FAT and some network folders cannot.",
        ) from fault
    finally:
        one.unlink()
        other.unlink(missing_ok=True)


def careless(uri: str) -> NotKept:
    """What to tell of an object store on which the second of two commits with one number is not refused."""
    return NotKept(
        f"{uri} lets a later write take the place of an earlier one (it has no conditional put), so two people who keep "
        "data at once could overwrite each other; nothing was kept.",
        "Use a store that honours `If-None-Match: *`: Amazon S3, Azure Blob Storage, Google Cloud Storage, or a recent "
        "MinIO or Ceph.",
    )


def _usable(place: Path) -> Path:
    if unquote(str(place)) != str(place):
        raise NotKept(
            f"The path {place} has “%” with two digits in it, which Delta Lake takes for another folder, so no data can be "
            "kept there.",
            f"Use a folder without it, such as {unquote(str(place))}, or write an address: file://{place}.",
        )
    return place
