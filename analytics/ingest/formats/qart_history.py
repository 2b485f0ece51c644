"""The history of quarterly adoption returns (MatNeoSIP): stages of each intervention by organisation name and quarter.

A stage is as at the last day of its quarter. "N/A" and blank cells are no stage. Columns: the public code of the
programme's own cleaning of the returns.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods
from analytics.ingest.cells.names import normal
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing, stacked
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.ingest.templates import adoption as template_adoption
from analytics.model.tables import ADOPTION
from analytics.words.counting import counted

ELEMENTS = {
    "place_of_birth": ("preterm", "place_of_birth"),
    "corticosteroids": ("preterm", "steroids"),
    "magnesium_sulphate": ("preterm", "mgso4"),
    "antibiotics": ("preterm", "antibiotics"),
    "optimal_cord_management": ("preterm", "cord"),
    "normothermia": ("preterm", "normothermia"),
    "maternal_breast_milk": ("preterm", "ebm"),
    "caffeine": ("preterm", "caffeine"),
    "volume_targeted_ventilation": ("preterm", "vtv"),
    "newtt2": ("newtt2", "stage"),
    "mews": ("mews", "stage"),
}
"""Columns of the file, and the pathway and element that each is about."""
NAMES: dict[str, tuple[str, ...]] = {
    "organisation": ("api_current_code", "organisation_name_after_cleanse", "organisation_as_recorded", "org", "trust"),
    "date": ("quarter", "period"),
    **dict.fromkeys(ELEMENTS, ()),
}
_NONE = re.compile(r"n/?a|not applicable|-|", re.IGNORECASE)


def read(sheet: Sheet, context: Context) -> Understood:
    """One row for each organisation, quarter and intervention that has a stage."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    blocks = {name: {"stage": columns[name]} for name in ELEMENTS if name in columns}
    day, why = _last_days(columns["date"])
    long = stacked(sheet, {"org_code": columns["organisation"], "as_at": day}, blocks, "element")
    rows = {title: long.cells[i] for i, title in enumerate(long.header)}
    some = ~rows["stage"].str.fullmatch(_NONE).to_numpy(dtype=bool)
    if not some.any():
        return nothing(ADOPTION, "No intervention has a stage", "Choose the return as it was sent in.")
    rows = {title: column[some] for title, column in rows.items()}
    pairs = [ELEMENTS[name] for name in rows["element"]]
    rows["pathway"] = pd.Series([p for p, _ in pairs], dtype="str")
    rows["element"] = pd.Series([e for _, e in pairs], dtype="str")
    made = template_adoption.read(as_template(sheet, rows, long.row_numbers[some]), context)
    left = int((~some).sum())
    facts = (f"{counted(left, 'cell')} without a stage (blank or N/A) not used.",) if left else ()
    return Understood(made.rows, made.problems, (*facts, *why, *made.facts), made.asks, made.distrust)


def _last_days(texts: pd.Series) -> tuple[pd.Series, tuple[str, ...]]:
    """Quarters to their last day as text; what is no quarter stays as it is, to be read as a date or named."""
    read = periods.parse(texts)
    quarter = (read["grain"] == "quarter").to_numpy(dtype=bool)
    last = read["first_day"] + pd.offsets.MonthEnd(3)
    days = np.where(quarter, last.dt.strftime("%Y-%m-%d").fillna(""), texts)
    said = ("Stages are taken as they were on the last day of their quarter.",) if quarter.any() else ()
    return pd.Series(days, dtype="str", index=texts.index), said


def recognise(columns: frozenset[str], _name: str) -> float:
    """An organisation, a date and three interventions at least."""
    keys = all(any(normal(n) in columns for n in (k, *NAMES[k])) for k in ("organisation", "date"))
    return 0.9 if keys and len(ELEMENTS.keys() & columns) >= 3 else 0.0


FORMAT = Format(
    slug="qart_history",
    title="Quarterly adoption returns (QART), history",
    table=ADOPTION,
    signature=("psc", "ics", "organisation", "date", *ELEMENTS),
    names=NAMES,
    recognise=recognise,
    read=read,
)
