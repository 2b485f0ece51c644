"""The decile band: eight in ten organisations of a level month by month, their median, and the chosen one's line on it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import control, legend, themes
from analytics.charts.composed import composed, varied
from analytics.model import Deciles, Grain, Unit, labels
from analytics.model.exhibit import Mark

HEIGHT = 320
BAND = "#7fb2dd"


@lru_cache(maxsize=32)
def template(unit: Unit, illustrative: bool = False, grain: Grain = Grain.MONTH, says: str = "") -> dict[str, Any]:
    """A decile band in this unit and grain, without data. The same object each time: do not change it."""
    as_rate = Unit.RATE if unit is Unit.COUNT else unit
    return varied(_composed(), control.axes(as_rate, illustrative, grain, says))


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    axis = alt.Axis(grid=False, labelFlush=True)
    x = alt.X("period:T", title=None, scale=alt.Scale(padding=10, nice=False), axis=axis)
    y_axis = alt.Axis(title=None, tickCount=5, labelLimit=70)
    scale = alt.Scale(zero=False, nice=False)
    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    room = alt.Chart().mark_rule(opacity=0, **quiet)
    room = room.encode(y=alt.Y("y_low:Q", axis=y_axis, scale=scale), y2="y_high:Q")
    band = alt.Chart().transform_filter("isValid(datum.low)")
    edge: dict[str, Any] = {"color": BAND, "strokeWidth": 1}
    area = band.mark_area(color=BAND, opacity=0.35, line=edge, **quiet).encode(x=x, y="low:Q", y2="high:Q")
    top = band.mark_line(**edge, **quiet).encode(x=x, y="high:Q")
    median = alt.Chart().mark_line(color=themes.LINE, strokeDash=[6, 4], strokeWidth=1.6, **quiet)
    own = alt.Chart().mark_line(color=themes.CHOSEN, strokeWidth=2.4, **quiet)
    tips = {"label": "Period", "own_text": "Chosen", "median_text": "Median", "band_text": "Eight in ten", "many": "Of"}
    told = {"description": "described:N", "tooltip": [alt.Tooltip(f"{f}:N", title=t) for f, t in tips.items()]}
    points = alt.Chart().transform_filter("isValid(datum.own)")
    points = points.mark_point(filled=True, size=26, color=themes.CHOSEN, opacity=1).encode(x=x, y="own:Q", **told)
    # Where the chosen one has no line, the band tells its numbers itself.
    touch = alt.Chart().transform_filter("!isValid(datum.own) && isValid(datum.median)")
    touch = touch.mark_point(filled=True, size=60, opacity=0).encode(x=x, y="median:Q", **told)
    layers = [room, area, top, median.encode(x=x, y="median:Q"), own.encode(x=x, y="own:Q"), points, touch]
    return themes.finish(alt.layer(*layers).properties(width="container", height=HEIGHT))


def marks(found: Deciles) -> tuple[Mark, ...]:
    """What is on the picture."""
    many = labels.shorts(found.level.value)
    own = legend.joined(
        legend.line("", themes.CHOSEN, width=2.4), legend.mark("circle", themes.CHOSEN, words.deciles.name(found))
    )
    return (
        legend.box(BAND, f"10th to 90th percentile of the {many}", opacity=0.35),
        legend.line("their median", dash="6 4"),
        *([own] if _drawn(found).any() else []),
    )


def rows(found: Deciles) -> pd.DataFrame:
    """What the template draws, one row a period of the view."""
    kept = slice(found.first, None)
    low, median, high, own = (edge[kept] for edge in (found.low, found.median, found.high, found.own))
    texts = [[words.deciles.value(found.measure, v, short=True) for v in edge] for edge in (low, median, high, own)]
    label = [words.formats.period(p, found.grain) for p in found.period[kept]]
    drawn = np.concatenate([low, high, own])
    drawn = drawn[np.isfinite(drawn)]
    bottom, top = (float(drawn.min()), float(drawn.max())) if drawn.size else (0.0, 1.0)
    air = 0.06 * (top - bottom) or 1.0
    band = [f"{least} to {most}" for least, most in zip(texts[0], texts[2], strict=True)]
    return pd.DataFrame(
        {
            "period": pd.DatetimeIndex(found.period[kept]),
            "label": label,
            "low": low,
            "median": median,
            "high": high,
            "own": own,
            "own_text": texts[3],
            "median_text": texts[1],
            "band_text": band,
            "many": found.count[kept].astype(str),
            "described": [
                f"{when}: {mine}, median {middle}, eight in ten {around}"
                for when, mine, middle, around in zip(label, texts[3], texts[1], band, strict=True)
            ],
            "y_low": max(bottom - air, 0.0) if bottom >= 0 else bottom - air,
            "y_high": top + air,
        }
    )


def _drawn(found: Deciles) -> np.ndarray:
    return np.isfinite(found.own[found.first :])
