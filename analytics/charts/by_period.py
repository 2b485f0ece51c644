"""What pictures of a series over time share: the axis of time, and the room that is kept on the other."""

from __future__ import annotations

from typing import Any

QUIET: dict[str, Any] = {"aria": False, "tooltip": None}
"""Of marks that have nothing to say by themselves."""


def time() -> Any:
    """The axis of time."""
    import altair as alt

    return alt.X(
        "period:T", title=None, scale=alt.Scale(padding=10, nice=False), axis=alt.Axis(grid=False, labelFlush=True)
    )


def room() -> Any:
    """An unseen rule from `y_low` to `y_high`, so that everything drawn has its place on the axis of values."""
    import altair as alt

    scale = alt.Scale(zero=False, nice=False)
    return (
        alt.Chart()
        .transform_filter("isValid(datum.y_low)")
        .mark_rule(opacity=0, **QUIET)
        .encode(y=alt.Y("y_low:Q", axis=alt.Axis(title=None, tickCount=5, labelLimit=70), scale=scale), y2="y_high:Q")
    )
