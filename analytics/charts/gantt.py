"""Phases on a time line: light bars are the plan, dark ones what happened over it, and a line the day shown.

A row is a phase (of one trust, or of the middle one of many) or a trust (on one phase): the picture is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import legend, themes, time_lines
from analytics.charts.composed import composed, varied
from analytics.model import Element, PhaseCount, Phases
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE

ROW_PIXELS = 46
PLANNED, HAPPENED = themes.STEP_FILLS[1], themes.STEP_FILLS[5]
MARKS = {
    "begun": ("triangle-right", themes.STEP_FILLS[6]),
    "complete": ("square", themes.STEP_FILLS[6]),
    "go-live": ("diamond", themes.AMBER),
}
"""Each mark: its shape and its fill. Shape tells them apart without colour."""
COLUMNS = ("key", "part", "start", "end", "day", "mark", "what", "when", "described")


@lru_cache(maxsize=128)
def template(rows: int, illustrative: bool = False) -> dict[str, Any]:
    """The picture of so many rows, without data. The same object each time: do not change it."""
    return varied(_composed(), height=ROW_PIXELS * max(rows, 1) + 46, title=ILLUSTRATIVE if illustrative else "")


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    axis, y, tip = time_lines.days(10), time_lines.names(), time_lines.tip()
    span = alt.Scale(padding=10)
    base = alt.Chart()
    guides = (
        base.transform_filter("datum.part === 'planned'")
        .mark_rule(color=themes.LINE, opacity=0.3, aria=False)
        .encode(y=y)
    )

    def bars(part: str, fill: str, height: float) -> Any:
        drawn = base.transform_filter(f"datum.part === '{part}' && isValid(datum.start)")
        return drawn.mark_bar(color=fill, stroke=themes.LINE, height=alt.RelativeBandSize(height)).encode(
            x=alt.X("start:T", axis=axis, scale=span), x2="end:T", y=y, tooltip=tip, description="described:N"
        )

    on_a_day = base.transform_filter("datum.part === 'mark'")
    marks = time_lines.marks(on_a_day, alt.X("day:T", axis=axis, scale=span), MARKS, 130)
    today = (
        base.transform_filter("datum.part === 'today'")
        .mark_rule(color=themes.CONCERN, strokeDash=[6, 4], strokeWidth=2)
        .encode(x=alt.X("day:T", axis=axis, scale=span), tooltip=tip, description="described:N")
    )
    layers = (guides, bars("planned", PLANNED, 0.72), bars("happened", HAPPENED, 0.3), marks, today)
    spec = themes.finish(alt.layer(*layers).properties(width="container"))
    spec["config"] |= {"title": {"fontSize": themes.FONT_SIZE, "anchor": "end", "color": themes.INK}}
    return spec


def plan_rows(counts: tuple[PhaseCount, ...], when: date) -> pd.DataFrame:
    """A row a phase: its planned days, and when the middle trust had begun and completed it. For several trusts."""
    records: list[dict[str, Any]] = [_today(when)]
    for place, one in enumerate(counts):
        key = _key(place, one.element.title, words.phases.standing(one))
        records += _planned(key, one.element, counts)
        records += _happened(key, one.element.title, one.middle_began, one.middle_done, when, "half of the trusts had ")
    return pd.DataFrame(records, columns=list(COLUMNS))


def path_rows(found: Phases, when: date) -> pd.DataFrame:
    """A row a phase of one trust: the plan, and its own way over it."""
    rows = {row["element"]: row for row in found.rows.to_dict("records")}
    records: list[dict[str, Any]] = [_today(when)]
    for place, element in enumerate(found.pathway.elements):
        row = rows.get(element.slug)
        key = _key(place, element.title, words.phases.status(row))
        records += _planned(key, element, found.pathway.elements)
        records += _own(key, element.title, row, when)
    return pd.DataFrame(records, columns=list(COLUMNS))


def trust_rows(found: Phases, element: Element, when: date) -> pd.DataFrame:
    """A row a trust on one phase: the same plan for all, and each one's own way; who began first comes first."""
    of = found.rows[found.rows["element"] == element.slug].sort_values(["began", "done", "name"], na_position="last")
    records: list[dict[str, Any]] = [_today(when)]
    for place, row in enumerate(of.to_dict("records")):
        key = _key(place, str(row["name"]), words.phases.status(row))
        records += _planned(key, element, found.pathway.elements)
        records += _own(key, f"{row['name']}, {element.title}", row, when)
    return pd.DataFrame(records, columns=list(COLUMNS))


