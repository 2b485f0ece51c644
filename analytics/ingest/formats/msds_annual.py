"""The annual file of the Maternity Services Data Set: one count for each organisation, dimension and category.

Of its dimensions, births by length of gestation make a measure of ours: babies born below 34 weeks. England is the
published National row and never a sum of trusts: the parts are rounded to the nearest 5, and 1 to 7 are shown as 5.
Category labels drift between years, so they are compared in plain lower case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.ingest.cells import values
from analytics.ingest.cells.values import NOT_SUBMITTED, SUPPRESSED, Numbers
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks, observed, repeats
from analytics.ingest.rows.draft import Draft
from analytics.ingest.rows.organised import organised
from analytics.ingest.shape import Context, Format, Sheet, Understood, empty_rows
from analytics.model import Problem, Severity
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted, listing

NAMES: dict[str, tuple[str, ...]] = {
    "period": (),
    "dimension": (),
    "org_level": (),
    "org_code": (),
    "org_name": (),
    "measure": (),
    "count_of": (),
    "value": (),
}
DIMENSION = "gestationlengthbirth"
MEASURE = "births_below_34"
BELOW_34 = ("27 weeks and under", "28 to 31 weeks", "32 to 33 weeks")
UNKNOWN = "missing value"
"""How the label of unknown gestation begins, in any year's spelling."""
LEVELS = {"national": "ENG", "nhs england (region)": "", "provider": ""}
"""Levels that are read. The National row's code is a word, so the level says which organisation it is."""


@dataclass(frozen=True)
class Births:
    """The rows of births by gestation: one for each organisation, year and category."""

    sheet: Sheet
    columns: dict[str, pd.Series]
    category: pd.Series
    count: Numbers


def read(sheet: Sheet, context: Context) -> Understood:
    """Babies below 34 weeks among babies of known gestation, by year, for England, regions and trusts."""
    return read_births(sheet, context, LEVELS)


def read_births(sheet: Sheet, context: Context, levels: Mapping[str, str], status: str = "") -> Understood:
    """The same for any levels, months too; every row gets the status."""
    births, facts = _births(sheet, levels)
    if not len(births.sheet):
        seen = listing(sorted(sheet.cells[checks.locate(sheet, NAMES)[0]["dimension"]].unique()))
        message = "The file has no rows of births by length of gestation (dimension GestationLengthBirth)"
        wrong = Problem(Severity.ERROR, message, "Choose the whole file.", column="Dimension", quote=seen)
        return Understood(empty_rows(OBSERVATIONS), (wrong,), distrust=True)
    labels = set(births.category)
    if missing := [label for label in BELOW_34 if label not in labels]:
        message = f"Categories of gestation are missing: {listing(missing)}. The file has {listing(sorted(labels), 20)}"
        wrong = Problem(
            Severity.ERROR, message, "The labels may have changed this year; please tell us.", column="Measure"
        )
        return Understood(empty_rows(OBSERVATIONS), (wrong,), distrust=True)
    checked = Ledger(births.sheet, context.answers)
    checked.leave_out(
        births.count.bad | (births.count.number < 0),
        "Value",
        births.columns["value"],
        lambda t: f"“{t}” is not a count",
        "Check the cell against the published file.",
    )
    keys = pd.DataFrame({n: births.columns[n].str.strip() for n in ("period", "org_level", "org_code")})
    content = keys.assign(category=births.category, count=births.count.number, status=births.count.status)
    clash = repeats.find(content, [*keys.columns, "category"], checked, "organisation, year and category")
    draft, ledger, matched = _draft(births, content[~checked.out], context, status)
    made = observed.understand(draft, context, ledger, (*facts, matched))
    asks = (*checked.asks, *made.asks)
    return Understood(made.rows, (*checked.problems, *made.problems), made.facts, asks, distrust=clash or made.distrust)


def _births(sheet: Sheet, levels: Mapping[str, str]) -> tuple[Births, tuple[str, ...]]:
    places, _, _ = checks.locate(sheet, NAMES)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    ours = columns["dimension"].str.strip().str.casefold() == DIMENSION
    level = columns["org_level"].str.strip().str.casefold().isin(list(levels))
    keep = (ours & level).to_numpy(dtype=bool)
    others = sorted(columns["dimension"][~ours].str.strip().unique())
    unused = f"{counted(int((~ours).sum()), 'row')} of {counted(len(others), 'other dimension')}"
    facts = [f"{unused} not used: {listing(others, 4)}."]
    if (elsewhere := int((ours & ~level).sum())) > 0:
        facts.append(f"{counted(elsewhere, 'row')} of other levels not used (read are {listing(list(levels))}).")
    part = Sheet(
        sheet.header, sheet.cells[keep].reset_index(drop=True), sheet.row_numbers[keep], sheet.header_row, sheet.name
    )
    columns = {name: part.cells[i] for name, i in places.items()}
    category = columns["measure"].str.replace(re.compile(r"\s+"), " ", regex=True).str.strip().str.casefold()
    return Births(part, columns, category, values.parse(columns["value"])), tuple(facts)


