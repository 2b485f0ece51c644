"""NHS England's monthly A&E file: attendances, waits over four hours and emergency admissions, kept as measures of demand.

Booked appointments stand beside the other attendances and are part of the published totals, so they are added. The file
is by provider, and many providers are no NHS trusts (walk-in centres, practices, companies): they are listed, and they
count in the rows of their region and of England, which are sums of all rows of a file that has every region. Trusts are
never added up instead, because that would leave those providers out.
Columns: the public file of September 2024, whose published share within four hours (74.2%) these sums give.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.formats import defined
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model import ENGLAND, Kind, Measure, Problem, Severity, Unit
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted, listing

ATTENDANCES = (
    *("A&E attendances Type 1", "A&E attendances Type 2", "A&E attendances Other A&E Department"),
    *("A&E attendances Booked Appointments Type 1", "A&E attendances Booked Appointments Type 2"),
    "A&E attendances Booked Appointments Other Department",
)
OVER_FOUR_HOURS = (
    *("Attendances over 4hrs Type 1", "Attendances over 4hrs Type 2", "Attendances over 4hrs Other Department"),
    *("Attendances over 4hrs Booked Appointments Type 1", "Attendances over 4hrs Booked Appointments Type 2"),
    "Attendances over 4hrs Booked Appointments Other Department",
)
ADMISSIONS = (
    *("Emergency admissions via A&E - Type 1", "Emergency admissions via A&E - Type 2"),
    *("Emergency admissions via A&E - Other A&E department", "Other emergency admissions"),
)
SUMS: dict[str, tuple[str, ...]] = {
    "A&E attendances, all types": ATTENDANCES,
    "A&E attendances, type 1": (ATTENDANCES[0], ATTENDANCES[3]),
    "A&E attendances over 4 hours": OVER_FOUR_HOURS,
    "Emergency admissions": ADMISSIONS,
}
"""The measures by title, and the columns that each is the sum of."""
NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("Period", "Org Code", "Parent Org", "Org name"), ()),
    **{column: () for columns in SUMS.values() for column in columns},
}
SOURCE = "NHS England, A&E attendances and emergency admissions, monthly file by provider"
KEY = ["measure", "org_code", "period"]


def read(sheet: Sheet, context: Context) -> Understood:
    """Counts by month for trusts, and for regions and England where the file has all of them."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    ledger = Ledger(sheet)
    sums = {title: _sum(columns, wanted, ledger) for title, wanted in SUMS.items() if set(wanted) <= columns.keys()}
    if not sums:
        wanted = "Its columns of attendances are not those of the public file"
        return nothing(OBSERVATIONS, wanted, "Choose the monthly file by provider, with all of its columns.")
    code = codes(columns, context)
    keys = pd.DataFrame({"org_code": code, "period": columns["Period"], "at": sheet.row_numbers})
    parts = [keys.assign(measure=title, numerator=number) for title, number in sums.items()]
    every = pd.concat(parts, ignore_index=True)
    out = np.tile(ledger.out, len(parts))
    known = (every["org_code"] != "").to_numpy(dtype=bool)
    regions = np.tile(columns["Parent Org"].map(lambda name: _region(name, context)), len(parts))
    above, facts = _above(every[~out], regions[~out], sheet, context)
    rows = pd.concat([every[known & ~out], above], ignore_index=True)
    problems = (*ledger.problems, *others(columns, code, facts != ()))
    text = {
        "measure": rows["measure"].map(local.slug_of),
        "org_code": rows["org_code"],
        "period": rows["period"],
        "numerator": rows["numerator"].map(lambda n: f"{n:.0f}"),
        "measure_title": rows["measure"],
    }
    plain = as_template(sheet, text, rows["at"].to_numpy(dtype="int64"))
    return defined.read(plain, context, measures(), problems=problems, facts=facts)


