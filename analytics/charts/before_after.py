"""The picture of before and after: points, the event, the trend on each side, and the earlier trend carried on.

A solid line is the trend, a dashed one the earlier trend carried on with its 95% band, a dotted one with small squares the
organisations compared with. Each line has its name at its end, so none needs its colour to be known. The event's own
period, which is not fitted, is a hollow point. Trends leave the season out; the table has both.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import by_period, control, themes
from analytics.charts.composed import composed, varied
from analytics.charts.control_rows import PLOT_HEIGHT, domain, held
from analytics.charts.events import LEVEL_PIXELS
from analytics.model import BeforeAfter, Grain, Segments, Unit

HEIGHT = 360
TITLE_LENGTH = 28
LABEL_PIXELS = 15
"""Least distance between two labels at the end of lines."""
TREND, CARRIED, OTHERS = "trend", "earlier trend carried on", "others"


@lru_cache(maxsize=32)
def template(unit: Unit, illustrative: bool = False, grain: Grain = Grain.MONTH, says: str = "") -> dict[str, Any]:
    """The specification in this unit and grain, without data. The same object each time: do not change it."""
    return varied(_composed(), control.axes(unit, illustrative, grain, says))


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x, quiet = by_period.time(), by_period.QUIET
    periods = alt.Chart().transform_filter("datum.what === 'period'")
    band = periods.mark_area(color=themes.LINE, opacity=0.22, line=False, **quiet)
    band = band.transform_filter("isValid(datum.low)").encode(x=x, y="low:Q", y2="high:Q")

    def line(field: str, **look: Any) -> Any:
        return periods.mark_line(**quiet, **look).encode(x=x, y=f"{field}:Q")

    lines = [
        line("others", color=themes.LINE, strokeWidth=1.3, strokeDash=[1, 3]),
        periods.transform_filter("isValid(datum.others)")
        .mark_point(shape="square", size=9, color=themes.LINE, filled=True, **quiet)
        .encode(x=x, y="others:Q"),
        line("counterfactual", color=themes.LINE, strokeDash=[7, 5], strokeWidth=2.2),
        line("trend", color=themes.CHOSEN, strokeWidth=3),
    ]
    return themes.finish(
        alt.layer(
            by_period.room(), band, *control.event_layers(x), *lines, _points(x, periods), *_labels(x)
        ).properties(height=HEIGHT, width="container")
    )


def _points(x: Any, periods: Any) -> Any:
    import altair as alt

    tips = {"label": "Period", "value_text": "Value", "counts": "Counts", "carried": "Earlier trend",
            "others_text": "Others", "meaning": "This point"}  # fmt: skip
    return (
        periods.transform_filter("isValid(datum.value)")
        .mark_point(size=alt.ExprRef("clamp(pow(0.8 * width / datum.periods, 2), 18, 50)"), opacity=1, strokeWidth=1.4)
        .encode(
            x=x,
            y="value:Q",
            fill=alt.value(themes.COMMON),
            stroke=alt.value(themes.OUTLINE[themes.COMMON]),
            fillOpacity=alt.condition("datum.hollow", alt.value(0), alt.value(1)),
            description="described:N",
            tooltip=[alt.Tooltip(f"{field}:N", title=name) for field, name in tips.items()],
        )
    )


def _labels(x: Any) -> list[Any]:
    """Names at the ends of lines, over a halo in the background's colour."""
    import altair as alt

    named = alt.Chart().transform_filter("datum.what === 'name'")
    halo = {"stroke": alt.ExprRef("background"), "strokeWidth": 4, "strokeJoin": "round"}
    looks: list[dict[str, Any]] = [halo, {"color": themes.INK}]
    place: dict[str, Any] = {"align": "right", "fontSize": themes.SMALL_FONT_SIZE, "aria": False, "tooltip": None}
    return [named.mark_text(**place, **look).encode(x=x, y="value:Q", text="label:N") for look in looks]


def rows(analysis: BeforeAfter, title: str) -> pd.DataFrame:
    """What the template draws: one row a period, one for the event and one for the name of each line."""
    series, own = analysis.series, analysis.own
    unit, measure, points = series.measure.unit, series.measure, series.points
    value = points["value"].to_numpy(dtype=float)
    blank = np.full(len(value), np.nan)
    others = blank if analysis.control is None else analysis.control
    lines = {name: held(blank if own is None else getattr(own, name), unit, value) for name in _LINES}
    extent = [value, others, *lines.values()]
    low, high = domain(unit, *extent, headroom=1.5 * LEVEL_PIXELS / PLOT_HEIGHT)
    label = [words.formats.period(p, series.grain) for p in points["period"]]
    text = [words.formats.value(measure, v) for v in value]
    meaning = [_meaning(i, analysis) for i in range(len(value))]
    out = pd.DataFrame(
        {
            "what": "period",
            "period": points["period"].to_numpy(),
            "label": label,
            "value": value,
            "value_text": text,
            "counts": [
                words.formats.counts(n, d) for n, d in zip(points["numerator"], points["denominator"], strict=True)
            ],
            "meaning": meaning,
            "described": [f"{p}: {v}. {m}" for p, v, m in zip(label, text, meaning, strict=True)],
            "hollow": ~analysis.used,
            "others": others,
            "others_text": _texts(analysis, others),
            "carried": _texts(analysis, lines["counterfactual"]),
            **lines,
            "periods": len(value),
            "y_low": np.where(np.arange(len(value)) == 0, low, np.nan),
            "y_high": np.where(np.arange(len(value)) == 0, high, np.nan),
            "more": "",
            "event": "",
            "event_side": "",
            "event_y": np.nan,
            "event_foot": np.nan,
        }
    )
    names = [] if own is None else _names(analysis, out, (high - low) / (HEIGHT - 60))
    return _with(out, [_event(analysis, title, low, high), *names])


