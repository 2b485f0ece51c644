"""The values that stages of ingest hand to each other: a sheet of text, what a format made of it, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue import Catalogue
from analytics.ingest.cells import coded
from analytics.ingest.mapping import Proposal
from analytics.model import Measure, Problem
from analytics.model.tables import TABLES, Column, Table
from analytics.organisations import Directory, Organisations, directory


@dataclass(frozen=True)
class Blocks:
    """Which columns of the file the rows of a rearranged sheet come from. `at` is the block of each row; by block,
    `names` are the file's columns by the fields that they fill, and `numbers` is the column of its numbers."""

    at: np.ndarray = field(repr=False)
    names: tuple[Mapping[str, str], ...]
    numbers: tuple[str, ...]

    def column(self, row: int, field: str) -> str | None:
        """The file's name of the column of a field in a row; None where no column of the file has it."""
        return self.names[int(self.at[row])].get(field)

    def under(self, rows: np.ndarray) -> tuple[str, ...]:
        """The columns of numbers that some rows come from, where they come from several."""
        columns = tuple(dict.fromkeys(self.numbers[block] for block in pd.unique(self.at[rows]) if self.numbers[block]))
        return columns if len(columns) > 1 else ()


@dataclass(frozen=True)
class Sheet:
    """One table of text as the file holds it, nothing trimmed or converted, so codes stay whole.

    `header` are the column names; `cells` has one `str` column for each, named 0, 1, 2 ..., without blank rows;
    `row_numbers` are the rows of `cells` counted as a spreadsheet shows them (a cell with a line break is one row,
    blank rows count). `misfits` are rows with more cells than the header: not in `cells`, and `problems` say so.
    `above` are the rows above the header: a title, the date of an extract. `blocks` say where the rows come from in a
    sheet that was rearranged so that one row of the file became several. `short` are the rows with fewer cells than the
    header's `width`, `cut` the last row of a text that ends within it. `below` are further tables of the same sheet.
    `origins` has the name of the sheet of each row where several sheets were read as one. `notes` are the texts of the rows
    below the table that were taken for notes.
    """

    header: tuple[str, ...]
    cells: pd.DataFrame = field(repr=False)
    row_numbers: np.ndarray = field(repr=False)
    header_row: int = 1
    name: str = ""
    hidden: bool = False
    problems: tuple[Problem, ...] = ()
    misfits: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    above: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    blocks: Blocks | None = None
    short: Mapping[int, int] = field(default_factory=dict, repr=False)
    width: int = 0
    cut: int | None = None
    below: tuple[Sheet, ...] = field(default=(), repr=False)
    origins: np.ndarray | None = field(default=None, repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        return len(self.cells)

    @cached_property
    def arrow(self) -> tuple[pa.ChunkedArray, ...]:
        """The columns as Arrow has them: of a wide table that is shorter to take than a frame's column to make."""
        return tuple(coded.arrow(column) for _, column in self.cells.items())

    def coded(self, i: int) -> pd.Series:
        """A column of text as codes (see `cells.coded`), which is made once for all who look at it."""
        if i not in self._coded:
            self._coded[i] = coded.coded(self.cells[i])
        return self._coded[i]

    @cached_property
    def _coded(self) -> dict[int, pd.Series]:
        return {}

    def rows(self, count: int, first: int = 0) -> list[tuple[str, ...]]:
        """Some rows of cells."""
        return list(zip(*(column.slice(first, count).to_pylist() for column in self.arrow), strict=True))

    def first_rows(self, count: int = 5) -> tuple[tuple[str, ...], ...]:
        """The first rows under the header, for showing what was in a file that nothing recognised."""
        return tuple((self.rows(count) + list(self.misfits))[:count])


@dataclass(frozen=True)
class Context:
    """What a format may know besides the sheet: the file's base name, the answers given, and the reference data.

    `local` are the local measures that the store knows already, by slug; `directory` are the organisations that it knows.
    """

    name: str
    today: date
    organisations: Organisations
    catalogue: Catalogue
    answers: Mapping[str, str] = field(default_factory=dict)
    local: Mapping[str, Measure] = field(default_factory=dict, repr=False)
    directory: Directory = field(default_factory=directory, repr=False)

    @property
    def measure(self) -> str | None:
        """The answer to the question which measure the file holds."""
        return self.answers.get("measure")

    def measure_of(self, slug: str) -> Measure:
        """The measure of the catalogue, or the local one. Raises KeyError."""
        found = self.catalogue.measures.get(slug)
        return self.local[slug] if found is None else found


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the user. `name` is the key of the answer in `read(answers=...)`; `options` are (slug, title) pairs.

    Without a `default` nothing is kept until it is answered; with one it is a choice already made, shown and changeable.
    """

    name: str
    question: str
    options: tuple[tuple[str, str], ...]
    default: str | None = None


@dataclass(frozen=True)
class Understood:
    """What a format made of a sheet: rows of its table, what was wrong, what to say, what to ask.

    `distrust` is true where the file as a whole may not be kept, whatever rows were understood. `measures` are the local
    measures of the rows that the store does not know yet, as far as the file defines them.
    """

    rows: pd.DataFrame = field(repr=False)
    problems: tuple[Problem, ...] = ()
    facts: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    distrust: bool = False
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A layout that ingest knows. One file in `formats/` declares one.

    `signature` are the column names that mark it, shown when a file comes near but lacks some; `names` gives each
    column that is read its other names (the rest of a file's columns are said to be not used). `recognise` takes the
    normalised column names and the file's base name and gives a confidence from 0 (no) to 1 (certain). `parts` read further
    sheets of the same workbook, which are kept with this one or not at all.
    """

    slug: str
    title: str
    table: Table
    signature: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    recognise: Callable[[frozenset[str], str], float]
    read: Callable[[Sheet, Context], Understood]
    parts: tuple[Format, ...] = ()


@dataclass(frozen=True)
class Reading:
    """The answer about one file. `rows` has exactly the table's columns, in order; empty when rejected.

    `status` is accepted, accepted_with_warnings or rejected. `seen_columns` and `first_rows` show what an unknown file
    held; they stay empty for row-level patient data.
    """

    file: str
    sha256: str
    size: int
    status: str
    format: str
    format_title: str
    table: str | None
    rows: pd.DataFrame = field(repr=False)
    problems: tuple[Problem, ...] = ()
    facts: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    measures: tuple[Measure, ...] = ()
    seen_columns: tuple[str, ...] = ()
    first_rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    proposal: Proposal | None = None
    """What the mapping assistant takes the columns for; None where a known layout is enough."""
    also: tuple[Reading, ...] = ()
    """What the same file holds for other tables: kept with this, or not at all."""

    @property
    def kept(self) -> bool:
        """Whether there is something to keep."""
        return self.status != "rejected"


ACCEPTED, WITH_WARNINGS, REJECTED = "accepted", "accepted_with_warnings", "rejected"


def empty_rows(table: Table) -> pd.DataFrame:
    """No rows of a table, with its columns and their types."""
    return typed_rows(table, {})


def typed_rows(table: Table, columns: dict[str, object], length: int = 0) -> pd.DataFrame:
    """Rows of `table` from columns: text as `str` (blank is ""), numbers as float64 (missing is NaN), days as
    datetime64[s] (missing is NaT). Columns not given are blank, `length` long."""
    length = max([length, *(len(c) for c in columns.values())])  # type: ignore[arg-type]

    def typed(column: Column) -> pd.Series:
        kind, given = _DTYPES[str(column.type)], columns.get(column.name)
        if given is None:
            given = np.full(length, "" if kind == "str" else np.nan, dtype=object if kind == "str" else "float64")
        elif isinstance(given, pd.Categorical):  # a plain cast makes every text anew
            given = coded.as_texts(given)
        elif kind == "float64":  # shared where it may be written to
            given = np.require(given, "float64", ["C", "W"])
        return pd.Series(given, dtype=kind, copy=False).reset_index(drop=True)

    # The columns are ours already, so the frame need not copy them.
    return pd.DataFrame(dict(zip(table.schema.names, coded.each(typed, table.columns), strict=True)), copy=False)


_DTYPES = {"string": "str", "double": "float64", "date32[day]": "datetime64[s]"}
assert {str(c.type) for t in TABLES.values() for c in t.columns} <= _DTYPES.keys(), "a column type without a dtype"
