"""Fingertips, both ways: the all-data file that it gives out, and the file by which indicators are sent to it.

Areas are ONS codes or ODS codes. In the upload -1 means "does not apply" and stands for a missing number too; in the
all-data file an area is repeated under each of its parents, and a Category marks a breakdown, which is not the area.
Columns: the public tests of the owner's own code.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.catalogue.local import slug_of
from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.rows import checks
from analytics.ingest.rows import new_measures as local
from analytics.ingest.rows.percents import AGREEMENT
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood
from analytics.ingest.templates import observations as template_observations
from analytics.ingest.templates.recogniser import optional
from analytics.model import Problem, Severity
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted, listing

UPLOAD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("IndicatorId", "Year", "Quarter", "Month", "AreaCode", "Count", "Denominator", "Value"), ()),
    **dict.fromkeys(("YearRange", "SexId", "CategoryTypeId"), ()),
}
ALL_DATA: dict[str, tuple[str, ...]] = {
    "Indicator Name": ("IndicatorName",),
    "Area Code": ("AreaCode",),
    "Time period": ("Timeperiod",),
    **dict.fromkeys(("Count", "Denominator", "Value", "Sex", "Age"), ()),
    "Indicator ID": ("IndicatorID",),
    "Category Type": ("CategoryType",),
    "Value note": ("Valuenote",),
}
"""The columns of the file, and what the R package fingertipsR calls them."""
NONE = "-1"
PERSONS = "4"
"""The SexId of everybody; 1 is male and 2 female."""
SHARE_OFF = 0.1
"""Share of an indicator's rows whose value is not count / denominator, from which it is no percentage."""


def read_upload(sheet: Sheet, context: Context) -> Understood:
    """Observations of the one indicator of an upload, which must be said to be one of our measures."""
    places, _, _ = checks.locate(sheet, UPLOAD)
    columns = {name: column.mask(column == NONE, "") for name, column in columns_of(sheet, places).items()}
    name = [f"Indicator {i}" for i in sorted(set(columns["IndicatorId"]) - {""})]
    if (asked := _asked(context, name)) is not None:
        return asked
    whole, facts = _whole(columns, sheet)
    made = template_observations.read(_upload_rows(sheet, columns, whole, name[0], context), context)
    return replace(made, facts=(*facts, *made.facts), asks=(_ask(context, name[0]), *made.asks))


def _whole(columns: dict[str, pd.Series], sheet: Sheet) -> tuple[np.ndarray, tuple[str, ...]]:
    """Rows of all people in one period of the calendar, and sentences on the others."""
    parts = optional(columns, "CategoryTypeId", sheet) != ""
    if "SexId" in columns and columns["SexId"].nunique() > 1:
        parts |= columns["SexId"] != PERSONS
    years = ~columns["YearRange"].isin(["", "1"])
    told = ((parts, "of one sex or category"), (years & ~parts, "over several years (YearRange)"))
    facts = tuple(f"{counted(int(rows.sum()), 'row')} {what} not used." for rows, what in told if rows.any())
    return ~(parts | years).to_numpy(dtype=bool), facts


def _upload_rows(sheet: Sheet, columns: dict[str, pd.Series], whole: np.ndarray, name: str, context: Context) -> Sheet:
    """The rows in the columns of our template. Without a denominator a value that is the count is a count."""
    alone = columns["Denominator"] == ""
    counts = ~alone | ((columns["Count"] != "") & (columns["Count"] == columns["Value"]))
    rows = {
        "measure": pd.Series([context.measure] * len(sheet), dtype="str"),
        "org_code": columns["AreaCode"],
        "period": _upload_period(columns),
        "numerator": columns["Count"].where(counts, ""),
        "denominator": columns["Denominator"],
        "value": columns["Value"].where(~counts, ""),
    }
    if context.measure == slug_of(name):
        rows["measure_title"] = pd.Series([name] * len(sheet), dtype="str")
    return as_template(sheet, {n: column[whole] for n, column in rows.items()}, sheet.row_numbers[whole])


def _upload_period(columns: dict[str, pd.Series]) -> pd.Series:
    """Months as 2023-04. A quarter or a bare year stays what it is: the upload does not say of which kind of year."""
    month = columns["Year"] + "-" + columns["Month"].str.zfill(2)
    quarter = columns["Year"] + " Q" + columns["Quarter"]
    return month.where(columns["Month"] != "", quarter.where(columns["Quarter"] != "", columns["Year"]))