def _sum(columns: dict[str, pd.Series], wanted: tuple[str, ...], ledger: Ledger) -> np.ndarray:
    """The columns added. A cell that is no number leaves the row out; a blank one is none."""
    total = np.zeros(len(ledger.out))
    for name in wanted:
        cell = values.parse(columns[name])
        wrong = (cell.bad | (cell.number < 0) | (cell.status != "")) & ~ledger.out
        ledger.leave_out(
            wrong & (columns[name] != "").to_numpy(dtype=bool),
            name,
            columns[name],
            lambda t: f"“{t}” is not a count",
            "Check the cell against the published file.",
        )
        total += np.nan_to_num(cell.number)
    return total


def codes(columns: dict[str, pd.Series], context: Context) -> pd.Series:
    """Codes that are in the directory, as the file has them; "" for all others. Names are not tried: the code is sure."""
    codes = columns["Org Code"].str.upper()
    return codes.where(codes.map(lambda c: context.organisations.get(str(c)) is not None), "")


def _region(name: str, context: Context) -> str:
    """The region of a parent such as "NHS ENGLAND MIDLANDS", "" where it is none."""
    found = context.organisations.match(re.sub(r"(?i)^\s*nhs england\s+", "", name)).code or ""
    organisation = context.organisations.get(found)
    return found if organisation is not None and organisation.kind is Kind.REGION else ""


def _above(
    rows: pd.DataFrame, regions: np.ndarray, sheet: Sheet, context: Context
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Rows of the regions and of England, where every region is in the file and no total contradicts the rows."""
    every = {o.code for o in context.organisations.all(Kind.REGION)}
    differs = any(p.severity is Severity.WARNING for p in sheet.problems)
    if set(regions) != every or differs:
        return rows.iloc[:0], ()
    upper = [rows.assign(org_code=regions), rows.assign(org_code=ENGLAND)]
    added = pd.concat(upper).groupby(KEY, sort=False).agg(numerator=("numerator", "sum"), at=("at", "min"))
    fact = "Regions and England are sums of every row of the file, providers that are no NHS trust with them."
    return added.reset_index(), (fact,)


def others(columns: dict[str, pd.Series], code: pd.Series, in_sums: bool) -> tuple[Problem, ...]:
    """One sentence on the providers that are not in the directory."""
    away = (code == "").to_numpy(dtype=bool)
    if not away.any():
        return ()
    names = list(dict.fromkeys(columns["Org name"][away] + " (" + columns["Org Code"][away] + ")"))
    where = "they count in their region and England" if in_sums else "they are left out"
    message = (
        f"{counted(len(names), 'provider')} {'is' if len(names) == 1 else 'are'} no NHS trust that we know and "
        f"{'gets' if len(names) == 1 else 'get'} no row of {'its' if len(names) == 1 else 'their'} own; {where}: "
        f"{listing(names, 100)}"
    )
    remedy = "Nothing to do for independent providers and practices. If one is a trust, check its code."
    return (
        Problem(Severity.WARNING, message, remedy, column="Org Code", quote=str(columns["Org Code"][away].iloc[0])),
    )


def measures() -> list[Measure]:
    """What the file measures, as measures of demand."""
    levels = (Kind.NATION, Kind.REGION, Kind.TRUST)
    return [
        local.measure(
            local.slug_of(title),
            title,
            unit=Unit.COUNT,
            definition=f"The sum of: {'; '.join(columns)}. A measure of demand: no direction is better.",
            levels=levels,
            source=SOURCE,
        )
        for title, columns in SUMS.items()
    ]


def recognise(columns: frozenset[str], _name: str) -> float:
    """A period, a provider and attendances of type 1."""
    return 0.95 if {"period", "org_code", normal(ATTENDANCES[0])} <= columns else 0.0


FORMAT = Format(
    slug="ae_monthly",
    title="A&E attendances and emergency admissions, monthly",
    table=OBSERVATIONS,
    signature=("Period", "Org Code", "Parent Org", "Org name", *ATTENDANCES, *OVER_FOUR_HOURS, *ADMISSIONS),
    names=NAMES,
    recognise=recognise,
    read=read,
)
