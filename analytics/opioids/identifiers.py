"""Identifiers of people: pseudonyms may be read, NHS numbers may not.

Ten digits, with or without blanks or hyphens, that satisfy the check digit of an NHS number (weights 10 to 1, the sum a
multiple of 11) are taken for one, and the whole build is refused: nothing says that it is not one. One in eleven random
numbers of ten digits satisfies it too, so a file with such pseudonyms is refused as well; a letter in front, or another
length, says that they are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

DIGITS = 10


def looks_like_nhs_number(identifier: ir.Column) -> ir.BooleanValue:
    """Whether a column of identifiers, text or numbers, holds what may be an NHS number."""
    if identifier.type().is_string():
        # Lengths first: they are cheap, and most pseudonyms have another. 943 476 5919 has 12, as has 9434765919.0.
        stripped = identifier.strip()
        likely = stripped.length().isin((DIGITS, DIGITS + 2))
        shaped = likely & stripped.re_search(r"^\d{3}[ -]?\d{3}[ -]?\d{4}(\.0)?$")
        digits = stripped.replace(" ", "").replace("-", "").substr(0, DIGITS)
    else:
        whole = identifier.cast("int64")
        shaped = whole.between(10 ** (DIGITS - 1), 10**DIGITS - 1)
        digits = whole.cast("string")
    total = sum((digits.substr(at, 1).ascii_str() - ord("0")) * (DIGITS - at) for at in range(DIGITS))
    return (shaped & (total % 11 == 0)).fill_null(False)
