"""The control chart: values, centre line, limits, target and dated events, one template for each unit.

A chart without limits ("line": adoption, a rolling year) is the same template: lines that are NaN are not drawn. State
shows by shape as well as colour: a circle is common cause, a triangle points up for special cause high and down for
low, a diamond is special cause without a better direction. Hollow points are provisional or not counted; a missing
period breaks the line and leaves a cross at the foot.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from analytics.charts import by_period, themes
from analytics.charts.composed import composed, varied
from analytics.charts.control_rows import MARKS, rows
from analytics.model import Grain, Unit
from analytics.model.labels import ILLUSTRATIVE

__all__ = ["axes", "event_layers", "rows", "template"]

HEIGHT, LARGE_HEIGHT = 260, 340


def _value_axis(unit: Unit) -> dict[str, Any]:
    """How the axis of values is written in a unit."""
    label = themes.number_label(unit)
    if unit is Unit.PERCENT:
        # Above 100% there may be room for events, but there is no such percentage: no label and no grid line.
        grid = {"condition": {"test": "datum.value > 1.0001", "value": 0}, "value": 1}
        return {"labelExpr": f"datum.value > 1.0001 ? '' : {label}", "gridOpacity": grid}
    return {"labelExpr": label, "tickMinStep": 1} if unit is Unit.COUNT else {"labelExpr": label}


_FINANCIAL_YEAR = (
    "((month(datum.value) >= 3 ? 0 : -1) + year(datum.value)) + '/' + "
    "format(((month(datum.value) >= 3 ? 1 : 0) + year(datum.value)) % 100, '02d')"
)
_QUARTER = f"'Q' + (floor(((month(datum.value) + 9) % 12) / 3) + 1) + ' ' + {_FINANCIAL_YEAR}"


def _period_axis(grain: Grain) -> dict[str, Any]:
    """Ticks where periods begin, named as people name them; Vega leaves out labels that have no room."""
    if grain is Grain.QUARTER:
        return {"labelExpr": _QUARTER, "tickCount": {"interval": "month", "step": 3}}
    if grain is Grain.YEAR:
        april = f"month(datum.value) == 3 ? {_FINANCIAL_YEAR} : ''"
        return {"labelExpr": april, "tickCount": {"interval": "month", "step": 3}, "ticks": False}
    return {"labelExpr": "timeFormat(datum.value, '%b %Y')", "tickCount": {"expr": "clamp(width / 75, 2, 8)"}}


@lru_cache(maxsize=256)
def template(
    unit: Unit, large: bool = False, illustrative: bool = False, grain: Grain = Grain.MONTH, says: str = ""
) -> dict[str, Any]:
    """The specification of a control chart in this unit and grain, without data. The same object each time: do not
    change it. `says` heads the axis of values (`words.formats.axis`)."""
    return varied(_composed(), axes(unit, illustrative, grain, says), height=LARGE_HEIGHT if large else HEIGHT)


def axes(unit: Unit, illustrative: bool, grain: Grain, says: str = "") -> dict[str, dict[str, Any]]:
    """What the axes of periods and of values say, by field."""
    title = ILLUSTRATIVE if illustrative else None
    return {
        "period": {"title": title, "axis": _period_axis(grain)},
        "y_low": {"axis": _value_axis(unit) | themes.headed(says)},
    }


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x, room = by_period.time(), by_period.room()
    periods = alt.Chart().transform_filter("datum.what === 'period'")

    def line(field: str, **look: Any) -> Any:
        return periods.mark_line(interpolate="step", aria=False, tooltip=None, **look).encode(x=x, y=f"{field}:Q")

    limits = [line(f, color=themes.LINE, strokeDash=[6, 4], strokeWidth=1.2) for f in ("lower", "upper")]
    dots = {"color": themes.LINE, "strokeDash": [1, 4], "strokeWidth": 1.2}
    two_sigma = [line(f, **dots) for f in ("lower_2sigma", "upper_2sigma")]
    centre = line("centre", color=themes.LINE, strokeWidth=1.6)
    target = line("target", color=themes.TARGET, strokeDash=[10, 4], strokeWidth=1.5)
    written = periods.transform_filter("datum.target_label !== ''")
    place: dict[str, Any] = {
        "align": alt.ExprRef("datum.target_side"),
        "dy": alt.ExprRef("datum.target_dy"),
        "fontSize": themes.SMALL_FONT_SIZE,
        "aria": False,
    }
    # Drawn twice: a halo in the background's colour keeps the words readable where a line or a point is in the way.
    looks: list[dict[str, Any]] = [
        {"stroke": alt.ExprRef("background"), "strokeWidth": 3, "strokeJoin": "round"},
        {"color": themes.INK},
    ]
    label = [
        written.mark_text(**place, **o, tooltip=None).encode(x=x, y="target:Q", text="target_label:N") for o in looks
    ]
    values = periods.mark_line(color=themes.LINE, strokeWidth=1.4, aria=False, tooltip=None).encode(x=x, y="value:Q")
    smooth = periods.mark_line(color=themes.INK, strokeWidth=2.5, opacity=0.65, aria=False, tooltip=None).encode(
        x=x, y="smooth:Q"
    )
    layers = [
        room,
        *event_layers(x),
        *limits,
        *two_sigma,
        centre,
        target,
        values,
        smooth,
        *_point_layers(x, periods),
        *label,
    ]
    return themes.finish(alt.layer(*layers).properties(width="container"))


def event_layers(x: Any) -> list[Any]:
    """A rule from the event's own level at the top down to the foot, under everything else, and its label beside it."""
    import altair as alt

    happened = alt.Chart().transform_filter("datum.what === 'event'")
    tips = {"label": "Date", "meaning": "Event", "more": "About it"}
    tip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()]
    rule = happened.mark_rule(color=themes.LINE, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(
        x=x, y="event_y:Q", y2="event_foot:Q", tooltip=tip
    )
    text = happened.mark_text(
        align=alt.ExprRef("datum.event_side"),
        dx=alt.ExprRef("datum.event_side === 'left' ? 4 : -4"),
        baseline="top",
        fontSize=themes.SMALL_FONT_SIZE,
        color=themes.INK,
    ).encode(x=x, y="event_y:Q", text="event:N", tooltip=tip)
    return [rule, text]


def _point_layers(x: Any, periods: Any) -> list[Any]:
    import altair as alt

    names, shapes, fills = list(MARKS), [s for s, _ in MARKS.values()], [f for _, f in MARKS.values()]
    tip = [
        alt.Tooltip("label:N", title="Period"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("counts:N", title="Counts"),
        alt.Tooltip("expected:N", title="Expected"),
        alt.Tooltip("meaning:N", title="This point"),
    ]
    look = {"opacity": 1, "strokeWidth": 1.5}
    points = (
        periods.transform_filter("isValid(datum.value)")
        .mark_point(size=alt.ExprRef("clamp(pow(0.8 * width / datum.periods, 2), 22, 75)"), **look)
        .encode(
            x=x,
            y="value:Q",
            shape=alt.Shape("mark:N", legend=None, scale=alt.Scale(domain=names, range=shapes)),
            fill=alt.Fill("mark:N", legend=None, scale=alt.Scale(domain=names, range=fills)),
            stroke=alt.Stroke(
                "mark:N", legend=None, scale=alt.Scale(domain=names, range=[themes.OUTLINE[f] for f in fills])
            ),
            fillOpacity=alt.condition("datum.hollow", alt.value(0), alt.value(1)),
            description="described:N",
            tooltip=tip,
        )
    )
    missing = (
        periods.transform_filter("!isValid(datum.value)")
        .mark_text(text="×", fontSize=15, baseline="bottom", color=themes.INK)
        .encode(x=x, y=alt.Y("foot:Q"), description="described:N", tooltip=[tip[0], tip[4]])
    )
    return [points, missing]
