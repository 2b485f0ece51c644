"""What is still open of a mapping that somebody is changing: nothing is kept before all of it is answered."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.ingest.mapping import NUMBERS, TIMES, MappedColumn, Mapping, Proposal, Role


def still_open(proposal: Proposal, now: Mapping, confirmed: bool = False) -> list[str]:
    """Sentences on what must be said before a file is kept: what the mapping lacks as it is now, and what of the
    proposal's own questions nobody has answered. `confirmed` says that what was not changed is right."""
    left = [] if confirmed else [s for s in proposal.lacking if not _answered(s, proposal.mapping, now)]
    return [*left, *lacks(now)]


def lacks(mapping: Mapping) -> list[str]:
    """What a mapping needs before anything can be read by it."""
    numbers = [c for c in mapping.columns if c.is_number]
    if not numbers:
        return ["No column is taken for numbers."]
    by_rows = bool(mapping.having(Role.MEASURE))
    found = []
    if not mapping.having(Role.ORGANISATION) and not mapping.organisation and any(not c.organisation for c in numbers):
        found.append("Whose numbers are they?")
    if not mapping.having(*TIMES) and not mapping.period and any(not c.period for c in numbers):
        found.append("Which period are they of?")
    if by_rows or mapping.having(Role.PART):
        return found
    if not mapping.measure and any(not c.measure for c in numbers if c.role is not Role.DENOMINATOR):
        found.append("What do the numbers measure?")
    tops = {c.measure for c in numbers if c.role is Role.NUMERATOR}
    alone = [c.name for c in numbers if c.role is Role.DENOMINATOR and not _serves(c, tops)]
    return found + [f"“{name}” is a denominator: which numerator is out of it?" for name in dict.fromkeys(alone)]


def pairs(columns: Sequence[MappedColumn]) -> tuple[list[MappedColumn], list[MappedColumn]]:
    """The columns of numbers that are measured by themselves or by a denominator, and the denominators."""
    numbers = [c for c in columns if c.role in NUMBERS]
    return [c for c in numbers if c.role is not Role.DENOMINATOR], [c for c in numbers if c.role is Role.DENOMINATOR]


def _serves(denominator: MappedColumn, tops: set[str]) -> bool:
    """A denominator is that of the numerator of the same measure; one of no measure is that of all."""
    return denominator.measure in tops if denominator.measure else bool(tops)


def _answered(sentence: str, before: Mapping, now: Mapping) -> bool:
    """Whether what a question speaks of was changed: the columns that it names, or else what no column says."""
    named = [(old, new) for old, new in zip(before.columns, now.columns, strict=True) if f"“{old.name}”" in sentence]
    if named:
        return any(old != new for old, new in named)
    said = (before.measure, before.organisation, before.period) != (now.measure, now.organisation, now.period)
    return (said or before.columns != now.columns) and not lacks(now)
