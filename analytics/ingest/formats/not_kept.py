"""Public files that are known and hold nothing that can be measured: answered in words."""

from __future__ import annotations

import re

from analytics.ingest.cells.names import normal
from analytics.ingest.rows.rearranged import nothing
from analytics.ingest.shape import Format
from analytics.model.tables import OBSERVATIONS

KNOWN: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    (
        "ome_factors",
        "Oral morphine equivalence factors",
        ("vpi", "nm", "form", "ome", "vpi_type"),
        "This is OpenPrescribing's table of oral morphine equivalence by substance and form. It is a reference, not "
        "data about organisations; so nothing is kept",
        "Nothing to do: the factors are in the app already, and an EPD extract is read with them.",
    ),
)  # fmt: skip


def _format(slug: str, title: str, signature: tuple[str, ...], message: str, remedy: str) -> Format:
    wanted = {normal(name) for name in signature}
    return Format(
        slug=slug,
        title=title,
        table=OBSERVATIONS,
        signature=signature,
        names=dict.fromkeys(signature, ()),
        recognise=lambda columns, _name: 0.9 if wanted <= columns else 0.0,
        read=lambda _sheet, _context: nothing(OBSERVATIONS, message, remedy),
    )


_ODS_NAME = re.compile(r"(?:^|[^a-z])(?:ods|etr|ets|ect|eccg|epraccur|epracmem|econcur|eother)(?:[^a-z]|$)")
"""Names of the organisation files of NHS Organisation Data Service (etr is trusts, epraccur practices)."""
_ODS_WIDTH = 20
"""These files have no header, so the columns go by letters, and at least this many of their 27 are filled."""


def _ods(columns: frozenset[str], name: str) -> float:
    letters = len(columns) >= _ODS_WIDTH and all(re.fullmatch("[a-z]{1,2}", column) for column in columns)
    return 0.9 if letters and _ODS_NAME.search(name.casefold()) else 0.0


ODS = Format(
    slug="ods_organisations",
    title="NHS organisation codes (ODS)",
    table=OBSERVATIONS,
    signature=("an ODS file without column names",),
    names={},
    recognise=_ods,
    read=lambda sheet, _context: nothing(
        OBSERVATIONS,
        f"This is a list of {len(sheet):,} organisations from the NHS Organisation Data Service: codes, names, addresses "
        f"and dates (the first is {sheet.cells[0].iloc[0]}). It measures nothing, so nothing is kept",
        "Nothing to do: the organisations of this app are in data/organisations.csv, with dates.",
    ),
)

FORMATS = (*(_format(*known) for known in KNOWN), ODS)
