"""Our own template for stories: a case study, a piece of learning or a quarterly update."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods, values
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks, repeats
from analytics.ingest.rows.coverage import coverage
from analytics.ingest.rows.organised import organised
from analytics.ingest.shape import Context, Format, Sheet, Understood, typed_rows
from analytics.ingest.templates.recogniser import optional, recogniser, source_columns
from analytics.model import Kind
from analytics.model.tables import STORIES

NAMES = {
    "quarter": ("period",),
    "programme": ("program",),
    "psc": ("patient safety collaborative",),
    "org_code": ("organisation code", "org", "ods code", "organisation", "org code"),
    "kind": ("type",),
    "title": ("headline",),
    "text": ("story",),
    "score": ("progress score", "project progress score"),
    "source": (),
}
KINDS = {"case study": "case study", "learning": "learning", "update": "update", "quarterly update": "update"}


def read(sheet: Sheet, context: Context) -> Understood:
    """Rows whose quarter, programme, kind and score exist; the others are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet, context.answers)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    checks.required(sheet, places, ("programme", "kind", "title", "text"), ledger)
    known = {n: p.slug for p in context.catalogue.programmes for n in (p.title, p.slug)}
    programme = checks.look_up(columns["programme"], known, ledger, "programme", "programme")
    kind = checks.look_up(columns["kind"], KINDS, ledger, "kind", "kind of story")
    psc = organised(optional(columns, "psc", sheet), context, ledger, "psc", needed=False)
    pscs = [c for c in psc.code.categories if c and context.organisations[c].kind is not Kind.PSC]
    ledger.leave_out(
        psc.code.isin(pscs),
        "psc",
        columns.get("psc"),
        lambda t: f"“{t}” is no Patient Safety Collaborative",
        "Put other organisations into org_code.",
    )
    org = organised(optional(columns, "org_code", sheet), context, ledger, "org_code", needed=False)
    words = {name: optional(columns, name, sheet).str.strip() for name in ("title", "text", "source")}
    rows = typed_rows(
        STORIES,
        {
            "quarter": _quarters(columns["quarter"], context, ledger),
            "programme": programme,
            "psc": psc.code,
            "org_code": org.code,
            "kind": kind,
            "score": _scores(optional(columns, "score", sheet), context, ledger),
            **words,
        },
    )
    repeats.find(rows, list(STORIES.key), ledger, "quarter, programme, organisation and title")
    rows = rows[~ledger.out].reset_index(drop=True)
    return Understood(rows, tuple(ledger.problems), coverage(rows, STORIES, context), tuple(ledger.asks))


def _quarters(texts: pd.Series, context: Context, ledger: Ledger) -> np.ndarray:
    """Quarters written the one way, 2023-24 Q2."""
    first_day, grain = checks.period_column(texts, None, ledger, "quarter")
    ledger.leave_out(
        (grain != "quarter") & ~ledger.out,
        "quarter",
        texts,
        lambda t: f"“{t}” is not a quarter",
        "Write a financial quarter as 2023-24 Q2: July to September 2023.",
    )
    checks.future(first_day, texts, context, ledger, "quarter")
    return np.array(["" if np.isnat(d) else periods.label(d, "quarter") for d in first_day], dtype=object)


def _scores(texts: pd.Series, context: Context, ledger: Ledger) -> np.ndarray:
    """Project progress scores, which are steps of their scale; blank ones are missing."""
    score = values.parse(texts)
    steps = [step.value for step in context.catalogue.scales["project_progress"].steps]
    wrong = score.bad | (~np.isnan(score.number) & ~np.isin(score.number, steps))
    ledger.leave_out(
        wrong,
        "score",
        texts,
        lambda t: f"“{t}” is no project progress score",
        f"Scores go from {steps[0]} to {steps[-1]} in half steps.",
    )
    return score.number


FORMAT = Format(
    slug="template_stories",
    title="Our template for stories",
    table=STORIES,
    signature=source_columns(STORIES),
    names=NAMES,
    recognise=recogniser(NAMES, needed=("quarter", "programme", "kind", "title", "text")),
    read=read,
)
