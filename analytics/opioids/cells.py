"""Cells as values: texts, numbers, months and routes of a row of dispensing. What cannot be read is missing.

A look costs less than a change: expressions first ask whether there is anything to do, because hardly any cell needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
FIRST_YEAR, LAST_YEAR = 1990, 2100
_CALLED = {
    "oral": ("oral", "by mouth", "po"),
    "patch": ("patch", "transdermal"),
    "injection": ("injection", "subcutaneous", "intravenous", "intramuscular", "epidural", "intrathecal", "infusion"),
    "under the tongue": ("under the tongue", "sublingual"),
    "in the mouth": ("in the mouth", "buccal", "oromucosal"),
    "nasal": ("nasal", "intranasal"),
    "other": ("other", "rectal"),
}
"""Routes of the table of factors, and what files call them."""
ROUTES = {name: route for route, names in _CALLED.items() for name in names}
USUAL = ""
"""What a row says that does not tell the route."""
UNKNOWN_ROUTE = "?"


def stripped(text: ir.StringColumn) -> ir.StringValue:
    """Without blanks around it."""
    import ibis

    return ibis.ifelse(text.startswith(" ") | text.endswith(" "), text.strip(), text)


def label(text: ir.StringColumn) -> ir.StringValue:
    """A code of an organisation or a product: without blanks around it, in capitals."""
    return stripped(text).upper()


def identifier(column: ir.Column) -> ir.StringValue:
    """Who it is, as text; a whole number among decimals, as a column with gaps may hold it, without a point."""
    import ibis

    if not column.type().is_floating():
        return stripped(column)
    whole = (column % 1 == 0) & (column.abs() < 2**53)
    return ibis.ifelse(whole, column.cast("int64").cast("string"), column.cast("string"))


def number(column: ir.Column) -> ir.NumericValue:
    """A number; text must be written as one, since engines differ in what else they take for one."""
    import ibis

    if not column.type().is_string():
        return column.cast("float64")
    text = column.strip()
    return ibis.ifelse(text.re_search(_NUMBER), text, None).try_cast("float64")


def month(when: ir.Column) -> ir.IntegerValue:
    """Months since the year 0, from a date, or a text or number such as 2023-04-05, 2023-04 or 202304."""
    import ibis

    day = when if when.type().is_temporal() else _day(when.strip())
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


def route(text: ir.StringColumn) -> ir.StringValue:
    """What a row says of the route, as the table of products has it."""
    import ibis

    said = text.strip().lower().fill_null(USUAL)
    return ibis.ifelse(said.isin([USUAL, *ROUTES]), said, UNKNOWN_ROUTE)


CELLS: dict[str, tuple[Callable[[ir.Column], ir.Value], tuple[str, ...]]] = {
    "identifier": (identifier, ("text", "float")),
    "label": (label, ("text",)),
    "number": (number, ("text", "float", "whole")),
    "month": (month, ("text", "day")),
    "route": (route, ("text",)),
}
"""How cells are read, and the kinds of column that each reads as they are; columns of other kinds are made text before."""


def blank(text: ir.StringValue) -> ir.BooleanValue:
    """Whether it is missing or empty."""
    return text.isnull() | (text == "")


def outside(value: ir.NumericValue, most: float) -> ir.BooleanValue:
    """Not above 0 and up to the most, or missing, or not a number, which engines sort above all numbers."""
    return value.isnull() | (value <= 0) | (value > most)


def not_whole(value: ir.NumericValue, least: int, most: int) -> ir.BooleanValue:
    """Whether it is anything but a whole number within bounds."""
    return value.isnull() | (value < least) | (value > most) | (value % 1 != 0)
