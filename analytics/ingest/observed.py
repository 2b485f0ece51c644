"""The way of every format of observations from a draft to rows: judged, freed of repeats, mergers followed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest import repeats, values
from analytics.ingest.checks import future
from analytics.ingest.coverage import coverage
from analytics.ingest.draft import Draft
from analytics.ingest.judge import as_fractions, judge
from analytics.ingest.ledger import Ledger
from analytics.ingest.shape import Context, Understood, typed_rows
from analytics.ingest.values import LOW_QUALITY, NOT_SUBMITTED, SUPPRESSED
from analytics.model import Unit
from analytics.tables import OBSERVATIONS

AGREEMENT = 0.006
"""How far a given percentage may be from numerator / denominator: half a point of rounding and a little."""


def understand(draft: Draft, context: Context, ledger: Ledger, facts: tuple[str, ...] = ()) -> Understood:
    """Rows of the observations table, with everything that was wrong on the way."""
    future(draft.first_day, draft.texts["period"], context, ledger, "period")
    draft, scales = as_fractions(draft, context, ledger)
    judge(draft, context, ledger)
    rows = _rows(draft, context, ledger)
    given = pd.DataFrame(
        {"measure": draft.measure, "own": draft.org.own, "period": draft.first_day, "grain": draft.grain}
    )
    content = pd.concat([given, rows[["numerator", "denominator", "value", "status"]]], axis=1)
    clash = repeats.find(content, list(given.columns), ledger, "measure, organisation and period")
    kept = ~ledger.out
    rows = rows if kept.all() else rows[kept].reset_index(drop=True)
    rows, merged = repeats.merge_successors(rows, draft.org.closed[kept], context.catalogue.measures)
    said = (*facts, *scales, *coverage(rows, OBSERVATIONS, context))
    return Understood(rows, (*ledger.problems, *merged), said, distrust=clash)


def _rows(draft: Draft, context: Context, ledger: Ledger) -> pd.DataFrame:
    """Every row of the draft in the table's columns, with the reason where a number is missing."""
    numerator, denominator = draft.numerator.number.copy(), draft.denominator.number
    value = draft.value.number.copy()
    hidden = (draft.status == SUPPRESSED) | (draft.status == NOT_SUBMITTED)
    ledger.warn(
        hidden & ~ledger.out & (~np.isnan(numerator) | ~np.isnan(value)),
        "status",
        draft.texts.get("status"),
        lambda t: f"The row is marked “{t}” and has a number, which is not used",
        "Clear the status if the number is sound.",
    )
    numerator[hidden], value[hidden] = np.nan, np.nan
    differs = _differs(numerator, denominator, value) & draft.has_unit(context, Unit.PERCENT) & ~ledger.out
    ledger.warn(
        differs,
        "value",
        draft.texts.get("value"),
        "The value is not numerator / denominator, and is not used",
        "Check the three figures.",
    )
    value[differs] = np.nan
    counts = draft.has_unit(context, Unit.COUNT, Unit.SCORE)
    has = ~np.isnan(value) | (~np.isnan(numerator) & (counts | ~np.isnan(denominator)))
    columns = {
        "measure": draft.measure,
        "org_code": draft.org.code,
        "period": draft.first_day,
        "grain": draft.grain,
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "status": _status(draft, has),
        "measure_title": draft.title,
    }
    return typed_rows(OBSERVATIONS, columns)


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
