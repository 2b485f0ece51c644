"""How the text of a file is encoded, found without decoding more of it than must be."""

from __future__ import annotations

import codecs
import re

from analytics.ingest.files.unreadable import Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with a byte order mark"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no text has."""


def encoding_of(data: bytes) -> tuple[str, str]:
    """Codec and its name in words. A byte order mark decides; else strict UTF-8; else Windows-1252, which Excel writes.

    Raises Unreadable for what is no text.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark) and _reads(data, codec):
            return codec, name
    if len(data) > 8 and b"\x00" in data[:400]:  # every other byte of plain text is zero without a mark too
        for codec, zeros in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[0:400:2])):
            if zeros.count(0) > 0.8 * len(zeros) and len(data) % 2 == 0:
                return codec, "UTF-16"
    codec, name = ("utf-8", "UTF-8") if _reads(data, "utf-8") else ("cp1252", "Windows-1252")
    start = data[:20_000].decode(codec, errors="ignore")
    if b"\x00" in data or len(_CONTROL.findall(start)) > len(start) // 100:
        raise Unreadable(
            "This is not text: it may be a picture, a program or a damaged file.",
            "Choose a CSV file or an Excel workbook (.xlsx).",
        )
    return codec, name


def as_utf8(data: bytes) -> tuple[bytes, str, tuple[int, ...]]:
    """The text as UTF-8, the name of its encoding, and the rows that are in another one. Raises Unreadable.

    A few lines that are no UTF-8 in a file whose other accents are do not turn the whole file into Windows-1252.
    """
    codec, name = encoding_of(data)
    if codec == "utf-8":
        return data, name, ()
    if codec != "cp1252" or not (odd := _odd_lines(data)):
        return data.decode(codec, errors="replace").encode("utf-8"), name, ()
    lines = data.split(b"\n")
    rows, row, inside = [], 1, False
    for i, line in enumerate(lines):
        if i in odd:
            lines[i] = line.decode("utf-8", errors="as cp1252").encode("utf-8")
            rows.append(row)
        inside ^= bool(line.count(b'"') % 2)  # a line break within quotation marks begins no row
        row += not inside
    return b"\n".join(lines), "UTF-8", tuple(rows)


def _odd_lines(data: bytes) -> set[int]:
    """The lines that are no UTF-8, where more lines with accents are than are not."""
    accented = [(i, line) for i, line in enumerate(data.split(b"\n")) if not line.isascii()]
    odd = {i for i, line in accented if not _reads(line, "utf-8")}
    return odd if 2 * len(odd) < len(accented) else set()


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8, as Excel wrote them."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("as cp1252", _as_cp1252)


def _reads(data: bytes, codec: str) -> bool:
    if codec == "utf-8" and data.isascii():  # most files are, and need not be decoded to know
        return True
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