def _sums(births: Births, content: pd.DataFrame) -> pd.DataFrame:
    """One row for each organisation and year: sums, how many parts below 34 weeks, and which parts are missing."""
    content = content[~content["category"].str.startswith(UNKNOWN)]
    key = ["period", "org_level", "org_code"]
    groups = content.groupby(key, sort=False)
    below = content[content["category"].isin(BELOW_34)].groupby(key, sort=False)
    table = pd.DataFrame(
        {
            "row": groups["category"].apply(lambda s: births.sheet.row_numbers[s.index[0]]),
            "numerator": below["count"].sum(min_count=1),
            "parts": below.size(),
            "part_missing": below["count"].apply(lambda s: s.isna().any()),
            "part_hidden": below["status"].apply(lambda s: (s == SUPPRESSED).any()),
            "denominator": groups["count"].sum(min_count=1),
            "any_missing": groups["count"].apply(lambda s: s.isna().any()),
            "any_hidden": groups["status"].apply(lambda s: (s == SUPPRESSED).any()),
        }
    ).reset_index()
    national = table["org_level"].str.casefold() == "national"
    table["org_code"] = table["org_code"].mask(national, LEVELS["national"])
    return table


def _draft(births: Births, content: pd.DataFrame, context: Context, status: str) -> tuple[Draft, Ledger, str]:
    """One row for each organisation and year, and a sentence on how many providers were matched."""
    table = _sums(births, content)
    cells = pd.DataFrame({0: table["period"], 1: table["org_code"]}).astype("str")
    sheet = Sheet(("Period", "Org_Code"), cells, table["row"].to_numpy(dtype="int64"))
    ledger = Ledger(sheet)
    first_day, grain = checks.period_column(cells[0], None, ledger, "Period")
    org = organised(cells[1], context, ledger, "Org_Code", when=first_day, grain=grain)
    ledger.leave_out(
        (table["parts"] != len(BELOW_34)).to_numpy(dtype=bool),
        "Org_Code",
        cells[1],
        lambda t: f"{t} lacks a category below 34 weeks",
        "Choose the whole file.",
    )
    one = np.zeros(len(table), dtype="int64")
    numerator = _numbers(table["numerator"], table["part_missing"], table["part_hidden"])
    denominator = _numbers(table["denominator"], table["any_missing"], table["any_hidden"])
    title = context.catalogue.measures[MEASURE].title
    texts = {"period": cells[0], "org_code": cells[1]}
    draft = Draft(
        checks.mapped(one, [MEASURE]),
        checks.mapped(one, [title]),
        org,
        first_day,
        grain,
        numerator,
        denominator,
        Numbers.blank(len(table)),
        checks.mapped(one, [status]),
        texts,
    )
    provider = (table["org_level"].str.casefold() == "provider").to_numpy(dtype=bool)
    matched = cells[1][provider & np.asarray(org.code != "")].nunique()
    return draft, ledger, f"{matched:,} of {counted(cells[1][provider].nunique(), 'provider code')} matched."


def _numbers(total: pd.Series, missing: pd.Series, hidden: pd.Series) -> Numbers:
    """Sums, missing where one of their parts is: a suppressed part makes the sum suppressed, never smaller."""
    gone = missing.fillna(True).to_numpy(dtype=bool)
    status = np.where(gone, np.where(hidden.fillna(False).to_numpy(dtype=bool), SUPPRESSED, NOT_SUBMITTED), "")
    no = np.zeros(len(total), dtype=bool)
    return Numbers(np.where(gone, np.nan, total.to_numpy(dtype="float64")), status.astype(object), no, no)


def recognise(columns: frozenset[str], _name: str) -> float:
    """Its eight columns."""
    return 0.95 if NAMES.keys() <= columns else 0.0


FORMAT = Format(
    slug="msds_annual",
    title="Maternity Services Data Set, annual file",
    table=OBSERVATIONS,
    signature=("Period", "Dimension", "Org_Level", "Org_Code", "Org_Name", "Measure", "Count_Of", "Value"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
