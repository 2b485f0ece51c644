"""Numbers of observations that cannot be: unreadable, below zero, more than all, out of none, above 100%."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from analytics.ingest.cells import faults, values
from analytics.ingest.cells.coded import codes_of, of_rows
from analytics.ingest.cells.values import NOT_SUBMITTED
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import doubtful
from analytics.ingest.rows.draft import Draft
from analytics.ingest.shape import Context
from analytics.model import Severity, Unit

BOTH_WRONG = "Check both figures."


def judge(draft: Draft, context: Context, ledger: Ledger) -> None:
    """Leaves out rows with numbers that cannot be, and warns of 0 of 0."""
    if not _sound(draft):
        _look_closer(draft, context, ledger)
    doubtful.warn(draft, context, ledger)


def _sound(draft: Draft) -> bool:
    """Whether every row has two plain counts, the one within the other, and no value: there is nothing to find then."""
    part, whole, value = draft.numerator, draft.denominator, draft.value
    if (
        not part.plain
        or not whole.plain
        or "value" in draft.texts
        or value.bad.any()
        or not np.isnan(value.number).all()
    ):
        return False
    return bool((part.number >= 0).all() and (whole.number > 0).all() and (part.number <= whole.number).all())


def _look_closer(draft: Draft, context: Context, ledger: Ledger) -> None:
    _readable(draft, draft.has_unit(context, Unit.SCORE), ledger)
    _possible(draft, draft.has_unit(context, Unit.PERCENT), ledger)
    _complete(draft, draft.has_unit(context, Unit.PERCENT, Unit.RATE), ledger)
    _nothing_but_errors(draft, ledger)


def _readable(draft: Draft, score: np.ndarray, ledger: Ledger) -> None:
    both = ~np.isnan(draft.numerator.number) & ~np.isnan(draft.denominator.number)
    for name, column in (("numerator", draft.numerator), ("denominator", draft.denominator), ("value", draft.value)):
        found = draft.texts.get(name)
        bad = column.bad
        if found is not None and not column.plain:
            _marked(found, name, ledger)
            bad = bad & ~_not_worked_out(
                found, both if name == "value" else np.zeros(len(both), dtype=bool), name, ledger
            )
        advice = "Give a number, or * for a suppressed and - for a missing one."
        ledger.leave_out(
            bad,
            name,
            found,
            lambda t: f"“{t}” {faults.fault(t) or 'is not a number'}",
            partial(_advice, otherwise=advice),
        )
        negative = ~ledger.out & (column.number < 0)
        if name == "value":  # a score can be below zero
            negative &= ~score
        advice = "Check the figure; a count or a share cannot be negative."
        ledger.leave_out(negative, name, found, f"A {name} below zero", advice)
        if name != "value":
            share = ~ledger.out & column.percent
            advice = "Put percentages into the value column."
            ledger.leave_out(share, name, found, "A percentage where a count is wanted", advice)


def _marked(texts: pd.Series, name: str, ledger: Ledger) -> None:
    """Says which numbers have a mark behind them, as of a footnote: the number is kept."""
    codes, distinct = codes_of(texts)
    marks = [values.mark_of(str(t)) for t in distinct]
    for mark in sorted({m for m in marks if m}):
        at = np.flatnonzero(of_rows((m == mark for m in marks), codes) & ~ledger.out)
        if len(at):
            ledger.add(
                Severity.INFO,
                at,
                f"The mark {mark} stands behind numbers ({ledger.rows_text(at)}): they were kept.",
                column=name,
                quote=str(texts.iloc[at[0]]).strip(),
            )


def _advice(text: str, otherwise: str) -> str:
    return faults.REMEDY if faults.fault(text) else otherwise


def _not_worked_out(texts: pd.Series, needless: np.ndarray, name: str, ledger: Ledger) -> np.ndarray:
    """Warns of cells that a spreadsheet could not work out and that cost no row: #N/A, which means that there is no figure,
    and a value beside the two counts that it is worked out from (`needless`). Gives the latter."""
    codes, distinct = codes_of(texts)
    plain = [str(t).strip().casefold() for t in distinct]
    absent = of_rows((t == faults.NOT_AVAILABLE for t in plain), codes) & ~ledger.out
    ledger.warn(absent, name, texts, lambda t: f"“{t}” is an error of Excel: read as not submitted", faults.REMEDY)
    spared = of_rows((bool(faults.fault(t)) for t in plain), codes) & needless & ~absent & ~ledger.out
    ledger.warn(spared, name, texts, lambda t: f"“{t}” {faults.fault(t)}; its two counts are used", faults.REMEDY)
    return spared


def _nothing_but_errors(draft: Draft, ledger: Ledger) -> None:
    """Leaves out all rows where no figure is left and #N/A stands in every one: the workbook was not worked out."""
    numbers = (draft.numerator, draft.denominator, draft.value)
    if not len(ledger.out) or ledger.out.all() or any((~np.isnan(c.number) & ~ledger.out).any() for c in numbers):
        return
    for name in ("numerator", "denominator", "value"):
        if (texts := draft.texts.get(name)) is None:
            continue
        codes, distinct = codes_of(texts)
        absent = of_rows((str(t).strip().casefold() == faults.NOT_AVAILABLE for t in distinct), codes)
        if absent[~ledger.out].all():
            message = "Every figure is an error of Excel, so there is nothing to keep"
            ledger.leave_out(~ledger.out & absent, name, texts, message, faults.REMEDY)
            return


