"""A status by organisation in the shape of the Data Security and Protection Toolkit's (DSPT) file.

There is no national layout for the transition to the Patient Safety Incident Response Framework (PSIRF), and lists of
statuses by organisation go round in this shape. Words of PSIRF are kept as its phases. The toolkit's own words ("Standards
Met") say nothing about it: whoever uploads them must say what each means, and "not about PSIRF" is one of the answers.
Columns: the public file of February 2022, with an unnamed index and dates in two ways.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.ingest.formats import psirf_status
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood
from analytics.model import Kind, Problem, Severity
from analytics.model.tables import ADOPTION
from analytics.words.counting import counted, listing

NAMES: dict[str, tuple[str, ...]] = {
    "Code": (),
    "Name": (),
    "Sector": ("Primary.Sector",),
    "Latest.Status": ("Final.Status",),
    "Date.Of.Publication": ("Status.Date", "Date"),
    "Planned.Date": ("Planned.Go.Live", "Planned.Go.Live.Date"),
    "Actual.Date": ("Actual.Go.Live", "Actual.Go.Live.Date"),
}
_YEAR = re.compile(r"^\d{2}/\d{2}\s+")
"""The toolkit's year before a status ("20/21 Standards Met"), which its own meaning does not depend on."""
NONE = "none"
"""The answer that a status is not about PSIRF, so that nothing is kept of it."""


def read(sheet: Sheet, context: Context) -> Understood:
    """Phases of PSIRF by trust and date, once every status has a meaning."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    status = columns["Latest.Status"].str.replace(_YEAR, "", regex=True)
    trust = columns["Code"].map(lambda code: _is_trust(code, context)).to_numpy(dtype=bool)
    used = trust & (status != "").to_numpy(dtype=bool)
    if not used.any():
        return nothing(ADOPTION, "No row is a trust with a status", "Give trust codes in Code and a Latest.Status.")
    said = _summary(columns, status, trust)
    words = sorted(status[used].unique())
    known = {word: psirf_status.status_of(word) for word in words}
    asks = tuple(_ask(word, context) for word in words if known[word] is None)
    meaning = {word: known[word] or _answered(ask_name(word), context) for word in words}
    if unanswered := [word for word in words if meaning[word] is None]:
        message = (
            f"{said}. What {listing([f'“{w}”' for w in unanswered], 8)} means for the transition to PSIRF is not said: "
            "statuses of the Data Security and Protection Toolkit say nothing about it"
        )
        remedy = "Say it for each status. With “Not about PSIRF” nothing is kept of it."
        return Understood(
            nothing(ADOPTION, "", "").rows, (Problem(Severity.ERROR, message, remedy),), asks=asks, distrust=True
        )
    keep = used & status.map(lambda word: meaning.get(word) not in (None, (NONE, ""))).to_numpy(dtype=bool)
    if not keep.any():
        message = f"{said}. All of its statuses were said to be not about PSIRF, so nothing is kept"
        left = nothing(ADOPTION, message, "Nothing to do, or change an answer.")
        return Understood(left.rows, left.problems, asks=asks, distrust=True)
    asked = {word for word in words if known[word] is None}
    made = psirf_status.adopted(*_rows(sheet, columns, status, keep, asked), meaning, context)
    left_out = int((used & ~keep).sum())
    facts = (f"{said}.", *((f"{counted(left_out, 'row')} not about PSIRF not kept.",) if left_out else ()))
    return Understood(made.rows, made.problems, (*facts, *made.facts), asks, made.distrust)


def ask_name(status: str) -> str:
    """The name of the question about a status: its key among the answers."""
    return f"status: {status}"


def _is_trust(code: str, context: Context) -> bool:
    found = context.organisations.get(code.upper())
    return found is not None and found.kind is Kind.TRUST


def _summary(columns: dict[str, pd.Series], status: pd.Series, trust: np.ndarray) -> str:
    """How many organisations there are, the statuses of those that are trusts, and the sectors of the others."""
    counts = status[trust].replace("", "blank").value_counts()
    each = listing([f"{word} {n:,}" for word, n in counts.items()], 8)
    message = (
        f"The file has {counted(len(trust), 'organisation')}; {int(trust.sum()):,} are trusts that we know ({each})"
    )
    if (~trust).any():
        sector = columns["Sector"] if "Sector" in columns else pd.Series([""] * len(trust), dtype="str")
        sectors = sector[~trust].replace("", "without a sector")
        others = listing([f"{n:,} {name}" for name, n in sectors.value_counts().items()], 6)
        message += f"; not used: {others}"
    return message


def _rows(
    sheet: Sheet, columns: dict[str, pd.Series], status: pd.Series, keep: np.ndarray, asked: set[str]
) -> tuple[Sheet, dict[str, pd.Series]]:
    """The sheet of the rows that are kept, and its columns as the reader of statuses wants them. `asked` are the statuses
    whose meaning somebody gave."""
    told = " (its meaning was given at upload)"
    given = {
        "org_code": columns["Code"],
        "status": status,
        "as_at": columns["Date.Of.Publication"],
        "note": "Status in the file: "
        + columns["Latest.Status"]
        + status.map(lambda word: told if word in asked else ""),
    }
    days = {"planned_live": "Planned.Date", "actual_live": "Actual.Date"}
    given |= {name: columns[title] for name, title in days.items() if title in columns}
    rows = as_template(sheet, {name: column[keep] for name, column in given.items()}, sheet.row_numbers[keep])
    return rows, {name: rows.cells[i] for i, name in enumerate(rows.header)}


def _options(context: Context) -> dict[str, str]:
    """What a status can mean, by the slug of the answer ("transition 2")."""
    pathway = context.catalogue.pathways[psirf_status.PATHWAY]
    options = {NONE: "Not about PSIRF: keep nothing"}
    for element in pathway.elements:
        for step in context.catalogue.scales[element.scale].steps:
            options[f"{element.slug} {step.value:g}"] = f"{element.title}: {step.label}"
    return options


def _ask(word: str, context: Context) -> Ask:
    """The question about a status; an answer given is the choice made, which can be changed."""
    name, options = ask_name(word), _options(context)
    answer = context.answers.get(name)
    question = f"What does “{word}” mean for the transition to PSIRF?"
    return Ask(name, question, tuple(options.items()), answer if answer in options else None)


def _answered(name: str, context: Context) -> tuple[str, str] | None:
    """Element and phase status of an answer, (NONE, "") for "not about PSIRF"; None where there is no usable answer."""
    answer = context.answers.get(name, "")
    if answer not in _options(context):
        return None
    element, _, stage = answer.partition(" ")
    return element, stage


def recognise(columns: frozenset[str], _name: str) -> float:
    """A code, a name, a latest status and its date, named with points."""
    return 0.9 if {"code", "name", "latest.status", "date.of.publication"} <= columns else 0.0


FORMAT = Format(
    slug="dspt_status",
    title="Status by organisation (shape of the Data Security and Protection Toolkit)",
    table=ADOPTION,
    signature=("Code", "Name", "Sector", "Latest.Status", "Date.Of.Publication"),
    names=NAMES,
    recognise=recognise,
    read=read,
)
