"""Other people's layouts as our templates: columns moved and renamed, so that one reader judges them all."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.ingest.shape import Sheet, Understood, empty_rows
from analytics.model import Problem, Severity
from analytics.model.tables import Table


def columns_of(sheet: Sheet, places: Mapping[str, int]) -> dict[str, pd.Series]:
    """Trimmed texts of the columns that were found."""
    return {name: sheet.cells[i].str.strip() for name, i in places.items()}


def as_template(sheet: Sheet, columns: Mapping[str, pd.Series], row_numbers: np.ndarray) -> Sheet:
    """A sheet in the columns of a template. `row_numbers` are those of the file, one for each row of the columns."""
    cells = pd.DataFrame({i: _plain(column.reset_index(drop=True)) for i, column in enumerate(columns.values())})
    return Sheet(tuple(columns), cells, row_numbers, sheet.header_row, sheet.name, above=sheet.above)


def _plain(column: pd.Series) -> pd.Series:
    """A column as text; one that is coded stays so."""
    return column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype("str")


def stacked(
    sheet: Sheet, fixed: Mapping[str, pd.Series], blocks: Mapping[str, Mapping[str, pd.Series]], name: str
) -> Sheet:
    """Blocks of columns under each other: one row for each row and block. `name` is the column that gets the block's key."""
    parts = [
        pd.DataFrame({**fixed, name: pd.Series([key] * len(sheet), dtype="str", index=sheet.cells.index), **block})
        for key, block in blocks.items()
    ]
    rows = pd.concat(parts, ignore_index=True).fillna("")
    return as_template(sheet, {c: rows[c] for c in rows.columns}, np.tile(sheet.row_numbers, len(parts)))


def filled(sheet: Sheet, columns: tuple[str, ...]) -> Sheet:
    """The rows of a rearranged sheet where one of the columns, at least, is not blank."""
    at = [i for i, title in enumerate(sheet.header) if title in columns]
    keep = np.any([(sheet.cells[i].str.strip() != "").to_numpy(dtype=bool) for i in at], axis=0)
    return Sheet(
        sheet.header,
        sheet.cells[keep].reset_index(drop=True),
        sheet.row_numbers[keep],
        sheet.header_row,
        sheet.name,
        above=sheet.above,
    )


def nothing(table: Table, message: str, remedy: str) -> Understood:
    """A file of which nothing is kept, with the reason."""
    return Understood(empty_rows(table), (Problem(Severity.ERROR, message, remedy),), distrust=True)