_LINES = ("trend", "counterfactual", "low", "high")


def table(analysis: BeforeAfter) -> pd.DataFrame:
    """The numbers behind the picture: one row a period, with the lines as they are, not cut to 0% and 100%."""
    out = analysis.series.points[["period", "numerator", "denominator", "value"]].copy()
    out["period"] = out["period"].dt.strftime("%Y-%m-%d")
    out.insert(1, "grain", analysis.series.grain.value)
    out["used"] = analysis.used
    if analysis.own is not None:
        for name in ("fitted", *_LINES):
            out[name if name not in ("low", "high") else f"counterfactual_{name}"] = getattr(analysis.own, name)
    if analysis.control is not None:
        out["others"] = analysis.control
    return out.assign(status=analysis.series.points["status"])


def estimates(analysis: BeforeAfter) -> pd.DataFrame:
    """Each estimate with its 95% interval: a row for the series, the others and the difference, times level, slope, effect.

    Changes are in the measure's own unit (fractions for percentages), slopes per period.
    """
    of: dict[str, Segments | None] = {
        analysis.series.organisation.short_name: analysis.own,
        analysis.control_name: analysis.others,
        "difference": analysis.difference,
    }
    records = [
        {"of": name, "change": what, "value": e.value, "low": e.low, "high": e.high}
        for name, segments in of.items()
        if segments is not None
        for what, e in (("at once", segments.level), ("of the trend", segments.slope), ("at the end", segments.effect))
        if e is not None
    ]
    return pd.DataFrame(records, columns=["of", "change", "value", "low", "high"])


def _meaning(place: int, analysis: BeforeAfter) -> str:
    if analysis.used[place]:
        return "Before the event" if place < analysis.event else "After the event"
    return "The event’s own period: not fitted" if place == analysis.event else "No figure"


def _texts(analysis: BeforeAfter, line: np.ndarray) -> list[str]:
    return [words.formats.value(analysis.series.measure, v) if np.isfinite(v) else "" for v in line]


def _event(analysis: BeforeAfter, title: str, low: float, high: float) -> dict[str, Any]:
    """The rule at the day itself and its label beside it, towards the larger side of the picture."""
    periods = analysis.series.points["period"]
    day = min(max(pd.Timestamp(analysis.day), periods.iloc[0]), periods.iloc[-1])
    middle = periods.iloc[0] + (periods.iloc[-1] - periods.iloc[0]) / 2
    return {
        "what": "event",
        "period": day,
        "label": words.formats.day(analysis.day),
        "meaning": title or "The event",
        "more": "",
        # Whole or, where it has no room, a number that the legend explains.
        "event": "1" if len(title) > TITLE_LENGTH else title or "the event",
        "event_side": "left" if day < middle else "right",
        "event_y": high,
        "event_foot": low,
    }


def _names(analysis: BeforeAfter, rows: pd.DataFrame, pixel: float) -> list[dict[str, Any]]:
    """A name near the end of each line, no two on top of each other; `pixel` is one of them on the y axis."""
    ends = {}
    for field, name in (("trend", TREND), ("counterfactual", CARRIED), ("others", OTHERS)):
        known = rows.loc[rows[field].notna(), field]
        if len(known):
            ends[name] = float(known.iloc[-1])
    order = sorted(ends, key=ends.__getitem__)
    height, records, floor = LABEL_PIXELS * pixel, [], -np.inf
    for name in order:
        at = max(ends[name] + 0.8 * height, floor)
        floor = at + height
        records.append({"what": "name", "period": rows["period"].iloc[-1], "value": at, "label": name})
    return records


def _with(out: pd.DataFrame, records: list[dict[str, Any]]) -> pd.DataFrame:
    added = pd.DataFrame(records).reindex(columns=out.columns)
    for name in out.columns:
        if out[name].dtype == bool:
            added[name] = False
        elif not pd.api.types.is_numeric_dtype(out[name]) and name != "period":
            added[name] = added[name].astype("str").where(added[name].notna(), "")
    added["period"] = pd.to_datetime(added["period"]).astype(out["period"].dtype)
    added["periods"] = len(out)
    return pd.concat([out, added.astype({n: out[n].dtype for n in out.columns if n != "period"})], ignore_index=True)
