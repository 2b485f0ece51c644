"""The settings of the published tools, each as one frozen value.

`MDC` follows NHS England's Making Data Count: "SPC Charts - XmR Testing", the test text of its Single Chart Tool v5.0.
`MDC_SQL` follows NHS England's "SPC Charts SQL Query" v2.6 with improvement winning a conflict.
`PLOTTHEDOTS` follows the R package NHSRplotthedots 0.2.2, without its screening of moving ranges.
Change one setting with `dataclasses.replace(MDC, shift=8)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from analytics.model import Signal

SHORTEST_RUN, LONGEST_RUN = 6, 8
"""Making Data Count lets the shift and the trend be set to 6, 7 or 8 points."""

POINTS_FOR_VERDICT = 13
"""Making Data Count withholds limits, signals and icons below this many points that count."""

Limits = Literal["exact", "classic"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How points become signals and signals become verdicts.

    `shift` and `trend` are numbers of points (6 to 8). `crosses` names the rules that run on across a recalculation;
    the others start again with each part. `beyond_limits_counts`: in two-of-three, whether a point beyond the limit may
    be one of the two. `precedence`, when not empty: of several rules on one point the first named decides the
    direction; when empty, and for ties, improvement wins. `later_trend_wins`: whether a point at which a rise turns
    into a fall, or a fall into a rise, belongs to the later trend alone, or to both. `limit_meets_target`: whether a
    target exactly on a limit counts as outside the limits. `points_for_verdict`: fewer counted points than this give no
    limits, signals or icons. `baseline_each_part`: whether a fixed baseline holds in every part, or in the first alone,
    the later ones being worked out from all their points. `screen_moving_ranges`: whether moving ranges far above their
    mean are left out of it (see `ranges`); refused, with a sentence, for a series in which that would leave a mean
    moving range of zero. `limits`: whether limits of a g chart are the exact quantiles of its distribution, or the
    classic three sigma.
    Raises ValueError for a run length outside 6 to 8 and for other limits.
    """

    name: str = "mdc"
    title: str = "Making Data Count"
    shift: int = 6
    trend: int = 6
    crosses: frozenset[Signal] = frozenset({Signal.SHIFT, Signal.TREND, Signal.TWO_OF_THREE})
    beyond_limits_counts: bool = False
    precedence: tuple[Signal, ...] = ()
    later_trend_wins: bool = False
    limit_meets_target: bool = True
    points_for_verdict: int = POINTS_FOR_VERDICT
    baseline_each_part: bool = True
    screen_moving_ranges: bool = False
    limits: Limits = "exact"

    def __post_init__(self) -> None:
        for name, length in (("shift", self.shift), ("trend", self.trend)):
            if not SHORTEST_RUN <= length <= LONGEST_RUN:
                raise ValueError(f"{name} is {length}, but may be {SHORTEST_RUN} to {LONGEST_RUN} points")
        if self.limits not in get_args(Limits):
            raise ValueError(f"limits are {self.limits!r}, but may be {' or '.join(get_args(Limits))}")
        if self.points_for_verdict < 1:
            raise ValueError(f"points_for_verdict is {self.points_for_verdict}, but needs to be 1 or more")


MDC = Settings()

MDC_SQL = Settings(
    name="mdc_sql",
    title="NHS England SQL 2.6",
    crosses=frozenset({Signal.TREND}),
    beyond_limits_counts=True,
    baseline_each_part=False,
)

PLOTTHEDOTS = Settings(
    name="plotthedots",
    title="NHSRplotthedots 0.2.2",
    shift=7,
    trend=7,
    crosses=frozenset(),
    precedence=(Signal.SINGLE, Signal.TREND, Signal.TWO_OF_THREE, Signal.SHIFT),
    later_trend_wins=True,
    limit_meets_target=False,
    points_for_verdict=1,
)

PRESETS: dict[str, Settings] = {s.name: s for s in (MDC, MDC_SQL, PLOTTHEDOTS)}

RULE_WORDS: dict[Signal, str] = {
    Signal.SINGLE: "single points beyond the limits",
    Signal.SHIFT: "shift of {shift}",
    Signal.TREND: "trend of {trend}",
    Signal.TWO_OF_THREE: "two of three beyond two sigma",
    Signal.LONG_RUN: "unusually long run",
    Signal.FEW_CROSSINGS: "unusually few crossings of the median",
}


def sentence(chart_title: str, rules: tuple[Signal, ...], settings: Settings, baseline: str) -> str:
    """The settings in one plain sentence: "XmR chart; shift of 6, trend of 6, ...; baseline: all 54 points"."""
    words = [RULE_WORDS[r].format(shift=settings.shift, trend=settings.trend) for r in rules]
    if Signal.TWO_OF_THREE in rules and not settings.beyond_limits_counts:
        words[rules.index(Signal.TWO_OF_THREE)] += " (points beyond the limits not counted)"
    pieces = [chart_title]
    if words:
        pieces.append(", ".join(words))
        pieces.append(f"{settings.title} rules")
    if baseline:
        pieces.append(f"baseline: {baseline}")
    return "; ".join(pieces)
