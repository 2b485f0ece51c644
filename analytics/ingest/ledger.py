"""Which rows of a sheet are left out and why, and what must be asked: one fault in many cells is one problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.shape import Ask, Sheet
from analytics.model import Problem, Severity
from analytics.words.counting import listing

DISTINCT_SHOWN = 25
"""Problems of one kind that are named one by one; what goes beyond is summed up in one more."""
ROWS_SHOWN = 8
"""Rows that one problem names."""
COLUMNS_SHOWN = 4
"""Columns that it names with them."""

QUOTED = 200
"""Characters of a cell that are quoted."""


class Ledger:
    """The problems of one sheet while a format reads it. `out` marks rows that will not be kept, `asks` are the questions
    that came up, and `answers` those given to the questions of an earlier reading.

    It exists so that each check says only what is wrong and at which positions of the sheet; grouping, the rows and
    columns of the file that these are, and the wording of row lists are here, once.
    """

    def __init__(self, sheet: Sheet, answers: Mapping[str, str] | None = None) -> None:
        self.row_numbers, self.blocks, self.origins = sheet.row_numbers, sheet.blocks, sheet.origins
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
        texts: pd.Series | None,
        say: Callable[[str], str] | str,
        remedy: Callable[[str], str] | str = "",
    ) -> None:
        """Rows where `bad` are errors and not kept. `say` (and `remedy`) is a sentence, or makes one from the text
        of a cell; `texts` are the cells of the whole column."""
        self._add(Severity.ERROR, bad, column, texts, say, remedy)
        self.out |= bad

    def warn(
        self,
        bad: np.ndarray,
        column: str | None,
        texts: pd.Series | None,
        say: Callable[[str], str] | str,
        remedy: Callable[[str], str] | str = "",
    ) -> None:
        """Rows where `bad` are kept, and named."""
        self._add(Severity.WARNING, bad, column, texts, say, remedy)

    def inform(self, message: str, at: int | None = None) -> None:
        """Something the reader should know that needs no action, of one position or of all."""
        self.add(Severity.INFO, np.array([] if at is None else [at], dtype=int), message)

    def add(
        self,
        severity: Severity,
        at: np.ndarray,
        message: str,
        remedy: str = "",
        column: str | None = None,
        quote: str | None = None,
    ) -> None:
        """A problem of the rows at these positions, with the rows and the column of the file that they stand for."""
        if self.blocks is not None and column is not None and len(at):
            column = self.blocks.column(int(at[0]), column)
        self.problems.append(Problem(severity, message, remedy, distinct(self.row_numbers[at]), column, quote))

    def rows_text(self, at: np.ndarray, word: str = "row") -> str:
        """The rows of the file at these positions in words, and the columns where that tells them apart."""
        under = () if self.blocks is None else self.blocks.under(at)
        return rows_text(distinct(self.row_numbers[at]), word, under) + self._on(at)

    def _on(self, at: np.ndarray) -> str:
        """The sheets that rows stand on, where several were read as one."""
        if self.origins is None or not len(at):
            return ""
        names = [f"“{name}”" for name in pd.unique(self.origins[at])]
        return f" on sheet{'s' * (len(names) > 1)} {listing(names, 4)}"

    def marks(self, at: np.ndarray) -> list[str]:
        """A short name for each of these positions: its row of the file, with its block where it has several."""
        rows = [str(row) for row in self.row_numbers[at]]
        if self.blocks is None or len(self.blocks.names) == 1:
            return rows
        return [f"{row}.{block + 1}" for row, block in zip(rows, self.blocks.at[at], strict=True)]

    def _add(
        self,
        severity: Severity,
        bad: np.ndarray,
        column: str | None,
        texts: pd.Series | None,
        say: Callable[[str], str] | str,
        remedy: Callable[[str], str] | str,
    ) -> None:
        at = np.flatnonzero(bad)
        if not len(at):
            return
        cells = pd.Series([""] * len(at)) if texts is None else texts.iloc[at].astype("str").str.strip()
        codes, kinds = pd.factorize(cells)
        firsts = [at[codes == i] for i in range(min(len(kinds), DISTINCT_SHOWN))]
        for text, rows in zip(kinds, firsts, strict=False):
            message = say(str(text)) if callable(say) else say
            advice = remedy(str(text)) if callable(remedy) else remedy
            quote = None if texts is None else shortened(str(text))
            message, advice = (said.replace(str(text), shortened(str(text))) for said in (message, advice))
            self.add(severity, rows, message + self._where(rows), advice, column, quote)
        beyond = at[codes >= DISTINCT_SHOWN]
        if len(beyond):
            message = f"The same holds for {len(kinds) - DISTINCT_SHOWN:,} more values{self._where(beyond)}"
            self.add(severity, beyond, message, column=column)

    def _where(self, at: np.ndarray) -> str:
        """Nothing for one row (the problem carries it) but its sheet, else the rows."""
        return self._on(at) if len(at) == 1 else f" ({self.rows_text(at)})"


def shortened(text: str) -> str:
    """A text for quoting: a cell can hold a whole document."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]} ... ({len(text):,} characters)"


def distinct(row_numbers: np.ndarray) -> tuple[int, ...]:
    """Rows of a file, each once: several rows of a rearranged sheet can be one of them."""
    return tuple(pd.unique(row_numbers).tolist())


def rows_text(rows: Sequence[int], word: str = "row", under: Sequence[str] = ()) -> str:
    """ "rows 3, 7 and 9", or "rows 3, 7, ... and 106 more", with the columns `under` which they stand."""
    shown = [f"{n:,}" for n in rows[:ROWS_SHOWN]]
    more = [f"{len(rows) - ROWS_SHOWN:,} more"] if len(rows) > ROWS_SHOWN else []
    columns = ", ".join(f"“{name}”" for name in under[:COLUMNS_SHOWN]) + " ..." * (len(under) > COLUMNS_SHOWN)
    return f"{word}{'s' * (len(rows) > 1)} {listing([*shown, *more])}{f' under {columns}' if under else ''}"
