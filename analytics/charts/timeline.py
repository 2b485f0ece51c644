"""The phases of a national plan on a time line: what was planned (open diamonds), what happened (bars)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import legend, themes, time_lines
from analytics.charts.composed import composed, varied
from analytics.model import Pathway, Scale, Step
from analytics.model.exhibit import Mark

ROW_PIXELS = 52
MARKS = {
    "Planned": ("diamond", themes.CHOSEN),
    "Planned, met": ("circle", themes.IMPROVEMENT),
    "Planned, missed": ("cross", themes.CONCERN),
    "Planned, re-planned": ("triangle-right", themes.NEUTRAL),
    "Completed": ("square", themes.COMMON),
}
"""Each mark of the picture: its shape and its fill, so that colour is never the only difference."""
_MARK_OF = {"✓": "Planned, met", "✗": "Planned, missed", "↷": "Planned, re-planned"}
COLUMNS = ("key", "start", "end", "day", "mark", "what", "when", "described")


@lru_cache(maxsize=8)
def template(phases: int) -> dict[str, Any]:
    """The time line of so many phases, without data. It is the national plan, so it is never illustrative."""
    return varied(_composed(), height=ROW_PIXELS * phases + 40)


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    axis, y, tip = time_lines.days(8), time_lines.names(), time_lines.tip()
    span = alt.Scale(padding=12)  # a mark on the first day must not lie on its label
    base = alt.Chart()
    # The guides have a row for each phase, so that one without any date still has its place.
    guides = base.mark_rule(color=themes.LINE, opacity=0.35, strokeWidth=1, aria=False).encode(y=y)
    bars = (
        base.transform_filter("isValid(datum.start)")
        .mark_bar(color=themes.STEP_FILLS[3], stroke=themes.LINE, height=alt.RelativeBandSize(0.36))
        .encode(x=alt.X("start:T", axis=axis, scale=span), x2="end:T", y=y, tooltip=tip, description="described:N")
    )
    on_a_day = base.transform_filter("isValid(datum.day)")
    marks = time_lines.marks(on_a_day, alt.X("day:T", axis=axis, scale=span), MARKS, 170)
    return themes.finish(alt.layer(guides, bars, marks).properties(width="container"))


def rows(pathway: Pathway, phases: Scale, when: date) -> pd.DataFrame:
    """One row a mark: each phase's time as reported (to `when` where it goes on), and each milestone at its due date.

    A phase of which no date is public has a row without marks, so that its name still stands in the picture.
    """
    labels = {
        s.value: f"{place}|{words.formats.shorten(f'{s.value:g} {s.label}', themes.NAME_LENGTH)}|{_state(s, when)}"
        for place, s in enumerate(phases.steps)
    }
    records: list[dict[str, Any]] = []
    for step in phases.steps:
        key, said = labels[step.value], step.dates or "No date is public"
        start = step.began if step.began and step.began <= when else None
        done = step.completed if step.completed and step.completed <= when else None
        records.append(
            _record(key, f"Phase {step.value:g} {step.label}", said, start, (done or when) if start else None)
        )
        if done:
            records.append(_record(key, f"Phase {step.value:g} completed", said, day=done, mark="Completed"))
    for milestone in pathway.milestones:
        if milestone.phase in labels:
            state = words.progress.milestone_state(milestone, when)
            said = f"{words.formats.day(milestone.due)}: {state}"
            mark = _MARK_OF.get(state[0], "Planned")
            records.append(_record(labels[milestone.phase], milestone.title, said, day=milestone.due, mark=mark))
    return pd.DataFrame(records, columns=list(COLUMNS))


def _state(step: Step, when: date) -> str:
    """How far a phase has come at a day: in the report's first words, or by its dates where the day lies before."""
    if step.completed and step.completed <= when:
        return "completed"
    if step.began or step.completed:
        return "under way" if step.began and step.began <= when else "not begun by then"
    return step.dates.partition(":")[0].lower()


def marks(drawn: pd.DataFrame) -> tuple[Mark, ...]:
    """What is on a picture of these rows."""
    said = {name: name.lower() for name in MARKS}
    bar = legend.box(themes.STEP_FILLS[3], "under way, as reported, up to the day shown")
    bars = [bar] if drawn["start"].notna().any() else []
    return (*bars, *legend.present(set(drawn["mark"].dropna()), MARKS, said))


def _record(
    key: str, what: str, when: str, start: date | None = None, end: date | None = None,
    day: date | None = None, mark: str = "",
) -> dict[str, Any]:  # fmt: skip
    stamps = {name: pd.Timestamp(at) if at else pd.NaT for name, at in (("start", start), ("end", end), ("day", day))}
    return {"key": key, **stamps, "mark": mark or None, "what": what, "when": when, "described": f"{what}: {when}"}
