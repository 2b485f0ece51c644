"""An event study: the difference from those not there yet by quarter since something was reached, with its intervals."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import legend, themes
from analytics.charts.composed import composed, varied
from analytics.model import EventStudy
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE

HEIGHT = 320
SIGNED = "datum.value > 0 ? '+' + datum.label : datum.label"
COLUMNS = ("time", "effect", "low", "high", "few", "zero", "boundary", "described")


@lru_cache(maxsize=2)
def template(illustrative: bool = False) -> dict[str, Any]:
    """The picture without data. The same object each time: do not change it."""
    return varied(_composed(), title=ILLUSTRATIVE) if illustrative else _composed()


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    axis = alt.Axis(title="Quarters since the phase was reached", tickMinStep=1, labelExpr=SIGNED, grid=False)
    x = alt.X("time:Q", axis=axis, scale=alt.Scale(padding=18, nice=False))
    y = alt.Y(
        "effect:Q",
        axis=alt.Axis(tickCount=6, **themes.headed("points of the mean of 2021")),
        scale=alt.Scale(zero=True),
    )
    tip = [alt.Tooltip("described:N", title="Quarter")]
    base = alt.Chart()
    zero = base.mark_line(color=themes.LINE, strokeWidth=2, aria=False).encode(x=x, y=alt.Y("zero:Q"))
    reached = (
        base.transform_filter("isValid(datum.boundary)")
        .mark_rule(color=themes.LINE, strokeDash=[3, 4], strokeWidth=1.5, aria=False)
        .encode(x=alt.X("boundary:Q"))
    )
    bars = (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(color=themes.CHOSEN, strokeWidth=2, aria=False)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    )
    fill = alt.condition("datum.few", alt.value("#00000000"), alt.value(themes.CHOSEN))
    points = base.mark_point(shape="circle", size=90, opacity=1, stroke=themes.CHOSEN, strokeWidth=2)
    points = points.encode(x=x, y=y, fill=fill, tooltip=tip, description="described:N")
    spec = themes.finish(alt.layer(zero, reached, bars, points).properties(width="container", height=HEIGHT))
    spec["config"] |= {"title": {"fontSize": themes.FONT_SIZE, "anchor": "end", "color": themes.INK}}
    return spec


def rows(study: EventStudy) -> pd.DataFrame:
    """One row a quarter. `boundary`, in the first, is where before ends: halfway from -1 to 0."""
    size = len(study.time)
    boundary = np.full(size, np.nan)
    boundary[:1] = -0.5
    return pd.DataFrame(
        {
            "time": study.time, "effect": study.effect, "low": study.low, "high": study.high, "few": study.few,
            "zero": np.zeros(size), "boundary": boundary,
            "described": pd.Series([words.event_study.point(study, at) for at in range(size)], dtype="str"),
        },
        columns=list(COLUMNS),
    )  # fmt: skip


def marks(study: EventStudy) -> tuple[Mark, ...]:
    """What is on the picture of this study."""
    point = legend.mark("circle", themes.CHOSEN, "difference from ICBs not there yet, with its 95% interval")
    few = legend.mark("circle", themes.CHOSEN, f"of fewer than {study.fewest} ICBs", hollow=True)
    return (
        legend.joined(legend.upright("", "none", themes.CHOSEN), point),
        *([few] if np.any(study.few) else []),
        legend.line("no difference", width=2),
        legend.upright("the phase was reached", "3 4"),
    )
