"""Our own template for events: something dated that belongs on charts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks, repeats
from analytics.ingest.rows.coverage import coverage
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.rows.organised import organised
from analytics.ingest.shape import Context, Format, Sheet, Understood, typed_rows
from analytics.ingest.templates.recogniser import optional, recogniser, source_columns
from analytics.model import EventKind
from analytics.model.tables import EVENTS

NAMES = {
    "date": ("event date",),
    "org_code": ("organisation code", "org", "ods code", "organisation", "org code"),
    "measure": (),
    "title": ("event",),
    "text": ("description", "detail"),
    "source": (),
}


def read(sheet: Sheet, context: Context) -> Understood:
    """Rows whose date, organisation and measure exist; the others are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet, context.answers)
    _kinds(sheet, ledger)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    checks.required(sheet, places, ("title",), ledger)
    date = checks.days(columns["date"], ledger, "date", latest=context.today)
    checks.future(date, columns["date"], context, ledger, "date")
    org = organised(columns["org_code"], context, ledger, "org_code", when=date)
    measure = checks.look_up(optional(columns, "measure", sheet), known_measures(context), ledger, "measure", "measure")
    words = {name: optional(columns, name, sheet).str.strip() for name in ("title", "text", "source")}
    kind = np.full(len(sheet), EventKind.EVENT.value, dtype=object)
    rows = typed_rows(EVENTS, {"date": date, "org_code": org.code, "measure": measure, **words, "kind": kind})
    repeats.find(rows, list(EVENTS.key), ledger, "date, organisation, measure and title")
    rows = rows[~ledger.out].reset_index(drop=True)
    return Understood(rows, tuple(ledger.problems), coverage(rows, EVENTS, context), tuple(ledger.asks))


def _kinds(sheet: Sheet, ledger: Ledger) -> None:
    """Names rows that a file calls something else than an event. Limits start again only where somebody says so on a
    chart, with a name and a reason."""
    places, _, _ = checks.locate(sheet, {"kind": ()})
    said = sheet.cells[places["kind"]] if places else pd.Series([""] * len(sheet), dtype="str")
    ledger.warn(
        (~said.str.strip().str.casefold().isin(["", EventKind.EVENT])).to_numpy(dtype=bool),
        "kind",
        said,
        lambda text: f"“{text}” was not used: a row of a file is always kept as an event",
        "To start limits again or to describe a measure, use the form below its chart.",
    )


FORMAT = Format(
    slug="template_events",
    title="Our template for events",
    table=EVENTS,
    signature=source_columns(EVENTS),
    names=NAMES,
    recognise=recogniser(NAMES, needed=("date", "org_code", "title")),
    read=read,
)
