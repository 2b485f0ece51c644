"""NHS England's monthly A&E workbook, as published: its sheet of providers, with the period from the title block.

Its totals have the booked appointments in them, as the sums of the monthly CSV file have, so both fill the same measures.
A dash is a trust that gave no figure. Columns: the published workbook of December 2022.
"""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells.names import normal
from analytics.ingest.formats import defined
from analytics.ingest.formats.ae_monthly import SUMS, codes, measures, others
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model import ENGLAND
from analytics.model.tables import OBSERVATIONS

_OVER = (
    "A&E attendances greater than 4 hours from arrival to admission, transfer or discharge Total Attendances > 4 hours"
)
_ATTENDANCES = ("A&E attendances Total attendances", "A&E attendances Type 1 Departments - Major A&E")
_ADMISSIONS = "Emergency Admissions Total Emergency Admissions"
COLUMNS = dict(zip(SUMS, (*_ATTENDANCES, _OVER, _ADMISSIONS), strict=True))
"""The column of the workbook for each measure of the CSV file."""
NAMES: dict[str, tuple[str, ...]] = {
    "Code": (),
    "Name": (),
    **dict.fromkeys(COLUMNS.values(), ()),
}


def read(sheet: Sheet, context: Context) -> Understood:
    """Counts of the month for England and for trusts."""
    period = _period(sheet)
    if not period:
        message = "No cell above the table says “Period:”, so its month is not known"
        return nothing(OBSERVATIONS, message, "Choose the workbook as published, or the monthly CSV of the same page.")
    places, _, _ = checks.locate(sheet, NAMES)
    found = columns_of(sheet, places)
    england = (found["Name"].str.casefold() == "england").to_numpy(dtype=bool)
    columns = {"Org Code": found["Code"].mask(england, ENGLAND), "Org name": found["Name"]}
    code = codes(columns, context)
    known = (code != "").to_numpy(dtype=bool)
    parts = [
        pd.DataFrame(
            {
                "measure": local.slug_of(title),
                "org_code": code[known],
                "period": period,
                "numerator": found[column][known],
                "measure_title": title,
                "at": sheet.row_numbers[known],
            }
        )
        for title, column in COLUMNS.items()
        if column in found
    ]
    rows = pd.concat(parts, ignore_index=True)
    text = {name: rows[name] for name in rows.columns if name != "at"}
    plain = as_template(sheet, text, rows["at"].to_numpy(dtype="int64"))
    return defined.read(
        plain, context, measures(), problems=others(columns, code, False), facts=(f"Period: {period}.",)
    )


def _period(sheet: Sheet) -> str:
    """What stands beside “Period:” in the title block."""
    for row in sheet.above:
        told = [cell.strip() for cell in row if cell.strip()]
        if len(told) > 1 and told[0].casefold().rstrip(":") == "period":
            return told[1]
    return ""


_NEEDED = {normal(name) for name in ("Code", "Region", "Name", *_ATTENDANCES, _OVER)}

FORMAT = Format(
    slug="ae_workbook",
    title="A&E attendances and emergency admissions, monthly workbook",
    table=OBSERVATIONS,
    signature=("Code", "Region", "Name", *COLUMNS.values()),
    names=NAMES,
    recognise=lambda columns, _name: 0.9 if columns >= _NEEDED else 0.0,
    read=read,
)
