"""Our own template for events: something dated that belongs on charts."""

from __future__ import annotations

from analytics.ingest import checks, repeats
from analytics.ingest.coverage import coverage
from analytics.ingest.ledger import Ledger
from analytics.ingest.local import known_measures
from analytics.ingest.shape import Context, Format, Sheet, Understood, typed_rows
from analytics.ingest.template import optional, recogniser, source_columns
from analytics.tables import EVENTS

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
    columns = {name: sheet.cells[i] for name, i in places.items()}
    checks.required(sheet, places, ("title",), ledger)
    date = checks.days(columns["date"], ledger, "date", latest=context.today)
    checks.future(date, columns["date"], context, ledger, "date")
    org = checks.organisations(columns["org_code"], context, ledger, "org_code")
    measure = checks.look_up(optional(columns, "measure", sheet), known_measures(context), ledger, "measure", "measure")
    words = {name: optional(columns, name, sheet).str.strip() for name in ("title", "text", "source")}
    rows = typed_rows(EVENTS, {"date": date, "org_code": org.code, "measure": measure, **words})
    repeats.find(rows, list(EVENTS.key), ledger, "date, organisation, measure and title")
    rows = rows[~ledger.out].reset_index(drop=True)
    return Understood(rows, tuple(ledger.problems), coverage(rows, EVENTS, context), tuple(ledger.asks))


FORMAT = Format(
    slug="template_events",
    title="Our template for events",
    table=EVENTS,
    signature=source_columns(EVENTS),
    names=NAMES,
    recognise=recogniser(NAMES, needed=("date", "org_code", "title")),
    read=read,
)
