"""Bars of what there is to gain, most first: one row each, its range as a line across the bar's end where there is one.

Names stand at the left and values in a column at the right, so nothing is read off the axis. As in `ranked`, both come
from one text a row, "order|name|value".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import themes
from analytics.charts.composed import composed, varied

ROW_PIXELS = 26
COLUMNS = ("key", "name", "start", "value", "low", "high", "value_text", "range_text", "described")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in words and numbers; `low` and `high` are None where there is no range."""

    name: str
    value: float
    value_text: str
    low: float | None = None
    high: float | None = None
    range_text: str = ""


@lru_cache(maxsize=64)
def template(bars: int, percent: bool, title: str, illustrative: bool = False) -> dict[str, Any]:
    """This many bars, without data; `percent` values are fractions. The same object each time: do not change it."""
    start = themes.counted(title, illustrative)
    start["axis"]["labelExpr"] = "format(datum.value * 100, ',.3~f')" if percent else "format(datum.value, ',.3~f')"
    return varied(_composed(), {"start": start}, height=ROW_PIXELS * max(bars, 1) + 50)


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x_axis = alt.Axis(tickCount=alt.ExprRef("clamp(width / 90, 2, 8)"))  # type: ignore[arg-type]
    x = alt.X("start:Q", axis=x_axis, scale=alt.Scale(nice=False, zero=True))
    y = alt.Y("key:N", sort="ascending", axis=themes.labels(1, orient="left", labelLimit=themes.names()))
    end = alt.Y("key:N", sort="ascending", axis=themes.labels(2, orient="right"))
    tip = [
        alt.Tooltip("name:N", title="What"),
        alt.Tooltip("value_text:N", title="To gain"),
        alt.Tooltip("range_text:N", title="Range"),
    ]
    base = alt.Chart()
    drawn = base.mark_bar(color=themes.CHOSEN, height=alt.RelativeBandSize(0.6)).encode(
        x=x, x2="value:Q", y=y, tooltip=tip, description="described:N"
    )
    known = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    bare = alt.Y("key:N", sort="ascending", axis=None)
    line = known.mark_rule(strokeWidth=2, aria=False, color=themes.INK).encode(x="low:Q", x2="high:Q", y=bare)  # type: ignore[arg-type]
    values = base.mark_tick(opacity=0, aria=False, tooltip=None).encode(x="value:Q", y=end)
    return themes.finish(alt.layer(drawn, line, values).resolve_axis(y="independent").properties(width="container"))


def rows(bars: Sequence[Bar]) -> pd.DataFrame:
    """One row a bar, in the order given."""
    records = []
    for order, bar in enumerate(bars):
        name = words.formats.shorten(bar.name.replace("|", "/"), themes.NAME_LENGTH)
        both = bar.low is not None and bar.high is not None and math.isfinite(bar.low) and math.isfinite(bar.high)
        records.append(
            {
                "key": f"{order:04d}|{name}|{bar.value_text}",
                "name": bar.name,
                "start": 0.0,
                "value": bar.value,
                "low": bar.low if both else float("nan"),
                "high": bar.high if both else float("nan"),
                "value_text": bar.value_text,
                "range_text": bar.range_text,
                "described": f"{bar.name}: {bar.value_text}" + (f" ({bar.range_text})" if bar.range_text else ""),
            }
        )
    out = pd.DataFrame(records, columns=list(COLUMNS))
    return out.astype(dict.fromkeys(("start", "value", "low", "high"), float))
