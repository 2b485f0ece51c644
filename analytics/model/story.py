"""What somebody learned, and what a search for it finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Part = tuple[str, bool]
"""A piece of text, and whether it was searched for."""


@dataclass(frozen=True, slots=True)
class Story:
    """A case study, a piece of learning or a quarterly update. What is not known is blank, or None.

    `baseline` and `result` are in the unit of `measure`; `began` and `ended` are the days of the work itself.
    """

    quarter: str
    programme: str
    kind: str
    title: str
    text: str
    psc: str = ""
    org_code: str = ""
    source: str = ""
    theme: str = ""
    measure: str = ""
    aim: str = ""
    score: float | None = None
    baseline: float | None = None
    result: float | None = None
    began: date | None = None
    ended: date | None = None

    @property
    def day(self) -> date:
        """Where it stands on a chart: when the work began, or the first day of the quarter that tells of it."""
        if self.began:
            return self.began
        year, quarter = int(self.quarter[:4]), int(self.quarter[-1])
        return date(year + (quarter == 4), (1, 4, 7, 10)[quarter % 4], 1)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked of the stories; blank is anything. `codes` are organisations and `pscs` collaboratives, None for all.

    `started` is how far from good the work began at least and `reached` how far it came at least, in the unit of `measure`:
    where lower is better, the lowest baseline and the highest result.
    """

    text: str = ""
    programme: str = ""
    kind: str = ""
    quarter: str = ""
    theme: str = ""
    measure: str = ""
    codes: frozenset[str] | None = None
    started: float | None = None
    reached: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that was found, with what was searched for marked in its texts."""

    story: Story
    title: tuple[Part, ...]
    text: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, best first. With `loosely`, no story has all the words: these have some."""

    hits: tuple[Hit, ...]
    loosely: bool = False
