"""Rows of dispensed items: cells -> values, and for each row the one reason, if any, why it does not count.

INPUT has `patient_id, age, org_code, bnf_code, quantity, strength_mg`, and `dispensed_on` or `month`; `days_supplied` and
`route` may be there. `strength_mg` is the opioid's in one unit of quantity (a tablet, a millilitre, a patch). Of a patch
it is its rate in mg an hour, which is worn for the hours of `morphine.PATCH_HOURS`, or the mg that it gives off; the two
cannot meet, because no rate is above 0.2 mg and no patch gives off less than 0.8 mg.

A BNF code tells the substance and not the route. Without `route` a substance is taken by mouth, or as a patch where it
has no oral factor.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from analytics.opioids import morphine
from analytics.opioids.dispensing import MILLIONTHS, Per
from analytics.opioids.identifiers import passes_check, ten_digits
from analytics.opioids.notes import NHS_NUMBER, OTHER, UNKNOWN

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pandas as pd

NEEDED = ("patient_id", "age", "org_code", "bnf_code", "quantity", "strength_mg")
WHEN = ("dispensed_on", "month")
OPTIONAL = ("days_supplied", "route")
ADULT = 18
COUNTED_ROUTES = ("oral", "patch")
LOW_DOSE_BELOW_MG = 15
"""Co-codamol 8/500 and 12.8/500 and co-dydramol 10/500 lie below, 15/500 and 20/500 do not."""
CHAPTERS = ("01", "24")
"""BNF codes sort from the first and before the second; from 20 on they are appliances."""
ROUTES = {
    "oral": ("oral", "by mouth", "po"),
    "patch": ("patch", "transdermal"),
    "injection": ("injection", "subcutaneous", "intravenous", "intramuscular", "epidural", "intrathecal", "infusion"),
    "under the tongue": ("under the tongue", "sublingual"),
    "in the mouth": ("in the mouth", "buccal", "oromucosal"),
    "nasal": ("nasal", "intranasal"),
    "other": ("other", "rectal"),
}
"""Routes of the table of factors, and what files call them."""
UNKNOWN_ROUTE = "?"
GIVEN_OFF_MG = (0.8, 15.0)
"""What any patch gives off while it is worn, at least and at most."""
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"


def substances() -> dict[str, str]:
    """Substances that a code alone tells: those of the table but groups in which only the description says opioid."""
    return {code: name for code, name in morphine.substances().items() if code not in morphine.MIXED}


def may_concern(rows: ir.Table) -> ir.BooleanValue:
    """All but the codes of other medicines, by comparisons that cost little: most rows of dispensing are those."""
    code = rows.bnf_code.cast("string")
    outside = [p for p in (*substances(), *morphine.UNCOUNTED) if not p.startswith(morphine.SECTION)]
    compounds = [*outside, *(p.lower() for p in outside)]
    near = code.between(min(compounds), max(compounds) + "~") & code.substr(0, morphine.CODE_LENGTH).isin(compounds)
    return ~_is_bnf(code) | _in_section(code) | near


def judged(rows: ir.Table, places: ir.Table, products: ir.Table, per: Per) -> ir.Table:
    """Rows that may concern an opioid, as values, with their board, their OME in millionths of a mg and their note.

    Tables of ours are joined rather than written out as cases: engines copy an expression wherever it is used.
    """
    near = rows.filter(may_concern(rows).fill_null(True))
    values = _values(near)
    placed = values.left_join(
        places, [values.org == places.place_code, values.month >= places["first"], values.month <= places["last"]]
    )
    told = placed.left_join(products, [placed.substance == products.prefix, placed.route_text == products.named])
    known = _equivalence(told)
    return known.mutate(note=_note(known, per))


def products() -> pd.DataFrame:
    """A row for each substance and each text that may tell a route, blank for the usual one: the route, its factor, and
    below how many mg a co-product is of low dose (0: it is none)."""
    import pandas as pd

    factors, usual = morphine.factors(), _usual_routes()
    made = []
    for prefix in substances():
        texts = [(text, route) for route, names in ROUTES.items() for text in names]
        for text, route in [("", usual[prefix]), (UNKNOWN_ROUTE, None), *texts]:
            found = factors.get((prefix, route or ""))
            low = LOW_DOSE_BELOW_MG if found and found.part == "least" else 0
            made.append((prefix, text, route, found.factor if found else math.nan, float(low)))
    return pd.DataFrame(made, columns=["prefix", "named", "route", "factor", "low_below"])


def _values(rows: ir.Table) -> ir.Table:
    """Cells as values; what cannot be read is missing."""
    import ibis

    when = rows[next(name for name in WHEN if name in rows.columns)]
    days = _number(rows.days_supplied) if "days_supplied" in rows.columns else ibis.null("float64")
    kept = {name: rows[name] for name in ("row",) if name in rows.columns}
    raw = {f"cell_{name}": rows[name].cast("string") for name in rows.columns if name in (*NEEDED, *WHEN, *OPTIONAL)}
    code = _stripped(rows.bnf_code).upper()
    return rows.select(
        **kept,
        **(raw if kept else {}),
        ten_digits=ten_digits(rows.patient_id),
        person=_stripped(rows.patient_id),
        age=_number(rows.age),
        month=_month(when),
        org=_stripped(rows.org_code).upper(),
        code=code,
        substance=code.substr(0, morphine.CODE_LENGTH),
        quantity=_number(rows.quantity),
        strength=_number(rows.strength_mg),
        days=days,
        route_text=_route_text(rows),
    )


def _route_text(rows: ir.Table) -> ir.StringValue:
    """What a row says of the route, as `products` has it."""
    import ibis

    if "route" not in rows.columns:
        return ibis.literal("")
    text = rows.route.cast("string").strip().lower().fill_null("")
    known = ["", *(name for names in ROUTES.values() for name in names)]
    return ibis.ifelse(text.isin(known), text, UNKNOWN_ROUTE)


def _equivalence(rows: ir.Table) -> ir.Table:
    """With the OME of the item in millionths of a milligram; missing where a patch's strength is none."""
    import ibis

    hours = ibis.cases(
        (rows.route != "patch", 1.0),
        *(
            ((rows.substance == s) & rows.strength.between(low / 1000, high / 1000), float(h))
            for s, bands in morphine.PATCH_HOURS.items()
            for low, high, h in bands
        ),
        (rows.strength.between(*GIVEN_OFF_MG), 1.0),
    )
    sound = _within(rows.quantity, 100_000) & _within(rows.strength, 10_000) & (rows.factor > 0)
    mg = rows.quantity * (rows.strength * hours) * rows.factor
    ome = ibis.ifelse(sound.fill_null(False), (mg * MILLIONTHS + 0.5).floor(), None).cast("int64")
    return rows.mutate(ome=ome, supplied_days=_whole(rows.days, 1, 366))


