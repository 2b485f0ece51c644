"""The funnel plot: each organisation's rate over its denominator, between limits that narrow to the right.

Band shows by shape as well as colour: a small circle is within the limits, a triangle is an alert (beyond the inner
limits, 2 sigma or 95%) and a square an alarm (beyond the outer ones). The organisations that the reader chose have a
ring. Names stand beside outliers and chosen ones where there is room: the rows hold one set of labels for wide plots and
one for narrow ones.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import placing, themes
from analytics.charts.composed import composed, varied
from analytics.charts.legend import line, present
from analytics.charts.legend import mark as mark_of
from analytics.model import Band, Better, Funnel, Limits, Unit
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE

HEIGHT = 400
NARROW = 480
ROOMS = {"wide": (720.0, 330.0, 24), "narrow": (290.0, 330.0, 15)}
"""Plot sizes in pixels for which labels are placed, and how long a name may be."""

LINES = ("lower_outer", "lower_inner", "upper_inner", "upper_outer")
LINE_NAMES = {Limits.SIGMA: {"inner": "2σ", "outer": "3σ"}, Limits.PERCENT: {"inner": "95%", "outer": "99.8%"}}
"""What stands at the ends of the lines."""
MARKS = {
    "Within": ("circle", themes.COMMON),
    "Alert, better": ("triangle-up", themes.IMPROVEMENT),
    "Alert, worse": ("triangle-up", themes.CONCERN),
    "Alert": ("triangle-up", themes.NEUTRAL),
    "Alarm, better": ("square", themes.IMPROVEMENT),
    "Alarm, worse": ("square", themes.CONCERN),
    "Alarm": ("square", themes.NEUTRAL),
}
"""What a point's shape and fill say."""

COLUMNS = (
    "what", "room", "name", "denominator", "value", "centre", *LINES, "mark", "chosen", "value_text", "counts", "meaning",
    "described", "text", "align", "dx", "dy", "x_low", "x_high", "y_low", "y_high",
)  # fmt: skip


@lru_cache(maxsize=64)
def template(unit: Unit, illustrative: bool = False, who: str = "", says: str = "") -> dict[str, Any]:
    """The specification of a funnel plot in this unit, without data. The same object each time: do not change it.

    `who` is counted across, with when ("babies, April 2022 to March 2023"), and `says` heads the axis of values.
    """
    across = {"axis": {"title": [text for text in (who, ILLUSTRATIVE if illustrative else "") if text] or None}}
    number = themes.number_label(Unit.RATE if unit is Unit.COUNT else unit)
    up = {"axis": {"labelExpr": number} | themes.headed(says)}
    return varied(_composed(), {"denominator": across, "x_low": across, "value": up, "y_low": up})


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x_axis = alt.Axis(
        labelExpr=themes.number_label(Unit.COUNT),
        grid=False,
        tickCount=alt.ExprRef("clamp(width / 90, 2, 8)"),  # type: ignore[arg-type]
    )
    y_axis = alt.Axis(title=None, tickCount=5, labelLimit=70)
    scale = alt.Scale(zero=False, nice=False)
    x, y = alt.X("denominator:Q", axis=x_axis, scale=scale), alt.Y("value:Q", axis=y_axis, scale=scale)
    room = alt.Chart().transform_filter("datum.what === 'room'").mark_rule(opacity=0, aria=False, tooltip=None)
    room = room.encode(x=alt.X("x_low:Q", axis=x_axis, scale=scale), x2="x_high:Q")
    tall = alt.Chart().transform_filter("datum.what === 'room'").mark_rule(opacity=0, aria=False, tooltip=None)
    tall = tall.encode(y=alt.Y("y_low:Q", axis=y_axis, scale=scale), y2="y_high:Q")
    centre = alt.Chart().transform_filter("datum.what === 'room'")
    centre = centre.mark_rule(color=themes.LINE, strokeWidth=1.6, aria=False, tooltip=None).encode(y="centre:Q")
    layers = [room, tall, centre, *_curves(x), *_points(x, y), *_labels(x, y)]
    return themes.finish(alt.layer(*layers).properties(height=HEIGHT, width="container"))


