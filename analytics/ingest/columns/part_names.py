"""Measures whose names say which part of a share a row is: "Cord management - numerator" above "Cord management -
denominator". They are one measure, and its part becomes a column."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.ingest.cells.names import normal
from analytics.ingest.columns import headers
from analytics.ingest.mapping import Role
from analytics.ingest.shape import Sheet
from analytics.ingest.templates.observations import NAMES
from analytics.model import Problem, Severity
from analytics.words.counting import listing

MOST = 200
"""Different names of measures that are looked at."""
COLUMN = "numerator or denominator"
_CALLED = {normal(name) for name in ("measure", *NAMES["measure"])}
_WORDS = {Role.NUMERATOR: "Numerator", Role.DENOMINATOR: "Denominator", Role.PERCENT: "Percent"}


def split(sheet: Sheet) -> Sheet:
    """The sheet with the parts of its measures in a column of their own, which is said."""
    for i, title in enumerate(sheet.header):
        if normal(title) not in _CALLED:
            continue
        told = list(dict.fromkeys(t for text in sheet.coded(i).cat.categories if (t := text.strip())))
        if 2 <= len(told) <= MOST and (parts := _parts(told)):
            texts = sheet.cells[i].str.strip()
            stems, kinds = ({t: part[n] for t, part in parts.items()} for n in (0, 1))
            cells = sheet.cells.copy()
            cells[i] = texts.map(stems).fillna("").astype("str")
            cells[len(sheet.header)] = texts.map(kinds).fillna("").astype("str")
            shown = listing([f"“{t}”" for t in told], 4)
            message = f"{shown} were read as numerators and denominators of one measure each."
            said = Problem(Severity.INFO, message, rows=(sheet.header_row,), column=title)
            cells.columns = pd.RangeIndex(len(cells.columns))
            return replace(sheet, header=(*sheet.header, COLUMN), cells=cells, problems=(*sheet.problems, said))
    return sheet


def _parts(told: list[str]) -> dict[str, tuple[str, str]]:
    """Each name with its measure and part; nothing unless every measure has both counts."""
    read = {t: headers.parse(t) for t in told}
    parts = {t: (h.stem, _WORDS[h.part]) for t, h in read.items() if h.explicit and h.stem and h.part in _WORDS}
    stems = {normal(stem): stem for stem, _ in parts.values()}
    parts |= {t: (t, "Percent") for t in told if t not in parts and normal(t) in stems}
    found = {(normal(stem), part) for stem, part in parts.values()}
    whole = all((stem, part) in found for stem in stems for part in ("Numerator", "Denominator"))
    return (
        {t: (stems[normal(stem)], part) for t, (stem, part) in parts.items()}
        if whole and len(parts) == len(told)
        else {}
    )
