"""Where trusts stand with the Patient Safety Incident Response Framework: statuses or phases by trust, at dates.

There is no national layout. A status may be a phase of the framework (that phase is under way), the same with
"complete", or a word for the transition itself; phase and status may be columns of their own, with a row for each phase.
Nothing is concluded about the other phases, because they overlap. Planned and actual days: `psirf_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analytics.ingest.cells.names import normal
from analytics.ingest.formats import psirf_dates
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
    "status": ("psirf status", "psirf transition status", "transition status", "phase status"),
    "phase": ("psirf phase", "phase name"),
    "as_at": ("as at", "as at date", "date", "status date", "reporting date"),
    "note": ("notes", "comment", "comments"),
} | psirf_dates.NAMES
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

    "Not started" and a bare yes or no are about the transition, unless a phase is named.
    """
    plain = " ".join(text.casefold().split())
    stage = "0" if _NOT.search(plain) else "2" if _DONE.search(plain) else "1"
    if m := _NUMBERED.fullmatch(plain):
        return _ELEMENTS[int(m[1]) - 1], stage
    named = [element for word, element in PHASES.items() if word in plain]
    if not named:
        return ("transition", stage) if stage != "1" or plain in ("live", "under way", "in progress") else None
    return named[-1], stage


def read(sheet: Sheet, context: Context) -> Understood:
    """One row a trust and phase: what its status names. Statuses that say nothing are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    said = "status" in columns
    if "phase" in columns:
        columns["status"] = (columns["phase"] + " " + columns["status"]).str.strip() if said else columns["phase"]
    known = {text: status_of(text) for text in columns["status"].unique()}
    return adopted(sheet, columns, known, context, said)


def adopted(
    sheet: Sheet,
    columns: Mapping[str, pd.Series],
    meaning: Mapping[str, tuple[str, str] | None],
    context: Context,
    said: bool = True,
) -> Understood:
    """Adoption rows from `org_code`, `status` and, where there are any, `as_at`, `note` and planned and actual days.
    `meaning` gives each status its element and phase status; without `said` the status is but the name of a phase."""
    columns = {name: column.reset_index(drop=True) for name, column in columns.items()}
    element = columns["status"].map(lambda text: (meaning[text] or ("transition", ""))[0])
    # A status that is not understood stays as it is and is named as no step of the scale.
    stage = columns["status"].map(lambda text: (meaning[text] or ("", text))[1]).astype("str")
    stage = psirf_dates.stages(columns, stage, said)
    blank = pd.Series([""] * len(sheet), dtype="str")
    rows = pd.DataFrame(
        {
            "pathway": PATHWAY,
            "org_code": columns["org_code"],
            "as_at": columns.get("as_at", blank),
            "element": element,
            "stage": stage,
            "planned_for": psirf_dates.planned(columns, element, stage),
            "note": columns.get("note", blank),
        }
    )
    rows = psirf_dates.with_actual(rows, columns, sheet.row_numbers)
    template = {name: rows[name] for name in rows.columns if name != "row"}
    made = template_adoption.read(as_template(sheet, template, rows["row"].to_numpy()), context)
    return replace(made, problems=(*made.problems, *psirf_dates.contradictions(columns, stage, sheet)))


def recognise(columns: frozenset[str], name: str) -> float:
    """An organisation, a status or phase and a date; the status, or the file's name, must speak of PSIRF."""
    has = {key: any(normal(n) in columns for n in (key, *NAMES[key])) for key in NAMES}
    dated = has["as_at"] or any(has[day] for day in psirf_dates.ACTUAL)
    named = any("psirf" in column for column in columns) or "psirf" in name.casefold()
    known = has["org_code"] and (has["status"] or has["phase"]) and dated
    return 0.8 if known and named and "pathway" not in columns else 0.0


FORMAT = Format(
    slug="psirf_status",
    title="Transition to PSIRF, status by trust",
    table=ADOPTION,
    signature=("Trust code", "PSIRF status", "As at"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
