"""Observations as a format read them, before anything was judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.ingest.checks import Organised
from analytics.ingest.shape import Context
from analytics.ingest.values import Numbers
from analytics.model import Unit


@dataclass(frozen=True)
class Draft:
    """Columns of observations, one row for each row of the sheet.

    `texts` are the columns as the file has them, by the table's names, for problems to quote.
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

    def has_unit(self, context: Context, *units: Unit) -> np.ndarray:
        """Rows whose measure has one of these units."""
        each = [m != "" and context.catalogue.measures[m].unit in units for m in self.measure.categories]
        return np.array(each, dtype=bool)[self.measure.codes]
