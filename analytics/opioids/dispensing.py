"""The two national measures of people, from rows of dispensed items: one definition, whichever engine works it out.

The steps, each from a table to a table (Ibis expressions, which `printed` turns into the SQL that DuckDB and Spark run):

1. cells -> values (`cells.py`) of the rows that may concern an opioid; every other medicine is left out at once, because it
   is most of the rows; `judged` gives each a `note`, the one reason why it does not count (`rows.py`);
2. `supplied`: what each person was supplied in a month, by which boards, and how many rows have which note;
3. `people`: each person's month, wherever supplied: long-term, high dose; and how many of each by set of boards, which
   is a small table however many people there are;
4. `counted`: how many people in each board, region and England.

Oral morphine equivalents are added as whole millionths of a milligram, so that sums do not depend on their order and
exactly 120 mg a day is not above 120. Decimals hold whole numbers exactly up to nine thousand million mg.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from analytics.model import ENGLAND
from analytics.opioids.identifiers import may_be_nhs_number, ten_digits
from analytics.opioids.notes import NHS_NUMBER
from analytics.opioids.rules import HIGH_DOSE_MG, LONG_TERM_MONTHS, Per

if TYPE_CHECKING:
    import ibis.expr.types as ir

MILLIONTHS = 1_000_000
BOARDS = "boards_"
"""Begins the names of columns that hold a set of boards: a bit for each board."""


def supplied(judged: ir.Table, per: Per) -> ir.Table:
    """What each person (`who`) was supplied in a month, and by which boards; and, without a month, how many rows have
    which note (`who` is the note then), those with what may be an NHS number apart."""
    import ibis

    judged = judged.mutate(digits=ten_digits(judged.person))
    counts = judged.note.isnull()
    seen = ibis.ifelse(may_be_nhs_number(judged.digits), NHS_NUMBER, judged.note)
    days = {"supplied_days": judged.days.sum().cast("int64")} if per is Per.SUPPLIED_DAYS else {}
    return judged.group_by(
        who=ibis.ifelse(counts, judged.person, seen), month=ibis.ifelse(counts, judged.month, None)
    ).agg(
        ome=judged.ome.sum(), rows=judged.count(), **{name: _union(judged[name]) for name in board_sets(judged)}, **days
    )


def _union(sets: ir.IntegerColumn) -> ir.IntegerScalar:
    """The union of sets of boards. Both engines have the function by this name; Ibis has it for one of them only."""
    import ibis

    @ibis.udf.agg.builtin(name="bit_or")
    def bit_or(sets: int) -> int:  # type: ignore[empty-body]
        """The bits that any has."""

    return bit_or(sets)


def tallied(supply: ir.Table) -> ir.Table:
    """How many rows have which note; none: they counted. Whether a pseudonym may be an NHS number is judged here on those
    that counted, and so once for a person and month."""
    import ibis

    supply = supply.select("who", "month", "rows", digits=ten_digits(supply.who))
    judged = ibis.ifelse(may_be_nhs_number(supply.digits), NHS_NUMBER, None)
    note = ibis.ifelse(supply.month.isnull(), supply.who, judged)
    return supply.group_by(note=note).agg(rows=supply.rows.sum())


def board_sets(table: ir.Table) -> list[str]:
    """The columns in which a bit stands for a board."""
    return [name for name in table.columns if name.startswith(BOARDS)]


def people(supply: ir.Table, per: Per) -> ir.Table:
    """How many persons had opioids, long term and on a high dose, by month and set of boards: each once, wherever
    supplied."""
    import ibis

    supply = supply.filter(supply.month.notnull())
    days = supply.supplied_days if per is Per.SUPPLIED_DAYS else days_in(supply.month)
    # Months are distinct, so the third before lies three months back only where none is missing.
    third = supply.month.lag(LONG_TERM_MONTHS - 1).over(ibis.window(group_by=supply.who, order_by=supply.month))
    months = supply.select(
        "month",
        *board_sets(supply),
        long_term=(supply.month - third == LONG_TERM_MONTHS - 1).fill_null(False).cast("int64"),
        high=(supply.ome > days.cast("float64") * (HIGH_DOSE_MG * MILLIONTHS)).fill_null(False).cast("int64"),
    )
    return months.group_by("month", *board_sets(supply)).agg(
        people=months.count(), long_term=months.long_term.sum(), high=months.high.sum()
    )


def days_in(month: ir.IntegerColumn) -> ir.IntegerValue:
    """Days of a month, given as months since the year 0."""
    import ibis

    year, place = month // 12, month % 12
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return ibis.cases((place == 1, ibis.ifelse(leap, 29, 28)), (place.isin((3, 5, 8, 10)), 30), else_=31)


def counted(sets: ir.Table, boards: ir.Table) -> ir.Table:
    """People by month and organisation. Who had several boards counts in each, and once in a region and in England."""
    import ibis

    names = board_sets(sets)
    each = sets.join(boards, reduce(or_, ((sets[name] & boards[name]) != 0 for name in names)), rname="{name}_of_one")
    each = each.select(*sets.columns, "icb", "region")
    regional = each.drop("icb").distinct()
    places = ibis.union(_sums(each, each.icb), _sums(regional, regional.region), _sums(sets, ibis.literal(ENGLAND)))
    return places.filter(places.org_code != "")


def _sums(table: ir.Table, org: ir.Value) -> ir.Table:
    """People, those on long-term opioids and those on a high dose, by month and organisation."""
    sums = {name: table[name].sum().cast("int64") for name in ("people", "long_term", "high")}
    return table.group_by(table.month, org_code=org).agg(**sums)