def _possible(draft: Draft, percent: np.ndarray, ledger: Ledger) -> None:
    numerator, denominator = draft.numerator.number, draft.denominator.number
    none = ~ledger.out & (denominator == 0) & (numerator > 0)
    said = "The denominator is 0 and the numerator is not"
    ledger.leave_out(none, "denominator", _pairs(numerator, denominator, none), said, BOTH_WRONG)
    above = ~ledger.out & percent & (numerator > denominator)
    ledger.leave_out(
        above,
        "numerator",
        _pairs(numerator, denominator, above),
        "The numerator is above the denominator",
        "Check both figures, or whether the columns are swapped.",
    )
    ledger.leave_out(
        ~ledger.out & percent & (draft.value.number > 1),
        "value",
        draft.texts.get("value"),
        lambda t: f"“{t}” comes out as more than 100%",
        "Check the figure, and write the percentages of a column one way: 76.1% or 0.761.",
    )
    nobody = ~ledger.out & (denominator == 0) & (numerator == 0)
    ledger.warn(
        nobody,
        "denominator",
        None,
        "0 of 0: nobody was eligible, so there is no value",
        "Nothing to do if that is so; if it was not submitted, leave both blank.",
    )


def _complete(draft: Draft, divided: np.ndarray, ledger: Ledger) -> None:
    """A numerator whose denominator was just left blank. One that is suppressed is a reason, and kept."""
    numerator, denominator = draft.numerator, draft.denominator
    alone = ~np.isnan(numerator.number) & np.isnan(denominator.number)
    alone[alone] = denominator.status[alone] == NOT_SUBMITTED
    ledger.leave_out(
        alone & ~ledger.out & divided & np.isnan(draft.value.number),
        "denominator",
        draft.texts.get("denominator"),
        "There is a numerator and no denominator",
        "Give the denominator, or the percentage or rate itself as value.",
    )


def _pairs(numerator: np.ndarray, denominator: np.ndarray, wanted: np.ndarray) -> pd.Series | None:
    """The figures as "35 of 32" where wanted, blank elsewhere."""
    if not wanted.any():
        return None
    told = np.full(len(wanted), "", dtype=object)
    told[wanted] = [f"{n:g} of {d:g}" for n, d in zip(numerator[wanted], denominator[wanted], strict=True)]
    return pd.Series(told, dtype="str")
