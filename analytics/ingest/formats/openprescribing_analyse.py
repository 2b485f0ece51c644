"""OpenPrescribing's export of an analysis, and its measures as taken from BigQuery: two more of its layouts.

An analysis (`date,id,name,y_items,y_actual_cost`) counts items and cost of whatever was searched for; only its file name may
say what. Both become local measures. An extract of measures (`measure_id,...,month,numerator,denominator`) holds several,
told apart by `measure_id`; rows of practices are not kept, because no organisation here is a practice.
Columns: OpenPrescribing's public code. Checked on made-up files only.
"""

from __future__ import annotations

import re

import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.formats import defined
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model import Kind, Unit
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted

ANALYSE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("date", "id", "name"), ()),
    **dict.fromkeys(("y_items", "y_actual_cost"), ()),
}
TITLES = {"y_items": "Items: {}", "y_actual_cost": "Actual cost (GBP): {}"}
EXTRACT: dict[str, tuple[str, ...]] = {
    "measure_id": ("measure",),
    "month": ("date",),
    **dict.fromkeys(("numerator", "denominator", "practice_id"), ()),
    "code": ("sicbl_id", "ccg_id", "pct_id", "icb_id", "stp_id", "regional_team_id", "org_id"),
}
SOURCE = "OpenPrescribing"


def read_analysis(sheet: Sheet, context: Context) -> Understood:
    """Items and cost by organisation and month, under the name of the file."""
    places, _, _ = checks.locate(sheet, ANALYSE)
    columns = columns_of(sheet, places)
    about = re.sub(r"[-_]+", " ", re.sub(r"\.\w+$", "", context.name)).strip() or "an analysis"
    parts, found = [], []
    for column, title in TITLES.items():
        if column in columns:
            name = title.format(about)
            rows = pd.DataFrame({"org_code": columns["id"], "period": columns["date"], "numerator": columns[column]})
            parts.append(rows.assign(measure=local.slug_of(name), measure_title=name, at=sheet.row_numbers))
            kind, how = (Kind.SUB_ICB,), f"“{column}” of an analysis on OpenPrescribing, by organisation and month."
            found.append(
                local.measure(
                    local.slug_of(name), name, unit=Unit.COUNT, definition=how, adds_up=True, levels=kind, source=SOURCE
                )
            )
    every = pd.concat(parts, ignore_index=True)
    plain = as_template(sheet, {c: every[c] for c in every.columns if c != "at"}, every["at"].to_numpy(dtype="int64"))
    return defined.read(plain, context, found)


def read_extract(sheet: Sheet, context: Context) -> Understood:
    """Numerators and denominators by measure, organisation and month."""
    places, _, _ = checks.locate(sheet, EXTRACT)
    columns = columns_of(sheet, places)
    practice = columns.get("practice_id", pd.Series([""] * len(sheet), dtype="str")) != ""
    denominator = values.parse(columns["denominator"]).number
    dead = denominator == 0
    keep = ~practice.to_numpy(dtype=bool) & ~dead
    if not keep.any():
        return nothing(OBSERVATIONS, "Every row is of a practice or has no patients", "Extract sub-ICBs or ICBs.")
    blank = (columns["numerator"] == "") & (denominator > 0)
    rows = {
        "measure": columns["measure_id"],
        "org_code": columns["code"],
        "period": columns["month"],
        "numerator": columns["numerator"].mask(blank, "0"),  # the writer leaves a zero blank
        "denominator": columns["denominator"],
    }
    plain = as_template(sheet, {n: c[keep] for n, c in rows.items()}, sheet.row_numbers[keep])
    facts = tuple(
        f"{counted(int(rows.sum()), 'row')} {what} not kept."
        for rows, what in ((practice, "of practices"), (~practice & dead, "without any patients (denominator 0)"))
        if rows.any()
    )
    return defined.read(plain, context, (), facts=facts)


def _analysis(columns: frozenset[str], _name: str) -> float:
    return 0.95 if {"date", "id"} <= columns and {"y_items", "y_actual_cost"} & columns else 0.0


def _extract(columns: frozenset[str], _name: str) -> float:
    code = {normal(name) for name in EXTRACT["code"]} & columns
    return 0.96 if code and {"measure_id", "month", "numerator", "denominator"} <= columns else 0.0


FORMAT = Format(
    slug="openprescribing_analyse",
    title="OpenPrescribing, export of an analysis",
    table=OBSERVATIONS,
    signature=("date", "id", "name", "y_items", "y_actual_cost"),
    names=ANALYSE,
    recognise=_analysis,
    read=read_analysis,
)
EXTRACT_FORMAT = Format(
    slug="openprescribing_extract",
    title="OpenPrescribing, extract of measures",
    table=OBSERVATIONS,
    signature=("measure_id", "ccg_id", "practice_id", "month", "numerator", "denominator", "ratio", "percentile"),
    names=EXTRACT,
    recognise=_extract,
    read=read_extract,
)
