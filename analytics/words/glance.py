"""A measure in one line of a table: what is missing behind it, and how far what it measures is adopted."""

from __future__ import annotations

from analytics.model import Adoption, Grain, Series, labels


def missing(series: Series, covered: float, expected: float, members: str) -> str:
    """What is not there: periods without a figure, and members that did not report for the last one."""
    absent = int(series.points["value"].isna().sum())
    periods = "12-month spans" if series.grain is Grain.ROLLING_YEAR else labels.GRAINS[series.grain].shorts
    told = []
    if absent:
        told.append(f"{absent} of {len(series)} {periods} have no figure")
    if expected > 1 and covered < expected:
        told.append(f"{expected - covered:.0f} of {expected:.0f} {members} missing in the latest")
    return "; ".join(told).capitalize() if told else "Nothing missing"


def adopted(stages_known: Adoption, element: str, adopted_at: float | None, steps: dict[float, str]) -> str:
    """The stage of one organisation, or how many of several have adopted an element."""
    stages = stages_known.stages[stages_known.stages["element"] == element]
    if stages.empty:
        return "Not recorded"
    if stages_known.expected == 1:
        return steps[float(stages["stage"].iloc[0])]
    if adopted_at is None:
        return f"{len(stages)} recorded"
    reached = int((stages["stage"] >= adopted_at).sum())
    return f"{reached} of {len(stages)} at stage {adopted_at:g} or above"
