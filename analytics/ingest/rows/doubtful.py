"""Figures that are odd among those of their measure: kept, and named.

A numerator above its denominator among shares, columns that seem swapped, babies that are not whole.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.cells.coded import of_rows
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.draft import Draft
from analytics.ingest.shape import Context
from analytics.model import Unit
from analytics.model.measure import Counts

MOSTLY = 0.75
"""Share of a measure's rows that must be one way for the others to be taken for slips."""

_LOOKED_AT = 50_000
"""Rows that are looked at together."""


def warn(draft: Draft, context: Context, ledger: Ledger) -> None:
    """Warns of what is odd."""
    groups = draft.measure.codes
    own = of_rows((s in context.local for s in draft.measure.categories), groups) & (groups >= 0)
    if own.any():
        _above(draft, groups, own & draft.has_unit(context, Unit.RATE) & ~ledger.out, ledger)
    _whole(draft, groups, own, context, ledger)


def _above(draft: Draft, groups: np.ndarray, rates: np.ndarray, ledger: Ledger) -> None:
    """Numerators above their denominators in measures of one's own, which could be shares or rates."""
    numerator, denominator = draft.numerator.number, draft.denominator.number
    both = rates & ~np.isnan(numerator) & ~np.isnan(denominator)
    above = both & (numerator > denominator)
    if not above.any():
        return
    share = _share(above, both, groups)
    few = above & (share <= 1 - MOSTLY)
    told = np.full(len(few), "", dtype=object)
    told[few] = [f"{n:g} of {d:g}" for n, d in zip(numerator[few], denominator[few], strict=True)]
    ledger.warn(
        few,
        "numerator",
        pd.Series(told, dtype="str"),
        lambda t: f"{t}: the numerator is above the denominator, and in hardly any other row of the measure",
        "Check both figures; or say that the measure is a percentage, and the row is left out.",
    )
    ledger.warn(
        above & (share == 1),
        "numerator",
        None,
        "In every row of the measure the numerator is above the denominator",
        "Check whether the two columns are swapped; a rate may be above 1.",
    )


def _whole(draft: Draft, groups: np.ndarray, own: np.ndarray, context: Context, ledger: Ledger) -> None:
    """Counts of events or people that are not whole: of shares always, of counts of one's own where most are whole."""
    shares = draft.has_unit(context, Unit.PERCENT)
    for name, number in (("numerator", draft.numerator.number), ("denominator", draft.denominator.number)):
        if _all_whole(number):  # and all there, as counts mostly are
            continue
        broken = (number != np.floor(number)) & ~np.isnan(number) & ~ledger.out & (groups >= 0)
        here = (shares | (draft.has_unit(context, Unit.COUNT) & own)) & ~np.isnan(number) & ~ledger.out
        broken &= here & _of_people(draft, context)
        ledger.warn(
            broken & (shares | (_share(broken, here, groups) <= 1 - MOSTLY)),
            name,
            draft.texts.get(name),
            lambda t: f"“{t}” is not a whole number, and a count is",
            "Check the figure.",
        )


def _all_whole(number: np.ndarray) -> bool:
    """Whether every row has a whole number: asked of some thousands at a time, so that one that has none ends it early."""
    parts = np.array_split(number, len(number) // _LOOKED_AT + 1)
    return all(bool((part == np.floor(part)).all()) for part in parts)


def _of_people(draft: Draft, context: Context) -> np.ndarray:
    """Rows whose measure counts events or people, and no amounts such as items or milligrams."""
    each = (m != "" and context.measure_of(m).counts is Counts.EVENTS for m in draft.measure.categories)
    return of_rows(each, draft.measure.codes)


def _share(some: np.ndarray, among: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """For each row, the share of its measure's rows (`among`) that are `some`."""
    groups = groups.astype("int64")
    size = int(groups.max(initial=-1)) + 2
    found = np.bincount(groups[some] + 1, minlength=size) / np.maximum(
        np.bincount(groups[among] + 1, minlength=size), 1
    )
    return np.asarray(found[groups + 1])
