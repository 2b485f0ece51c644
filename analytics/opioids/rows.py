"""Rows of dispensed items as values: for each the one reason, if any, why it does not count, and else its OME.

`strength` is the opioid's in one unit of quantity (a tablet, a millilitre, a patch). Of a patch it is its rate in mg an
hour, which is worn for the hours of `morphine.PATCH_HOURS`, or the mg that it gives off; the two cannot meet, because no
rate is above 0.2 mg and no patch gives off less than 0.8 mg.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from analytics.opioids import morphine
from analytics.opioids.cells import blank, not_whole, outside
from analytics.opioids.dispensing import MILLIONTHS
from analytics.opioids.notes import OTHER, UNKNOWN
from analytics.opioids.products import substances
from analytics.opioids.rules import Per

if TYPE_CHECKING:
    import ibis.expr.types as ir

ADULT = 18
CHAPTERS = ("01", "24")
"""BNF codes sort from the first and before the second; from 20 on they are appliances."""
GIVEN_OFF_MG = (0.8, 15.0)
"""What any patch gives off while it is worn, at least and at most."""


def may_concern(code: ir.StringColumn) -> ir.BooleanValue:
    """All but the codes of other medicines: most rows of dispensing are those.

    Alternatives of one column, none a join and none about missing values (`inputs` leaves none), so that DuckDB asks them
    of the few different codes in a part of a Parquet file, and fetches the other columns of such rows only.
    """
    outside = [p for p in (*substances(), *morphine.UNCOUNTED) if not p.startswith(morphine.SECTION)]
    starts = (morphine.SECTION, *outside, *(p.lower() for p in outside))
    return reduce(or_, (code.startswith(start) for start in starts)) | ~_is_bnf(code)


def judged(values: ir.Table, places: ir.Table, products: ir.Table, per: Per) -> ir.Table:
    """Rows that may concern an opioid with their board, their note and, of those that count, their OME in millionths of a
    mg.

    Tables of ours are joined rather than written out as cases: engines copy an expression wherever it is used.
    """
    import ibis

    values = values.mutate(substance=values.code.left(morphine.CODE_LENGTH))
    told = values.left_join(products, [values.substance == products.prefix, values.route == products.named])
    placed = told.left_join(
        places, [told.org == places.place_code, told.month >= places["first"], told.month <= places["last"]]
    )
    worn = placed.mutate(hours=_hours(placed))
    noted = worn.mutate(note=_note(worn, per))
    mg = noted.quantity * (noted.strength * noted.hours) * noted.factor
    return noted.mutate(ome=ibis.ifelse(noted.note.isnull(), (mg * MILLIONTHS + 0.5).floor(), None).cast("float64"))


def _hours(rows: ir.Table) -> ir.FloatingValue:
    """What the strength is multiplied with: the hours of a patch's rate, otherwise 1; missing where it is neither."""
    import ibis

    return ibis.cases(
        (~rows.patch, 1.0),
        *(
            ((rows.substance == s) & rows.strength.between(low / 1000, high / 1000), float(h))
            for s, bands in morphine.PATCH_HOURS.items()
            for low, high, h in bands
        ),
        (rows.strength.between(*GIVEN_OFF_MG), 1.0),
    )


def _note(rows: ir.Table, per: Per) -> ir.StringValue:
    """The first reason that applies; missing where the row counts. First what it is, then whether it is sound, then whom
    and what the measures leave out."""
    import ibis

    days: list[tuple[Any, Any]] = [(not_whole(rows.days, 1, 366), "days_supplied")] if per is Per.SUPPLIED_DAYS else []
    reasons: list[tuple[Any, Any]] = [
        (rows.prefix.isnull(), _not_ours(rows.code, rows.substance)),
        (rows.why_not.notnull(), rows.why_not),
        (blank(rows.person), "patient_id"),
        (not_whole(rows.age, 0, 130), "age"),
        (rows.month.isnull(), "date"),
        (rows.place_code.isnull(), "org_code"),
        (outside(rows.quantity, 100_000), "quantity"),
        (outside(rows.strength, 10_000), "strength_mg"),
        (rows.hours.isnull(), "patch"),
        *days,
        (rows.age < ADULT, "under_18"),
        (rows.strength < rows.low_below, "low_dose"),
    ]
    return ibis.cases(*reasons)


def _not_ours(code: ir.StringValue, substance: ir.StringValue) -> ir.StringValue:
    """Why a code that our table lacks does not count."""
    import ibis

    # Ten digits in the column of codes may be a person's number.
    named = ibis.ifelse(code.re_search(r"\d{3}[ -]?\d{3}[ -]?\d{4}"), "(ten or more digits)", substance)
    unknown = ~_is_bnf(code) | code.startswith(morphine.SECTION) | substance.isin(morphine.UNCOUNTED)
    return ibis.cases((blank(code), "bnf_code"), (unknown, UNKNOWN + named), else_=OTHER)


def _is_bnf(code: ir.StringValue) -> ir.BooleanValue:
    return (code >= CHAPTERS[0]) & (code < CHAPTERS[1]) & code.length().between(morphine.CODE_LENGTH, 15)
