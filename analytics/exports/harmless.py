"""Text that no spreadsheet runs: the one rule for every cell and heading of every file that is handed out."""

from __future__ import annotations

import re

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "{=")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(cell: object) -> str:
    """A cell as text. What a spreadsheet could take for a formula begins with an apostrophe, which makes it text; what is
    missing is empty."""
    text = "" if cell is None or cell is pd.NA or cell != cell else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def in_xml(text: str) -> str:
    """Text without the characters that the files of office programs and SVG cannot hold."""
    return _NOT_IN_XML.sub("", text)
