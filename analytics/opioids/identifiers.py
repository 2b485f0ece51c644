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


def ten_digits(identifier: ir.StringValue) -> ir.IntegerValue:
    """The number that ten digits are, written with blanks, hyphens or “.0” too; missing where it is anything else."""
    import ibis

    # A look at length and ends first, which costs little: few pseudonyms get further. Blanks sort before digits.
    near = identifier.length().between(DIGITS, DIGITS + 5) & (identifier <= ":") & (identifier.right(1) <= "9")
    text = identifier.strip()
    digits = text.replace(" ", "").replace("-", "").left(DIGITS)
    written = ibis.ifelse(text.re_search(r"^\d{3}[ -]?\d{3}[ -]?\d{4}(\.0)?$"), digits, None)
    return ibis.ifelse(near, written, None).try_cast("int64")


def may_be_nhs_number(digits: ir.IntegerColumn) -> ir.BooleanValue:
    """Whether ten digits satisfy the check digit. Of a column, because engines copy an expression wherever it is used."""
    total = sum((digits // 10 ** (DIGITS - 1 - at) % 10) * (DIGITS - at) for at in range(DIGITS))
    return digits.notnull() & (total % 11 == 0)
