"""Fingertips, both ways: the all-data file that it gives out, and the file by which indicators are sent to it.

Areas are ONS codes or ODS codes. In the upload -1 means "does not apply" and stands for a missing number too; in the
all-data file an area is repeated under each of its parents, and a Category marks a breakdown, which is not the area.
Columns: the public tests of the owner's own code.
"""

from __future__ import annotations

import pandas as pd

from analytics.ingest import checks
from analytics.ingest.formats import template_observations
from analytics.ingest.formats.template_observations import known_measures
from analytics.ingest.ledger import counted, listing
from analytics.ingest.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood, normal
from analytics.model import Problem, Severity
from analytics.tables import OBSERVATIONS

UPLOAD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("IndicatorId", "Year", "Quarter", "Month", "AreaCode", "Count", "Denominator", "Value"), ()),
    **dict.fromkeys(("YearRange", "CategoryTypeId"), ()),
}
ALL_DATA: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("Indicator Name", "Area Code", "Time period", "Count", "Denominator", "Value"), ()),
    **dict.fromkeys(("Indicator ID", "Sex", "Age", "Category Type", "Value note"), ()),
}
NONE = "-1"


def read_upload(sheet: Sheet, context: Context) -> Understood:
    """Observations of the one indicator of an upload, which must be said to be one of our measures."""
    places, _, _ = checks.locate(sheet, UPLOAD)
    columns = {name: column.mask(column == NONE, "") for name, column in columns_of(sheet, places).items()}
    ids = sorted(set(columns["IndicatorId"]) - {""})
    if (asked := _asked(context, [f"indicator {i}" for i in ids])) is not None:
        return asked
    rows = {
        "measure": pd.Series([context.measure] * len(sheet), dtype="str"),
        "org_code": columns["AreaCode"],
        "period": _upload_period(columns),
        "numerator": columns["Count"],
        "denominator": columns["Denominator"],
    }
    if (columns["Denominator"] == "").all():
        rows["value"] = columns["Value"]
        del rows["numerator"], rows["denominator"]
    made = template_observations.read(as_template(sheet, rows, sheet.row_numbers), context)
    return Understood(made.rows, made.problems, made.facts, made.asks, made.distrust)


def _upload_period(columns: dict[str, pd.Series]) -> pd.Series:
    """Months as 2023-04. A quarter or a bare year stays what it is: the upload does not say of which kind of year."""
    month = columns["Year"] + "-" + columns["Month"].str.zfill(2)
    quarter = columns["Year"] + " Q" + columns["Quarter"]
    return month.where(columns["Month"] != "", quarter.where(columns["Quarter"] != "", columns["Year"]))


def read_all_data(sheet: Sheet, context: Context) -> Understood:
    """Observations of those indicators that are measures of ours by their name, or of the only one, if that is said."""
    places, _, _ = checks.locate(sheet, ALL_DATA)
    columns = columns_of(sheet, places)
    known = {normal(name): slug for name, slug in known_measures(context).items()}
    names = list(dict.fromkeys(columns["Indicator Name"]))
    measure = columns["Indicator Name"].map(lambda name: known.get(normal(name), ""))
    if (measure == "").all():
        if (asked := _asked(context, names)) is not None:
            return asked
        measure = pd.Series([context.measure] * len(sheet), dtype="str")
    whole = (measure != "") & (columns.get("Category Type", measure.str.slice(0, 0)) == "")
    rows = pd.DataFrame({"measure": measure, "org_code": columns["Area Code"], "period": columns["Time period"]})
    rows["numerator"], rows["denominator"] = columns["Count"], columns["Denominator"]
    rows["value"] = columns["Value"].where(rows["denominator"] == "", "")
    rows["numerator"] = rows["numerator"].where(rows["denominator"] != "", "")
    kept = (whole & ~rows.duplicated()).to_numpy(dtype=bool)
    rows, numbers = rows[kept], sheet.row_numbers[kept]
    made = template_observations.read(as_template(sheet, {c: rows[c] for c in rows.columns}, numbers), context)
    left = [name for name in names if measure[columns["Indicator Name"] == name].eq("").all()]
    facts = [f"{counted(len(left), 'indicator')} not in the catalogue: {listing(left, 4)}."] if left else []
    if (parts := int((~whole & (measure != "")).sum())) > 0:
        facts.append(f"{counted(parts, 'row')} of breakdowns by category not used.")
    return Understood(made.rows, made.problems, (*facts, *made.facts), made.asks, made.distrust)


def _asked(context: Context, names: list[str]) -> Understood | None:
    """The question which of our measures the indicator is, until it is answered; None once it is."""
    if len(names) != 1:
        message = (
            f"The file holds {counted(len(names), 'indicator')}, and none is a measure of ours: {listing(names, 6)}"
        )
        return nothing(OBSERVATIONS, message, "Give a file of one indicator, and say which measure it is.")
    if context.measure in context.catalogue.measures:
        return None
    measures = [m for m in context.catalogue.measures.values() if not m.composite_of and not m.from_adoption]
    ask = Ask("measure", f"Which measure is {names[0]}?", tuple((m.slug, m.title) for m in measures))
    message = f"The file holds {names[0]}, which no measure of ours is called"
    problem = Problem(Severity.ERROR, message, "Say which measure it is; nothing is kept until then.")
    return Understood(nothing(OBSERVATIONS, "", "").rows, (problem,), asks=(ask,), distrust=True)


def _recogniser(needed: tuple[str, ...]):  # noqa: ANN202
    wanted = {normal(name) for name in needed}
    return lambda columns, _name: 0.95 if wanted <= columns else 0.0


UPLOAD_SIGNATURE = ("IndicatorId", "Year", "YearRange", "Quarter", "Month", "AreaCode", "Count", "Value", "Denominator")
ALL_DATA_SIGNATURE = ("Indicator ID", "Indicator Name", "Area Code", "Time period", "Value", "Count", "Denominator")

FORMAT = Format(
    slug="fingertips_all_data",
    title="Fingertips, all data of an indicator",
    table=OBSERVATIONS,
    signature=ALL_DATA_SIGNATURE,
    names=ALL_DATA,
    recognise=_recogniser(ALL_DATA_SIGNATURE),
    read=read_all_data,
)
UPLOAD_FORMAT = Format(
    slug="fingertips_upload",
    title="Fingertips, upload of an indicator",
    table=OBSERVATIONS,
    signature=UPLOAD_SIGNATURE,
    names=UPLOAD,
    recognise=_recogniser(UPLOAD_SIGNATURE),
    read=read_upload,
)
