"""Observations as a format read them, before anything was judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.ingest.cells.coded import of_rows
from analytics.ingest.cells.values import Numbers
from analytics.ingest.rows.organised import Organised
from analytics.ingest.shape import Context
from analytics.model import Unit


@dataclass(frozen=True)
class Draft:
    """Columns of observations, one row for each row of the sheet.

    `texts` are the columns as the file has them, by the table's names, for problems to quote; `headers` are what the file
    calls them. A measure that neither the catalogue nor the store knows becomes a local one.
    """

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
    headers: Mapping[str, str] = field(default_factory=dict)

    def has_unit(self, context: Context, *units: Unit) -> np.ndarray:
        """Rows whose measure has one of these units."""
        each = (m != "" and context.measure_of(m).unit in units for m in self.measure.categories)
        return of_rows(each, self.measure.codes)
