"""An extract of the English Prescribing Dataset (EPD): opioid items and their oral morphine equivalence by sub-ICB.

Rows are practice by product by quantity; they are added to the sub-ICB location (`PCO_CODE`) and month. What is an opioid
and how much morphine it equals is in `ome`; methadone and treatments of dependence are not counted. Products whose
strength the description does not give count as items and not as morphine, and are named. The file does not say whether
it is whole: the sums are of its rows. Columns: the public file of September 2017; the newer names of 2025.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.cells.values import LOW_QUALITY
from analytics.ingest.formats import defined
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model import Kind, Measure, Problem, Severity, Unit
from analytics.model.tables import OBSERVATIONS
from analytics.opioids import morphine as ome
from analytics.words.counting import counted, listing

NAMES: dict[str, tuple[str, ...]] = {
    "YEAR_MONTH": ("month",),
    "PCO_CODE": ("SUB_ICB_CODE", "SICBL_CODE", "SUB_ICB_LOCATION_CODE"),
    "BNF_CODE": ("BNF_PRESENTATION_CODE",),
    "BNF_DESCRIPTION": ("BNF_PRESENTATION_NAME",),
    "ITEMS": (),
    "TOTAL_QUANTITY": (),
}
ITEMS, MORPHINE = "Opioid items", "Opioid oral morphine equivalence (mg)"
UNREAD_SHARE = 0.01
"""Share of a sub-ICB's items without a readable strength from which its morphine equivalence is marked as low quality."""
KEY = ["org_code", "period"]


