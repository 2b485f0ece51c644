"""Cells as values: texts, numbers and months of a row of dispensing. What cannot be read is missing.

A look costs less than a change: expressions first ask whether there is anything to do, because hardly any cell needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
FIRST_YEAR, LAST_YEAR = 1990, 2100


def stripped(column: ir.Column) -> ir.StringValue:
    """As text without blanks around it."""
    import ibis

    text = column.cast("string")
    return ibis.ifelse(text.startswith(" ") | text.endswith(" "), text.strip(), text)


def identifier(column: ir.Column) -> ir.StringValue:
    """Who it is, as text; a whole number among decimals, as a column with gaps may hold it, without a point."""
    import ibis

    if not column.type().is_floating():
        return stripped(column)
    whole = (column.floor() == column) & (column.abs() < 2**53)
    return ibis.ifelse(whole, column.cast("int64").cast("string"), column.cast("string"))


def blank(text: ir.StringValue) -> ir.BooleanValue:
    """Whether it is missing or empty."""
    return text.isnull() | (text == "")


def number(column: ir.Column) -> ir.NumericValue:
    """A number; text must be written as one, since engines differ in what else they take for one."""
    import ibis

    if column.type().is_integer():
        return column
    if not column.type().is_string():
        return column.cast("float64")
    text = column.strip()
    return ibis.ifelse(text.re_search(_NUMBER), text, None).try_cast("float64")


def outside(value: ir.NumericValue, most: float) -> ir.BooleanValue:
    """Not above 0 and up to the most, or missing, or not a number, which engines sort above all numbers."""
    return value.isnull() | (value <= 0) | (value > most)


def not_whole(value: ir.NumericValue, least: int, most: int) -> ir.BooleanValue:
    """Whether it is anything but a whole number within bounds."""
    beyond = value.isnull() | (value < least) | (value > most)
    return beyond if value.type().is_integer() else beyond | (value.floor() != value)


def month(when: ir.Column) -> ir.IntegerValue:
    """Months since the year 0, from a date, or a text or number such as 2023-04-05, 2023-04 or 202304."""
    import ibis

    day = when if when.type().is_temporal() else _day(when.cast("string").strip())
    sound = day.year().between(FIRST_YEAR, LAST_YEAR)
    return ibis.ifelse(sound, day.year() * 12 + day.month() - 1, None).cast("int64")


def _day(text: ir.StringValue) -> ir.DateValue:
    import ibis

    written = ibis.cases(
        (text.re_search(r"^\d{4}-\d{2}-\d{2}($|[ T])"), text.substr(0, 10)),
        (text.re_search(r"^\d{4}-\d{2}$"), text + "-01"),
        (text.re_search(r"^\d{6}$"), text.substr(0, 4) + "-" + text.substr(4, 2) + "-01"),
    )
    return written.try_cast("date")
