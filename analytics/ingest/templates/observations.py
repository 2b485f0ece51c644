"""Our own template for observations: a measure of an organisation in a period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.catalogue.local import slug_of
from analytics.ingest.cells import coded, values
from analytics.ingest.cells.names import normal
from analytics.ingest.cells.spelled import is_provisional
from analytics.ingest.cells.values import PROVISIONAL, STATUSES, Numbers
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import added_up, checks, observed
from analytics.ingest.rows import new_measures as local
from analytics.ingest.rows.draft import Draft
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.rows.organised import organised
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood, empty_rows
from analytics.ingest.templates.recogniser import recogniser, source_columns
from analytics.model import Problem, Severity
from analytics.model.tables import OBSERVATIONS

NAMES = {
    "measure": ("measure slug", "measure code", "indicator", "measure name", "indicator name", "metric", "kpi", "what"),
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
    "value": ("%", "percentage", "percent", "per cent", "pct", "proportion", "rate", "result", "score"),
    "status": ("data status", "suppression"),
    "measure_title": (),
}
"""Columns and the other names that they may have, the surest first."""
MOST = {"measure": 5_000, "org_code": 50_000, "period": 50_000}
"""Different texts that are looked up: there are some 10,000 practices and trusts, open and closed."""
NUMBERS = ("numerator", "denominator", "value")


def read(sheet: Sheet, context: Context) -> Understood:
    """Rows whose organisation, period and numbers make sense; the others are named and left out. A measure that nobody
    knows becomes a local one."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet, context.answers)
    columns: dict[str, pd.Series] = dict(
        zip(places, coded.each(lambda name: _column(sheet, places, name), places), strict=True)
    )
    if (many := _too_many(columns)) is not None:
        return Understood(empty_rows(OBSERVATIONS), (many,), distrust=True)
    if (months := added_up.to_months(sheet, columns, context, ledger)) is not None:
        return _of_months(months, context, ledger)
    if "measure" not in places:
        name = _one_measure(sheet, places, context)
        if name is None:
            return _ask(sheet, places, context)
        columns["measure"] = pd.Series([name] * len(sheet), dtype="str")
    else:
        checks.leave_out_blank(columns["measure"], ledger, "measure")
        checks.leave_out_faults(columns["measure"], ledger, "measure")
    with ThreadPoolExecutor(1) as pool:  # Arrow reads numbers while Python looks up what the texts stand for
        numbers = pool.submit(_numbers, columns, len(sheet))
        measure, title = local.look_up(columns["measure"], columns.get("measure_title"), context, ledger)
        first_day, grain = checks.period_column(
            columns["period"], columns.get("grain"), ledger, "period", _title(sheet, places)
        )
        org = organised(columns["org_code"], context, ledger, "org_code", when=first_day, grain=grain)
    draft = Draft(
        measure,
        title,
        org,
        first_day,
        grain,
        **numbers.result(),
        status=_provisional(_status(columns.get("status"), len(sheet), ledger), columns["period"]),
        texts=columns,
        headers={name: _head(sheet, name, i) for name, i in places.items()},
    )
    return observed.understand(draft, context, ledger)


def _title(sheet: Sheet, places: Mapping[str, int]) -> str:
    """What the file calls its column of periods."""
    return _head(sheet, "period", places["period"])


def _head(sheet: Sheet, name: str, i: int) -> str:
    """What the file calls the column of a field."""
    return sheet.header[i] if sheet.blocks is None else sheet.blocks.column(0, name) or ""


def _of_months(months: Sheet, context: Context, ledger: Ledger) -> Understood:
    """The rows of months that days or weeks were added up to, with what `ledger` has of the days."""
    made = read(months, context) if len(months) else Understood(empty_rows(OBSERVATIONS), distrust=True)
    return replace(made, problems=(*ledger.problems, *made.problems), asks=(*ledger.asks, *made.asks))


def _column(sheet: Sheet, places: Mapping[str, int], name: str) -> pd.Series:
    """A column of the sheet; of texts, which are few and often the same, coded."""
    return sheet.cells[places[name]] if name in NUMBERS else sheet.coded(places[name])


def _too_many(columns: Mapping[str, pd.Series]) -> Problem | None:
    """More different texts in a column than there are organisations, measures or periods: each would be looked up, and
    none would be found."""
    for name, most in MOST.items():
        if name in columns and (found := len(columns[name].cat.categories)) > most:
            message = f"The column {name} has {found:,} different texts, and the most that are looked up are {most:,}"
            return Problem(Severity.ERROR, message, "Check that it holds what its name says.", column=name)
    return None


