"""The picture of a forecast: months so far, the fan ahead with three bands, and the goal."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import by_period, control, legend, themes
from analytics.charts.composed import composed, varied
from analytics.charts.control_rows import domain
from analytics.model import Grain, Reaching, Unit
from analytics.model.exhibit import Mark
from analytics.model.forecast import LEVELS

HEIGHT = 340
OPACITY = (0.32, 0.2, 0.12)
"""Of each band of `LEVELS`; they lie on top of each other."""
_ENDS = [(f"low_{level * 100:.0f}", f"high_{level * 100:.0f}") for level in LEVELS]


@lru_cache(maxsize=8)
def template(unit: Unit, illustrative: bool = False, says: str = "") -> dict[str, Any]:
    """The specification in this unit, without data. The same object each time: do not change it."""
    return varied(_composed(), control.axes(unit, illustrative, Grain.MONTH, says))


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x, room = by_period.time(), by_period.room()
    ahead = alt.Chart().transform_filter("isValid(datum.middle)")
    bands = [
        ahead.mark_area(color=themes.CHOSEN, opacity=opacity, line=False, **by_period.QUIET).encode(
            x=x, y=f"{low}:Q", y2=f"{high}:Q"
        )
        for (low, high), opacity in reversed(list(zip(_ENDS, OPACITY, strict=True)))
    ]
    middle = ahead.mark_line(color=themes.CHOSEN, strokeWidth=2.5, strokeDash=[6, 4], **by_period.QUIET).encode(
        x=x, y="middle:Q"
    )
    line = alt.Chart().mark_line(color=themes.LINE, strokeWidth=1.4, **by_period.QUIET).encode(x=x, y="value:Q")
    goal = alt.Chart().transform_filter("isValid(datum.goal)")
    layers = [
        room,
        *bands,
        middle,
        line,
        goal.mark_rule(color=themes.TARGET, strokeDash=[10, 4], strokeWidth=1.4, **by_period.QUIET).encode(y="goal:Q"),
        *_goal(goal, x),
        *_months(x),
    ]
    return themes.finish(alt.layer(*layers).properties(width="container", height=HEIGHT))


def _goal(goal: Any, x: Any) -> list[Any]:
    """A diamond at the month that counts, and its label over a halo in the background's colour."""
    import altair as alt

    mark = goal.mark_point(shape="diamond", size=120, filled=True, color=themes.TARGET, opacity=1, tooltip=None)
    halo = {"stroke": alt.ExprRef("background"), "strokeWidth": 3, "strokeJoin": "round"}
    place: dict[str, Any] = {
        "align": "right",
        "dx": -10,
        "dy": 12,
        "fontSize": themes.SMALL_FONT_SIZE,
        **by_period.QUIET,
    }
    texts = [goal.mark_text(**place, **look).encode(x=x, y="goal:Q", text="goal_text:N")
             for look in (halo, {"color": themes.INK})]  # fmt: skip
    return [mark.encode(x=x, y="goal:Q", description="goal_text:N"), *texts]


def _months(x: Any) -> list[Any]:
    """A mark for each month so far, and one to point at for each month ahead."""
    import altair as alt

    tips = {"label": "Month", "value_text": "Value", "said": "This month"}
    told: dict[str, Any] = {
        "description": "described:N",
        "tooltip": [alt.Tooltip(f"{field}:N", title=name) for field, name in tips.items()],
    }
    past = alt.Chart().transform_filter("isValid(datum.value)").mark_point(opacity=1, strokeWidth=1.3)
    shapes = alt.Shape("mark:N", legend=None, scale=alt.Scale(domain=["usual", "unusual"], range=["circle", "cross"]))
    hollow = alt.condition("datum.hollow", alt.value(0), alt.value(1))
    seen = past.encode(
        x=x, y="value:Q", shape=shapes, fillOpacity=hollow, fill=alt.value(themes.COMMON),
        stroke=alt.value(themes.OUTLINE[themes.COMMON]),
        size=alt.condition("datum.mark === 'unusual'", alt.value(80), alt.value(26)), **told,
    )  # fmt: skip
    coming = alt.Chart().transform_filter("datum.what === 'ahead'").mark_point(size=60, opacity=0.01, filled=True)
    return [seen, coming.encode(x=x, y="middle:Q", **told)]


