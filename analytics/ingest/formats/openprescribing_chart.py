"""OpenPrescribing's download of a measure's chart: the bulk layout with names, ratio and national centiles beside it.

The centiles repeat the national figure on each row and are not kept; the ratio follows from the two numbers. Columns
checked against the writer in OpenPrescribing's public code (`measure_utils.js`), which leaves a zero blank.
"""

from __future__ import annotations

from analytics.ingest.formats import openprescribing_bulk
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model.tables import OBSERVATIONS

NAMES: dict[str, tuple[str, ...]] = {"month": ("date",), "code": ("org_id",), "numerator": (), "denominator": ()}


def read(sheet: Sheet, context: Context) -> Understood:
    """Observations of one measure, as in the bulk layout."""
    return openprescribing_bulk.read_columns(sheet, context, NAMES)


def recognise(columns: frozenset[str], _name: str) -> float:
    """Its keys, its two numbers, and the ratio or a centile."""
    keys = {"date", "org_id", "numerator", "denominator"} <= columns
    return 0.95 if keys and {"ratio", "percentile"} & columns else 0.0


FORMAT = Format(
    slug="openprescribing_chart",
    title="OpenPrescribing chart of a measure",
    table=OBSERVATIONS,
    signature=("date", "org_id", "org_name", "numerator", "denominator", "ratio", "percentile"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
