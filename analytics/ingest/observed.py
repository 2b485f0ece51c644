"""What every format of observations shares: numbers judged, repeats found, mergers followed, rows made."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.ingest import repeats, values
from analytics.ingest.checks import Organised, future
from analytics.ingest.coverage import coverage
from analytics.ingest.ledger import Ledger
from analytics.ingest.shape import Context, Understood, typed_rows
from analytics.ingest.values import LOW_QUALITY, NOT_SUBMITTED, SUPPRESSED, Numbers
from analytics.model import Unit
from analytics.tables import OBSERVATIONS

AGREEMENT = 0.006
"""How far a given percentage may be from numerator / denominator: half a point of rounding and a little."""


@dataclass(frozen=True)
class Draft:
    """Observations as read, one for each row of the sheet. `texts` are the columns as the file has them, for problems."""

    measure: pd.Categorical
    title: pd.Categorical
    org: Organised
    first_day: np.ndarray
    grain: pd.Categorical
    numerator: Numbers
    denominator: Numbers
    value: Numbers
    status: pd.Categorical
    texts: dict[str, pd.Series]


def understand(draft: Draft, context: Context, ledger: Ledger, facts: tuple[str, ...] = ()) -> Understood:
    """The whole way from a draft to rows of the observations table."""
    future(draft.first_day, draft.texts["period"], context, ledger, "period")
    draft, scale_facts = _as_fractions(draft, context, ledger)
    _judge(draft, context, ledger)
    rows = _rows(draft, context, ledger)
    own = pd.DataFrame({"measure": draft.measure, "own": draft.org.own, "period": draft.first_day, "grain": draft.grain})
    content = rows[["numerator", "denominator", "value", "status"]]
    distrust = repeats.find(pd.concat([own, content], axis=1), list(own.columns), ledger, "measure, organisation and period")
    kept = ~ledger.out
    closed = draft.org.closed[kept]
    rows = rows if kept.all() else rows[kept].reset_index(drop=True)
    rows, merged = repeats.merge_successors(rows, closed, context.catalogue.measures)
    said = (*facts, *scale_facts, *coverage(rows, OBSERVATIONS, context))
    return Understood(rows, (*ledger.problems, *merged), said, distrust=distrust)


def _units(draft: Draft, context: Context) -> dict[Unit, np.ndarray]:
    """For each unit, which rows have a measure of it."""
    each = [context.catalogue.measures[m].unit if m else None for m in draft.measure.categories]
    return {unit: np.array([u is unit for u in each], dtype=bool)[draft.measure.codes] for unit in Unit}


def _as_fractions(draft: Draft, context: Context, ledger: Ledger) -> tuple[Draft, tuple[str, ...]]:
    """Values of percentage measures as fractions, the scale decided for each measure from all its values."""
    if np.isnan(draft.value.number).all():
        return draft, ()
    is_percent = _units(draft, context)[Unit.PERCENT]
    fractions, hundreds = values.percent_scale(draft.value, draft.measure.codes)
    number = np.where(is_percent, fractions, draft.value.number)
    slugs = [m for m, h in zip(draft.measure.categories, hundreds, strict=False)
             if h and m and context.catalogue.measures[m].unit is Unit.PERCENT]  # fmt: skip
    facts = tuple(f"Values of {slug} go above 1, so they were read as percentages: 76.1 is 76.1%." for slug in slugs)
    ledger.leave_out(draft.value.percent & ~is_percent & ~ledger.out, "value", draft.texts.get("value"),
                     "A percentage, and the measure is not one", "Give the number in the measure's own unit.")  # fmt: skip
    return replace(draft, value=replace(draft.value, number=number)), facts


def _judge(draft: Draft, context: Context, ledger: Ledger) -> None:
    """Numbers that cannot be: unreadable, negative, more than all, out of none, above 100%."""
    units = _units(draft, context)
    numerator, denominator, value = draft.numerator, draft.denominator, draft.value
    for name, column in (("numerator", numerator), ("denominator", denominator), ("value", value)):
        found = draft.texts.get(name)
        ledger.leave_out(column.bad, name, found, lambda t: f"“{t}” is not a number",
                         "Give a number, or * for a suppressed and - for a missing one.")  # fmt: skip
        ledger.leave_out(~ledger.out & (column.number < 0), name, found, lambda t, n=name: f"A {n} below zero",
                         "Check the figure; a count or a share cannot be negative.")  # fmt: skip
    for name, column in (("numerator", numerator), ("denominator", denominator)):
        ledger.leave_out(~ledger.out & column.percent, name, draft.texts.get(name), "A percentage where a count is wanted",
                         "Put percentages into the value column.")  # fmt: skip
    out_of_none = ~ledger.out & (denominator.number == 0) & (numerator.number > 0)
    ledger.leave_out(out_of_none, "denominator", _pair(draft, out_of_none), "The denominator is 0 and the numerator is not",
                     "Check both figures.")  # fmt: skip
    too_many = ~ledger.out & units[Unit.PERCENT] & (numerator.number > denominator.number)
    ledger.leave_out(too_many, "numerator", _pair(draft, too_many), lambda t: f"The numerator is above the denominator: {t}",
                     "Check both figures, or whether the columns are swapped.")  # fmt: skip
    ledger.leave_out(~ledger.out & units[Unit.PERCENT] & (value.number > 1), "value", draft.texts.get("value"),
                     lambda t: f"{t} is more than 100%", "Check the figure.")  # fmt: skip
    alone = ~np.isnan(numerator.number) & np.isnan(denominator.number) & (denominator.status == NOT_SUBMITTED)
    alone &= ~ledger.out & (units[Unit.PERCENT] | units[Unit.RATE]) & np.isnan(value.number)
    ledger.leave_out(alone, "denominator", draft.texts.get("denominator"), "There is a numerator and no denominator",
                     "Give the denominator, or the percentage or rate itself as value.")  # fmt: skip
    nobody = ~ledger.out & (denominator.number == 0) & (numerator.number == 0)
    ledger.warn(nobody, "denominator", None, "0 of 0: nobody was eligible, so there is no value",
                "Nothing to do if that is so; if it was not submitted, leave both blank.")  # fmt: skip


def _pair(draft: Draft, rows: np.ndarray) -> pd.Series:
    """"35 of 32" for the rows that need it; blank elsewhere."""
    at = np.flatnonzero(rows)
    told = [f"{n:g} of {d:g}" for n, d in zip(draft.numerator.number[at], draft.denominator.number[at], strict=True)]
    return pd.Series(told, index=at, dtype="str").reindex(range(len(rows)), fill_value="") if len(at) else pd.Series(
        [""], dtype="str")  # fmt: skip


def _rows(draft: Draft, context: Context, ledger: Ledger) -> pd.DataFrame:
    """Every row of the draft in the table's columns, with the reason where a number is missing."""
    numerator, denominator = draft.numerator.number.copy(), draft.denominator.number
    value = draft.value.number.copy()
    units = _units(draft, context)
    counts = units[Unit.COUNT] | units[Unit.SCORE]
    given = draft.status
    hidden = (given == SUPPRESSED) | (given == NOT_SUBMITTED)
    odd = hidden & ~ledger.out & (~np.isnan(numerator) | ~np.isnan(value))
    ledger.warn(odd, "status", draft.texts.get("status"), lambda t: f"The row is marked “{t}” and has a number, which is not used",
                "Clear the status if the number is sound.")  # fmt: skip
    numerator[hidden], value[hidden] = np.nan, np.nan
    both = ~np.isnan(numerator) & ~np.isnan(denominator) & (denominator > 0)
    differs = np.zeros(len(value), dtype=bool)
    if (both & ~np.isnan(value)).any():
        with np.errstate(invalid="ignore", divide="ignore"):
            differs = both & units[Unit.PERCENT] & (np.abs(numerator / denominator - value) > AGREEMENT) & ~ledger.out
        ledger.warn(differs, "value", draft.texts.get("value"), "The value is not numerator / denominator; it is not used",
                    "Check the three figures.")  # fmt: skip
        value[differs] = np.nan
    has = ~np.isnan(value) | (~np.isnan(numerator) & (counts | ~np.isnan(denominator)))
    status = _status(draft, has)
    return typed_rows(OBSERVATIONS, {
        "measure": draft.measure, "org_code": draft.org.code, "period": draft.first_day, "grain": draft.grain,
        "numerator": numerator, "denominator": denominator, "value": value, "status": status,
        "measure_title": draft.title,
    })  # fmt: skip


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
