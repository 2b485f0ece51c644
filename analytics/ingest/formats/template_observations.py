"""Our own template for observations: a measure of an organisation in a period."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.ingest import checks, observed, values
from analytics.ingest.draft import Draft
from analytics.ingest.ledger import Ledger
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood, empty_rows, normal
from analytics.ingest.template import recogniser, source_columns
from analytics.ingest.values import STATUSES, Numbers
from analytics.model import Problem, Severity
from analytics.tables import OBSERVATIONS

NAMES = {
    "measure": ("measure slug", "measure code", "indicator", "measure name", "indicator name", "metric"),
    "org_code": (
        *("organisation code", "ods code", "ods", "org code", "provider code", "trust code", "icb code", "site code"),
        *("org", "organisation", "provider", "trust", "icb", "integrated care board", "region"),
        *("organisation name", "org name", "provider name", "trust name", "icb name", "region name", "code"),
    ),
    "period": (
        *("time period", "reporting period", "month", "year month", "month year", "reporting month", "quarter"),
        *("financial year", "year", "date", "mthyr"),
    ),
    "grain": (),
    "numerator": ("num", "numer"),
    "denominator": ("den", "denom"),
    "value": ("%", "percentage", "percent", "pct", "rate", "result", "score"),
    "status": ("data status", "suppression"),
    "measure_title": (),
}
"""Columns and the other names that they may have, the surest first."""


def read(sheet: Sheet, context: Context) -> Understood:
    """Rows whose measure, organisation, period and numbers make sense; the others are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    if "measure" not in places:
        slug = _one_measure(sheet, context)
        if slug is None:
            return _ask(context)
        columns["measure"] = pd.Series([slug] * len(sheet), dtype="str")
    else:
        checks.required(sheet, places, ("measure",), ledger)
    measure = checks.look_up(columns["measure"], known_measures(context), ledger, "measure", "measure")
    org = checks.organisations(columns["org_code"], context, ledger, "org_code")
    first_day, grain = checks.period_column(columns["period"], columns.get("grain"), ledger, "period")
    numbers = {
        n: values.parse(columns[n]) if n in columns else Numbers.blank(len(sheet))
        for n in ("numerator", "denominator", "value")
    }
    draft = Draft(
        measure,
        _titles(columns, measure, context),
        org,
        first_day,
        grain,
        **numbers,
        status=_status(columns.get("status"), len(sheet), ledger),
        texts=columns,
    )
    return observed.understand(draft, context, ledger)


def known_measures(context: Context) -> dict[str, str]:
    """Slug, title and short title to slug."""
    known = {m.slug: m.slug for m in context.catalogue.measures.values()}
    for measure in context.catalogue.measures.values():
        for name in (measure.title, measure.short_title):
            known.setdefault(name, measure.slug)
    return known


def _one_measure(sheet: Sheet, context: Context) -> str | None:
    """The measure of a file without a column for it: the answer given, else what its titles or its name say."""
    if context.measure in context.catalogue.measures:
        return context.measure
    told = [cell for row in sheet.above for cell in row] + [sheet.name, re.sub(r"\.\w+$", "", context.name)]
    known = {normal(name): slug for name, slug in known_measures(context).items()}
    found = {known[normal(cell)] for cell in told if normal(cell) in known}
    return found.pop() if len(found) == 1 else None


def _ask(context: Context) -> Understood:
    measures = [m for m in context.catalogue.measures.values() if not m.composite_of and not m.from_adoption]
    message = "The file does not say which measure it holds: no column, title or file name names it"
    problem = Problem(Severity.ERROR, message, "Say which it is, or add a column called measure.")
    ask = Ask("measure", f"Which measure does {context.name} hold?", tuple((m.slug, m.title) for m in measures))
    return Understood(empty_rows(OBSERVATIONS), (problem,), asks=(ask,), distrust=True)


def _recognise(columns: frozenset[str], name: str) -> float:
    """Its columns under their own or other names; with less confidence where only the measure's is missing."""
    whole = recogniser(NAMES, needed=("measure", "org_code", "period"), one_of=("numerator", "value"))
    alone = recogniser(NAMES, needed=("org_code", "period"), one_of=("numerator", "value"))
    return whole(columns, name) or (0.45 if alone(columns, name) else 0.0)


def _titles(columns: dict[str, pd.Series], measure: pd.Categorical, context: Context) -> pd.Categorical:
    """The title as the file has it; a bare slug gets the catalogue's."""
    texts = columns.get("measure_title", columns["measure"])
    codes, distinct = pd.factorize(texts)
    of_slug = {normal(m.slug): m.title for m in context.catalogue.measures.values()}
    titles = checks.mapped(codes, [of_slug.get(normal(str(t)), str(t).strip()) for t in distinct])
    if not (titles == "").any():
        return titles
    fallback = [context.catalogue.measures[m].title if m else "" for m in np.asarray(measure)]
    return pd.Categorical(np.where(titles == "", np.array(fallback, dtype=object), np.asarray(titles)).astype(object))


def _status(texts: pd.Series | None, length: int, ledger: Ledger) -> pd.Categorical:
    if texts is None:
        return checks.mapped(np.zeros(length, dtype="int64"), [""])
    codes, distinct = pd.factorize(texts)
    each = [values.status_of(str(t).strip()) for t in distinct]
    unclear = np.array([s is None for s in each], dtype=bool)[codes]
    ledger.warn(
        unclear,
        "status",
        texts,
        lambda t: f"“{t}” is no status that we know; the row is kept without one",
        f"Leave it blank, or write {', '.join(s for s in STATUSES if s)}.",
    )
    return checks.mapped(codes, [s or "" for s in each])


FORMAT = Format(
    slug="template_observations",
    title="Our template for observations",
    table=OBSERVATIONS,
    signature=source_columns(OBSERVATIONS),
    names=NAMES,
    recognise=_recognise,
    read=read,
)
