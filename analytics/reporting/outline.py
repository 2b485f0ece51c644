"""The outline of the report: its chapters, and which figures stand where (`outline.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analytics.model import Measure, Programme

OUTLINE = Path(__file__).with_name("outline.toml")
PROGRESS, UPDATES, CHALLENGES, PROCESS, OUTCOME = "progress", "updates", "challenges", "process", "outcome"
_OUTCOMES = ("Outcome measures", "People")
_LEFT_OUT = "Adoption"


@dataclass(frozen=True, slots=True)
class Planned:
    """A figure of the outline. `compares` names a measure of people that is held against its baseline."""

    part: str
    measure: str = ""
    page: str = ""
    section: str = ""
    exhibit: str = ""
    pathway: str = ""
    compares: str = ""
    speaks: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A national programme: `short` is its name in the table of figures."""

    slug: str
    title: str
    short: str
    programmes: tuple[str, ...]
    figures: tuple[Planned, ...] = field(repr=False)

    def planned(self, programmes: Iterable[Programme]) -> tuple[Planned, ...]:
        """The figures of the outline, then every other measure of these programmes. Measures of adoption are not among
        those: the pathways' own figures say the same and more."""
        named = {figure.measure for figure in self.figures}
        rest = (m for p in programmes for m in p.measures if m.slug not in named and m.group != _LEFT_OUT)
        return (*self.figures, *(Planned(part_of(m), m.slug) for m in rest))


def part_of(measure: Measure) -> str:
    """Where a measure stands that the outline does not name."""
    return OUTCOME if measure.group in _OUTCOMES else PROCESS


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter, in order."""
    told = tomllib.loads(OUTLINE.read_text("utf-8"))["chapters"]
    return tuple(
        Chapter(
            **{**one, "programmes": tuple(one["programmes"]), "figures": tuple(Planned(**f) for f in one["figures"])}
        )
        for one in told
    )
