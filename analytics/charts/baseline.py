"""The picture of a period against its baseline: months, both spans with their means, and the trend by regression."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import by_period, control, legend, themes
from analytics.charts.composed import composed, varied
from analytics.charts.control_rows import domain
from analytics.model import AgainstBaseline, Grain, Unit
from analytics.model.exhibit import Mark

HEIGHT = 320
HEADROOM = 0.1
"""The share of the height that is kept free for the names of the two spans."""


@lru_cache(maxsize=8)
def template(unit: Unit, illustrative: bool = False, says: str = "") -> dict[str, Any]:
    """The specification in this unit, without data. The same object each time: do not change it."""
    return varied(_composed(), control.axes(unit, illustrative, Grain.MONTH, says))


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x, room = by_period.time(), by_period.room()
    months = alt.Chart().transform_filter("datum.what === 'period'")

    def line(field: str, colour: str, **look: Any) -> Any:
        return months.mark_line(color=colour, **by_period.QUIET, **look).encode(x=x, y=f"{field}:Q")

    layers: list[Any] = [room]
    for name, colour in (("baseline", themes.LINE), ("compared", themes.CHOSEN)):
        span = alt.Chart().transform_filter(f"datum.what === '{name}'")
        layers.append(span.mark_rect(color=colour, opacity=0.14, **by_period.QUIET).encode(x=x, x2="until:T"))
        place: dict[str, Any] = {"align": "left", "baseline": "top", "dx": 3, "fontSize": themes.SMALL_FONT_SIZE}
        label = span.mark_text(color=themes.INK, **place, **by_period.QUIET)
        layers.append(label.encode(x=x, y=alt.value(3), text="label:N"))
    layers += [
        line("value", themes.LINE, strokeWidth=1.2),
        line("trend", themes.OUTLINE[themes.COMMON], strokeWidth=1.2, strokeDash=[2, 2]),
        line("carried", themes.LINE, strokeWidth=2, strokeDash=[7, 5]),
        line("mean_baseline", themes.LINE, strokeWidth=3.5),
        line("mean_period", themes.CHOSEN, strokeWidth=3.5),
        points(x, months),
    ]
    return themes.finish(alt.layer(*layers).properties(width="container", height=HEIGHT))


def points(x: Any, months: Any) -> Any:
    """A circle for each month with a figure, hollow where it is provisional."""
    import altair as alt

    tips = {"label": "Month", "value_text": "Value", "said": "This month"}
    return (
        months.transform_filter("isValid(datum.value)")
        .mark_point(size=26, opacity=1, strokeWidth=1.3)
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


def marks(drawn: pd.DataFrame) -> tuple[Mark, ...]:
    """What is on a picture of these rows."""
    soft = [legend.mark("circle", themes.COMMON, "provisional", hollow=True)] if drawn["hollow"].any() else []
    optional = {
        "trend": legend.line("trend by regression, without the season", themes.OUTLINE[themes.COMMON], "2 2"),
        "mean_baseline": legend.line("mean of the baseline", width=3.5),
        "carried": legend.line("the same, carried on", dash="7 5", width=2),
        "mean_period": legend.line("mean of the period", themes.CHOSEN, width=3.5),
    }
    lines = (entry for column, entry in optional.items() if drawn[column].notna().any())
    return (legend.mark("circle", themes.COMMON, "a month"), *soft, *lines)


def rows(found: AgainstBaseline, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """What the template draws: one row a month from `since` on, then one for each span."""
    out = month_rows(found, since)
    first, last = found.baseline.span, found.period.span
    line = found.line if len(found.line) else np.full(len(found.series), np.nan)
    out["trend"] = line[len(line) - len(out) :]
    for name, (start, end), mean in (
        ("mean_baseline", first, found.baseline.mean),
        ("mean_period", last, found.period.mean),
        ("carried", (first[1], last[1]), found.baseline.mean),
    ):
        out[name] = np.where(out["period"].between(pd.Timestamp(start), pd.Timestamp(end)), mean, np.nan)
    drawn = [out[name].to_numpy(dtype=float) for name in ("value", "trend", "mean_baseline", "mean_period")]
    low, high = domain(found.series.measure.unit, *drawn, headroom=HEADROOM)
    out["y_low"], out["y_high"] = [np.where(np.arange(len(out)) == 0, end, np.nan) for end in (low, high)]
    return pd.concat([out, pd.DataFrame(_spans(found, out)).astype({"period": out["period"].dtype})], ignore_index=True)


def month_rows(found: AgainstBaseline, since: pd.Timestamp | None) -> pd.DataFrame:
    """The months in words and numbers."""
    measure, points = found.series.measure, found.series.points
    value = points["value"].to_numpy(dtype=float)
    label = [words.formats.period(p, Grain.MONTH) for p in points["period"]]
    text = [words.formats.value(measure, v) for v in value]
    said = [_said(found, month, status) for month, status in zip(points["period"], points["status"], strict=True)]
    out = pd.DataFrame(
        {
            "what": "period",
            "period": points["period"].to_numpy(),
            "until": pd.NaT,
            "label": label,
            "value": value,
            "value_text": text,
            "said": said,
            "described": [f"{p}: {v}. {s}." for p, v, s in zip(label, text, said, strict=True)],
            "hollow": (points["status"] == "provisional").to_numpy(dtype=bool),
        }
    )
    out["until"] = out["until"].astype(out["period"].dtype)
    return out if since is None else out[out["period"] >= since].reset_index(drop=True)


def table(found: AgainstBaseline) -> pd.DataFrame:
    """The numbers behind the picture: one row a month."""
    out = found.series.points[["period", "numerator", "denominator", "value", "status"]].copy()
    out.insert(1, "part", [_part(found, month) for month in out["period"]])
    out["trend"] = found.line if len(found.line) else np.nan
    return out.assign(period=out["period"].dt.strftime("%Y-%m-%d"))


def _spans(found: AgainstBaseline, out: pd.DataFrame) -> list[dict[str, Any]]:
    """The bands behind both spans, as far as they are in the picture."""
    first, last = out["period"].iloc[0], out["period"].iloc[-1]
    bands: list[dict[str, Any]] = []
    for what, of in (("baseline", found.baseline), ("compared", found.period)):
        start, end = (pd.Timestamp(day) for day in of.span)
        if start <= last and end >= first:
            label = "Baseline" if what == "baseline" else "Period"
            bands.append({"what": what, "period": max(start, first), "until": min(end, last), "label": label,
                          "value_text": "", "said": "", "described": "", "hollow": False})  # fmt: skip
    return bands or [{"what": "none", "period": first, "label": "", "hollow": False}]


def _part(found: AgainstBaseline, month: pd.Timestamp) -> str:
    for name, of in (("baseline", found.baseline), ("period", found.period)):
        if pd.Timestamp(of.span[0]) <= month <= pd.Timestamp(of.span[1]):
            return name
    return ""


def _said(found: AgainstBaseline, month: pd.Timestamp, status: str) -> str:
    part = {"baseline": "In the baseline", "period": "In the period"}.get(_part(found, month), "In neither span")
    return f"{part}, {status}" if status else part