def _note(rows: ir.Table, per: Per) -> ir.StringValue:
    """The first reason that applies; missing where the row counts. First what it is, then whether it is sound, then whom
    and what the measures leave out."""
    import ibis

    code = rows.substance
    nothing_known = ~_is_bnf(rows.code) | _in_section(rows.code) | code.isin(morphine.UNCOUNTED)
    # Ten digits in the column of codes may be a person's number.
    named = ibis.ifelse(rows.code.re_search(r"\d{3}[ -]?\d{3}[ -]?\d{4}"), "(ten or more digits)", code)
    missing_days = rows.supplied_days.isnull() if per is Per.SUPPLIED_DAYS else ibis.literal(False)
    reasons: list[tuple[Any, Any]] = [
        (passes_check(rows.ten_digits), NHS_NUMBER),
        (rows.code.fill_null("") == "", "bnf_code"),
        (code.isin(morphine.EXCLUDED), "methadone"),
        (rows.prefix.isnull() & nothing_known, UNKNOWN + named),
        (rows.prefix.isnull(), OTHER),
        (rows.route.isnull(), "route"),
        (~rows.route.isin(COUNTED_ROUTES), "by_other_routes"),
        (~(rows.factor > 0), "factor"),
        (rows.person.fill_null("") == "", "patient_id"),
        (_whole(rows.age, 0, 130).isnull(), "age"),
        (rows.month.isnull(), "date"),
        (rows.board.isnull(), "org_code"),
        (~_within(rows.quantity, 100_000), "quantity"),
        (~_within(rows.strength, 10_000), "strength_mg"),
        (rows.ome.isnull(), "patch"),
        (missing_days, "days_supplied"),
        (rows.age < ADULT, "under_18"),
        (rows.strength < rows.low_below, "low_dose"),
    ]
    return ibis.cases(*reasons)


def _usual_routes() -> dict[str, str]:
    """The route of each substance where a file does not tell: by mouth, else as a patch, else the one that it has."""
    routes: dict[str, list[str]] = {}
    for prefix, route in morphine.factors():
        routes.setdefault(prefix, []).append(route)
    return {s: next((r for r in COUNTED_ROUTES if r in found), found[0]) for s, found in routes.items()}


def _stripped(column: ir.Column) -> ir.StringValue:
    """As text without blanks around it; a look whether there are any costs less than taking them away."""
    import ibis

    text = column.cast("string")
    return ibis.ifelse(text.startswith(" ") | text.endswith(" "), text.strip(), text)


def _is_bnf(code: ir.StringValue) -> ir.BooleanValue:
    return (code >= CHAPTERS[0]) & (code < CHAPTERS[1]) & code.length().between(morphine.CODE_LENGTH, 15)


def _in_section(code: ir.StringValue) -> ir.BooleanValue:
    return (code >= morphine.SECTION) & (code < morphine.SECTION + "~")


def _number(column: ir.Column) -> ir.FloatingValue:
    """A number; text must be written as one, since engines differ in what else they take for one."""
    import ibis

    if not column.type().is_string():
        return column.cast("float64")
    text = column.strip()
    return ibis.ifelse(text.re_search(_NUMBER), text, None).try_cast("float64")


def _within(number: ir.NumericValue, most: float) -> ir.BooleanValue:
    """Above 0 and up to the most; not where it is missing or not a number, which engines sort above all numbers."""
    return ((number > 0) & (number <= most)).fill_null(False)


def _whole(number: ir.NumericValue, least: int, most: int) -> ir.IntegerValue:
    """The whole number, if it is one and within bounds."""
    import ibis

    sound = (number >= least) & (number <= most) & (number.floor() == number)
    return ibis.ifelse(sound.fill_null(False), number, None).cast("int64")


def _month(when: ir.Column) -> ir.IntegerValue:
    """Months since the year 0, from a date, or a text or number such as 2023-04-05, 2023-04 or 202304."""
    import ibis

    day = when if when.type().is_temporal() else _day(when.cast("string").strip())
    sound = day.year().between(1990, 2100)
    return ibis.ifelse(sound.fill_null(False), day.year() * 12 + day.month() - 1, None).cast("int64")


def _day(text: ir.StringValue) -> ir.DateValue:
    import ibis

    written = ibis.cases(
        (text.re_search(r"^\d{4}-\d{2}-\d{2}($|[ T])"), text.substr(0, 10)),
        (text.re_search(r"^\d{4}-\d{2}$"), text + "-01"),
        (text.re_search(r"^\d{6}$"), text.substr(0, 4) + "-" + text.substr(4, 2) + "-01"),
    )
    return written.try_cast("date")
