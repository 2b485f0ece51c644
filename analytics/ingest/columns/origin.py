"""Where rearranged rows come from, and what was said of them put into the file's own rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from analytics.model import Problem

BASE = 10**12
"""Rearranged rows are numbered from here on, so that their numbers stand out in any sentence."""
_NUMBER = r"1,?\d{3},?\d{3},?\d{3},?\d{3}"
_ROWS = re.compile(rf"\b([Rr]ows? )?({_NUMBER}(?:(?:, | and ){_NUMBER})*)")
FIELDS = ("numerator", "denominator", "value")


@dataclass(frozen=True)
class Origin:
    """Where each rearranged row comes from: the row of the file, and the names of the columns of each of its fields."""

    rows: np.ndarray
    blocks: np.ndarray
    names: tuple[dict[str, str], ...]

    def row(self, number: int) -> int:
        """The row of the file."""
        return int(self.rows[number - BASE])

    def column(self, number: int, field: str | None) -> str | None:
        """The file's name of a field's column in a rearranged row; None where no column of the file has it."""
        names = self.names[int(self.blocks[number - BASE])]
        return names.get(field or "")


def back(problem: Problem, origin: Origin) -> Problem:
    """A problem of a rearranged row as one of the file."""
    message = reworded(problem.message, origin)
    if problem.row is None or problem.row < BASE:
        return replace(problem, message=message)
    column = origin.column(problem.row, problem.column) if problem.column else None
    return replace(problem, message=message, row=origin.row(problem.row), column=column)


def reworded(text: str, origin: Origin) -> str:
    """A sentence with the numbers of rearranged rows replaced by rows of the file, and columns where they differ."""

    def rows(match: re.Match[str]) -> str:
        numbers = [int(n.replace(",", "")) for n in re.findall(_NUMBER, match[2])]
        own = list(dict.fromkeys(origin.row(n) for n in numbers))
        told = [f"{n:,}" for n in own]
        said = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
        if not match[1]:
            return said
        word = ("Row" if match[1][0] == "R" else "row") + ("s" if len(own) > 1 else "")
        under = list(dict.fromkeys(f"“{n}”" for k in numbers for n in (_number_column(origin, k),) if n))
        many = len({int(origin.blocks[n - BASE]) for n in numbers}) > 1 and len(under) > 1
        return f"{word} {said}" + (
            f" under {', '.join(under[:4])}" + (" ..." if len(under) > 4 else "") if many else ""
        )

    return _ROWS.sub(rows, text)


def _number_column(origin: Origin, number: int) -> str | None:
    return next((n for f in FIELDS if (n := origin.column(number, f))), None)
