"""The CUSUM and the excess events: two small pictures of one organisation's events against a reference rate.

A grey circle is no signal, an amber triangle lies above the amber threshold (dashed) and a red square above the red one
(solid). After red the line breaks and a dotted upright line stands where the statistic starts again from 0. A period
without figures leaves a cross at the foot.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import control, legend, themes
from analytics.charts.composed import composed, varied
from analytics.model import Alert, Cusum, Grain, Unit
from analytics.model.exhibit import Mark

HEIGHT = 240
MARKS = {
    Alert.NONE: ("circle", themes.COMMON),
    Alert.AMBER: ("triangle-up", themes.AMBER),
    Alert.RED: ("square", themes.RED),
}
"""Each period's shape and fill by its alert."""
PICTURES = {
    "statistic": "Evidence of a doubling (log likelihood ratio)",
    "excess": "Events more (+) or fewer (−) than expected, so far",
}
"""What each picture's upright axis measures."""
Picture = Literal["statistic", "excess"]


@lru_cache(maxsize=16)
def template(picture: Picture, illustrative: bool = False, grain: Grain = Grain.MONTH) -> dict[str, Any]:
    """One of the two pictures at this grain, without data. The same object each time: do not change it."""
    composed_once = _statistic if picture == "statistic" else _excess
    return varied(composed_once(), control.axes(Unit.COUNT, illustrative, grain))


@composed
def _statistic() -> dict[str, Any]:
    import altair as alt

    x, first = _x(), alt.Chart().transform_filter("isValid(datum.amber)")
    layers: list[Any] = []
    for name, dash in ((Alert.AMBER.value, [6, 4]), (Alert.RED.value, [1, 0])):
        colour = themes.OUTLINE[MARKS[Alert(name)][1]]
        y = alt.Y(f"{name}:Q")
        layers.append(first.mark_rule(color=colour, strokeDash=dash, strokeWidth=1.5, **_QUIET).encode(y=y))
        layers += [first.mark_text(**look).encode(x=x, y=y, text=alt.value(name)) for look in _label_looks()]
    again = alt.Chart().transform_filter("datum.restart")
    layers.append(again.mark_rule(color=themes.LINE, strokeDash=[2, 3], strokeWidth=1.2, **_QUIET).encode(x=x))
    return _finished([*layers, *_periods(x, "statistic")])


@composed
def _excess() -> dict[str, Any]:
    import altair as alt

    nought = alt.Chart().transform_filter("isValid(datum.amber)")
    nought = nought.mark_rule(color=themes.LINE, strokeWidth=1.5, **_QUIET).encode(y=alt.datum(0))
    return _finished([nought, *_periods(_x(), "excess")])


_QUIET: dict[str, Any] = {"aria": False, "tooltip": None}


def _x() -> Any:
    import altair as alt

    axis = alt.Axis(grid=False, labelFlush=True)
    return alt.X("period:T", title=None, scale=alt.Scale(padding=10, nice=False), axis=axis)


def _label_looks() -> list[dict[str, Any]]:
    """A threshold's name at the beginning of its line, over a halo in the background's colour."""
    import altair as alt

    place = {"align": "left", "dy": -8, "fontSize": themes.SMALL_FONT_SIZE, **_QUIET}
    halo = {"stroke": alt.ExprRef("background"), "strokeWidth": 3, "strokeJoin": "round"}
    return [place | halo, place | {"color": themes.INK}]


