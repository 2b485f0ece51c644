"""From bytes to sheets of text. The content decides what a file is, never its name.

`open_bytes` tells text from workbooks from everything else, which is named in words. Nothing here knows what columns
mean, runs a macro or evaluates a formula.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace

from analytics.ingest.files import packed
from analytics.ingest.files.columnar import read_parquet
from analytics.ingest.files.delimited import read_text
from analytics.ingest.files.markup import read_markup
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.files.workbook import read_workbook
from analytics.ingest.shape import Sheet

SIZE_LIMIT = 50 * 1024 * 1024
"""Largest file that is read, in bytes."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"%PDF", "a PDF document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3", "a database (SQLite)"),
)
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf"
_TABLE_REMEDY = "Save the table as CSV or as an Excel workbook (.xlsx) and choose that file."


@dataclass(frozen=True)
class Contents:
    """The sheets of a file, hidden ones included (nobody reads them, but patient data may hide there), and sentences
    on how it was read."""

    sheets: tuple[Sheet, ...] = field(repr=False)
    facts: tuple[str, ...] = ()
    name: str = ""
    """The name of the table itself: of the file within an archive, which says more than that of the archive."""


def open_bytes(name: str, data: bytes) -> Contents:
    """The sheets of a file, or of the one table in an archive. Raises Unreadable with a sentence and a remedy."""
    check_size(len(data))
    if packed.is_archive(data):
        inner, data, fact = packed.unpacked(name, data, SIZE_LIMIT)
        if packed.is_archive(data):
            raise Unreadable("There is an archive in the archive.", "Unpack it and add the table itself.")
        found = _open(inner, data)
        return Contents(_each(found.sheets), (fact, *found.facts), inner)
    found = _open(name, data)
    return Contents(_each(found.sheets), found.facts, found.name)


def _each(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Every table, those below or beside others too."""
    return tuple(replace(table, below=()) for sheet in sheets for table in (sheet, *sheet.below))


def _open(name: str, data: bytes) -> Contents:
    if not (data[:4096].strip(_NOTHING) or data.strip(_NOTHING)):
        raise Unreadable("The file is empty.", "Export it again, or choose another file.")
    looks_named = name.lower().rsplit(".", 1)[-1]
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        sheets, facts = read_workbook(data) if _expect_workbook(data) else ((), ())
        odd = "" if looks_named in ("xlsx", "xlsm", "xls", "ods") else "It is a workbook, whatever its name ends in."
        return Contents(sheets, (odd, *facts) if odd else facts, name)
    if data[257:262] == b"ustar":
        raise Unreadable(
            f"This is a tar archive, not a table{_despite(looks_named)}.", "Unpack it and add the table itself."
        )
    if data.startswith(b"PAR1"):
        return Contents((read_parquet(data),), ("It is a Parquet file.",), name)
    for magic, what in _MAGIC:
        # Two-letter marks also begin ordinary words, so they count only where the bytes are not text.
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:4096]):
            raise Unreadable(f"This is {what}, not a table{_despite(looks_named)}.", _TABLE_REMEDY)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(
        (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta", b"<style", b"<body", b"<div")
    ):
        sheets, fact = read_markup(data)
        if sheets:
            return Contents(sheets, (fact,), name)
        raise Unreadable(
            f"This is a web page or XML, not a table{_despite(looks_named)}.",
            "The download may have been an error page: open the address again and save the CSV or workbook itself.",
        )
    if start.startswith((b"{", b"[{")):
        raise Unreadable(f"This is JSON, not a table{_despite(looks_named)}.", _TABLE_REMEDY)
    sheet, facts = read_text(data)
    return Contents((sheet,), facts, name)


def check_size(size: int) -> None:
    """Raises Unreadable above SIZE_LIMIT."""
    if size > SIZE_LIMIT:
        raise Unreadable(
            f"The file has {size / 1024**2:,.0f} MB, and the largest that is read has {SIZE_LIMIT / 1024**2:.0f} MB.",
            "Export fewer years or organisations at a time, or only the columns that are needed.",
        )


def _despite(ending: str) -> str:
    return f", though its name ends in .{ending}" if ending in ("csv", "xlsx", "xls", "tsv", "txt") else ""


def _expect_workbook(data: bytes) -> bool:
    """True for a workbook; raises Unreadable with the words for what else it is."""
    if data.startswith(b"\xd0\xcf"):
        _expect_old_workbook(data)
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.orig_filename.replace("\\", "/") for entry in archive.infolist()}
            kind = archive.read("mimetype")[:99] if "mimetype" in names else b""
            manifest = b""
            if "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as stream:
                    manifest = stream.read(1 << 20)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(
            "The file begins like an Excel workbook and breaks off: it is damaged or was not wholly downloaded.",
            "Open it in Excel and save it again, or download it again.",
        ) from None
    if b"encryption-data" in manifest:
        raise Unreadable(
            "The workbook is protected by a password.", "Save a copy without the password and choose that."
        )
    if "xl/workbook.xml" in names or (b"opendocument.spreadsheet" in kind and "content.xml" in names):
        return True
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary Excel workbook (.xlsb).", "In Excel, save it as .xlsx or CSV.")
    what = "a zip archive"
    if any(n.startswith("word/") for n in names):
        what = "a Word document"
    elif any(n.startswith("ppt/") for n in names):
        what = "a PowerPoint presentation"
    elif "content.xml" in names:
        what = "an OpenDocument text or presentation"
    raise Unreadable(f"This is {what}, not a CSV file or an Excel workbook.", _TABLE_REMEDY)


def _expect_old_workbook(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            "The workbook is protected by a password.", "Save a copy without the password and choose that."
        )
    if not any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        raise Unreadable("This is a document of an older Office and no workbook.", _TABLE_REMEDY)
