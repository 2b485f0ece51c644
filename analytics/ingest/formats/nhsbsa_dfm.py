"""NHSBSA's statistics on dependency forming medicines: patients, items and cost by ICB and drug category.

Patients are people: one who is treated in two ICBs, or in two months, counts in each, so they are never added up. Items and
cost are added. Rows of items whose patient was not identified (Identified Patient Flag N) are measures of their own.
Counts from 1 to 4 are left blank by the publisher: they are suppressed, not zero.
Columns: the owner's public code that makes the tables. Checked on made-up files only.
"""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells.names import normal
from analytics.ingest.cells.values import SUPPRESSED
from analytics.ingest.formats import defined
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model import ENGLAND, Kind, Measure, Unit
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import listing

PATIENTS, ITEMS, COST = "Total Identified Patients", "Total Items", "Total Net Ingredient Cost (GBP)"
NAMES: dict[str, tuple[str, ...]] = {
    "Year Month": ("YYYYMM", "Month"),
    "Financial Year": (),
    "Integrated Care Board Code": ("ICB Code",),
    "Integrated Care Board Name": ("ICB Name",),
    "Drug Category": (),
    "Identified Patient Flag": ("Identified Patient",),
    PATIENTS: ("Identified Patients",),
    ITEMS: (),
    COST: ("Total Net Ingredient Cost", "Total Net Ingredient Cost GBP", "Total Cost (GBP)"),
}
TITLES = {
    (PATIENTS, "Y"): "Identified patients: {}",
    (ITEMS, "Y"): "Items: {}",
    (COST, "Y"): "Net ingredient cost (GBP): {}",
    (ITEMS, "N"): "Items, patient not identified: {}",
    (COST, "N"): "Net ingredient cost (GBP), patient not identified: {}",
}
"""Titles by column and Identified Patient Flag. Without a flag a row is taken as all of its items."""
_HOW = {
    PATIENTS: "People who were identified by their NHS number and had an item of the category dispensed in the period. One "
    "person can count in two ICBs, two periods and two categories, so nothing is added up.",
    ITEMS: "Items of the category dispensed in the community.",
    COST: "Net ingredient cost of the category in pounds, before discounts and charges.",
}
BREAKDOWNS = ("age band", "gender", "sex", "patient gender", "imd quintile", "imd decile", "bnf section", "drug")
SOURCE = "NHSBSA, Dependency forming medicines statistics"
_FLAGS = {"y": "Y", "yes": "Y", "": "Y", "n": "N", "no": "N"}


def read(sheet: Sheet, context: Context) -> Understood:
    """Counts by ICB (or England, where the table has no ICBs) and month or financial year, one measure a category."""
    places, extra, _ = checks.locate(sheet, NAMES)
    if parts := [title for title in extra if _is_breakdown(title)]:
        message = f"The table is broken down by {listing(parts)}, and no measure here is kept by that"
        return nothing(OBSERVATIONS, message, "Choose the table by ICB and drug category alone.")
    columns = columns_of(sheet, places)
    ledger = Ledger(sheet)
    fixed = {"org_code": _organisation(columns, sheet), "period": _period(columns)}
    flags = columns.get("Identified Patient Flag", pd.Series([""] * len(sheet), dtype="str")).str.casefold().map(_FLAGS)
    ledger.leave_out(
        flags.isna().to_numpy(dtype=bool),
        "Identified Patient Flag",
        columns.get("Identified Patient Flag"),
        lambda t: f"“{t}” is neither Y nor N",
        "Write Y where the patient was identified, else N.",
    )
    checks.required(sheet, places, ("Drug Category",), ledger)
    blocks = []
    for (column, flag), title in TITLES.items():
        if column in columns:
            mine = (flags == flag).to_numpy(dtype=bool) & ~ledger.out
            titles = columns["Drug Category"].map(title.format)
            rows = pd.DataFrame(
                {**fixed, "measure_title": titles, "numerator": columns[column], "at": sheet.row_numbers}
            )
            blocks.append(rows[mine].assign(column=column))
    every = pd.concat(blocks, ignore_index=True)
    text = {
        "measure": every["measure_title"].map(local.slug_of),
        **{name: every[name] for name in ("org_code", "period", "numerator", "measure_title")},
        "status": pd.Series([SUPPRESSED if n == "" else "" for n in every["numerator"]], dtype="str"),
    }
    plain = as_template(sheet, text, every["at"].to_numpy(dtype="int64"))
    national = "Integrated Care Board Code" not in columns and "Integrated Care Board Name" not in columns
    facts: tuple[str, ...] = ("Blank counts are kept as suppressed: the publisher leaves counts from 1 to 4 blank.",)
    if national:
        facts += ("The table names no ICB, so its rows are those of England.",)
    return defined.read(plain, context, _measures(every, national), problems=tuple(ledger.problems), facts=facts)


def _is_breakdown(title: str) -> bool:
    return normal(title).replace("_", " ").removesuffix(" name").removesuffix(" code") in BREAKDOWNS


def _organisation(columns: dict[str, pd.Series], sheet: Sheet) -> pd.Series:
    """The ICB's code, else its name; England where the table has neither."""
    code, name = (columns.get(f"Integrated Care Board {part}") for part in ("Code", "Name"))
    if code is None and name is None:
        return pd.Series([ENGLAND] * len(sheet), dtype="str")
    if code is None or name is None:
        return code if code is not None else name  # type: ignore[return-value]
    return code.where(~code.isin(["", "-"]), name)


def _period(columns: dict[str, pd.Series]) -> pd.Series:
    """The month where there is one, else the financial year."""
    month, year = columns.get("Year Month"), columns.get("Financial Year")
    if month is None or year is None:
        return month if month is not None else year  # type: ignore[return-value]
    return month.where(month != "", year)


def _measures(rows: pd.DataFrame, national: bool) -> list[Measure]:
    kinds = (Kind.NATION,) if national else (Kind.ICB,)
    return [
        local.measure(
            local.slug_of(title),
            title,
            unit=Unit.COUNT,
            definition=_HOW[column],
            adds_up=column != PATIENTS and not national,
            levels=kinds,
            source=SOURCE,
        )
        for title, column in rows[["measure_title", "column"]].drop_duplicates().itertuples(index=False)
    ]


def recognise(columns: frozenset[str], _name: str) -> float:
    """A drug category and items, beside a year or a month."""
    when = {normal(n) for n in ("Year Month", *NAMES["Year Month"], "Financial Year")} & columns
    what = {normal(n) for n in (PATIENTS, *NAMES[PATIENTS], ITEMS)} & columns
    return 0.95 if when and what and "drug_category" in columns else 0.0


FORMAT = Format(
    slug="nhsbsa_dfm",
    title="NHSBSA, dependency forming medicines",
    table=OBSERVATIONS,
    signature=(
        *("Financial Year", "Integrated Care Board Name", "Integrated Care Board Code", "Drug Category"),
        *("Identified Patient Flag", PATIENTS, ITEMS, COST),
    ),
    names=NAMES,
    recognise=recognise,
    read=read,
)
