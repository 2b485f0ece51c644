"""OpenPrescribing's measures by organisation, as its public API sends them: the bulk layout, with the measure in a column.

One measure of ours is read as the bulk file of it. Others, and several at once, are read as an extract: ours by their
names, others as measures of your own. Columns: `MeasureValueCSVRenderer` in OpenPrescribing's public code. It writes zeros,
and a blank only where there is no number; a blank numerator over patients is a zero to the other layouts' writer, and
never seen here. Checked on made-up files only.
"""

from __future__ import annotations

from dataclasses import replace

from analytics.ingest.formats import openprescribing_analyse, openprescribing_bulk
from analytics.ingest.rows import checks
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model.tables import OBSERVATIONS

NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("measure", "org_type", "org_id", "org_name", "date"), ()),
    **dict.fromkeys(("numerator", "denominator", "calc_value", "percentile"), ()),
}
BULK = {"month": ("date",), "code": ("org_id",), "numerator": (), "denominator": ()}
"""The columns of the bulk layout by their names here."""


def read(sheet: Sheet, context: Context) -> Understood:
    """Observations of one measure, or of several."""
    places, _, _ = checks.locate(sheet, NAMES)
    measures = set(sheet.cells[places["measure"]].str.strip())
    if len(measures) == 1 and (named := measures.pop()) in openprescribing_bulk.MEASURES:
        known = replace(context, answers={**context.answers, "measure": named})
        return openprescribing_bulk.read_columns(sheet, known, BULK)
    return openprescribing_analyse.read_extract(sheet, context)


def recognise(columns: frozenset[str], _name: str) -> float:
    """Its keys, its two numbers, and the kind of organisation that no other layout names so."""
    keys = {"measure", "org_type", "org_id", "date", "numerator", "denominator"}
    return 0.97 if keys <= columns else 0.0


FORMAT = Format(
    slug="openprescribing_api",
    title="OpenPrescribing, measure by organisation (API)",
    table=OBSERVATIONS,
    signature=tuple(NAMES),
    names=NAMES,
    recognise=recognise,
    read=read,
)
