"""What parts contribute to a change: a bar each from nought, the largest first, with its figure in a column at the right.

A bar to the left pulled the whole down, one to the right up; its colour says whether that is better. An outlined bar
is a part that reports in one period only. Beyond `MOST` bars the others stand together in one.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import themes
from analytics.charts.composed import composed, varied
from analytics.charts.ranked import ROW_PIXELS
from analytics.model import Better, Contribution, Presence, Unit

MOST = 12
FILLS = {"better": themes.IMPROVEMENT, "worse": themes.CONCERN, "neutral": themes.NEUTRAL}
SIDES = {"better": "blue: for the better", "worse": "orange: for the worse", "neutral": "purple: neither is better"}


@lru_cache(maxsize=64)
def template(unit_text: str, bars: int, illustrative: bool = False) -> dict[str, Any]:
    """Bars in a unit, without data. The same object each time: do not change it."""
    across = themes.counted(f"Change in {unit_text}", illustrative)
    return varied(_composed(), {"x_low": across}, height=ROW_PIXELS * max(bars, 2) + 70)


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    axis = alt.Axis(tickCount=alt.ExprRef("clamp(width / 90, 2, 8)"), labelExpr=themes.number_label(Unit.RATE))  # type: ignore[arg-type]
    x = alt.X("x_low:Q", axis=axis, scale=alt.Scale(zero=True, nice=False))
    names = alt.Y("key:N", sort="ascending", axis=themes.labels(1, orient="left", labelLimit=themes.names()))
    figures = alt.Y("key:N", sort="ascending", axis=themes.labels(2, orient="right", labelLimit=90))
    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    room = alt.Chart().mark_rule(opacity=0, **quiet).encode(x=x, x2="x_high:Q", y=names)
    nought = alt.Chart().mark_rule(color=themes.LINE, strokeWidth=1.5, **quiet).encode(x=alt.datum(0))
    tips = {
        "name": "Part",
        "figure": "Contribution",
        "own": "Own rate",
        "size": "Size",
        "rates": "Rate",
        "said": "Reports",
    }
    scale = alt.Scale(domain=list(FILLS), range=list(FILLS.values()))
    edges = alt.Scale(domain=list(FILLS), range=[themes.OUTLINE[fill] for fill in FILLS.values()])
    bars = (
        alt.Chart()
        .mark_bar(height={"band": 0.7}, strokeWidth=1.4)
        .encode(
            x=alt.X("value:Q", stack=None),
            x2=alt.datum(0),
            y=figures,
            fill=alt.Fill("side:N", legend=None, scale=scale),
            stroke=alt.Stroke("side:N", legend=None, scale=edges),
            fillOpacity=alt.condition("datum.said === ''", alt.value(1), alt.value(0.15)),
            strokeDash=alt.condition("datum.said === ''", alt.value([1, 0]), alt.value([3, 2])),
            description="described:N",
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()],
        )
    )
    return themes.finish(alt.layer(room, nought, bars).resolve_axis(y="independent").properties(width="container"))


def bars(found: Contribution) -> int:
    """How many bars there are."""
    return min(len(found.shares), MOST + 1)


def key(found: Contribution) -> str:
    """The legend, in words."""
    sides = ["neutral"] if found.measure.better is Better.NEUTRAL else ["better", "worse"]
    text = "To the left: pulled it down · to the right: pulled it up · " + " · ".join(SIDES[side] for side in sides)
    one_only = any(s.presence is not Presence.BOTH for s in found.shares)
    return f"{text} · outlined: reports in one of the two periods only" if one_only else text


def rows(found: Contribution) -> pd.DataFrame:
    """One row a bar, the largest contribution first and the others together last."""
    printed = words.contribution.of_rate(found)
    whole = len(found.shares) <= MOST + 1
    shown = len(found.shares) if whole else MOST
    records = [_record(found, printed, at) for at in range(shown)]
    if not whole:
        rest = sum(printed.lines[shown:], Fraction(0))
        name = f"the other {len(found.shares) - shown} together"
        records.append(_bar(found, printed, shown, name, rest, described=f"{name}: {printed.text(rest)}"))
    out = pd.DataFrame(records)
    low, high = min(out["value"].min(), 0.0), max(out["value"].max(), 0.0)
    air = 0.05 * (high - low) or 1.0
    return out.assign(x_low=low - air, x_high=high + air)


def _record(found: Contribution, printed: words.contribution.Printed, at: int) -> dict[str, Any]:
    share, (own, size, _) = found.shares[at], printed.cells[at]
    there = share.presence is Presence.BOTH
    return _bar(
        found,
        printed,
        at,
        share.part.name,
        printed.lines[at],
        described=words.contribution.line(found, printed, at),
        own=printed.text(own) if there else "",
        size=printed.text(size) if there else "",
        rates=words.contribution.rates(found, share.part.before, share.part.after),
        said=words.contribution.presence(share),
    )


def _bar(
    found: Contribution, printed: words.contribution.Printed, at: int, name: str, figure: Fraction, **told: str
) -> dict[str, Any]:
    label = words.formats.shorten(name, themes.NAME_LENGTH).replace("|", "/")
    blank = {"own": "", "size": "", "rates": "", "said": ""}
    return blank | told | {
        "key": f"{at:04d}|{label}|{printed.text(figure)}",
        "name": name,
        "value": float(figure),
        "figure": printed.text(figure),
        "side": _side(found, figure),
    }  # fmt: skip


def _side(found: Contribution, figure: Fraction) -> str:
    if found.measure.better is Better.NEUTRAL or not figure:
        return "neutral"
    return "better" if (figure > 0) == (found.measure.better is Better.INCREASE) else "worse"
