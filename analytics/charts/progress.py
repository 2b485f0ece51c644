"""A score of adoption over time with its ambition and forecast, and who moved in a quarter, element by element."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import legend, themes
from analytics.charts.composed import composed, varied
from analytics.model import Movement, ScoreHistory
from analytics.model.exhibit import Mark

HEIGHT = 300
ROW_PIXELS = 30

SCORE_COLUMNS = ("key", "day", "value", "forecast", "low", "high", "ambition", "label", "text", "described")
MOVEMENT_COLUMNS = ("key", "up", "down", "up_label", "down_label", "element", "described")


@lru_cache(maxsize=8)
def score_template(illustrative: bool = False) -> dict[str, Any]:
    """A score by quarter, without data: a line, its ambition (dashed), the forecast (dotted) and its range (shaded)."""
    return varied(_score(), {"key": themes.counted("", illustrative)})


@composed
def _score() -> dict[str, Any]:
    import altair as alt

    # Quarters stand side by side under their own last day: a time axis would tick at the first day of the next month.
    axis = alt.Axis(grid=False, labelAngle=0, labelOverlap=True,
                    labelExpr="split(datum.label, '|')[1]")  # fmt: skip
    x = alt.X("key:N", sort="ascending", axis=axis, scale=alt.Scale(type="point", padding=0.5))
    percent = alt.Axis(title=None, format=".0%", tickCount=5)
    y = alt.Y("value:Q", axis=percent, scale=alt.Scale(domain=[0, 1]))
    tip = [alt.Tooltip("day:N", title="At"), alt.Tooltip("text:N", title="Share")]
    base = alt.Chart()
    band = base.mark_area(color=themes.CHOSEN, opacity=0.2, aria=False).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    ahead = base.mark_line(color=themes.CHOSEN, strokeDash=[2, 4], strokeWidth=2, aria=False)
    ahead = ahead.encode(x=x, y=alt.Y("forecast:Q"))
    ambition = base.mark_line(color=themes.TARGET, strokeDash=[6, 4], strokeWidth=1.5, aria=False)
    ambition = ambition.encode(x=x, y=alt.Y("ambition:Q"))
    line = base.mark_line(color=themes.CHOSEN, strokeWidth=2.5, aria=False).encode(x=x, y=y)
    points = base.mark_point(color=themes.CHOSEN, fill=themes.CHOSEN, opacity=1, size=55).encode(
        x=x, y=y, tooltip=tip, description="described:N"
    )
    labels = base.mark_text(dy=-12, fontSize=themes.FONT_SIZE, fontWeight="bold", color=themes.INK, aria=False)
    labels = labels.encode(x=x, y=y, text="label:N")
    chart = alt.layer(band, ahead, ambition, line, points, labels)
    return themes.finish(chart.properties(width="container", height=HEIGHT))


def score_marks(drawn: pd.DataFrame) -> tuple[Mark, ...]:
    """What is on a score's picture of these rows."""
    measured = legend.joined(
        legend.line("", themes.CHOSEN, width=2.5), legend.mark("circle", themes.CHOSEN, "the score")
    )
    ahead = (
        legend.line("at the present pace", themes.CHOSEN, "2 4", 2),
        legend.box(themes.CHOSEN, "at the fastest and slowest pace of the last two years", opacity=0.2),
    )
    ambition = legend.line("the ambition", themes.TARGET, "6 4")
    return (
        measured,
        *(ahead if drawn["forecast"].notna().any() else ()),
        *((ambition,) if drawn["ambition"].notna().any() else ()),
    )


def score_rows(history: ScoreHistory) -> pd.DataFrame:
    """One row a quarter: those known, then those of the forecast. First and last known points carry their number."""
    known = history.points
    out = pd.DataFrame({"day": known["day"].astype("datetime64[ms]"), "value": known["value"].astype(float)})
    counts = [
        f"{value:.1%} ({top:,.0f} of {bottom:,.0f})"
        for value, top, bottom in zip(known["value"], known["numerator"], known["denominator"], strict=True)
    ]
    out = out.assign(text=counts, label="", forecast=np.nan, low=np.nan, high=np.nan)
    if len(out):
        for end in {0, len(out) - 1}:
            out.loc[out.index[end], "label"] = f"{out['value'].iloc[end]:.0%}"
        out = _with_forecast(out, history)
    out["ambition"] = np.nan if history.ambition is None else history.ambition
    out["key"] = [f"{place:03d}|{day:%b %Y}" for place, day in enumerate(out["day"])]
    out["day"] = [words.formats.day(day) for day in out["day"]]
    out["described"] = [f"{day}: {text}" for day, text in zip(out["day"], out["text"], strict=True)]
    return out[list(SCORE_COLUMNS)]


