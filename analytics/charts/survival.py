"""The share that has moved, over time: what was returned, read late and early with its interval, and what lies ahead if
plans are kept or the pace goes on. One template, of any height; the numbers along the bottom are of those still to move."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import legend, themes
from analytics.charts.composed import composed, varied
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.survival import Transition

HEIGHT, SMALL_HEIGHT = 320, 190
COLUMNS = (
    "day", "part", "moved", "early", "low", "high", "planned", "pace", "pace_low", "pace_high", "waiting", "what", "said",
    "described",
)  # fmt: skip


@lru_cache(maxsize=8)
def template(illustrative: bool = False, small: bool = False) -> dict[str, Any]:
    """The picture without data. The same object each time: do not change it."""
    height = SMALL_HEIGHT if small else HEIGHT
    return varied(_composed(), height=height, title=ILLUSTRATIVE if illustrative else "")


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    axis = alt.Axis(title=None, format="%b %Y", tickCount=alt.ExprRef("clamp(width / 90, 2, 10)"), labelOverlap=True)  # type: ignore[arg-type]
    percent = alt.Axis(title=None, format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    # Below nothing there is room for the numbers of those still to move.
    x = alt.X("day:T", axis=axis, scale=alt.Scale(padding=14))
    heights = alt.Scale(domain=[-0.16, 1.02], nice=False)
    tip = [alt.Tooltip("what:N", title="What"), alt.Tooltip("said:N", title="Moved")]

    def y(field: str) -> Any:
        return alt.Y(f"{field}:Q", axis=percent, scale=heights)

    def of(part: str, *, known: str) -> Any:
        return alt.Chart().transform_filter(f"datum.part === '{part}' && isValid(datum.{known})")

    def line(part: str, field: str, colour: str, dash: Sequence[float], steps: bool = True) -> Any:
        made = of(part, known=field).mark_line(
            color=colour,
            strokeDash=list(dash),
            strokeWidth=2.5,
            interpolate="step-after" if steps else "linear",
            aria=False,
        )
        return made.encode(x=x, y=y(field))

    def spread(part: str, low: str, high: str) -> Any:
        return of(part, known=low).encode(x=x, y=y(low), y2=f"{high}:Q")

    def points(part: str, field: str, shape: str, colour: str, aria: bool = True) -> Any:
        # A layer that may have no points is not told point by point: a screen reader would meet a picture without a name.
        made = of(part, known=field).mark_point(shape=shape, fill=colour, color=colour, size=50, opacity=1, aria=aria)
        return made.encode(x=x, y=y(field), tooltip=tip, description="described:N")

    due = (
        of("due", known="day")
        .mark_rule(color=themes.TARGET, strokeDash=[6, 4], strokeWidth=1.5)
        .encode(x=x, tooltip=tip, description="described:N")
    )
    waiting = of("returned", known="waiting").mark_text(dy=15, fontSize=themes.FONT_SIZE, color=themes.INK, aria=False)
    # So that pictures side by side span the same time.
    frame = of("frame", known="day").mark_point(opacity=0, aria=False, tooltip=None).encode(x=x)
    layers = (
        frame,
        spread("ahead", "pace_low", "pace_high").mark_area(color=themes.CHOSEN, opacity=0.15, aria=False),
        spread("returned", "low", "high").mark_rule(color=themes.CHOSEN, strokeWidth=7, opacity=0.3, aria=False),
        due,
        line("ahead", "pace", themes.CHOSEN, (2, 4), steps=False),
        line("plans", "planned", themes.COMMON, (8, 4)),
        line("returned", "early", themes.CHOSEN, (1, 3)),
        line("returned", "moved", themes.CHOSEN, (1, 0)),
        points("ahead", "pace", "circle", themes.CHOSEN, aria=False),
        points("plans", "planned", "diamond", themes.COMMON, aria=False),
        points("returned", "moved", "square", themes.CHOSEN),
        waiting.encode(x=x, y=alt.datum(0), text="waiting:N"),
    )
    spec = themes.finish(alt.layer(*layers).properties(width="container"))
    spec["config"] |= {"title": {"fontSize": themes.FONT_SIZE, "anchor": "end", "color": themes.INK}}
    return spec


def rows(found: Transition, until: date | None = None) -> pd.DataFrame:
    """One row a return, a planned day, a quarter of the pace, and the day by which the plan has everybody move. The
    picture goes on to `until`."""
    frame = [_record("frame", until, "", "")] if until else []
    records = [*_returned(found), *_plans(found), *_ahead(found), *_due(found), *frame]
    out = pd.DataFrame(records, columns=list(COLUMNS))
    out["described"] = out["what"] + ": " + out["said"]
    return out


def _returned(found: Transition) -> list[dict[str, Any]]:
    records = []
    for day in found.returns if len(found.rows) else ():
        low, high = found.interval_at(day)
        said = words.transition.share(found.share_at(day))
        if math.isfinite(low):
            said += f", 95% interval {words.transition.share(low)} to {words.transition.share(high)}"
        shares = {"moved": found.share_at(day), "early": found.share_at(day, early=True), "low": low, "high": high}
        record = _record("returned", day, f"Return of {words.formats.day(day)}", said, **shares)
        records.append({**record, "waiting": str(found.waiting_at(day))})
    return records


def _plans(found: Transition) -> list[dict[str, Any]]:
    """The days of plans ahead, after the newest return; none where nothing is planned."""
    days = found.planned.to_dict("records") if len(found.planned) > 1 else []
    return [
        _record(
            "plans", at["day"], f"If all plans are kept, {words.formats.day(at['day'])}",
            words.transition.share(at["value"]), planned=at["value"],
        )
        for at in days
    ]  # fmt: skip


def _ahead(found: Transition) -> list[dict[str, Any]]:
    """The quarters of the pace carried on, until the last of the shares is reached."""
    made = found.carried_on
    if made is None or made.ahead.empty:
        return []
    latest = max((one.latest or made.horizon for one in made.reached), default=made.last)
    records = []
    for at in made.ahead[made.ahead["day"] <= pd.Timestamp(latest)].to_dict("records"):
        value, low, high = (words.transition.share(at[name]) for name in ("value", "low", "high"))
        numbers = {"pace": at["value"], "pace_low": at["low"], "pace_high": at["high"]}
        what = f"If the pace goes on, {words.formats.day(at['day'])}"
        records.append(_record("ahead", at["day"], what, f"{value} ({low} to {high})", **numbers))
    return records


def _due(found: Transition) -> list[dict[str, Any]]:
    due = words.transition.due(found)
    return [_record("due", due, "The national plan", f"all by {words.formats.day(due)}")] if due else []


def _record(part: str, day: date | pd.Timestamp, what: str, said: str, **numbers: float) -> dict[str, Any]:
    return {"day": pd.Timestamp(day), "part": part, "what": what, "said": said, **numbers}


def marks(plans: bool, pace: bool) -> tuple[Mark, ...]:
    """What each mark means."""
    moved, planned = legend.line("", themes.CHOSEN, width=2.5), legend.line("", themes.COMMON, "8 4", 2.5)
    carried = legend.line("", themes.CHOSEN, "2 4", 2.5)
    ahead = "if the pace goes on, with its 95% interval (pale)"
    return (
        legend.joined(moved, legend.mark("square", themes.CHOSEN, "have moved, read as late as the returns allow")),
        legend.line("read as early", themes.CHOSEN, "1 3", 2.5),
        legend.band("95% interval (pale bar)", themes.CHOSEN),
        *([legend.joined(planned, legend.mark("diamond", themes.COMMON, "if all plans are kept"))] * plans),
        *([legend.joined(carried, legend.mark("circle", themes.CHOSEN, ahead))] * pace),
        legend.upright("all moved, by the national plan", "6 4", themes.TARGET),
        legend.sign("12", "along the bottom: trusts still to move"),
    )
