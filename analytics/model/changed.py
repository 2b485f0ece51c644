"""What changed since a month: new signals of many charts, put together so that one cause is one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from analytics.model.control_chart import State
from analytics.model.measure import Grain, Measure
from analytics.model.organisation import Organisation


@dataclass(frozen=True, slots=True)
class NewSignal:
    """An organisation's chart that signals now and did not in that direction. `p` is how likely chance gives a step like
    its newest, and `kept` whether it stands out among all charts that were looked at."""

    code: str
    grain: Grain
    p: float
    kept: bool


@dataclass(frozen=True)
class ChangedLine:
    """One cause: a measure that is better or worse (`state`) at organisations of one branch of the tree.

    `head` holds them all; with `whole` its own chart is among the `signals` (the strongest first). `of` has how many
    organisations of each level below it were looked at, by kind.
    """

    measure: Measure
    state: State
    head: Organisation
    whole: bool
    signals: tuple[NewSignal, ...]
    of: dict[str, int] = field(repr=False)
    kept: bool
    score: float

    @property
    def lead(self) -> str:
        """The organisation whose chart shows it best: the head, or the strongest below it."""
        return self.head.code if self.whole else self.signals[0].code


@dataclass(frozen=True)
class Changed:
    """Everything that changed at an organisation and below it between the ends of two months.

    `lines` are ranked: first those that stand out, by strength and reach together. `better`, `worse`, `still` and `late`
    count measures; one that is better here and worse there counts in both, and a late one had no figure where one was due.
    Of the `charts` that could have a new signal chance alone would give up to `by_chance`. `rate` is the share of what is
    kept that may be chance.
    """

    organisation: Organisation
    since: date
    until: date
    lines: tuple[ChangedLine, ...]
    better: int
    worse: int
    still: int
    late: tuple[Measure, ...]
    charts: int
    by_chance: float
    rate: float

    @property
    def signals(self) -> int:
        """How many charts have a new signal."""
        return sum(len(line.signals) for line in self.lines)
