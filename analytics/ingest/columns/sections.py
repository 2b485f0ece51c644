"""Labels that stand in rows of their own above the rows they are of, as in a pivot table's compact form: a trust above its
months, a month above its trusts, a measure above both. They become columns, which is said.

Known by one column of texts of several kinds, the first of which is a label.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analytics.ingest.cells import coded, periods
from analytics.ingest.cells.names import normal
from analytics.ingest.columns.as_one import has_measures, has_organisations, has_periods, titles
from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.shape import Context, Sheet
from analytics.model import Problem, Severity
from analytics.words.counting import listing

MOST = 20_000
"""Rows of a table that people lay out in this way."""
_BODY = re.compile(r"(?i)\b(?:trust|nhs|hospitals?|icb|ics|health|care|clinic|unit|region)\b")
"""Words of organisations, which may stand alone in a row because they sent no figure."""
_WHO, _WHEN, _WHAT = "organisation", "period", "measure"
_HAS = {_WHO: has_organisations, _WHEN: has_periods, _WHAT: has_measures}


def unfolded(sheet: Sheet, context: Context) -> Sheet:
    """The sheet with a column for each kind of label, without the rows of labels."""
    if not 2 <= len(sheet) <= MOST or len(sheet.header) < 2:
        return sheet
    first = [i for i in range(len(sheet.header)) if str(sheet.cells[i].iloc[0]).strip()]
    if not first:
        return sheet
    texts = sheet.cells[first[0]].str.strip()
    alone = _alone(sheet)
    kinds = _kinds(texts, alone, context)
    finest = str(kinds[-1])
    if (parted := _parted(sheet, first[0], kinds, alone, context)) is not None:
        return parted
    rows = kinds == finest
    labels = [str(kind) for kind in dict.fromkeys(kinds) if kind != finest]
    if (
        not labels
        or kinds[0] == finest
        or "" in (*labels, finest)
        or _elsewhere(sheet, first[0], labels, finest, context)
    ):
        return sheet
    cells = sheet.cells.copy()
    for n, kind in enumerate(labels):
        above = np.isin(kinds, labels[:n])  # a label of a higher kind begins anew what stands below it
        own = texts.where(pd.Series(kinds == kind) | pd.Series(above), None).mask(pd.Series(above), "")
        cells[len(sheet.header) + n] = own.ffill().fillna("")
    header = (*(finest if i == first[0] else title for i, title in enumerate(sheet.header)), *labels)
    gone = distinct(sheet.row_numbers[~rows])
    shown = listing([f"“{text}”" for text in texts[~rows].unique()], 4)
    are = "is a label" if len(gone) == 1 else "are labels"
    said = Problem(
        Severity.INFO, f"{rows_text(gone, 'Row')} ({shown}) {are} of the rows below: read as such.", rows=gone
    )
    kept = cells[rows].reset_index(drop=True).astype("str")
    return replace(
        sheet, header=header, cells=kept, row_numbers=sheet.row_numbers[rows], problems=(*sheet.problems, said)
    )


def _parted(sheet: Sheet, i: int, kinds: np.ndarray, alone: np.ndarray, context: Context) -> Sheet | None:
    """The sheet where titles of further tables stand among its rows, without column names below them: what a title says is
    the measure of the rows below, and rows below any other title are not kept."""
    texts, found, finest = sheet.cells[i].str.strip(), alone & (kinds == _WHAT), str(kinds[-1])
    if kinds[0] != finest or finest not in (_WHO, _WHEN) or not found.any():
        return None
    found &= ~texts.str.contains(_BODY).to_numpy(dtype=bool)
    if not found.any():
        return None
    known = {normal(name) for name in known_measures(context)}
    begins = texts[found]
    gone = distinct(sheet.row_numbers[found])
    shown = listing([f"“{text}”" for text in begins.unique()], 4)
    begun = np.cumsum(found) > 0
    one_more = all(normal(t) in known for t in begins) and not has_measures(
        replace(sheet, cells=sheet.cells[~found]), context
    )
    told = [t for t in titles(sheet) if normal(t) in known]
    if one_more and len(told) == 1:
        labels = texts.where(pd.Series(found, index=texts.index), None).ffill().fillna(told[0])
        message = f"{rows_text(gone, 'Row')} ({shown}) begin further tables: read as the measure of the rows below."
        said = Problem(Severity.INFO, message, rows=gone)
        kept, header = ~found, (*sheet.header, _WHAT)
        cells = sheet.cells.assign(**{_WHAT: labels}).set_axis(range(len(header)), axis=1)
    else:
        left = distinct(sheet.row_numbers[begun & ~found])
        message = f"{rows_text(gone, 'Row')} ({shown}) may begin another table, so the rows below are not kept"
        said = Problem(Severity.ERROR, message, "Save each table as a file of its own.", rows=(*gone, *left))
        kept, header, cells = ~begun, sheet.header, sheet.cells
    return replace(
        sheet,
        header=header,
        cells=cells[kept].reset_index(drop=True).astype("str"),
        row_numbers=sheet.row_numbers[kept],
        problems=(*sheet.problems, said),
    )


def _alone(sheet: Sheet) -> np.ndarray:
    """Rows of which one cell is filled."""
    filled = np.zeros(len(sheet), dtype="int64")
    for column in sheet.arrow:
        filled += pc.not_equal(coded.trimmed(column), "").to_numpy(zero_copy_only=False)
    return filled == 1


def _kinds(texts: pd.Series, alone: np.ndarray, context: Context) -> np.ndarray:
    """What each text is: an organisation, a period, a measure, or "" where it is none of them. A text that nobody knows is
    a measure if nothing else is in its row."""
    told = [str(t) for t in texts.unique()]
    read = periods.parse(told)["problem"]
    when = {t for t, problem in zip(told, read, strict=True) if problem == ""}
    known = {normal(name) for name in known_measures(context)}
    found = context.organisations.match_many([t for t in told if t and t not in when and normal(t) not in known])
    kind = {t: _WHEN if t in when else _WHAT if normal(t) in known else "" for t in told}
    kind |= {t: _WHO for t, match in found.items() if match.code or match.closed}
    kinds = texts.map(kind).to_numpy(dtype=object)
    unknown = (kinds == "") & alone & (texts != "").to_numpy()
    return np.where(unknown & (np.count_nonzero(kinds != "") >= 2), _WHAT, kinds)


def _elsewhere(sheet: Sheet, i: int, labels: list[str], finest: str, context: Context) -> bool:
    """Whether another column says already what the labels or the rows below them are."""
    header = tuple("" if n == i else title for n, title in enumerate(sheet.header))
    other = replace(sheet, header=header, cells=sheet.cells.copy())
    other.cells[i] = ""
    return any(_HAS[kind](other, context) for kind in (*labels, finest))
