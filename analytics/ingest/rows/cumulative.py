"""Figures that go on adding up (year to date, or since a start) though nothing says so: asked about.

Of such a measure neither count ever falls until its year starts anew, and the first month is about as large as what each
later one adds. One organisation that has it by chance is not enough.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.draft import Draft
from analytics.ingest.shape import Ask, Context
from analytics.model import Grain, Severity, Unit
from analytics.words.counting import counted

CUMULATIVE, AS_THEY_STAND = "figures:cumulative", "as they stand"
STEPS = 6
"""Steps from one period to the next that are needed to tell."""
RISES = 0.9
"""Share of the steps at which the denominator must rise."""
ALIKE = (0.67, 1.5)
"""How many times what a step adds the first figure may be."""
FALLS = 0.35
"""Share of the steps at which sums fall at most: those of quarters start anew at one of four."""
SERIES = 20
"""Organisations that are looked at."""
MOST = 20_000
"""Rows that are looked at."""
_YEARS = {4: "each April", 1: "each January", 0: "never"}
"""Months in which a sum may start anew."""


def ask(draft: Draft, context: Context, ledger: Ledger) -> None:
    """Asks about measures whose figures go on adding up; until it is answered they are left out."""
    rows = _rows(draft, context, ledger)
    found: dict[str, tuple[str, np.ndarray]] = {}
    for measure, its in _seldom_falling(rows).groupby("measure", sort=False):
        if anew := _starts_anew(its):
            slug = str(draft.measure.categories[int(str(measure))])
            found[slug] = anew, its["at"].to_numpy()
    if not found:
        return
    slug, (anew, at) = next(iter(found.items()))
    more = f" and {counted(len(found) - 1, 'more measure')}" * (len(found) > 1)
    title = f"{context.measure_of(slug).title}{more}"
    starts = "and start anew " + anew if anew != "never" else "from first to last"
    why = f"{title}: the figures of each organisation never fall {starts}, so they may be sums of the year to date"
    option = (AS_THEY_STAND, "Keep them as they stand: each is of its own period")
    if ledger.ask(Ask(CUMULATIVE, f"{why}. May they be kept as they stand?", (option,))) is None:
        remedy = "Give the figures of each period by itself, or say below that these are."
        ledger.add(Severity.ERROR, at, f"{why} ({ledger.rows_text(at)})", remedy, "numerator")


def _rows(draft: Draft, context: Context, ledger: Ledger) -> pd.DataFrame:
    """Months and quarters with both counts, or with one by itself, of the first organisations, in order of time."""
    codes = draft.org.own.codes
    at = np.flatnonzero((codes >= 0) & (codes < SERIES + 1) & ~ledger.out)[:MOST]
    alone = draft.has_unit(context, Unit.COUNT, Unit.SCORE)[at]
    numerator, denominator = draft.numerator.number[at], draft.denominator.number[at]
    numerator = np.where(np.isnan(numerator) & alone, draft.value.number[at], numerator)
    whole = np.where(np.isnan(denominator) & alone, numerator, denominator)
    filled = ~np.isnan(numerator) & ~np.isnan(whole)
    at, numerator, whole, single = at[filled], numerator[filled], whole[filled], np.isnan(denominator[filled])
    months = np.array([Grain(g).months if g else 12 for g in draft.grain.categories])[draft.grain.codes[at]]
    rows = pd.DataFrame(
        {
            "measure": draft.measure.codes[at],
            "org": codes[at],
            "day": draft.first_day[at],
            "numerator": numerator,
            "whole": whole,
            "single": single,
            "months": months,
            "at": at,
        }
    )
    rows = rows[rows["months"] < 12].sort_values(["measure", "org", "months", "day"], kind="stable")
    return rows[~rows.duplicated(["measure", "org", "months", "day"], keep=False)]


def _seldom_falling(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of measures that fall no more often than sums that start anew do."""
    later = rows.duplicated(["measure", "org", "months"])
    falls = rows.assign(falls=later & (rows["whole"] < rows["whole"].shift()), later=later)
    told = falls.groupby("measure", sort=False)[["falls", "later"]].transform("sum")
    return rows[told["falls"] <= FALLS * told["later"]]


def _starts_anew(rows: pd.DataFrame) -> str:
    """When the sums of a measure start anew, or "" where they are no sums."""
    if len(rows) <= STEPS:
        return ""
    for month, words in _YEARS.items():
        if _adds_up(rows, month):
            return words
    return ""


def _adds_up(rows: pd.DataFrame, month: int) -> bool:
    """Whether figures add up from one start to the next; `month` is the one in which a year starts, 0 for none. Counts by
    themselves may be of what stands somewhere, and grow for that: they must start anew."""
    year = rows["day"].dt.year - (rows["day"].dt.month < month) if month else 0
    step = rows.assign(year=year).groupby(["org", "months", "year"], sort=False)[["numerator", "whole"]].diff()
    within = step["whole"].notna().to_numpy()
    if within.sum() < STEPS or (step[within] < 0).to_numpy().any() or (step["whole"][within] > 0).mean() < RISES:
        return False
    anew = ~within & rows.duplicated(["org", "months"]).to_numpy()
    if not anew.any() and rows["single"].any():
        return False
    if (rows["whole"] < rows["whole"].shift())[anew].mean() < RISES:
        return False
    first = rows[~within]
    if month and not anew.any() and (first["day"].dt.month != month).all() and within.sum() < 2 * STEPS:
        return False  # neither their beginning nor a new start is seen
    since = (first["day"].dt.month - month) % 12 // first["months"] + 1 if month else 1
    alike = (first["whole"] / since).mean() / step["whole"][within].mean()
    return bool(ALIKE[0] <= alike <= ALIKE[1])