def read(sheet: Sheet, context: Context) -> Understood:
    """Two measures by sub-ICB and month: items, and milligrams of oral morphine equivalence."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    ledger = Ledger(sheet)
    products = _products(columns["BNF_CODE"], columns["BNF_DESCRIPTION"])
    opioid = products["opioid"].to_numpy(dtype=bool)
    if not opioid.any():
        return nothing(
            OBSERVATIONS,
            f"None of the {counted(len(sheet), 'row')} is an opioid with a known oral morphine equivalence",
            "Choose an extract with BNF codes that begin with 040702 or 0407010F0.",
        )
    items, quantity = _counts(columns, opioid, ledger)
    frame = pd.DataFrame({"org_code": _place(columns["PCO_CODE"]), "period": columns["YEAR_MONTH"]})
    frame = frame.assign(items=items, at=sheet.row_numbers, unread=items * products["unit"].isna().to_numpy())
    frame["mg"] = quantity * products["unit"].fillna(0.0).to_numpy()
    rows = frame[opioid & ~ledger.out]
    sums = rows.groupby(KEY, sort=False).agg(
        items=("items", "sum"), mg=("mg", "sum"), unread=("unread", "sum"), at=("at", "first")
    )
    problems = (*ledger.problems, *_unread(products[opioid & ~ledger.out], rows["items"]))
    made = defined.read(_template(sheet, sums.reset_index()), context, _measures(), problems=problems)
    facts = _facts(columns, products, opioid, items, len(rows))
    return Understood(made.rows, made.problems, (*facts, *made.facts), made.asks, made.distrust, made.measures)


def _products(codes: pd.Series, names: pd.Series) -> pd.DataFrame:
    """`opioid` and `unit` (milligrams of morphine in one of its quantity, NaN where open) of each row, from the few
    distinct products."""
    pairs = pd.DataFrame({"code": codes.astype("str"), "name": names.astype("str")})
    distinct = pairs.drop_duplicates()
    yes = [ome.is_opioid(code, name) for code, name in distinct.itertuples(index=False)]
    unit = [
        ome.per_unit(code, name) if mine else None
        for mine, (code, name) in zip(yes, distinct.itertuples(index=False), strict=True)
    ]
    known = distinct.assign(opioid=yes, unit=pd.array(unit, dtype="float64"))
    return pairs.merge(known, on=["code", "name"], how="left")


def _counts(columns: dict[str, pd.Series], opioid: np.ndarray, ledger: Ledger) -> tuple[np.ndarray, np.ndarray]:
    """Items and quantities of the opioid rows; a row whose figure is none is left out."""
    found = []
    for name in ("ITEMS", "TOTAL_QUANTITY"):
        cell = values.parse(columns[name])
        wrong = opioid & ~ledger.out & (np.isnan(cell.number) | (cell.number < 0))
        ledger.leave_out(
            wrong, name, columns[name], lambda t: f"“{t}” is not a count", "Check the cell against the published file."
        )
        found.append(np.nan_to_num(cell.number))
    return found[0], found[1]


def _place(codes: pd.Series) -> pd.Series:
    """Sub-ICB locations in the form that the directory has: 11M for 11M00; "A3A8R" stays."""
    return codes.str.upper().str.replace(re.compile(r"^(\w{3})00$"), r"\1", regex=True)


def _template(sheet: Sheet, sums: pd.DataFrame) -> Sheet:
    """Two rows of the observations template for each sub-ICB and month."""
    rough = sums["unread"] > UNREAD_SHARE * sums["items"]
    parts = [
        sums.assign(title=ITEMS, number=sums["items"].map(lambda n: f"{n:.12g}"), status=""),
        sums.assign(
            title=MORPHINE, number=sums["mg"].map(lambda n: f"{n:.12g}"), status=np.where(rough, LOW_QUALITY, "")
        ),
    ]
    every = pd.concat(parts, ignore_index=True)
    text = {
        "measure": every["title"].map(local.slug_of),
        "org_code": every["org_code"],
        "period": every["period"],
        "numerator": every["number"],
        "status": every["status"],
        "measure_title": every["title"],
    }
    return as_template(sheet, text, every["at"].to_numpy(dtype="int64"))


def _unread(products: pd.DataFrame, items: pd.Series) -> tuple[Problem, ...]:
    """Products whose strength cannot be read, with their items."""
    left = products["unit"].isna().to_numpy(dtype=bool)
    if not left.any():
        return ()
    each = (
        pd.Series(items.to_numpy()[left]).groupby(products["name"].to_numpy()[left]).sum().sort_values(ascending=False)
    )
    names = [f"{name} ({counted(int(n), 'item')})" for name, n in each.items()]
    message = (
        f"The strength, or what a quantity counts, cannot be read of {counted(len(names), 'product')}: "
        f"{listing(names, 25)}. Their items are counted and no morphine equivalence"
    )
    remedy = f"A sub-ICB where they are more than {UNREAD_SHARE:.0%} of the items is marked as low data quality."
    return (Problem(Severity.WARNING, message, remedy, column="BNF_DESCRIPTION", quote=str(each.index[0])),)


def _facts(
    columns: dict[str, pd.Series], products: pd.DataFrame, opioid: np.ndarray, items: np.ndarray, kept: int
) -> tuple[str, ...]:
    """What was counted and what was not."""
    code = products["code"].str.upper()
    excluded = code.str[: ome.CODE_LENGTH].isin(ome.EXCLUDED).to_numpy(dtype=bool)
    other = code.str.startswith((ome.SECTION, *ome.UNCOUNTED)).to_numpy(dtype=bool) & ~opioid & ~excluded
    told = [f"{counted(kept, 'row')} of opioids added; the sums are of the rows in this file, whole or not."]
    for rows, why in (
        (excluded, "methadone, which is mostly for dependence"),
        (other, "without a factor in the table"),
    ):
        if rows.any():
            number = values.parse(columns["ITEMS"][rows]).number
            names = listing(sorted(set(products["name"][rows])), 6)
            told.append(f"Not counted, {why}: {counted(int(np.nansum(number)), 'item')} ({names}).")
    told.append(f"Factors: {ome.FACTORS_SOURCE}.")
    return tuple(told)


def _measures() -> list[Measure]:
    common = (
        "Opioids of BNF 4.7.2, co-codamol, co-dydramol and products of ibuprofen with codeine; without methadone and "
        "treatments of dependence. Counts of prescribing, not of people."
    )
    how = {
        ITEMS: f"Items dispensed in the community. {common}",
        MORPHINE: "Quantity x strength in milligrams x factor of oral morphine equivalence, added. A patch counts its rate "
        f"times the hours it is worn. {common} Factors: {ome.FACTORS_SOURCE}.",
    }
    return [
        local.measure(
            local.slug_of(title),
            title,
            unit=Unit.COUNT,
            definition=definition,
            adds_up=True,
            levels=(Kind.SUB_ICB,),
            source="NHSBSA, English Prescribing Dataset (EPD), added here",
            per_text="mg of oral morphine equivalence" if title == MORPHINE else "items",
        )
        for title, definition in how.items()
    ]


def recognise(columns: frozenset[str], _name: str) -> float:
    """A month, an organisation, a product, items and a total quantity, by either set of names."""
    return 0.95 if all({normal(n), *map(normal, others)} & columns for n, others in NAMES.items()) else 0.0


FORMAT = Format(
    slug="epd",
    title="English Prescribing Dataset (EPD), extract",
    table=OBSERVATIONS,
    signature=("YEAR_MONTH", "PCO_CODE", "BNF_CODE", "BNF_DESCRIPTION", "QUANTITY", "ITEMS", "TOTAL_QUANTITY"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