def _curves(x: Any) -> list[Any]:
    import altair as alt

    drawn = []
    for name in LINES:
        dash = [6, 4] if name.endswith("inner") else [1, 0]
        line = alt.Chart().transform_filter(f"datum.what === 'curve' && isValid(datum.{name})")
        line = line.mark_line(color=themes.LINE, strokeWidth=1.3, strokeDash=dash, clip=True, aria=False, tooltip=None)
        drawn.append(line.encode(x=x, y=alt.Y(f"{name}:Q")))
    return drawn


def _points(x: Any, y: Any) -> list[Any]:
    import altair as alt

    names, shapes, fills = list(MARKS), [s for s, _ in MARKS.values()], [f for _, f in MARKS.values()]
    tips = {"name": "Organisation", "value_text": "Value", "counts": "Counts", "meaning": "In the funnel"}
    tip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()]
    base = alt.Chart().transform_filter("datum.what === 'point'")
    ring = base.transform_filter("datum.chosen").mark_point(
        filled=False, size=230, stroke=themes.CHOSEN, strokeWidth=2.5, opacity=1, aria=False
    )
    points = base.mark_point(opacity=1, strokeWidth=1.3).encode(
        x=x,
        y=y,
        shape=alt.Shape("mark:N", legend=None, scale=alt.Scale(domain=names, range=shapes)),
        fill=alt.Fill("mark:N", legend=None, scale=alt.Scale(domain=names, range=fills)),
        stroke=alt.Stroke(
            "mark:N", legend=None, scale=alt.Scale(domain=names, range=[themes.OUTLINE[f] for f in fills])
        ),
        size=alt.condition("datum.mark === 'Within'", alt.value(32), alt.value(80)),
        description="described:N",
        tooltip=tip,
    )
    return [ring.encode(x=x, y=y, tooltip=tip), points]


def _labels(x: Any, y: Any) -> list[Any]:
    """Names beside points and sigmas at the ends of the lines, on a halo in the background's colour."""
    import altair as alt

    shown = f"datum.what === 'label' && (datum.room === '' || datum.room === (width < {NARROW} ? 'narrow' : 'wide'))"
    place: dict[str, Any] = {
        "align": alt.ExprRef("datum.align"),
        "dx": alt.ExprRef("datum.dx"),
        "dy": alt.ExprRef("datum.dy"),
        "baseline": "middle",
        "fontSize": themes.SMALL_FONT_SIZE,
        "fontWeight": alt.ExprRef("datum.chosen ? 'bold' : 'normal'"),
        "aria": False,
        "tooltip": None,
    }
    looks: list[dict[str, Any]] = [
        {"stroke": alt.ExprRef("background"), "strokeWidth": 3, "strokeJoin": "round"},
        {"color": themes.INK},
    ]
    base = alt.Chart().transform_filter(shown)
    return [base.mark_text(**place, **look).encode(x=x, y=y, text="text:N") for look in looks]


def key(rows: pd.DataFrame, limits: Limits) -> list[Mark]:
    """The legend of what `rows` draw."""
    inner, outer, _ = words.funnel.BEYOND[limits]
    points = rows[rows["what"] == "point"]
    beyond = {"Alert": f"beyond {inner}", "Alarm": f"beyond {outer}"}
    said = {
        name: f"{name.lower()}: {beyond[name[:5]]}" if name[:5] in beyond else "within the limits" for name in MARKS
    }
    ring = [mark_of("circle", themes.CHOSEN, "your choice", hollow=True)] if points["chosen"].any() else []
    lines = [line("average"), line(inner, dash="6 4"), line(outer)]
    return [*present(set(points["mark"]), MARKS, said), *ring, *lines]


def rows(funnel: Funnel, chosen: Collection[str] = ()) -> pd.DataFrame:
    """What the template draws; `chosen` are codes. `what`: "room" (one row), "curve", "point" or "label"."""
    if funnel.rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    low, high = _domain(funnel)
    ends = (float(funnel.curves["denominator"].iloc[0]), float(funnel.curves["denominator"].iloc[-1]))
    points = _point_rows(funnel, chosen)
    frame = {"what": "room", "centre": funnel.centre, "x_low": ends[0], "x_high": ends[1], "y_low": low, "y_high": high}
    curves = funnel.curves.assign(what="curve")
    named = pd.DataFrame(_label_rows(points, ends, (low, high)) + _line_labels(funnel, (low, high)))
    out = pd.concat([pd.DataFrame([frame]), curves, points, named], ignore_index=True).reindex(columns=list(COLUMNS))
    written = ["room", "name", "mark", "value_text", "counts", "meaning", "described", "text", "align"]
    out[written] = out[written].astype("str").where(out[written].notna(), "")
    out["chosen"] = out["chosen"].eq(True)
    numbers = out.columns.difference([*written, "what", "chosen"])
    out[numbers] = out[numbers].astype(float)
    return out