def _numbers(columns: dict[str, pd.Series], length: int) -> dict[str, Numbers]:
    """The three columns of numbers. One that proves decimal commas proves them for the others, which may not show it."""
    names = [n for n in NUMBERS if n in columns]
    read = dict(zip(names, coded.each(lambda name: values.parse(columns[name]), names), strict=True))
    if any(not read[n].plain and columns[n].str.contains(",", regex=False).any() for n in names):
        distinct = [text for n in names for text in columns[n].unique()]
        if values.writes_commas(distinct):
            read = {n: values.parse(columns[n], comma=True) for n in names}
    return {n: read.get(n) or Numbers.blank(length) for n in NUMBERS}


def _one_measure(sheet: Sheet, places: Mapping[str, int], context: Context) -> str | None:
    """The measure of a file without a column for it: the answer given, else what its titles or its name say."""
    if context.measure:
        own = {slug_of(name): name for name in _candidates(sheet, places, context)}
        return own.get(context.measure, context.measure)
    known = {normal(name): slug for name, slug in known_measures(context).items()}
    told = [cell for row in sheet.above for cell in row] + [sheet.name, _stem(context.name)]
    found = {known[normal(cell)] for cell in told if normal(cell) in known}
    return found.pop() if len(found) == 1 else None


def _candidates(sheet: Sheet, places: Mapping[str, int], context: Context) -> list[str]:
    """What a new measure of the file may be called: as the column of numbers, the title, the sheet or the file."""
    headers = [sheet.header[places[n]] for n in ("value", "numerator") if n in places]
    plain = {normal(n) for names in ({k: (k, *v) for k, v in NAMES.items()}).values() for n in names}
    told = [*headers, *(cell for row in sheet.above for cell in row), sheet.name, _stem(context.name)]
    named = [" ".join(name.split()) for name in told if normal(name) not in plain and re.search(r"[^\W\d_]{3}", name)]
    return list(dict.fromkeys(n for n in named if not re.fullmatch(r"(?i)(sheet|table|data|export)\s*\d*", n)))[:4]


def _stem(name: str) -> str:
    return re.sub(r"\.\w+$", "", name)


def _ask(sheet: Sheet, places: Mapping[str, int], context: Context) -> Understood:
    message = "The file does not say which measure it holds: no column, title or file name names it"
    remedy = "Say which it is (one of ours, or one of your own), or add a column called measure."
    options = local.options(context, _candidates(sheet, places, context) or [_stem(context.name) or "My measure"])
    ask = Ask("measure", f"Which measure does {context.name} hold?", options)
    return Understood(empty_rows(OBSERVATIONS), (Problem(Severity.ERROR, message, remedy),), asks=(ask,), distrust=True)


def _recognise(columns: frozenset[str], name: str) -> float:
    """Its columns under their own or other names; with less confidence where only the measure's is missing."""
    whole = recogniser(NAMES, needed=("measure", "org_code", "period"), one_of=("numerator", "value"))
    alone = recogniser(NAMES, needed=("org_code", "period"), one_of=("numerator", "value"))
    return whole(columns, name) or (0.45 if alone(columns, name) else 0.0)


def _status(texts: pd.Series | None, length: int, ledger: Ledger) -> pd.Categorical:
    if texts is None:
        return checks.mapped(np.zeros(length, dtype="int64"), [""])
    codes, distinct = coded.codes_of(texts)
    each = [values.status_of(str(t).strip()) for t in distinct]
    planned = coded.of_rows((bool(values.PLANNED.fullmatch(str(t).strip())) for t in distinct), codes)
    ledger.leave_out(
        planned, "status", texts, lambda t: f"“{t}” says that the figures are no results", "Give what was counted."
    )
    unclear = coded.of_rows((s is None for s in each), codes) & ~planned
    ledger.warn(
        unclear,
        "status",
        texts,
        lambda t: f"“{t}” is no status that we know; the row is kept without one",
        f"Leave it blank, or write {', '.join(s for s in STATUSES if s)}.",
    )
    return checks.mapped(codes, [s or "" for s in each])


def _provisional(status: pd.Categorical, periods: pd.Series) -> pd.Categorical:
    """The status, provisional where a mark behind the period says so and nothing else is said."""
    codes, distinct = coded.codes_of(periods)
    marked = coded.of_rows((is_provisional(t) for t in distinct), codes)
    if not marked.any():
        return status
    places = {s: i for i, s in enumerate(STATUSES)}
    said = np.array([places[s] for s in status.categories])[status.codes]
    return checks.mapped(np.where(marked & (said == 0), places[PROVISIONAL], said), list(STATUSES))


FORMAT = Format(
    slug="template_observations",
    title="Our template for observations",
    table=OBSERVATIONS,
    signature=source_columns(OBSERVATIONS),
    names=NAMES,
    recognise=_recognise,
    read=read,
)
