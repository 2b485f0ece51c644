"""Figures that stand for a missing one: -1, and 999 or 9999 where everything else of the measure is far smaller.

They are read as not submitted, which is said by row; that they are figures can be answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells.values import NOT_SUBMITTED, Numbers
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.draft import Draft
from analytics.ingest.shape import Ask, Context
from analytics.model import Severity, Unit
from analytics.words.counting import counted, listing

MINUS_ONE = -1
CODES = np.array([99.0, *(float(d * n) for d in "987" for n in range(3, 8))])
"""99, and three to seven nines, eights or sevens."""
FAR, AT_ONCE = 5, 1.25
"""How many times the largest other figure such a one is: by itself, and where it stands in both counts of a row."""
EXTREME, LEAST = 20, 100
"""The same of any figure from 100 on that stands in both counts of several rows. In one count alone it may be a whole:
the births of England beside those of a trust, each month the same."""
ENOUGH = 3
"""Other figures of a measure that are needed to tell a code."""
MOST = 100_000
"""Rows of a file from which on only the codes are looked for, and only if one is above all else."""
MISSING, FIGURE = "missing", "figure"
_OPTIONS = ((MISSING, "It stands for a missing figure"), (FIGURE, "It is a figure"))


def without_minus_one(draft: Draft, ledger: Ledger) -> Draft:
    """-1 as missing where it can be nothing else: the only negative of its column, and there more than once."""
    read = _counts_and_value(draft)
    for name, column in read.items():
        negative = column.number < 0
        if np.count_nonzero(negative) > 1 and (column.number[negative] == MINUS_ONE).all():
            read[name] = _missing(column, negative)
            cells = counted(int(negative.sum()), "cell")
            ledger.inform(f"{cells} of column {name} with -1 and no other negative number: read as not submitted.")
    return _with(draft, read)


def without_codes(draft: Draft, context: Context, ledger: Ledger) -> Draft:
    """The draft with figures that stand out from those of their measure as missing."""
    read = _counts_and_value(draft)
    groups = np.asarray(draft.measure.codes, dtype="int64")
    known = (groups >= 0) & ~ledger.out
    both = draft.numerator.number == draft.denominator.number
    found: dict[float, dict[str, np.ndarray]] = {}
    for name, column in read.items():
        # Above 100% is named as that.
        able = known & ~draft.has_unit(context, Unit.PERCENT) & ~column.percent if name == "value" else known
        out = _standing_out(column.number, groups, able, both & (name != "value"))
        for figure in np.unique(column.number[out]).tolist():
            found.setdefault(figure, {})[name] = out & (column.number == figure)
    for figure, cells in found.items():
        if _is_missing(figure, cells, ledger):
            read |= {name: _missing(read[name], here) for name, here in cells.items()}
    return _with(draft, read)


def _counts_and_value(draft: Draft) -> dict[str, Numbers]:
    return {"numerator": draft.numerator, "denominator": draft.denominator, "value": draft.value}


def _with(draft: Draft, read: dict[str, Numbers]) -> Draft:
    return replace(draft, numerator=read["numerator"], denominator=read["denominator"], value=read["value"])


def _missing(column: Numbers, cells: np.ndarray) -> Numbers:
    status = column.status.copy()
    status[cells] = NOT_SUBMITTED
    return replace(column, number=np.where(cells, np.nan, column.number), status=status)


def _is_missing(figure: float, cells: Mapping[str, np.ndarray], ledger: Ledger) -> bool:
    """Whether a figure that stands out is taken for a missing one, which is said: so it is unless it is answered otherwise.
    `cells` are those that have it, by column."""
    at = np.flatnonzero(np.logical_or.reduce(list(cells.values())))
    columns = f"column{'s' * (len(cells) > 1)} {listing(list(cells))}"
    where = f"{figure:.12g} ({ledger.rows_text(at)}, {columns})"
    question = f"{where}: everything else is far smaller. What is it?"
    if ledger.ask(Ask(f"sentinel:{figure:.12g}", question, _OPTIONS, MISSING)) == FIGURE:
        return False
    message = f"{where} stands out from all else and was taken for a missing figure: read as not submitted"
    remedy = "Leave missing figures blank; or say that it is a figure."
    ledger.add(Severity.WARNING, at, message, remedy, next(iter(cells)), f"{figure:.12g}")
    return True


def _standing_out(number: np.ndarray, groups: np.ndarray, able: np.ndarray, both: np.ndarray) -> np.ndarray:
    """Cells of a column that stand out from those of their measure. `both` are rows that have one figure in both counts."""
    none = np.zeros(len(number), dtype=bool)
    with np.errstate(invalid="ignore"):
        high = able & (number >= CODES[0])
    if not high.any() or (len(number) > MOST and not _above_others(number, groups, high & np.isin(number, CODES))):
        return none
    told = pd.DataFrame({"group": groups[able], "number": number[able]}).dropna()
    found: set[tuple[int, float]] = set()
    for group, figures in told.groupby("group", sort=False)["number"]:
        here = _of_one(figures.to_numpy(), both[able][figures.index])
        found |= {(int(str(group)), figure) for figure in here}
    return np.logical_or.reduce([none, *(able & (groups == g) & (number == figure) for g, figure in found)])


def _above_others(number: np.ndarray, groups: np.ndarray, coded: np.ndarray) -> bool:
    """Whether any of some cells is above all others of its measure: asked of large files before anything dearer."""
    largest = np.zeros(int(groups.max(initial=0)) + 2)
    np.fmax.at(largest, groups, np.where(coded, 0, number))
    return bool((number[coded] >= AT_ONCE * largest[groups[coded]]).any())


def _of_one(figures: np.ndarray, both: np.ndarray) -> list[float]:
    """The figures of one measure that stand out; `both` says where one stands in both counts."""
    coded = np.isin(figures, CODES)
    others = figures[~coded]
    found = []
    if len(others) >= ENOUGH and coded.any():
        largest = max(float(others.max()), 1.0)
        for figure in np.unique(figures[coded]):
            here = figures == figure
            again = np.count_nonzero(here) > 1
            far = figure >= FAR * largest and (again or figure > CODES[0])
            together = again and bool(both[here].all()) and figure >= AT_ONCE * largest
            found += [float(figure)] if far or together else []
    if not found and ENOUGH < len(figures) <= MOST:
        largest = float(figures.max())
        here = figures == largest
        twice = np.count_nonzero(here) > 1 and bool(both[here].all()) and np.count_nonzero(~here) >= ENOUGH
        found += [largest] if twice and largest >= max(LEAST, EXTREME * float(figures[~here].max())) else []
    return found