def read_all_data(sheet: Sheet, context: Context) -> Understood:
    """Observations of every indicator: under our measure of that name, or as a local measure."""
    places, _, _ = checks.locate(sheet, ALL_DATA)
    columns = {n: c if n == "Area Code" else c.mask(c == "NA", "") for n, c in columns_of(sheet, places).items()}
    names = list(dict.fromkeys(columns["Indicator Name"]))
    rows = pd.DataFrame(
        {"measure": _names(columns), "org_code": columns["Area Code"], "period": columns["Time period"]}
    )
    if (one := len(names) == 1) and context.measure:
        rows["measure"] = context.measure
    rows["numerator"], rows["denominator"], rows["value"] = _numbers(columns, rows["measure"], context)
    whole = columns.get("Category Type", pd.Series([""] * len(sheet), dtype="str")) == ""
    kept = (whole & ~rows.duplicated()).to_numpy(dtype=bool)
    rows, numbers = rows[kept], sheet.row_numbers[kept]
    made = template_observations.read(as_template(sheet, {c: rows[c] for c in rows.columns}, numbers), context)
    asks = (_ask(context, names[0]), *made.asks) if one and (made.measures or context.measure) else made.asks
    parts = int((~whole).sum())
    facts = (f"{counted(parts, 'row')} of breakdowns by category not used.",) if parts else ()
    return replace(made, facts=(*facts, *made.facts), asks=asks)


def _names(columns: dict[str, pd.Series]) -> pd.Series:
    """Names of indicators; where one is given for several sexes or ages, these are other measures."""
    name = columns["Indicator Name"]
    for part, whole in (("Sex", "Persons"), ("Age", "All ages")):
        if part in columns:
            several = columns[part].groupby(columns["Indicator Name"]).transform("nunique") > 1
            name = name.where(~several | (columns[part] == whole), name + ", " + columns[part].str.casefold())
    return name


def _numbers(
    columns: dict[str, pd.Series], name: pd.Series, context: Context
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Count and denominator of our measures, and of others where the value published is their share; else, as for a rate
    per 1,000, the value."""
    count, denominator, value = columns["Count"], columns["Denominator"], columns["Value"]
    read = [values.parse(column).number for column in (count, denominator, value)]
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.abs(100 * read[0] / read[1] - read[2]) > 100 * AGREEMENT
    known = {normal(n) for n in local.known_measures(context)}
    ours = {n: normal(n) in known for n in name.unique()}
    other = (pd.Series(off, index=name.index).groupby(name).transform("mean") > SHARE_OFF) & ~name.map(ours)
    counts = (denominator != "") & ~other
    return count.where(counts, ""), denominator.where(counts, ""), value.where(~counts, "")


def _asked(context: Context, names: list[str]) -> Understood | None:
    """The question which of our measures the indicator of an upload is, until it is answered; None once it is."""
    if len(names) != 1:
        message = (
            f"The file holds {counted(len(names), 'indicator')}, which it tells apart by numbers: {listing(names, 6)}"
        )
        return nothing(OBSERVATIONS, message, "Give a file of one indicator, and say which measure it is.")
    if context.measure:
        return None
    message = f"The file holds {names[0]}, and does not say which measure that is"
    problem = Problem(Severity.ERROR, message, "Say which measure it is; nothing is kept until then.")
    ask = replace(_ask(context, names[0]), default=None)
    return Understood(nothing(OBSERVATIONS, "", "").rows, (problem,), asks=(ask,), distrust=True)


def _ask(context: Context, name: str) -> Ask:
    """Which measure an indicator is: one of its owner's until somebody says more."""
    return Ask("measure", f"Which measure is {name}?", local.options(context, [name]), context.measure or slug_of(name))


def _recogniser(needed: tuple[str, ...], names: dict[str, tuple[str, ...]]):  # noqa: ANN202
    every = [{normal(n) for n in (name, *names.get(name, ()))} for name in needed]
    return lambda columns, _name: 0.95 if all(each & columns for each in every) else 0.0


UPLOAD_SIGNATURE = ("IndicatorId", "Year", "YearRange", "Quarter", "Month", "AreaCode", "Count", "Value", "Denominator")
ALL_DATA_SIGNATURE = ("Indicator ID", "Indicator Name", "Area Code", "Time period", "Value", "Count", "Denominator")

FORMAT = Format(
    slug="fingertips_all_data",
    title="Fingertips, all data of an indicator",
    table=OBSERVATIONS,
    signature=ALL_DATA_SIGNATURE,
    names=ALL_DATA,
    recognise=_recogniser(ALL_DATA_SIGNATURE, ALL_DATA),
    read=read_all_data,
)
UPLOAD_FORMAT = Format(
    slug="fingertips_upload",
    title="Fingertips, upload of an indicator",
    table=OBSERVATIONS,
    signature=UPLOAD_SIGNATURE,
    names=UPLOAD,
    recognise=_recogniser(UPLOAD_SIGNATURE, UPLOAD),
    read=read_upload,
)
