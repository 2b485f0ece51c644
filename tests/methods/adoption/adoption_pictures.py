"""Stages as pictures for the tests: one character a quarter, a digit for a stage that was recorded and a dot for none."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.model import AdoptionScore, Element, Kind, Organisation, Pathway, Scale, Step

QUARTER_ENDS = [day.date() for day in pd.date_range("2021-06-30", periods=12, freq="QE")]
SCALE = Scale("s", "Stages", tuple(Step(float(i), t) for i, t in enumerate(
    ("No contact", "Aware", "Assessed", "Decided", "Tested", "Some", "All", "Usual"))), "made up")  # fmt: skip
A, B = Element("a", "Steroids", "s", 5.0), Element("b", "Caffeine", "s", 5.0)
PAIRS = AdoptionScore("pairs", "Share of pairs", "m")
WHOLE = AdoptionScore("whole", "Every element", "m", ("a", "b"), whole=True)
PATHWAY = Pathway("p", "Pathway", "programme", Kind.TRUST, (A, B), scores=(PAIRS, WHOLE))


def rows(pictures: dict[str, str], plans: dict[str, tuple[int, str]] | None = None) -> pd.DataFrame:
    """Adoption rows: `pictures` from "organisation element" to its picture, `plans` to (quarter, day planned)."""
    records = []
    for pair, picture in pictures.items():
        code, element = pair.split()
        planned = (plans or {}).get(pair)
        records += [
            (code, element, QUARTER_ENDS[i], float(mark), planned[1] if planned and planned[0] == i else None)
            for i, mark in enumerate(picture)
            if mark != "."
        ]
    table = pd.DataFrame(records, columns=["org_code", "element", "as_at", "stage", "planned_for"])
    days = {c: pd.to_datetime(table[c]).astype("datetime64[ms]") for c in ("as_at", "planned_for")}
    return table.assign(**days, pathway="p", note=None, illustrative=False)


def organisations(*codes: str) -> list[Organisation]:
    return [Organisation(code, f"{code} NHS Trust", f"Trust {code}", Kind.TRUST) for code in codes]


def quarter(place: int) -> date:
    """The last day of the quarter at a place of a picture."""
    return QUARTER_ENDS[place]
