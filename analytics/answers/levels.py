"""Which levels of organisations can be held side by side, and which of them a reader sees first."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.answers.comparison import compared_within, members
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.model import Kind

LEVELS = (Kind.REGION, Kind.ICB, Kind.TRUST, Kind.SUB_ICB)
"""All of them, the largest organisations first."""


def compared(data: Data, asked: Question) -> tuple[Kind, ...]:
    """The levels at which at least two organisations around the chosen one have any value, whenever it was."""
    return tuple(k for k in LEVELS if len(members(data, asked.measure, asked.organisation, k)) > 1)


def first_compared(data: Data, code: str, levels: Sequence[Kind]) -> Kind:
    """The largest level within the chosen organisation, or else the smallest around it."""
    within = [level for level in levels if compared_within(data, code, level).code == code]
    return (within or levels[-1:])[0]


def first_below(kind: Kind, levels: Sequence[Kind]) -> Kind:
    """The level below an organisation of a kind. Seven regions show little, so England has ICBs."""
    below = [k for k in levels if k.level > kind.level and (kind is not Kind.NATION or k is not Kind.REGION)]
    return (below or levels[-1:])[0]