def marks(drawn: pd.DataFrame) -> tuple[Mark, ...]:
    """What is on a picture of these rows."""
    past = drawn[drawn["value"].notna()]
    entries = [legend.mark("circle", themes.COMMON, "a month")]
    if past["hollow"].any():
        entries.append(legend.mark("circle", themes.COMMON, "provisional", hollow=True))
    if (past["mark"] == "unusual").any():
        entries.append(legend.mark("cross", themes.COMMON, "far from the months around it"))
    if drawn["middle"].notna().any():
        shades = [1.0]
        for opacity in reversed(OPACITY):
            shades.append(shades[-1] * (1 - opacity))
        entries.append(legend.line("middle of the forecast", themes.CHOSEN, "6 4", 2.5))
        entries += [
            legend.box(themes.CHOSEN, f"{level:.0%} of outcomes", opacity=1 - left)
            for level, left in zip(LEVELS, reversed(shades), strict=False)
        ]
    if drawn["goal"].notna().any():
        goal = legend.mark("diamond", themes.TARGET, "the goal, in the month that counts")
        entries.append(legend.joined(legend.line("", themes.TARGET, "10 4"), goal))
    return tuple(entries)


def rows(found: Reaching, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """What the template draws: a row for each month so far, from `since` on, and for each ahead."""
    past, ahead = _past(found), _ahead(found)
    if since is not None:
        past = past[past["period"] >= since]
    known = past["value"].notna()
    if known.any() and len(ahead):  # the fan opens at the last figure
        last = past.index[known][-1]
        past.loc[last, ["middle", *(end for ends in _ENDS for end in ends)]] = past.loc[last, "value"]
    out = pd.concat([past, ahead], ignore_index=True)
    goal = found.goal
    by = pd.Timestamp(goal.ambition.by) if goal else pd.NaT
    out["goal"] = np.where(out["period"] == by, goal.most if goal else np.nan, np.nan)
    out["goal_text"] = f"Goal: {words.baseline.people(goal.most)} or fewer" if goal else ""
    low, high = domain(
        found.series.measure.unit, *(out[c].to_numpy(dtype=float) for c in ("value", "goal", *_ENDS[-1]))
    )
    out["y_low"], out["y_high"] = [np.where(np.arange(len(out)) == 0, end, np.nan) for end in (low, high)]
    return out


def table(found: Reaching) -> pd.DataFrame:
    """The numbers behind the picture: figures so far, then the middle and the bands of each month ahead."""
    out = pd.concat([_past(found), _ahead(found)], ignore_index=True)
    names = ["period", "value", "middle", *(end for ends in _ENDS for end in ends)]
    status = [*found.series.points["status"], *["forecast"] * len(_ahead(found))]
    out = out[names].round(dict.fromkeys(names[1:], 1)).assign(status=status)
    return out.assign(period=out["period"].dt.strftime("%Y-%m-%d"))


def _past(found: Reaching) -> pd.DataFrame:
    points = found.series.points
    odd = points["period"].isin([pd.Timestamp(month) for month in found.unusual]).to_numpy()
    said = [status.capitalize() if status else "As reported" for status in points["status"]]
    said = [f"{text}; far from the months around it" if far else text for text, far in zip(said, odd, strict=True)]
    value = points["value"].to_numpy(dtype=float)
    out = _told(found, "past", points["period"], value, said)
    out["hollow"] = (points["status"] == "provisional").to_numpy(dtype=bool)
    return out.assign(value=value, mark=np.where(odd, "unusual", "usual"), middle=np.nan,
                      **{end: np.nan for ends in _ENDS for end in ends})  # fmt: skip


def _ahead(found: Reaching) -> pd.DataFrame:
    fan = found.fan
    period = pd.Series(fan.period if fan else [], dtype=found.series.points["period"].dtype)
    middle = fan.middle if fan else np.zeros(0)
    low, high = fan.band(0.8) if fan else (middle, middle)
    said = [f"Forecast; 80% range {a:,.0f} to {b:,.0f}" for a, b in zip(low, high, strict=True)]
    out = _told(found, "ahead", period, middle, said)
    ends = {name: end for names, level in zip(_ENDS, LEVELS, strict=True)
            for name, end in zip(names, fan.band(level) if fan else (middle, middle), strict=True)}  # fmt: skip
    return out.assign(value=np.nan, hollow=False, mark="usual", middle=middle, **ends)


def _told(found: Reaching, what: str, period: pd.Series, value: np.ndarray, said: list[str]) -> pd.DataFrame:
    label = [words.formats.period(p, Grain.MONTH) for p in period]
    text = [words.formats.value(found.series.measure, round(v) if np.isfinite(v) else v) for v in value]
    described = [f"{p}: {v}. {s}." for p, v, s in zip(label, text, said, strict=True)]
    return pd.DataFrame({"what": what, "period": period.to_numpy(), "label": pd.Series(label, dtype="str"),
                         "value_text": pd.Series(text, dtype="str"), "said": pd.Series(said, dtype="str"),
                         "described": pd.Series(described, dtype="str")})  # fmt: skip
