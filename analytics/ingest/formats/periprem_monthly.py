"""PERIPrem's monthly file by unit: for each intervention four columns, eligible, received, did not receive, % received.

The percentage is worked out anew from received and eligible: the file's own goes wrong where "did not receive" does.
Units of one trust are added. Columns and local codes: the PERIPrem dashboard's public code and list of units.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, filled, stacked
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.ingest.templates import observations as template_observations
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import listing

MEASURES = {
    "Place": "place_of_birth",
    "Steroids": "steroids",
    "MgSO4": "mgso4",
    "Antibiotics": "antibiotics",
    "Cord Management": "cord",
    "Thermal Care": "normothermia",
    "Ventilation": "vtv",
    "Caffeine": "caffeine",
    "EMBM": "ebm",
}
"""Interventions that mean what the catalogue's measure means. "Optimal" ones are stricter, and so not the same."""
UNITS = {
    **{"GLO": "RTE", "GWH": "RN3", "MUS": "RH5", "YEO": "RH5", "NBT": "RVJ", "RCHT": "REF", "RDUE": "RH8"},
    **{"RDUN": "RH8", "RUH": "RD1", "TOR": "RA9", "UHBW": "RA7", "UHP": "RK9"},
}
"""PERIPrem's codes of its units, and their trusts."""
PARTS = {"eligible": "Eligible", "numerator": "Received", "not": "Did Not Receive"}
NAMES: dict[str, tuple[str, ...]] = {
    "Trust": ("ICB", "Organisation", "Unit"),
    "Month": ("Period", "Quarter"),
    **{f"{title} - {part}": () for title in MEASURES for part in PARTS.values()},
}


def read(sheet: Sheet, context: Context) -> Understood:
    """Observations by trust and month, counts as given."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    blocks = {
        slug: {part: columns[f"{title} - {name}"] for part, name in PARTS.items() if f"{title} - {name}" in columns}
        for title, slug in MEASURES.items()
        if f"{title} - Eligible" in columns and f"{title} - Received" in columns
    }
    codes = columns["Trust"].map(lambda unit: UNITS.get(unit.upper(), unit))
    whole = filled(
        stacked(sheet, {"org_code": codes, "period": columns["Month"]}, blocks, "measure"), ("eligible", "numerator")
    )
    ledger = Ledger(whole)
    rows = {title: whole.cells[i] for i, title in enumerate(whole.header)}
    numbers = {part: values.parse(rows[part]).number for part in PARTS if part in rows}
    if "not" in numbers:
        differs = np.abs(numbers["numerator"] + numbers["not"] - numbers["eligible"]) > 0.5
        for slug in blocks:
            ledger.warn(
                differs & (rows["measure"] == slug).to_numpy(dtype=bool),
                next(t for t, s in MEASURES.items() if s == slug),
                None,
                f"{slug}: received and did not receive do not add up to eligible; received / eligible was taken",
                "Check the file's source; the three counts should add up.",
            )
    summed, added = _by_trust(whole, rows, sheet)
    made = template_observations.read(summed, context)
    return Understood(made.rows, (*ledger.problems, *made.problems), (*added, *made.facts), made.asks, made.distrust)


def _by_trust(whole: Sheet, rows: dict[str, pd.Series], sheet: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """Units of one trust added, month by month; a number that is missing in one is missing in the sum."""
    frame = pd.DataFrame({"measure": rows["measure"], "org_code": rows["org_code"], "period": rows["period"]})
    frame["numerator"], frame["denominator"], frame["at"] = rows["numerator"], rows["eligible"], whole.row_numbers
    key = ["measure", "org_code", "period"]
    shared = frame.duplicated(key, keep=False) & frame["org_code"].isin(list(UNITS.values()))
    groups = frame[shared].groupby(key, sort=False)
    sums = [(*k, _sum(group["numerator"]), _sum(group["denominator"]), group["at"].iloc[0]) for k, group in groups]
    together = pd.concat(
        [frame[~shared], pd.DataFrame(sums, columns=frame.columns).astype(frame.dtypes)], ignore_index=True
    )
    names = sorted(set(frame.loc[shared, "org_code"]))
    told = (f"Units of one trust were added: {listing(names)}.",) if names else ()
    columns = {name: together[name] for name in (*key, "numerator", "denominator")}
    return as_template(sheet, columns, together["at"].to_numpy(dtype="int64")), told


def _sum(texts: pd.Series) -> str:
    """The sum as text; the first marker where a number is missing."""
    numbers = values.parse(texts).number
    return f"{numbers.sum():g}" if not np.isnan(numbers).any() else str(texts[np.isnan(numbers)].iloc[0])


def recognise(columns: frozenset[str], _name: str) -> float:
    """A unit, a month, and eligible and received of one intervention at least."""
    keys = any(normal(n) in columns for n in ("Trust", *NAMES["Trust"])) and any(
        normal(n) in columns for n in ("Month", *NAMES["Month"])
    )
    pairs = any({normal(f"{t} - Eligible"), normal(f"{t} - Received")} <= columns for t in MEASURES)
    return 0.95 if keys and pairs else 0.0


FORMAT = Format(
    slug="periprem_monthly",
    title="PERIPrem, monthly by trust",
    table=OBSERVATIONS,
    signature=(
        "Trust",
        "Month",
        "Place - Eligible",
        "Place - Received",
        "Place - Did Not Receive",
        "Place - % Received",
    ),
    names=NAMES,
    recognise=recognise,
    read=read,
)
