"""Which rows of a sheet are left out and why, and what must be asked: one fault in many cells is one problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.shape import Ask, Sheet
from analytics.model import Problem, Severity

DISTINCT_SHOWN = 25
"""Problems of one kind that are named one by one; what goes beyond is summed up in one more."""
ROWS_SHOWN = 8
"""Rows that one problem names."""


class Ledger:
    """The problems of one sheet while a format reads it. `out` marks rows that will not be kept, `asks` are the questions
    that came up, and `answers` those given to the questions of an earlier reading.

    It exists so that each check says only what is wrong and where; grouping, wording of row lists and counting of
    what is left are here, once.
    """

    def __init__(self, sheet: Sheet, answers: Mapping[str, str] | None = None) -> None:
        self.row_numbers = sheet.row_numbers
        self.out = np.zeros(len(sheet), dtype=bool)
        self.problems: list[Problem] = []
        self.asks: list[Ask] = []
        self.answers: Mapping[str, str] = answers or {}

    def ask(self, ask: Ask) -> str | None:
        """Puts a question, once. Gives its answer, which from then on is the choice made; without one its default."""
        chosen = self.answered(ask.name, dict(ask.options)) or ask.default
        if all(ask.name != other.name for other in self.asks):
            self.asks.append(replace(ask, default=chosen))
        return chosen

    def answered(self, name: str, options: Collection[str]) -> str | None:
        """The answer to a question if it is one of the options."""
        answer = self.answers.get(name)
        return answer if answer in options else None

    def leave_out(
        self,
        bad: np.ndarray,
        column: str | None,
        found: pd.Series | None,
        say: Callable[[str], str] | str,
        remedy: Callable[[str], str] | str = "",
    ) -> None:
        """Rows where `bad` are errors and not kept. `say` (and `remedy`) is a sentence, or makes one from the text
        found."""
        self._add(Severity.ERROR, bad, column, found, say, remedy)
        self.out |= bad

    def warn(
        self,
        bad: np.ndarray,
        column: str | None,
        found: pd.Series | None,
        say: Callable[[str], str] | str,
        remedy: Callable[[str], str] | str = "",
    ) -> None:
        """Rows where `bad` are kept, and named."""
        self._add(Severity.WARNING, bad, column, found, say, remedy)

    def inform(self, message: str, row: int | None = None) -> None:
        """Something the reader should know that needs no action."""
        self.problems.append(Problem(Severity.INFO, message, row=row))

    def _add(
        self,
        severity: Severity,
        bad: np.ndarray,
        column: str | None,
        found: pd.Series | None,
        say: Callable[[str], str] | str,
        remedy: Callable[[str], str] | str,
    ) -> None:
        at = np.flatnonzero(bad)
        if not len(at):
            return
        texts = pd.Series([""] * len(at)) if found is None else found.iloc[at].astype("str").str.strip()
        codes, distinct = pd.factorize(texts)
        firsts = [at[codes == i] for i in range(min(len(distinct), DISTINCT_SHOWN))]
        for text, rows in zip(distinct, firsts, strict=False):
            message = say(str(text)) if callable(say) else say
            advice = remedy(str(text)) if callable(remedy) else remedy
            shown = None if found is None else str(text)
            problem = Problem(
                severity, message + self._where(rows), advice, int(self.row_numbers[rows[0]]), column, shown
            )
            self.problems.append(problem)
        beyond = at[codes >= DISTINCT_SHOWN]
        if len(beyond):
            message = f"The same holds for {len(distinct) - DISTINCT_SHOWN:,} more values{self._where(beyond)}"
            self.problems.append(Problem(severity, message, "", int(self.row_numbers[beyond[0]]), column))

    def _where(self, rows: np.ndarray) -> str:
        """Nothing for one row (the problem carries it), else the rows."""
        return "" if len(rows) == 1 else f" ({rows_text(self.row_numbers[rows])})"


def rows_text(numbers: np.ndarray) -> str:
    """ "rows 3, 7 and 9", or "rows 3, 7, ... and 106 more"."""
    shown = [f"{n:,}" for n in numbers[:ROWS_SHOWN]]
    if len(numbers) == 1:
        return f"row {shown[0]}"
    if len(numbers) <= ROWS_SHOWN:
        return f"rows {', '.join(shown[:-1])} and {shown[-1]}"
    return f"rows {', '.join(shown)} and {len(numbers) - ROWS_SHOWN:,} more"