def marks(middle: bool) -> tuple[Mark, ...]:
    """What each mark means. `middle`: the dark bars are the middle trust's."""
    whose = "half of the trusts had begun it, until half had completed it" if middle else "begun, until complete"
    said = {
        "begun": "half had begun" if middle else "begun",
        "complete": "half had completed" if middle else "complete",
        **({} if middle else {"go-live": "the trust’s own planned go-live"}),
    }
    return (
        legend.box(PLANNED, "planned nationally"),
        legend.box(HAPPENED, f"what happened: {whose}, or to the day shown"),
        *legend.present(said, MARKS, said),
        legend.upright("the day shown", "6 4", themes.CONCERN),
    )


def _key(place: int, name: str, status: str) -> str:
    """The label of a row: its place, its name and how it stands, kept apart by what neither may hold."""
    return f"{place:03d}|{words.formats.shorten(name.replace('|', '/'), themes.NAME_LENGTH)}|{status.replace('|', '/')}"


def _planned(key: str, element: Element, others: tuple[Any, ...]) -> list[dict[str, Any]]:
    """The planned days of a phase; an open end is drawn to the last day that the plan names."""
    if element.planned_from is None:
        return [_record(key, "planned", element.title, "No dates are planned")]
    elements = [getattr(other, "element", other) for other in others]
    end = element.planned_to or max(e.planned_to for e in elements if e.planned_to)
    # A bar ends where its last day ends.
    return [
        _record(
            key,
            "planned",
            f"{element.title}, planned",
            words.phases.planned(element),
            start=element.planned_from,
            end=end + timedelta(days=1),
        )
    ]


def _own(key: str, what: str, row: Mapping[Any, Any] | None, when: date) -> list[dict[str, Any]]:
    if row is None:
        return []
    began, done, live = (None if pd.isna(row[name]) else row[name].date() for name in ("began", "done", "planned_for"))
    records = _happened(key, what, began, done, when, "by the first record, " if row["from_start"] else "")
    if live:
        said = f"Planned for {words.formats.day(live)}"
        records.append(_record(key, "mark", f"{what}, planned go-live", said, day=live, mark="go-live"))
    return records


def _happened(key: str, what: str, began: date | None, done: date | None, when: date, who: str) -> list[dict[str, Any]]:
    if began is None:
        return []
    start = f"{who}begun by {words.formats.day(began)}"
    end = f"{who}completed by {words.formats.day(done)}" if done else f"still under way at {words.formats.day(when)}"
    said = f"{start[0].upper()}{start[1:]}; {end}"
    records = [
        _record(key, "happened", what, said, start=began, end=done or when),
        _record(key, "mark", what, f"{start[0].upper()}{start[1:]}", day=began, mark="begun"),
    ]
    if done:
        records.append(_record(key, "mark", what, f"{end[0].upper()}{end[1:]}", day=done, mark="complete"))
    return records


def _today(when: date) -> dict[str, Any]:
    return _record(None, "today", "The day shown", words.formats.day(when), day=when)


def _record(
    key: str | None, part: str, what: str, when: str, start: date | None = None, end: date | None = None,
    day: date | None = None, mark: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    stamps = {name: pd.Timestamp(at) if at else pd.NaT for name, at in (("start", start), ("end", end), ("day", day))}
    return {
        "key": key,
        "part": part,
        **stamps,
        "mark": mark,
        "what": what,
        "when": when,
        "described": f"{what}: {when}",
    }
