"""What the formats of our templates share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analytics.ingest.cells.names import normal
from analytics.ingest.shape import Sheet
from analytics.model.tables import Column, Table


def template_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table that its template offers: those that somebody has to fill in."""
    return tuple(c for c in table.columns if not c.worked_out)


def source_columns(table: Table) -> tuple[str, ...]:
    """Their names."""
    return tuple(c.name for c in template_columns(table))


def optional(columns: Mapping[str, pd.Series], name: str, sheet: Sheet) -> pd.Series:
    """A column, blank where the file does not have it."""
    return columns[name] if name in columns else pd.Series([""] * len(sheet), dtype="str")


def recogniser(
    names: Mapping[str, Iterable[str]], needed: Iterable[str], one_of: Iterable[str] = ()
) -> Callable[[frozenset[str], str], float]:
    """Recognises a template by its needed columns (and one of `one_of`), under their own or another name.

    0.9 with the columns' own names, 0.7 where another name had to do; 0 where one is missing.
    """
    own = {normal(name) for name in (*needed,)}
    every = {name: {normal(n) for n in (name, *names[name])} for name in (*needed, *one_of)}
    needed, one_of = tuple(needed), tuple(one_of)

    def recognise(columns: frozenset[str], _name: str) -> float:
        if not all(every[n] & columns for n in needed) or (one_of and not any(every[n] & columns for n in one_of)):
            return 0.0
        return 0.9 if own <= columns else 0.7

    return recognise
