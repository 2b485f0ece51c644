"""One file out of a gzip or zip archive, in bounded memory: an archive that swells beyond measure is refused."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable
from typing import Protocol

from analytics.ingest.files.unreadable import Unreadable
from analytics.words.counting import listing

RATIO_LIMIT = 300
"""Times that a file may grow when it is unpacked; text of real tables grows less than a hundredfold."""
RATIO_FROM = 4 * 1024**2
"""Bytes up to which growth does no harm."""
_TABLES = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "parquet")
_CHUNK = 1 << 20


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


def is_archive(data: bytes) -> bool:
    """Whether it is a gzip file, or a zip that is no office document."""
    return data.startswith(b"\x1f\x8b") or (data.startswith(b"PK\x03\x04") and not _is_office(data))


def unpacked(name: str, data: bytes, limit: int) -> tuple[str, bytes, str]:
    """The one table of an archive: its name, its bytes (at most `limit`), and a sentence. Raises Unreadable."""
    try:
        if data.startswith(b"\x1f\x8b"):
            inner = name[:-3] if name.lower().endswith(".gz") else name
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                return inner, _bounded(stream, len(data), limit), "It was unpacked from a gzip archive."
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry, others = _one_table(archive.infolist())
            with archive.open(entry) as stream:
                content = _bounded(stream, max(1, entry.compress_size), limit)
    except (
        OSError,
        EOFError,
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
        NotImplementedError,
        ValueError,
    ) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            "The archive is damaged or was not wholly downloaded.", "Download it again, or unpack it and add the table."
        ) from None
    inner = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
    ignored = f" Other files in it are ignored: {listing(others, 5)}." if others else ""
    return inner, content, f"{inner} was unpacked from the zip archive.{ignored}"


def _is_office(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.orig_filename.replace("\\", "/") for entry in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True  # damaged: the workbook's reader has the words for it
    return (
        "content.xml" in names
        or "[Content_Types].xml" in names
        or any(n.startswith(("xl/", "word/", "ppt/")) for n in names)
    )


def _one_table(entries: Iterable[zipfile.ZipInfo]) -> tuple[zipfile.ZipInfo, list[str]]:
    files = [e for e in entries if not e.is_dir() and not _is_litter(e.filename)]
    tables = [e for e in files if e.filename.lower().rsplit(".", 1)[-1] in _TABLES]
    read_me = [e for e in tables if e.filename.lower().endswith(".txt")]
    chosen = tables if len(tables) == 1 else [e for e in tables if e not in read_me] or files
    if not files:
        raise Unreadable("The zip archive has no file in it.", "Choose another file.")
    if len(chosen) > 1:
        names = [e.filename.replace("\\", "/").rsplit("/", 1)[-1] for e in chosen]
        raise Unreadable(
            f"The zip archive has {len(chosen)} files in it: {listing(names, 5)}.",
            "Unpack it and add the tables one by one.",
        )
    if chosen[0].flag_bits & 0x1:
        raise Unreadable("The zip archive is protected by a password.", "Unpack it and add the table itself.")
    return chosen[0], [e.filename.rsplit("/", 1)[-1] for e in files if e is not chosen[0]]


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")


def _bounded(stream: _Bytes, packed: int, limit: int) -> bytes:
    """All of a stream, chunk by chunk. What the archive claims of its size is not believed."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit or (size > RATIO_FROM and size > RATIO_LIMIT * packed):
            why = f"to more than {limit / 1024**2:.0f} MB" if size > limit else f"to over {RATIO_LIMIT} times its size"
            raise Unreadable(
                f"The archive unpacks {why}, so it was not read.",
                "Export fewer years or organisations at a time, and add the file without packing it.",
            )
        chunks.append(chunk)
    return b"".join(chunks)
