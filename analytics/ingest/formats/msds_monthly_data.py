"""The monthly data file of the Maternity Services Data Set: the annual file's counts, by month and for more organisations.

A period is given by its first and its last day. Spreadsheets turn the first one round (1 April becomes 4 January) and
leave the last, which then gives the swap away. A provisional file is marked as such; the final one replaces it.
"""

from __future__ import annotations

import pandas as pd

from analytics.ingest.cells.values import PROVISIONAL
from analytics.ingest.formats import msds_annual
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model.tables import OBSERVATIONS

START, END = "ReportingPeriodStartDate", "ReportingPeriodEndDate"
NAMES: dict[str, tuple[str, ...]] = {
    START: ("RPStartDate",),
    END: ("RPEndDate",),
    **{name: () for name in msds_annual.NAMES if name not in ("period", "value")},
    "Final_value": ("value",),
}
LEVELS = {
    **msds_annual.LEVELS,
    **{"local maternity system": "", "subicb of responsibility": "", "sub icb of responsibility": ""},
}
"""A local maternity system is an ICB, by its code. Clinical commissioning groups (before July 2022) are not read."""


def read(sheet: Sheet, context: Context) -> Understood:
    """Babies below 34 weeks among babies of known gestation, by month, as the annual file is read."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    ledger = Ledger(sheet)
    columns["period"] = months(columns[START], columns[END], ledger, START)
    columns["value"] = columns["Final_value"]
    kept = ~ledger.out
    wanted = {name: columns[name][kept] for name in msds_annual.NAMES}
    plain = as_template(sheet, wanted, sheet.row_numbers[kept])
    made = msds_annual.read_births(plain, context, LEVELS, status=status_of(context.name))
    return Understood(made.rows, (*ledger.problems, *made.problems), made.facts, made.asks, made.distrust)


def months(starts: pd.Series, ends: pd.Series, ledger: Ledger, column: str) -> pd.Series:
    """First and last days of months as 2023-04; pairs that are no month are left out, swapped dates put right and said."""
    first_day, _ = checks.span_column(starts, ends, ledger, column)
    text: pd.Series = pd.Series(first_day).dt.strftime("%Y-%m").astype("str").fillna("")
    return text.set_axis(starts.index)


def status_of(name: str) -> str:
    """A provisional file says so in its name."""
    return PROVISIONAL if "provisional" in name.casefold() else ""


def recognise(columns: frozenset[str], _name: str) -> float:
    """A dimension and a final value beside two dates."""
    dates = {"reportingperiodstartdate", "reportingperiodenddate"} <= columns
    values = {"final_value", "value"} & columns
    return 0.95 if dates and values and {"dimension", "org_level", "org_code", "measure"} <= columns else 0.0


FORMAT = Format(
    slug="msds_monthly_data",
    title="Maternity Services Data Set, monthly data",
    table=OBSERVATIONS,
    signature=(START, END, "Dimension", "Org_Level", "Org_Code", "Org_Name", "Measure", "Count_Of", "Final_value"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
