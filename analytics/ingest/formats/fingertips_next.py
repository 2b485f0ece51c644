"""The upload of an indicator to FingertipsNext: areas, two ISO dates, a count and a denominator or a value.

The file does not name its indicator: its own name does, or the reader says which measure it is. Rows of one sex, age group
or deprivation category beside others are parts of it and are not kept; rows of all are. A file that holds one part alone
is that part. Columns: the public tests of the owner's own code. Checked on made-up files only.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from analytics.catalogue.local import slug_of
from analytics.ingest.cells import periods
from analytics.ingest.cells.day_orders import NoDay, one_day
from analytics.ingest.rows import checks
from analytics.ingest.rows import new_measures as local
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood
from analytics.ingest.templates import observations as template_observations
from analytics.model import Grain
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted

SIGNATURE = ("area_code", "date_from", "date_to", "period_type", "sex", "count", "value", "denominator")
PARTS = ("sex", "age_from_years_inclusive", "age_to_years_inclusive", "deprivation_decile", "deprivation_category")
NAMES: dict[str, tuple[str, ...]] = dict.fromkeys((*SIGNATURE, *PARTS), ())
EVERYBODY = {"sex": ("persons", "all", ""), "deprivation_decile": ("", "0"), "deprivation_category": ("", "all")}
"""How a row says that it is not a part, in columns where the file has more than one text."""


def read(sheet: Sheet, context: Context) -> Understood:
    """Observations of one measure: the one answered, else a local measure named as the file is."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    whole = pd.Series([True] * len(sheet), index=sheet.cells.index)
    for name in (p for p in PARTS if p in columns and columns[p].nunique() > 1):
        if name not in EVERYBODY:
            message = f"The file has several age groups ({name}), and none of them is everybody"
            return nothing(OBSERVATIONS, message, "Give one age group in a file.")
        whole &= columns[name].str.casefold().isin(EVERYBODY[name])
    if not whole.any():
        return nothing(OBSERVATIONS, "Every row is a part by sex or deprivation", "Give the rows of all people too.")
    title = re.sub(r"\.\w+$", "", context.name).strip() or "Indicator"
    own = slug_of(title)
    chosen = context.measure or own
    ask = Ask("measure", f"Which measure does {context.name} hold?", local.options(context, [title]), chosen)
    period = [_period(a, b) for a, b in zip(columns["date_from"], columns["date_to"], strict=True)]
    counts = columns["denominator"] != ""
    rows = pd.DataFrame({"measure": chosen, "org_code": columns["area_code"], "period": period})
    if chosen == own:
        rows["measure_title"] = title
    rows["numerator"], rows["denominator"] = columns["count"].where(counts, ""), columns["denominator"]
    rows["value"] = columns["value"].where(~counts, "")
    kept = whole.to_numpy(dtype=bool)
    plain = as_template(sheet, {c: rows[c][kept] for c in rows.columns}, sheet.row_numbers[kept])
    made = template_observations.read(plain, context)
    left = int((~kept).sum())
    facts = (f"{counted(left, 'row')} of parts by sex or deprivation not used.",) if left else ()
    return replace(made, facts=(*facts, *made.facts), asks=(ask, *made.asks))


def _period(first: str, last: str) -> str:
    """The month, quarter or financial year between two days; any other span as it stands, which is then no period."""
    try:
        start, end = one_day(first), one_day(last)
    except NoDay:
        return f"{first} to {last}"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    ends = (pd.Timestamp(end) + pd.Timedelta(days=1)).day == 1
    grain = next((g for g in (Grain.MONTH, Grain.QUARTER, Grain.YEAR) if g.months == months), None)
    if grain is None or not ends or not periods.starts(start, grain):
        return f"{first} to {last}"
    return periods.label(start, grain)


def recognise(columns: frozenset[str], _name: str) -> float:
    """An area, two dates and a type of period."""
    return 0.95 if {"area_code", "date_from", "date_to", "period_type", "count", "value"} <= columns else 0.0


FORMAT = Format(
    slug="fingertips_next_upload",
    title="FingertipsNext, upload of an indicator",
    table=OBSERVATIONS,
    signature=SIGNATURE,
    names=NAMES,
    recognise=recognise,
    read=read,
)
