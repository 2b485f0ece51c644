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


def ten_digits(identifier: ir.Column) -> ir.IntegerValue:
    """Its ten digits as a number, written with blanks, hyphens or “.0” too; missing if it is anything else."""
    import ibis

    if not identifier.type().is_string():
        return ibis.ifelse(_has_ten_digits(identifier), identifier, None).cast("int64")
    # A look at length and ends first, which costs little: few pseudonyms get further. Blanks sort before digits.
    near = identifier.length().between(DIGITS, DIGITS + 5) & (identifier <= ":") & (identifier.right(1) <= "9")
    text = ibis.ifelse(near, identifier, None).strip()
    digits = text.replace(" ", "").replace("-", "").substr(0, DIGITS)
    return ibis.ifelse(text.re_search(r"^\d{3}[ -]?\d{3}[ -]?\d{4}(\.0)?$"), digits, None).try_cast("int64")


def passes_check(number: ir.IntegerValue) -> ir.BooleanValue:
    """Whether ten digits, as a number, satisfy the check digit of an NHS number."""
    import ibis

    total = sum((number // 10 ** (DIGITS - 1 - at) % 10) * (DIGITS - at) for at in range(DIGITS))
    return ibis.ifelse(number.notnull(), total % 11 == 0, False)


def _has_ten_digits(number: ir.NumericColumn) -> ir.BooleanValue:
    return (number >= 10 ** (DIGITS - 1)) & (number < 10**DIGITS)
