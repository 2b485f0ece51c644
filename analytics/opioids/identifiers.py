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


def might_be_nhs_number(identifier: ir.Column) -> ir.BooleanValue:
    """Whether it is worth looking closer: a test that costs little, for every row of a large input."""
    if not identifier.type().is_string():
        return _has_ten_digits(identifier)
    ends = (identifier.substr(0, 1) <= "9") & (identifier.right(1) <= "9")  # blanks sort before digits
    return identifier.length().between(DIGITS, DIGITS + 5) & ends


def ten_digits(identifier: ir.Column) -> ir.IntegerValue:
    """Its ten digits as a number, written with blanks, hyphens or “.0” too; missing if it is anything else."""
    import ibis

    if not identifier.type().is_string():
        return ibis.ifelse(_has_ten_digits(identifier), identifier, None).cast("int64")
    stripped = identifier.strip()
    plain = stripped.re_search(r"^\d{3}[ -]?\d{3}[ -]?\d{4}(\.0)?$")
    digits = stripped.replace(" ", "").replace("-", "").substr(0, DIGITS)
    return ibis.ifelse(plain, digits, None).try_cast("int64")


def passes_check(number: ir.IntegerValue) -> ir.BooleanValue:
    """Whether ten digits, as a number, satisfy the check digit of an NHS number."""
    total = sum((number // 10 ** (DIGITS - 1 - at) % 10) * (DIGITS - at) for at in range(DIGITS))
    return (total % 11 == 0).fill_null(False)


def _has_ten_digits(number: ir.NumericColumn) -> ir.BooleanValue:
    return (number >= 10 ** (DIGITS - 1)) & (number < 10**DIGITS)
