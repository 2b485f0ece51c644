"""A measure in one line of a table: what is missing behind it, and how far what it measures is adopted."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analytics.model import (
    Adoption,
    Assurance,
    ControlChart,
    Measure,
    Series,
    SinceBaseline,
    State,
    Variation,
    labels,
)
from analytics.words import formats

SINCE = {
    State.IMPROVEMENT: "better",
    State.CONCERN: "worse",
    State.NEUTRAL_HIGH: "higher",
    State.NEUTRAL_LOW: "lower",
}


def change(series: Series, chart: ControlChart) -> str:
    """A control chart's verdict in a few words: "better since Nov 2022". Says so where it has none."""
    if chart.variation == Variation.COMMON_CAUSE:
        return "no clear change"
    if chart.variation == Variation.BLANK or chart.change is None:
        return "no verdict" if chart.kind == "line" else "too few points to tell"
    when = formats.period(series.points["period"].iloc[chart.change.start], series.grain, short=True)
    return f"{SINCE[chart.change.state]} {'in' if chart.change.points == 1 else 'since'} {when}"


def altogether(found: Sequence[tuple[Series, ControlChart]]) -> str:
    """Many charts in a sentence: how many get better or worse, and how many will miss their targets."""
    kinds = [chart.variation.value.partition("_")[0] for _, chart in found]
    better, worse, other = (kinds.count(kind) for kind in (State.IMPROVEMENT, State.CONCERN, "neutral"))
    misses = sum(chart.assurance is Assurance.FAIL for _, chart in found)
    rest = len(kinds) - better - worse - other
    told = [
        f"{better} get{'s' if better == 1 else ''} better",
        f"{worse} get{'s' if worse == 1 else ''} worse",
        *([f"{other} change{'s' if other == 1 else ''} where no direction is better"] if other else []),
        f"{rest} show{'s' if rest == 1 else ''} no clear change or ha{'s' if rest == 1 else 've'} no verdict",
    ]
    aims = f" {misses} will miss {'its target' if misses == 1 else 'their targets'} as things stand." if misses else ""
    return f"Of {len(kinds)} measure{'' if len(kinds) == 1 else 's'} {formats.join(told)}.{aims}"


def since(measure: Measure, found: SinceBaseline | None) -> str:
    """The last twelve months against the first, "up 6.2 points on year 1"; empty where there are no two years."""
    if found is None:
        return ""
    if math.isclose(found.difference, 0, abs_tol=5e-4):
        return "as in year 1"
    away = formats.difference(measure, abs(found.difference), found.baseline)
    return f"{'up' if found.difference > 0 else 'down'} {away} on year 1"


def missing(series: Series, covered: float, expected: float, members: str) -> str:
    """What is not there: periods without a figure, and members that did not report for the last one."""
    absent = int(series.points["value"].isna().sum())
    periods = labels.GRAINS[series.grain].shorts
    told = []
    if absent:
        told.append(f"{absent} of {len(series)} {periods} missing")
    if expected > 1 and covered < expected:
        told.append(f"latest from {covered:.0f} of {expected:.0f} {members}")
    return "; ".join(told) if told else "complete"


def adopted(stages_known: Adoption, element: str, adopted_at: float | None, steps: dict[float, str]) -> str:
    """The stage of one organisation, or how many of several have an element at the stage that counts as in place."""
    stages = stages_known.stages[stages_known.stages["element"] == element]
    if stages.empty:
        return "not recorded"
    if stages_known.expected == 1:
        return steps[float(stages["stage"].iloc[0])]
    if adopted_at is None:
        return f"{len(stages)} recorded"
    reached = int((stages["stage"] >= adopted_at).sum())
    return f"{reached} of {len(stages)} in place"