def _periods(x: Any, field: Picture) -> list[Any]:
    """The line of a picture, broken where the statistic starts again, and a mark for each period."""
    import altair as alt

    axis = alt.Axis(title=PICTURES[field], tickCount=4, titleAngle=0, titleAlign="left", titleAnchor="end",
                    titleX=-34, titleY=-20, titleFontWeight="normal")  # fmt: skip
    y = alt.Y(f"{field}:Q", axis=axis)
    line = alt.Chart().mark_line(color=themes.LINE, strokeWidth=1.6, **_QUIET)
    detail = {"detail": "run:N"} if field == "statistic" else {}
    shapes, fills = zip(*MARKS.values(), strict=True)
    names, outlines = [alert.value for alert in MARKS], [themes.OUTLINE[fill] for fill in fills]
    tips = {"label": "Period", "said": "This period", "statistic_text": "Statistic", "excess_text": "Excess so far"}
    told: dict[str, Any] = {
        "description": "described:N",
        "tooltip": [alt.Tooltip(f"{name}:N", title=title) for name, title in tips.items()],
    }
    marks = (
        alt.Chart()
        .transform_filter("datum.known")
        .mark_point(opacity=1, strokeWidth=1.4)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("alert:N", legend=None, scale=alt.Scale(domain=names, range=list(shapes))),
            fill=alt.Fill("alert:N", legend=None, scale=alt.Scale(domain=names, range=list(fills))),
            stroke=alt.Stroke("alert:N", legend=None, scale=alt.Scale(domain=names, range=outlines)),
            size=alt.condition("datum.alert === ''", alt.value(14), alt.value(80)),
            **told,
        )
    )
    missing = (
        alt.Chart()
        .transform_filter("!datum.known")
        .mark_text(text="×", fontSize=15, baseline="bottom", color=themes.INK)
    )
    at_the_foot = missing.encode(x=x, y=alt.value("height"), **told)
    return [line.encode(x=x, y=y, **detail), marks, at_the_foot]


def _finished(layers: list[Any]) -> dict[str, Any]:
    import altair as alt

    # The title of the upright axis lies above the plot, where it needs no turning of heads.
    padding = {"left": 5, "right": 5, "bottom": 5, "top": 30}
    return themes.finish(alt.layer(*layers).properties(width="container", height=HEIGHT, padding=padding))


def marks(picture: Picture, drawn: pd.DataFrame) -> tuple[Mark, ...]:
    """What is on a picture of these rows."""
    there = set(drawn.loc[drawn["known"], "alert"])
    said = {alert.value: words.cusum.ALERT_WORDS[alert].partition(":")[0].lower() for alert in MARKS}
    points = legend.present(there, {alert.value: look for alert, look in MARKS.items()}, said)
    missing = [] if drawn["known"].all() else [legend.sign("×", "no figure")]
    if picture == "excess":
        return (*points, *missing, legend.line("as many as at the reference rate"))
    again = [legend.upright("starts again from 0 after red", "2 3")] if drawn["restart"].any() else []
    amber, red = (themes.OUTLINE[MARKS[alert][1]] for alert in (Alert.AMBER, Alert.RED))
    return (*points, *missing, legend.line("amber above it", amber, "6 4"), legend.line("red above it", red), *again)


def rows(cusum: Cusum) -> pd.DataFrame:
    """What both templates draw, one row a period; the thresholds stand in the first."""
    size = len(cusum.period)
    label = [words.formats.period(period, cusum.grain) for period in cusum.period]
    said = words.cusum.points(cusum)
    restart = np.isin(np.arange(size), cusum.restarts)
    first = np.where(np.arange(size) == 0, 1.0, np.nan)
    return pd.DataFrame(
        {
            "period": pd.DatetimeIndex(cusum.period),
            "label": label,
            "said": said,
            "described": [f"{period}: {text}" for period, text in zip(label, said, strict=True)],
            "statistic": cusum.statistic,
            "statistic_text": [f"{value:.1f}" for value in cusum.statistic],
            "excess": cusum.excess,
            "excess_text": [f"{value:+.1f}".replace("-", "−") for value in cusum.excess],
            "alert": cusum.alert.astype(str),
            "known": np.isfinite(cusum.events),
            "run": restart.cumsum(),
            "restart": restart,
            "amber": first * cusum.thresholds.amber,
            "red": first * cusum.thresholds.red,
        }
    )
