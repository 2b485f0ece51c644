"""Cells that a spreadsheet could not work out: Excel's errors, and formulas whose result was never stored."""

from __future__ import annotations

import re

_ERROR = re.compile(
    r"#(?:div/0!?|ref!?|value!?|name\??|num!?|null!?|n/a|spill!?|calc!?|getting_data|busy!?|field!?|blocked!?|connect!?)",
    re.IGNORECASE,
)
NOT_AVAILABLE = "#n/a"
"""The one error that people write on purpose, where there is no figure."""
REMEDY = "Open the file in Excel, let it work the cells out, put the errors right, and save it again."


def fault(text: str) -> str:
    """What is wrong with a cell that a spreadsheet could not work out, as words after its text; "" for any other."""
    plain = text.strip()
    if _ERROR.fullmatch(plain):
        return "is an error of Excel"
    if plain.startswith("=") and len(plain) > 1:
        return "is a formula without a stored result"
    return ""
