"""The two national measures of people, from rows of dispensed items: one definition, whichever engine works it out.

The steps, each from a table to a table (Ibis expressions, so DuckDB and Spark run the same):

1. `read`: cells -> values, and each row that may concern an opioid gets a `note`, the one reason why it does not count
   (`rows.py`); every other medicine is left out at once, because it is most of the rows;
2. `supplied`: what each person was supplied in a month by a board, and how many rows have which note;
3. `people`: each person's month, wherever supplied: long-term, high dose;
4. `counted`: how many people in each board, region and England.

Oral morphine equivalents are added as whole millionths of a milligram, so that sums do not depend on their order and
exactly 120 mg a day is not above 120.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from analytics.model import ENGLAND

if TYPE_CHECKING:
    import ibis.expr.types as ir

LONG_TERM_MONTHS = 4
"""The month and the three before it."""
HIGH_DOSE_MG = 120
"""Milligrams OME a day; more than this is high."""
MILLIONTHS = 1_000_000


class Per(StrEnum):
    """What the OME of a month is divided by: the days of the month, or the days supplied."""

    DAYS = "days"
    SUPPLIED_DAYS = "supplied-days"


def supplied(judged: ir.Table, per: Per) -> ir.Table:
    """Persons x months x boards with their OME (and days supplied), and with the note of rows that do not count."""
    days = {"supplied_days": judged.days.sum().cast("int64")} if per is Per.SUPPLIED_DAYS else {}
    return judged.group_by("person", "month", "board", "note").agg(
        ome=judged.ome.sum().cast("int64"), rows=judged.count(), **days
    )


def people(supply: ir.Table, per: Per) -> ir.Table:
    """Each month in which a person was supplied by anybody: whether it is the last of four in a row, and the dose high;
    and the lowest and the highest number of a board that supplied, which are one for nearly everybody."""
    import ibis

    given = {"supplied_days": supply.supplied_days.sum().cast("int64")} if per is Per.SUPPLIED_DAYS else {}
    months = supply.group_by("person", "month").agg(
        ome=supply.ome.sum().cast("int64"), low=supply.board.min(), top=supply.board.max(), **given
    )
    days = months.supplied_days if per is Per.SUPPLIED_DAYS else days_in(months.month)
    # Months are distinct, so the third before lies three months back only where none is missing.
    third = months.month.lag(LONG_TERM_MONTHS - 1).over(ibis.window(group_by=months.person, order_by=months.month))
    return months.select(
        "person",
        "month",
        "low",
        "top",
        long_term=(months.month - third == LONG_TERM_MONTHS - 1).fill_null(False).cast("int64"),
        high=(months.ome > days.cast("int64") * (HIGH_DOSE_MG * MILLIONTHS)).fill_null(False).cast("int64"),
    )


def days_in(month: ir.IntegerColumn) -> ir.IntegerValue:
    """Days of a month, given as months since the year 0."""
    import ibis

    year, place = month // 12, month % 12
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return ibis.cases((place == 1, ibis.ifelse(leap, 29, 28)), (place.isin((3, 5, 8, 10)), 30), else_=31)


def counted(supply: ir.Table, persons: ir.Table, boards: ir.Table) -> ir.Table:
    """People by month and organisation. Who had several boards counts in each, and once in a region and in England.

    Most had one board in a month, so they are added up first; only the others are looked for in what was supplied.
    """
    import ibis

    one = persons.filter(persons.low == persons.top)
    one = _sums(one.mutate(people=1), one.low).join(boards, [("org_code", "board")])
    several = persons.filter(persons.low != persons.top).drop("low", "top")
    each = supply.join(several, ["person", "month"]).join(boards, "board")
    each = each.select("person", "month", "icb", "region", "long_term", "high", people=1)
    regional = each.drop("icb").distinct()
    parts = [_sums(one, one.icb), _sums(one, one.region), _sums(each, each.icb), _sums(regional, regional.region)]
    places = ibis.union(*parts, _sums(persons.mutate(people=1), ibis.literal(ENGLAND)))
    return _sums(places.filter(places.org_code != ""), places.org_code)


def _sums(table: ir.Table, org: ir.Value) -> ir.Table:
    """People, those on long-term opioids and those on a high dose, by month and organisation."""
    sums = {name: table[name].sum().cast("int64") for name in ("people", "long_term", "high")}
    return table.group_by(table.month, org_code=org).agg(**sums)