def _with_forecast(known: pd.DataFrame, history: ScoreHistory) -> pd.DataFrame:
    """The forecast's quarters after the last known one, up to the day when the slowest pace gets there or the horizon."""
    made = history.forecast
    if made is None or made.reached is None or made.level >= made.target:
        return known
    end = pd.Period(made.latest or made.horizon, "Q")
    start = pd.Period(made.last, "Q")
    quarters = pd.period_range(start, max(end, start + 1), freq="Q")
    ahead = np.arange(len(quarters))
    days = quarters.to_timestamp(how="end").normalize().astype("datetime64[ms]")
    paths = {
        name: np.clip(made.level + pace * ahead, 0, made.target)
        for name, pace in (("forecast", made.pace), ("low", made.slowest), ("high", made.fastest))
    }
    drawn = pd.DataFrame({"day": days, "value": np.nan, "text": "", "label": "", **paths})
    known = known.copy()
    known.loc[known.index[-1], list(paths)] = made.level
    return pd.concat([known, drawn.iloc[1:]], ignore_index=True)


@lru_cache(maxsize=16)
def movement_template(elements: int, illustrative: bool = False, who: str = "") -> dict[str, Any]:
    """Bars of how many of `who` moved up (to the right) and slipped (to the left) on each element, without data."""
    across = dict.fromkeys(("up", "down"), themes.counted(who, illustrative))
    return varied(_movement(), across, height=ROW_PIXELS * max(elements, 1) + 40)


@composed
def _movement() -> dict[str, Any]:
    import altair as alt

    axis = alt.Axis(grid=False, tickMinStep=1,
                    labelExpr="format(abs(datum.value), ',d')",
                    tickCount=alt.ExprRef("clamp(width / 90, 2, 8)"))  # type: ignore[arg-type]  # fmt: skip
    y = alt.Y("key:N", sort="ascending", axis=themes.labels(1, orient="left", labelLimit=themes.names()))
    tip = [alt.Tooltip("element:N", title="Element"), alt.Tooltip("described:N", title="Moved")]
    base = alt.Chart()
    layers: list[Any] = []
    for column, colour, align, shift in (("up", themes.IMPROVEMENT, "left", 4), ("down", themes.CONCERN, "right", -4)):
        x = alt.X(f"{column}:Q", axis=axis, scale=alt.Scale(padding=34))
        bar = base.mark_bar(color=colour, stroke=themes.OUTLINE[colour], height=alt.RelativeBandSize(0.7))
        # Nothing that moved is no bar, and must leave no line of an outline either.
        outline = alt.condition(f"datum.{column} != 0", alt.value(1), alt.value(0))
        layers.append(bar.encode(x=x, y=y, strokeWidth=outline, tooltip=tip, description="described:N"))
        text = base.mark_text(
            align=align,  # type: ignore[arg-type]
            dx=shift,
            fontSize=themes.FONT_SIZE,
            color=themes.INK,
            aria=False,
        )
        layers.append(text.encode(x=x, y=y, text=f"{column}_label:N"))
    return themes.finish(alt.layer(*layers).properties(width="container"))


def movement_rows(movement: Movement) -> pd.DataFrame:
    """One row an element: how many moved up, and how many slipped (below 0)."""
    changes = movement.changes
    up = changes[changes["after"] > changes["before"]]["element"].value_counts()
    down = changes[changes["after"] < changes["before"]]["element"].value_counts()
    records = []
    for place, element in enumerate(movement.pathway.elements):
        rose, fell = int(up.get(element.slug, 0)), int(down.get(element.slug, 0))
        records.append({
            "key": f"{place:02d}|{words.formats.shorten(element.title, themes.NAME_LENGTH)}", "up": rose, "down": -fell,
            "up_label": f"▲ {rose}" if rose else "", "down_label": f"▼ {fell}" if fell else "",
            "element": element.title, "described": f"{element.title}: {rose} up, {fell} slipped back",
        })  # fmt: skip
    return pd.DataFrame(records, columns=list(MOVEMENT_COLUMNS))
