"""The question how a column writes its dates."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.cells.day_orders import DAY_FIRST, MONTH_FIRST, UNDECIDED, one_day, plain
from analytics.ingest.ledger import Ledger
from analytics.ingest.shape import Ask

ORDERS = (DAY_FIRST, MONTH_FIRST)
"""Its answers."""


def ask_order(texts: pd.Series, read: pd.DataFrame, ledger: Ledger, column: str, row_numbers: np.ndarray) -> None:
    """Asks how a column writes its dates: openly where nothing decides, with the choice made where evidence does."""
    unsure = (read["choice"] != "").to_numpy(dtype=bool)
    if not unsure.any():
        return
    at = int(unsure.argmax())
    text, choice = plain(texts.iloc[at]), read["choice"].iloc[at]
    options = tuple(
        (slug, f"{said}: {one_day(text, month_first=slug == MONTH_FIRST):%-d %B %Y}")
        for slug, said in ((DAY_FIRST, "Day first"), (MONTH_FIRST, "Month first"))
    )
    question = f"What is “{text}” (row {row_numbers[at]:,}, column {column})?"
    ledger.ask(Ask(f"day_order:{column}", question, options, None if choice == UNDECIDED else choice))