def mark(band: str, side: str, better: Better) -> str:
    """The name in MARKS of an organisation in this band and on this side of the average."""
    if band == Band.WITHIN:
        return "Within"
    name = band.capitalize()
    if better is Better.NEUTRAL:
        return name
    return f"{name}, {'better' if (side == 'above') == (better is Better.INCREASE) else 'worse'}"


def _point_rows(funnel: Funnel, chosen: Collection[str]) -> pd.DataFrame:
    """The points: chosen ones last, so that they lie on top."""
    rows = funnel.rows
    value_text = [words.funnel.value(funnel, v) for v in rows["value"]]
    meaning = [words.funnel.place(funnel, b, s) for b, s in zip(rows["band"], rows["side"], strict=True)]
    points = pd.DataFrame(
        {
            "what": "point",
            "name": rows["name"],
            "denominator": rows["denominator"],
            "value": rows["value"],
            "mark": [mark(b, s, funnel.measure.better) for b, s in zip(rows["band"], rows["side"], strict=True)],
            "chosen": rows["code"].isin(list(chosen)),
            "value_text": value_text,
            "counts": [words.formats.counts(n, d) for n, d in zip(rows["numerator"], rows["denominator"], strict=True)],
            "meaning": meaning,
            "described": [f"{n}: {v}, {m}" for n, v, m in zip(rows["name"], value_text, meaning, strict=True)],
            "size": rows["z_adjusted"].abs(),
        }
    )
    return points.sort_values(["chosen", "size"], ignore_index=True)


def _label_rows(points: pd.DataFrame, x: tuple[float, float], y: tuple[float, float]) -> list[dict[str, Any]]:
    """Names of the chosen and of outliers, furthest out first, where they find room."""
    worth = points[points["chosen"] | (points["mark"] != "Within")]
    order = worth.sort_values(["chosen", "size"], ascending=False).index.tolist()
    across = ((points["denominator"] - x[0]) / (x[1] - x[0])).tolist()
    up = ((points["value"] - y[0]) / (y[1] - y[0])).tolist()
    found = []
    for room, (width, height, length) in ROOMS.items():
        texts = [words.formats.shorten(str(name), length) for name in points["name"]]
        for label in placing.place(across, up, texts, order, width, height):
            at = points.loc[label.index]
            found.append({
                "what": "label", "room": room, "denominator": at["denominator"], "value": at["value"],
                "chosen": at["chosen"], "text": texts[label.index], "align": label.align, "dx": label.dx, "dy": label.dy,
            })  # fmt: skip
    return found


def _line_labels(funnel: Funnel, y: tuple[float, float]) -> list[dict[str, Any]]:
    last, names = funnel.curves.iloc[-1], LINE_NAMES[funnel.limits]
    return [
        {"what": "label", "room": "", "denominator": last["denominator"], "value": last[name], "chosen": False,
         "text": names[name.split("_")[1]], "align": "right", "dx": -2.0, "dy": -8.0 if name.startswith("upper") else 8.0}
        for name in LINES if y[0] <= last[name] <= y[1]
    ]  # fmt: skip


def _domain(funnel: Funnel) -> tuple[float, float]:
    """The y axis: every point, and the limits of all but the smallest organisations, with a little air."""
    values = funnel.rows["value"].to_numpy(float)
    usual = float(funnel.rows["denominator"].quantile(0.1))
    limits = funnel.curves.loc[funnel.curves["denominator"] >= usual, list(LINES)].to_numpy(float)
    drawn = np.concatenate([values, limits[np.isfinite(limits)], [funnel.centre]])
    least, most = float(drawn.min()), float(drawn.max())
    air = 0.06 * (most - least) or 0.1 * abs(most) or 1.0
    bounded = funnel.measure.unit is Unit.PERCENT
    return max(least - air, 0.0), min(most + air, 1.02) if bounded else most + air if math.isfinite(most) else 1.0
