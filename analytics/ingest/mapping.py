"""What each column of an unknown table is: the nouns of the mapping assistant, their JSON, and how a mapping is kept.

A column of numbers may carry its own measure, period or organisation, because its header says so ("Apr-23", "Cord -
Eligible"). What no column says, a constant of the mapping does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from analytics.ingest.cells.names import normal


class Role(StrEnum):
    """What a column holds. Several measure columns are read as one: "Cord - Twins"."""

    ORGANISATION = "organisation"
    PERIOD = "period"
    START = "start"
    END = "end"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    MEASURE = "measure"
    PART = "part"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    PERCENT = "percent"
    STATUS = "status"
    IGNORE = "ignore"


WORDS = {
    Role.ORGANISATION: "Organisation",
    Role.PERIOD: "Period",
    Role.START: "First day of the period",
    Role.END: "Last day of the period",
    Role.YEAR: "Year of the period",
    Role.QUARTER: "Quarter of the period",
    Role.MONTH: "Month of the period",
    Role.MEASURE: "Measure",
    Role.PART: "Says whether a row is numerator or denominator",
    Role.NUMERATOR: "Numerator: how many met it",
    Role.DENOMINATOR: "Denominator: out of how many",
    Role.VALUE: "A count, score or rate by itself",
    Role.PERCENT: "A percentage by itself",
    Role.STATUS: "Status of the number",
    Role.IGNORE: "Not used",
}
NUMBERS = (Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE, Role.PERCENT)
TIMES = (Role.PERIOD, Role.START, Role.END, Role.YEAR, Role.QUARTER, Role.MONTH)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column: its name in the file, what it is and, for numbers, what its header says they are of."""

    name: str
    role: Role = Role.IGNORE
    measure: str = ""
    period: str = ""
    organisation: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells are kept as numbers."""
        return self.role in NUMBERS


@dataclass(frozen=True)
class Mapping:
    """What every column is, and constants for what no column says. `settled_on` is the day on which a person settled it;
    None is a guess of ours. `header` is false where the first row is data already. `named` is the measure that the file
    itself named where its owner said another."""

    columns: tuple[MappedColumn, ...] = ()
    header: bool = True
    measure: str = ""
    organisation: str = ""
    period: str = ""
    settled_on: date | None = None
    named: str = ""

    def having(self, *roles: Role) -> list[int]:
        """Positions of the columns with one of these roles."""
        return [i for i, column in enumerate(self.columns) if column.role in roles]

    @property
    def wide(self) -> bool:
        """Whether periods or organisations stand as columns."""
        return any(c.is_number and (c.period or c.organisation) for c in self.columns)

    def to_json(self) -> dict[str, Any]:
        """As plain values for a JSON file, where the day is called `said`."""
        values = asdict(self) | {"columns": [asdict(c) | {"role": str(c.role)} for c in self.columns]}
        day = values.pop("settled_on")
        return values | {"said": day.isoformat() if day else None}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Mapping:
        """From `to_json`. Raises ValueError for anything else."""
        try:
            columns = tuple(MappedColumn(**{**c, "role": Role(c["role"])}) for c in data["columns"])
            day = date.fromisoformat(data["said"]) if data.get("said") else None
            texts = {name: str(data.get(name, "")) for name in ("measure", "organisation", "period", "named")}
            return cls(columns, bool(data["header"]), **texts, settled_on=day)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("This is not a mapping of columns.") from error


@dataclass(frozen=True)
class Proposal:
    """A guess of the mapping of a sheet. `evidence` and `examples` have one entry for each column of the mapping;
    `lacking` are sentences on what must be settled before it may be used unasked."""

    mapping: Mapping
    evidence: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...] = field(repr=False)
    lacking: tuple[str, ...] = ()
    sheet: str = ""
    signature: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacking


def signature(patterns: Iterable[str], mapping: Mapping) -> str:
    """A mark of files with these columns. `patterns` are the headers with periods taken out (`parts.pattern`), so that a
    file with one more month still has it; without a header what the columns hold counts (`mapping` is the guess)."""
    names = [normal(name) for name in patterns] if mapping.header else [f"a {c.role} column" for c in mapping.columns]
    text = "\n".join(dict.fromkeys(names) if mapping.header else names)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def fitted(settled: Mapping, guess: Mapping, pattern: Callable[[str], str]) -> Mapping:
    """A mapping that was settled for a file, on the columns of another with the same signature. Columns that it does
    not know (a new month) are read as its columns of the same pattern, else as guessed.

    A period that was said for one whole file is not that of another, and a measure only where the other names none itself,
    or the very one in whose place it was said.
    """
    if settled.settled_on is not None:
        holds = guess.measure in ("", settled.named)
        settled = replace(settled, period=guess.period, measure=settled.measure if holds else guess.measure)
    settled = replace(settled, named=guess.measure)
    if not settled.columns:
        return replace(settled, columns=guess.columns)
    by_name: dict[str, list[MappedColumn]] = {}
    like: dict[str, MappedColumn] = {}
    for column in settled.columns:
        by_name.setdefault(normal(column.name), []).append(column)
        if column.period:
            like.setdefault(normal(pattern(column.name)), column)
    columns: list[MappedColumn] = []
    for guessed in guess.columns:
        known = by_name.get(normal(guessed.name))
        if known:
            columns.append(replace(known.pop(0) if len(known) > 1 else known[0], name=guessed.name))
        elif (same := like.get(normal(pattern(guessed.name)))) is not None and guessed.period:
            columns.append(replace(same, name=guessed.name, period=guessed.period))
        else:
            columns.append(guessed)
    return replace(settled, columns=tuple(columns))
