"""The way of every format of observations from a draft to rows: judged, freed of repeats, mergers followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import values
from analytics.ingest.cells.values import LOW_QUALITY, NOT_SUBMITTED, SUPPRESSED
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import cumulative, repeats, sentinels
from analytics.ingest.rows import new_measures as local
from analytics.ingest.rows.checks import future
from analytics.ingest.rows.coverage import coverage
from analytics.ingest.rows.draft import Draft
from analytics.ingest.rows.judge import judge
from analytics.ingest.rows.percents import AGREEMENT, as_fractions
from analytics.ingest.shape import Context, Understood, typed_rows
from analytics.model import Kind, Measure, Unit
from analytics.model.tables import OBSERVATIONS


def understand(draft: Draft, context: Context, ledger: Ledger, facts: tuple[str, ...] = ()) -> Understood:
    """Rows of the observations table, with everything that was wrong or new on the way."""
    draft = sentinels.without_minus_one(draft, ledger)
    new = local.define(draft, context, ledger)
    context = replace(context, local={**context.local, **new})
    draft = sentinels.without_codes(draft, context, ledger)
    future(draft.first_day, draft.texts["period"], context, ledger, "period")
    draft, scales = as_fractions(draft, context, ledger)
    judge(draft, context, ledger)
    cumulative.ask(draft, context, ledger)
    coded = _rows(draft, context, ledger)
    content = coded[["measure", "own", "period", "grain", "numerator", "denominator", "value", "status"]]
    repeats.find(content, _KEY, ledger, "measure, organisation and period", _in_words)
    kept = ~ledger.out
    coded = coded if kept.all() else coded[kept].reset_index(drop=True)
    # Texts are made last, of what is left. Codes do for all the rest, unless rows of mergers are put together.
    rows = typed_rows(OBSERVATIONS, {name: coded[name].array for name in OBSERVATIONS.schema.names})
    before = len(rows)
    rows, merged = repeats.merge_successors(rows, draft.org.closed[kept], context.measure_of)
    coded = coded if len(rows) == before else rows
    said = (*facts, *scales, *coverage(coded, OBSERVATIONS, context))
    measures = _with_rows(new, coded, context) if new else ()
    return Understood(rows, (*ledger.problems, *merged), said, tuple(ledger.asks), measures=measures)


_KEY = ["measure", "own", "period", "grain"]


def _in_words(row: pd.Series) -> str:
    """ "21 of 32", "76.1", "suppressed"."""
    numbers = [f"{row[n]:g}" for n in ("numerator", "denominator") if not np.isnan(row[n])]
    words = [" of ".join(numbers)] if numbers else []
    words += [] if np.isnan(row["value"]) else [f"value {row['value']:g}"]
    return ", ".join([*words, *([row["status"]] if row["status"] else [])])


def _with_rows(new: dict[str, Measure], rows: pd.DataFrame, context: Context) -> tuple[Measure, ...]:
    """Those of the new local measures that have rows."""
    there = rows[rows["measure"].isin(list(new))].groupby("measure", sort=False, observed=True)["org_code"].unique()
    return tuple(_with_levels(new[str(slug)], codes, context) for slug, codes in there.items())


def _with_levels(measure: Measure, codes: Iterable[str], context: Context) -> Measure:
    """A local measure with the kinds of organisation that have rows of it."""
    kinds = {o.kind for code in codes if (o := context.organisations.get(code)) is not None}
    levels = tuple(sorted({*kinds, *measure.levels}, key=lambda kind: kind.level))
    return replace(measure, levels=levels, reported_by=max(levels, key=lambda kind: kind.level, default=Kind.TRUST))


def _rows(draft: Draft, context: Context, ledger: Ledger) -> pd.DataFrame:
    """Every row of the draft in the table's columns, texts as codes, with the organisation as given (`own`) and with the
    reason where a number is missing."""
    numerator, denominator, value = draft.numerator.number, draft.denominator.number, draft.value.number
    hidden = (draft.status == SUPPRESSED) | (draft.status == NOT_SUBMITTED)
    ledger.warn(
        hidden & ~ledger.out & (~np.isnan(numerator) | ~np.isnan(value)),
        "status",
        draft.texts.get("status"),
        lambda t: f"The row is marked “{t}” and has a number, which is not used",
        "Clear the status if the number is sound.",
    )
    if hidden.any():
        numerator, value = np.where(hidden, np.nan, numerator), np.where(hidden, np.nan, value)
    differs = _differs(numerator, denominator, value) & draft.has_unit(context, Unit.PERCENT) & ~ledger.out
    ledger.warn(
        differs,
        "value",
        draft.texts.get("value"),
        "The value is not numerator / denominator, and is not used",
        "Check the three figures.",
    )
    value = np.where(differs, np.nan, value) if differs.any() else value
    counts = draft.has_unit(context, Unit.COUNT, Unit.SCORE)
    has = ~np.isnan(value) | (~np.isnan(numerator) & (counts | ~np.isnan(denominator)))
    columns = {
        "measure": draft.measure,
        "org_code": draft.org.code,
        "own": draft.org.own,
        "period": draft.first_day,
        "grain": draft.grain,
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "status": _status(draft, has),
        "measure_title": draft.title,
    }
    return pd.DataFrame(columns, copy=False)


def _differs(numerator: np.ndarray, denominator: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Rows that give all three numbers, and they do not agree."""
    if np.isnan(value).all():
        return np.zeros(len(value), dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (denominator > 0) & (np.abs(numerator / denominator - value) > AGREEMENT)


def _status(draft: Draft, has: np.ndarray) -> pd.Categorical:
    """The given status; where there is no number, the weightiest reason among the missing cells."""
    status = draft.status
    if has.all():
        return status
    at = np.flatnonzero(~has)
    cells = [(c.number[at], c.status[at]) for c in (draft.numerator, draft.denominator, draft.value)]
    told = np.full(len(at), NOT_SUBMITTED, dtype=object)
    for reason in (LOW_QUALITY, SUPPRESSED):  # the last wins
        told[np.any([np.isnan(n) & (s == reason) for n, s in cells], axis=0)] = reason
    said = np.asarray(status[at].astype(object))
    told = np.where(np.isin(said, (SUPPRESSED, NOT_SUBMITTED, LOW_QUALITY)), said, told)
    codes = {s: i for i, s in enumerate(values.STATUSES)}
    full = np.array([codes[s] for s in status.categories], dtype="int8")[status.codes]
    full[at] = [codes[s] for s in told]
    return pd.Categorical.from_codes(full, pd.Index(values.STATUSES, dtype="str"))
