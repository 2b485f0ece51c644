"""Labels that stand once for several rows, as merged cells and pivot tables leave them: filled down, and said by row.

A blank that somebody forgot is not filled: labels that stand once never follow themselves, leave at least as many blanks as
there are labels, and tell the rows under them apart.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.ingest.cells import coded, periods, values
from analytics.ingest.cells.names import normal
from analytics.ingest.columns.assignment import words
from analytics.ingest.columns.dimensions import MEASURE, ORGANISATION
from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.shape import Context, Sheet
from analytics.ingest.templates.observations import NAMES
from analytics.model import Problem, Severity

FIRST = 200
"""Rows among which a label that stands once for several rows leaves a blank."""


def filled(sheet: Sheet, context: Context) -> Sheet:
    """The sheet with such labels in every row that has a figure."""
    if len(sheet) < 3 or len(sheet.header) < 3:
        return sheet
    able = [i for i in range(len(sheet.header)) if _once(sheet.arrow[i]) and _is_label(sheet, i, context)]
    if not able:
        return sheet
    cells = sheet.cells.copy()
    figures = _figures(sheet)
    problems = []
    for i in able:
        texts = cells[i].str.strip()
        missing = ((texts == "") & figures).to_numpy(dtype=bool)
        cells[i] = texts.where(~missing, texts.mask(texts == "").ffill()).astype("str")
        rows = distinct(sheet.row_numbers[missing])
        message = f"“{sheet.header[i]}” is blank ({rows_text(rows)}) and was filled with the label above"
        remedy = "Check that these rows belong to the label above them, as in a pivot table or below merged cells."
        problems.append(Problem(Severity.WARNING, message, remedy, rows, sheet.header[i]))
    labels = [i for i in range(len(sheet.header)) if not _is_number(sheet.cells[i])]
    if cells.loc[figures, labels].duplicated().any():
        return sheet
    return replace(sheet, cells=cells, problems=(*sheet.problems, *problems))


def _once(column: pa.ChunkedArray) -> bool:
    """Whether labels stand once, each before blanks."""
    top = coded.trimmed(column.slice(0, FIRST))
    if not pc.any(pc.equal(top, "")).as_py():  # as in nearly every file
        return False
    texts = coded.plain(coded.trimmed(column))
    told = texts[texts != ""].to_numpy(dtype=object)
    if not len(told) or texts.iloc[0] == "" or len(texts) - len(told) < len(told):
        return False
    return not bool((told[1:] == told[:-1]).any())


def _is_label(sheet: Sheet, i: int, context: Context) -> bool:
    """Whether a column says who, when or what."""
    told = [t for t in sheet.cells[i].str.strip().unique() if t]
    name = words(sheet.header[i])
    if any(
        normal(sheet.header[i]) in {normal(n) for n in (key, *NAMES[key])} for key in ("measure", "org_code", "period")
    ):
        return not _is_number(sheet.cells[i])
    if ORGANISATION.search(name) or MEASURE.search(name):
        return not _is_number(sheet.cells[i])
    known = {normal(n) for n in known_measures(context)}
    found = sum(bool(m.named) for m in context.organisations.match_many(told).values())
    return max(found, sum(normal(t) in known for t in told), _periods(told)) >= 0.8 * len(told)


def _periods(texts: list[str]) -> int:
    return 0 if _is_number(pd.Series(texts, dtype="str")) else int((periods.parse(texts)["problem"] == "").sum())


def _is_number(column: pd.Series) -> bool:
    told = column.str.strip()
    told = told[told != ""]
    return bool(len(told)) and bool((~np.isnan(values.parse(told).number)).mean() > 0.5)


def _figures(sheet: Sheet) -> pd.Series:
    """Rows that have a figure."""
    found = np.zeros(len(sheet), dtype=bool)
    for i in range(len(sheet.header)):
        if _is_number(sheet.cells[i]):
            found |= (sheet.cells[i].str.strip() != "").to_numpy(dtype=bool)
    return pd.Series(found, index=sheet.cells.index)
