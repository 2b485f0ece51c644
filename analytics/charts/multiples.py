"""Trends side by side: one small control chart an organisation, all in one picture that fits any width.

A facet of Vega-Lite has a fixed width, so it is cut off on a phone. Here the panels are laid out by expressions of the
picture's own width: as many columns as there is room for, and a row of `PANEL_PIXELS` each. Rows carry positions within
a panel as fractions: `t` across the whole time span, `v` up the value axis, which all panels share. Counts are the
exception: organisations differ too much in size, so each panel of counts has an axis of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.charts import themes
from analytics.charts.composed import composed, varied
from analytics.charts.control_rows import MARKS
from analytics.charts.legend import WORDS, line, present, sign
from analytics.charts.multiples_rows import rows
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE

__all__ = ["rows", "template"]

PANEL_PIXELS, TOP, FOOT = 172, 42, 26
LEFT, RIGHT = 40, 14
PLOT_PIXELS = PANEL_PIXELS - TOP - FOOT
NARROWEST, NARROW_BELOW, NARROWEST_ON_PHONES, MOST_COLUMNS = 230, 520, 150, 5


@lru_cache(maxsize=8)
def template(illustrative: bool = False) -> dict[str, Any]:
    """The specification of small multiples, without data. The same object each time: do not change it."""
    return varied(_composed(), title=ILLUSTRATIVE) if illustrative else _composed()


def key(rows: pd.DataFrame) -> list[Mark]:
    """The legend of what `rows` draw."""
    points = rows[rows["what"] == "point"]
    lines = [line("average")] if points["centre"].notna().any() else []
    limits = [line("limits", dash="4 3")] if points[["lower", "upper"]].notna().any(axis=None) else []
    chosen = [sign("▶", "your choice")] if rows["name"].str.startswith("▶").any() else []
    # Without an average nothing is judged, and the mark says no more than where the newest figure lies.
    said = WORDS if lines else WORDS | {"Common cause": "newest figure, not judged"}
    return [*present(set(points["mark"]), MARKS, said), *lines, *limits, *chosen]


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    wide = "width / columns"
    left = f"(datum.panel % columns) * {wide} + {LEFT}"
    across = f"({wide} - {LEFT + RIGHT})"
    base = (
        alt.Chart()
        .transform_calculate(row="floor(datum.panel / columns)")
        .transform_calculate(top=f"datum.row * {PANEL_PIXELS} + {TOP}", left=left, right=f"{left} + {across}")
        .transform_calculate(x=f"datum.left + datum.t * {across}")
    )
    # The band of rows gives the picture its height; nothing else may have a scale of its own on this axis.
    rows = base.mark_rect(opacity=0, aria=False, tooltip=None).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    )
    layers = [rows, *_axes(base), *_lines(base), *_points(base), *_titles(base)]
    spec = themes.finish(alt.layer(*layers).properties(width="container", height=alt.Step(PANEL_PIXELS)))
    narrow = f"width < {NARROW_BELOW} ? {NARROWEST_ON_PHONES} : {NARROWEST}"
    spec["params"] = [
        *spec["params"],
        {"name": "columns", "expr": f"clamp(floor(width / ({narrow})), 1, {MOST_COLUMNS})"},
    ]
    # Nothing stands beside the panels, so it fits by itself; to “fit” a picture as high as its rows sets off a warning.
    spec["autosize"], spec["padding"] = {"type": "pad"}, {"left": 0, "right": 0, "top": 4, "bottom": 2}
    spec["config"] |= {
        "view": {"stroke": None},
        "title": {"fontSize": themes.FONT_SIZE, "anchor": "end", "color": themes.INK},
    }
    return spec


def _x(field: str) -> Any:
    import altair as alt

    return alt.X(f"{field}:Q", scale=None, axis=None)


def _y(expression: str) -> Any:
    import altair as alt

    return alt.value(alt.ExprRef(f"datum.top + {expression}"))


def _up(field: str) -> Any:
    return _y(f"(1 - datum.{field}) * {PLOT_PIXELS}")


def _axes(base: Any) -> list[Any]:
    """Light lines with their values, and the first and last month where no panel stands below."""
    import altair as alt

    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    ticks = base.transform_filter("datum.what === 'tick'")
    rules = ticks.mark_rule(color=themes.LINE, opacity=0.35, strokeWidth=0.8, **quiet)
    small: dict[str, Any] = {"fontSize": 11, "color": themes.INK, **quiet}
    ends = base.transform_filter("datum.what === 'panel'")
    foot = _y(f"{PLOT_PIXELS + 14}")
    return [
        rules.encode(x=_x("left"), x2=alt.X2("right"), y=_up("v")),
        ticks.mark_text(align="right", baseline="middle", dx=-4, **small).encode(
            x=_x("left"), y=_up("v"), text="label:N"
        ),
        ends.mark_text(align="left", **small).encode(x=_x("left"), y=foot, text="from:N"),
        ends.mark_text(align="right", **small).encode(x=_x("right"), y=foot, text="until:N"),
    ]


def _lines(base: Any) -> list[Any]:
    drawn = []
    looks: dict[str, dict[str, Any]] = {
        "lower": {"strokeDash": [4, 3], "strokeWidth": 1, "opacity": 0.8},
        "upper": {"strokeDash": [4, 3], "strokeWidth": 1, "opacity": 0.8},
        "centre": {"strokeWidth": 1.2, "opacity": 0.9},
    }
    points = base.transform_filter("datum.what === 'point'")
    for name, look in looks.items():
        line = points.transform_filter(f"isValid(datum.{name})").mark_line(
            color=themes.LINE, interpolate="step", aria=False, tooltip=None, **look
        )
        drawn.append(line.encode(x=_x("x"), y=_up(name), detail="panel:N"))
    values = points.transform_filter("isValid(datum.v)").mark_line(
        color=themes.LINE, strokeWidth=1.4, aria=False, tooltip=None
    )
    return [*drawn, values.encode(x=_x("x"), y=_up("v"), detail="part:N")]


def _look() -> dict[str, Any]:
    import altair as alt

    names, shapes, fills = list(MARKS), [s for s, _ in MARKS.values()], [f for _, f in MARKS.values()]
    outline = [themes.OUTLINE[f] for f in fills]
    return {
        "shape": alt.Shape("mark:N", legend=None, scale=alt.Scale(domain=names, range=shapes)),
        "fill": alt.Fill("mark:N", legend=None, scale=alt.Scale(domain=names, range=fills)),
        "stroke": alt.Stroke("mark:N", legend=None, scale=alt.Scale(domain=names, range=outline)),
    }


def _points(base: Any) -> list[Any]:
    import altair as alt

    tips = {"name": "Organisation", "label": "Period", "value_text": "Value", "meaning": "This point"}
    tip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()]
    points = base.transform_filter("datum.what === 'point' && isValid(datum.v)").mark_point(opacity=1, strokeWidth=1)
    size = alt.condition("datum.large", alt.value(42), alt.value(9))
    return [points.encode(x=_x("x"), y=_up("v"), size=size, description="described:N", tooltip=tip, **_look())]


def _titles(base: Any) -> list[Any]:
    """The organisation's name, and below it its verdict: a mark and words."""
    import altair as alt

    panels = base.transform_filter("datum.what === 'panel'")
    held_in: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "limit": alt.ExprRef(f"width / columns - {RIGHT + 4}"),
    }
    look: dict[str, Any] = {"color": themes.INK, "tooltip": None, **held_in}
    start = panels.transform_calculate(
        start=f"datum.left - {LEFT - 4}", second=f"datum.left - {LEFT - 18}", icon=f"datum.left - {LEFT - 9}"
    )
    name, verdict = alt.value(alt.ExprRef(f"datum.top - {TOP - 10}")), alt.value(alt.ExprRef(f"datum.top - {TOP - 27}"))
    icon = panels.transform_calculate(icon=f"datum.left - {LEFT - 9}").transform_filter("datum.mark !== ''")
    return [
        start.mark_text(fontWeight="bold", fontSize=themes.FONT_SIZE, aria=False, **look).encode(
            x=_x("start"), y=name, text="name:N"
        ),
        start.mark_text(fontSize=themes.SMALL_FONT_SIZE, aria=False, **look).encode(
            x=_x("second"), y=verdict, text="verdict:N"
        ),
        icon.mark_point(size=60, opacity=1, strokeWidth=1.2, tooltip=None).encode(
            x=_x("icon"), y=verdict, description="described:N", **_look()
        ),
    ]
