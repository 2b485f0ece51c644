"""Where trusts stand with the Patient Safety Incident Response Framework: one status a trust, at a date.

There is no national layout. A status may be a phase of the framework (that phase is under way), the same with
"complete", or a word for the transition itself. Nothing is concluded about the other phases, because they overlap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analytics.ingest.cells.names import normal
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.ingest.templates import adoption as template_adoption
from analytics.model.tables import ADOPTION

NAMES: dict[str, tuple[str, ...]] = {
    "org_code": (
        "trust code",
        "ods code",
        "organisation code",
        "org code",
        "code",
        "trust",
        "trust name",
        "organisation",
    ),
    "status": ("psirf status", "psirf transition status", "transition status", "psirf phase", "phase"),
    "as_at": ("as at", "as at date", "date", "status date", "reporting date"),
    "planned_for": ("planned go live date", "planned go live", "planned transition date", "planned date"),
    "note": ("notes", "comment", "comments"),
}
PATHWAY = "psirf"
PHASES = {
    "orientation": "orientation",
    "diagnostic": "diagnostic",
    "discovery": "diagnostic",
    "governance": "governance",
    "planning": "planning",
    "policy": "policy_and_plan",
    "transition": "transition",
    "embedding": "embedding",
    "embedded": "embedding",
}
"""Words by which a status names its phase."""
_NUMBERED = re.compile(r"(?:phase\s*)?([1-7])\b.*")
_ELEMENTS = tuple(dict.fromkeys(PHASES.values()))
_DONE = re.compile(r"complete|completed|done|agreed|signed off|transitioned|embedded|\byes\b")
_NOT = re.compile(r"not (?:yet )?(?:started|begun|transitioned)|\bno\b")


def status_of(text: str) -> tuple[str, str] | None:
    """The element and its phase status (0 not started, 1 under way, 2 complete) that a status says, or None.

    "Not started" and a bare yes or no are about the transition.
    """
    plain = " ".join(text.casefold().split())
    if _NOT.search(plain):
        return "transition", "0"
    stage = "2" if _DONE.search(plain) else "1"
    if m := _NUMBERED.fullmatch(plain):
        return _ELEMENTS[int(m[1]) - 1], stage
    named = [element for word, element in PHASES.items() if word in plain]
    if not named:
        return ("transition", stage) if stage == "2" or plain in ("live", "under way", "in progress") else None
    return named[-1], stage


def read(sheet: Sheet, context: Context) -> Understood:
    """One row a trust: the phase that its status names. Statuses that say nothing are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    known = {text: status_of(text) for text in columns["status"].unique()}
    return adopted(sheet, columns, known, context)


def adopted(
    sheet: Sheet, columns: Mapping[str, pd.Series], meaning: Mapping[str, tuple[str, str] | None], context: Context
) -> Understood:
    """Adoption rows from `org_code`, `status`, `as_at` and, where there are any, `planned_for` and `note`. `meaning` gives
    each status its element and phase status."""
    element = columns["status"].map(lambda text: (meaning[text] or ("transition", ""))[0])
    # A status that is not understood stays as it is and is named as no step of the scale.
    stage = columns["status"].map(lambda text: (meaning[text] or ("", text))[1])
    rows = {"org_code": columns["org_code"], "as_at": columns["as_at"], "element": element, "stage": stage}
    rows["pathway"] = pd.Series([PATHWAY] * len(sheet), dtype="str")
    rows |= {name: columns[name] for name in ("planned_for", "note") if name in columns}
    return template_adoption.read(as_template(sheet, rows, sheet.row_numbers), context)


def recognise(columns: frozenset[str], name: str) -> float:
    """An organisation, a status and a date; the status, or the file's name, must speak of PSIRF."""
    has = {key: any(normal(n) in columns for n in (key, *NAMES[key])) for key in ("org_code", "status", "as_at")}
    named = any("psirf" in column for column in columns) or "psirf" in name.casefold()
    return 0.8 if all(has.values()) and named and "pathway" not in columns else 0.0


FORMAT = Format(
    slug="psirf_status",
    title="Transition to PSIRF, status by trust",
    table=ADOPTION,
    signature=("Trust code", "PSIRF status", "As at"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
