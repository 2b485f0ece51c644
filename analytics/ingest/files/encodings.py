"""How the text of a file is encoded, found without decoding more of it than must be."""

from __future__ import annotations

from analytics.ingest.files.unreadable import Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with a byte order mark"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


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
    if b"\x00" in data or sum(ch < " " and ch not in "\t\r\n" for ch in start) > len(start) // 100:
        raise Unreadable(
            "This is not text: it may be a picture, a program or a damaged file.",
            "Choose a CSV file or an Excel workbook (.xlsx).",
        )
    return codec, name


def _reads(data: bytes, codec: str) -> bool:
    if codec == "utf-8" and data.isascii():  # most files are, and need not be decoded to know
        return True
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
