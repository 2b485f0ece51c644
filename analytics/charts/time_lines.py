"""What pictures of phases on a time line share: the axes, what is said on pointing, and the marks of single days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.charts import themes


def days(most: int) -> Any:
    """The axis of days, with at most so many labels."""
    import altair as alt

    ticks = alt.ExprRef(f"clamp(width / 80, 2, {most})")
    return alt.Axis(title=None, format="%b %Y", tickCount=ticks, labelOverlap=True)  # type: ignore[arg-type]


def names() -> Any:
    """A row for each key, "order|name|how it stands", its label in two lines."""
    import altair as alt

    axis = themes.labels(1, orient="left", labelLimit=themes.names())
    axis["labelExpr"] = "slice(split(datum.label, '|'), 1)"
    return alt.Y("key:N", sort="ascending", axis=axis)


def tip() -> list[Any]:
    """What is said on pointing."""
    import altair as alt

    return [alt.Tooltip("what:N", title="What"), alt.Tooltip("when:N", title="When")]


def marks(rows: Any, x: Any, looks: Mapping[str, tuple[str, str]], size: int) -> Any:
    """A mark on a single day for each of `rows`; `looks` are the shape and the fill of each kind of mark."""
    import altair as alt

    shape = alt.Scale(domain=list(looks), range=[shape for shape, _ in looks.values()])
    fill = alt.Scale(domain=list(looks), range=[fill for _, fill in looks.values()])
    return rows.mark_point(size=size, stroke=themes.LINE, strokeWidth=1.5, opacity=1).encode(
        x=x,
        y=names(),
        shape=alt.Shape("mark:N", scale=shape, legend=None),
        fill=alt.Fill("mark:N", scale=fill, legend=None),
        tooltip=tip(),
        description="described:N",
    )
