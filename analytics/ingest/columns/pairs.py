"""Columns of numbers side by side: which is out of which, which is a check on others, and what cannot be told.

Names decide first. Numbers decide only where they prove something: a percentage that is a / b in every row proves the pair.
Two columns that could be a pair, with nothing to prove it, are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from analytics.ingest.cells.names import normal
from analytics.ingest.columns.headers import Header
from analytics.ingest.mapping import Role

ROUNDING = 0.006
"""How far a percentage may be from a / b and still be it."""
MOST_COMPARED = 100
"""Columns that are compared each with each; a table of more holds one thing many times, and pairs in it mean nothing."""
MOST_NAMED = 2
"""Possible pairs that are named."""
LEAST_ROWS = 3
"""Rows that both have numbers, from which on they prove anything."""


_NO_COUNT = re.compile(r"\b(?:rate|ratio|average|mean|median|index|per [\d,]+)\b", re.IGNORECASE)
"""What is no count and therefore no numerator, even where its figures are whole."""


@dataclass(frozen=True)
class Number:
    """A column of numbers: its header taken apart, its numbers (NaN where none), and what it was found to be.

    `plain` is true where its measure is known to be a share or its cells have a % sign, so that it needs no other column.
    """

    name: str
    header: Header
    numbers: np.ndarray = field(repr=False)
    signed: bool = False
    known: bool = False
    role: Role | None = None
    measure: str = ""
    why: str = ""

    def settled(self, role: Role, measure: str, why: str) -> Number:
        """With its role, the title of its measure and the reason."""
        return replace(self, role=role, measure=measure, why=why)


def resolve(columns: Sequence[Number]) -> tuple[list[Number], list[str]]:
    """The columns with roles, in order, and sentences on what could not be told."""
    numbers = [replace(c, header=replace(c.header, part=Role.PERCENT)) if _is_share(c) else c for c in columns]
    lacking: list[str] = []
    for i, column in enumerate(numbers):
        if column.header.part is Role.IGNORE:
            numbers[i] = column.settled(Role.IGNORE, "", "follows from the others")
    _same_stem(numbers)
    _proven(numbers)
    _shared(numbers)
    _checks(numbers, lacking)
    _left(numbers, lacking)
    return numbers, lacking


def _is_share(column: Number) -> bool:
    return column.signed and column.header.part is Role.VALUE


def _open(numbers: list[Number], *parts: Role) -> list[int]:
    return [i for i, c in enumerate(numbers) if c.role is None and c.header.part in parts]


def _pair(numbers: list[Number], top: int, bottom: int, why: str) -> None:
    named = numbers[bottom].header.stem if numbers[bottom].header.part is Role.DENOMINATOR else ""
    title = numbers[top].header.stem or named
    numbers[top] = numbers[top].settled(Role.NUMERATOR, title, f"{why}, out of “{numbers[bottom].name}”")
    numbers[bottom] = numbers[bottom].settled(Role.DENOMINATOR, title, f"{why}, of “{numbers[top].name}”")


def _same_stem(numbers: list[Number]) -> None:
    """ "X - Received" and "X - Eligible"."""
    for top in _open(numbers, Role.NUMERATOR):
        stem = normal(numbers[top].header.stem)
        bottoms = [i for i in _open(numbers, Role.DENOMINATOR) if normal(numbers[i].header.stem) == stem]
        if (
            len(bottoms) == 1
            and sum(normal(numbers[i].header.stem) == stem for i in _open(numbers, Role.NUMERATOR)) == 1
        ):
            _pair(numbers, top, bottoms[0], "by its name")
    for bottom in _open(numbers, Role.DENOMINATOR):  # "Cord clamping" beside "Cord clamping - Eligible"
        stem = normal(numbers[bottom].header.stem)
        tops = [i for i in _open(numbers, Role.VALUE) if stem and normal(numbers[i].header.stem) == stem]
        if len(tops) == 1 and within(numbers[tops[0]], numbers[bottom]):
            _pair(numbers, tops[0], bottom, "by its name, and never above it")


def _proven(numbers: list[Number]) -> None:
    """Two columns whose quotient is a third, a percentage, in every row."""
    for share in _open(numbers, Role.PERCENT):
        rest = _open(numbers, Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
        fits = [(a, b) for a in rest for b in rest if a != b and _agree(numbers[a], numbers[b], numbers[share]) == 1.0]
        if len(fits) == 1:
            top, bottom = fits[0]
            stem = numbers[share].header.stem or numbers[top].header.stem
            numbers[top] = replace(numbers[top], header=replace(numbers[top].header, stem=stem))
            _pair(numbers, top, bottom, f"“{numbers[share].name}” is the one divided by the other in every row")


def _shared(numbers: list[Number]) -> None:
    """One denominator for all that were given; or a numerator beside one other column that it never exceeds."""
    bottoms, tops = _open(numbers, Role.DENOMINATOR), _open(numbers, Role.NUMERATOR)
    if len(bottoms) == 1:
        bottom = bottoms[0]
        plain = [i for i in _open(numbers, Role.VALUE) if not numbers[i].header.explicit]
        tops = tops or [i for i in plain if not _NO_COUNT.search(numbers[i].header.stem)]
        if tops and all(within(numbers[i], numbers[bottom]) for i in tops):
            if len(tops) == 1:
                _pair(numbers, tops[0], bottom, "by its name, and never above it")
                return
            for i in tops:
                why = f"never above “{numbers[bottom].name}”"
                numbers[i] = numbers[i].settled(Role.NUMERATOR, numbers[i].header.stem, why)
            names = ", ".join(f"“{numbers[i].name}”" for i in tops)
            numbers[bottom] = numbers[bottom].settled(Role.DENOMINATOR, "", f"by its name, of {names}")
    elif not bottoms and len(tops) == 1:
        others = _open(numbers, Role.VALUE)
        if len(others) == 1 and not numbers[others[0]].header.explicit and within(numbers[tops[0]], numbers[others[0]]):
            _pair(numbers, tops[0], others[0], "by its name, and never above it")


def _checks(numbers: list[Number], lacking: list[str]) -> None:
    """Percentages of a pair are a check of it; one that mostly agrees goes along, so that each row is compared."""
    pairs = [
        (i, j)
        for i, top in enumerate(numbers)
        for j, bottom in enumerate(numbers)
        if top.role is Role.NUMERATOR and bottom.role is Role.DENOMINATOR and bottom.measure in ("", top.measure)
    ]
    for share in _open(numbers, Role.PERCENT, Role.VALUE):
        column = numbers[share]
        if column.header.part is Role.VALUE and not column.header.explicit:
            continue
        own = [p for p in pairs if normal(numbers[p[0]].measure) == normal(column.header.stem)]
        own = own or (pairs if len(pairs) == 1 and not (column.header.stem and numbers[pairs[0][0]].measure) else [])
        # A share whose own name says nothing may still be that of the only pair.
        own = own or [p for p in pairs if len(pairs) == 1 and _agree(numbers[p[0]], numbers[p[1]], column) > 0.5]
        if len(own) != 1:
            continue
        top, bottom = numbers[own[0][0]], numbers[own[0][1]]
        agree, both = _agree(top, bottom, column), f"“{top.name}” / “{bottom.name}”"
        if agree == 1.0:
            numbers[share] = column.settled(Role.IGNORE, "", f"it is {both} in every row: a check, and it agrees")
        elif agree > 0.5 or not _both(top, bottom, column).any():
            numbers[share] = column.settled(Role.PERCENT, top.measure, f"mostly {both}: rows that differ are named")
        else:
            numbers[share] = column.settled(Role.IGNORE, "", f"it is not {both}")
            lacking.append(f"“{column.name}” is not {both}, so they may be about different things.")


def _left(numbers: list[Number], lacking: list[str]) -> None:
    """Columns that stand alone. Of two that could be a pair nobody can tell."""
    alone = [i for i in _open(numbers, Role.VALUE) if not numbers[i].known and not numbers[i].signed]
    compared = alone if len(alone) <= MOST_COMPARED else []
    able = [(a, b) for a in compared for b in compared if a != b and within(numbers[a], numbers[b])]
    for small, large in able[:MOST_NAMED]:
        lacking.append(
            f"“{numbers[small].name}” is never above “{numbers[large].name}”: the one may be out of the other, or they may "
            "be two measures."
        )
    if len(able) > MOST_NAMED:
        lacking.append(f"The same holds for {len(able) - MOST_NAMED:,} more pairs of columns.")
    named = {normal(numbers[i].name): numbers[i].name for i in alone}
    for name, title in named.items():
        if name.endswith("_yes") and (other := named.get(f"{name[:-4]}_no")):
            lacking.append(f"“{title}” and “{other}” may be those who did and those who did not, out of both together.")
    for i in _open(numbers, Role.DENOMINATOR):
        lacking.append(f"Nothing says what “{numbers[i].name}” is the denominator of.")
    reasons = {
        Role.VALUE: (Role.VALUE, "its cells are numbers"),
        Role.PERCENT: (Role.PERCENT, "its name or its cells say percentages"),
        Role.NUMERATOR: (Role.NUMERATOR, "by its name; no column is its denominator"),
        Role.DENOMINATOR: (Role.DENOMINATOR, "by its name; no column is its numerator"),
    }
    for i in _open(numbers, *reasons):
        role, why = reasons[numbers[i].header.part]
        numbers[i] = numbers[i].settled(role, numbers[i].header.stem, why)


def _both(*columns: Number) -> np.ndarray:
    missing: np.ndarray = np.isnan(np.stack([c.numbers for c in columns]))
    return np.asarray(~missing.any(axis=0), dtype=bool)


def within(small: Number, large: Number) -> bool:
    """Whether one is never above the other, in whole numbers, and not always the same."""
    both = _both(small, large)
    a, b = small.numbers[both], large.numbers[both]
    whole = (a % 1 == 0).all() and (b % 1 == 0).all()
    return bool(both.any() and whole and (a <= b).all() and ((a < b).any() or len(a) < LEAST_ROWS))


def _agree(top: Number, bottom: Number, share: Number) -> float:
    """Share of the rows in which a percentage is a / b, on its own scale; 0 where too few rows tell."""
    both = _both(top, bottom, share) & (bottom.numbers > 0)
    if both.sum() < min(LEAST_ROWS, len(both)) or not both.any():
        return 0.0
    quotient, said = top.numbers[both] / bottom.numbers[both], share.numbers[both]
    return float(max((np.abs(quotient - said / scale) <= ROUNDING).mean() for scale in (1, 100)))
