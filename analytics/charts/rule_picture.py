"""A rule by example, drawn: a small chart of a few points between limits, those that signal filled."""

from __future__ import annotations

from base64 import b64encode

from analytics.charts import themes
from analytics.methods.spc.pictures import LEVELS, Picture, breaks, heights
from analytics.model import Signal

STEP, EDGE, HEIGHT = 16, 12, 84


def img(picture: Picture) -> str:
    """The example as an `<img>`, whose text alternative says which points signal."""
    of, marks = heights(picture.points), picture.expected.replace("|", "")
    low, high = (1.0, 9.0) if picture.rule is Signal.TREND else (min(LEVELS.values()), max(LEVELS.values()))
    width = 2 * EDGE + STEP * (len(of) - 1)

    def y(value: float) -> float:
        return EDGE + (high - value) / (high - low) * (HEIGHT - 2 * EDGE)

    def across(value: float, dash: str) -> str:
        return f'<path d="M0 {y(value):.1f}H{width}" stroke="{themes.LINE}" stroke-dasharray="{dash}" fill="none"/>'

    at = [(EDGE + STEP * i, None if value is None else y(value)) for i, value in enumerate(of)]
    lines = "" if picture.rule is Signal.TREND else across(0, "none") + across(3, "6 4") + across(-3, "6 4")
    if picture.rule is Signal.TWO_OF_THREE:
        lines += across(2, "1 4") + across(-2, "1 4")
    lines += "".join(
        f'<path d="M{EDGE + STEP * (i - 0.5)} 0V{HEIGHT}" stroke="{themes.TARGET}" stroke-dasharray="3 3"/>'
        for i in breaks(picture.points)
    )
    known = [(x, height) for x, height in at if height is not None]
    path = "L".join(f"{x} {height:.1f}" for x, height in known)
    dots = "".join(
        _dot(x, height, mark == "x") for (x, height), mark in zip(at, marks, strict=True) if height is not None
    )
    body = f'{lines}<path d="M{path}" stroke="{themes.LINE}" fill="none"/>{dots}'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}">{body}</svg>'
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img src="{source}" alt="{alt(picture)}" width="{width}" height="{HEIGHT}">'


def alt(picture: Picture) -> str:
    """Which of the points signal, in words."""
    marks = picture.expected.replace("|", "")
    hits = [i for i, mark in enumerate(marks, start=1) if mark == "x"]
    if not hits:
        return f"{len(marks)} points, no signal"
    run = (
        f"{hits[0]} to {hits[-1]}"
        if len(hits) > 1 and hits[-1] - hits[0] + 1 == len(hits)
        else ", ".join(map(str, hits))
    )
    return f"{len(marks)} points; signal at {'point' if len(hits) == 1 else 'points'} {run}"


def _dot(x: float, y: float, signals: bool) -> str:
    fill, size = (themes.NEUTRAL, 5) if signals else (themes.COMMON, 3.5)
    shape = f'<path d="M{x} {y - size}L{x + size} {y:.1f} {x} {y + size} {x - size} {y:.1f}z"' if signals else (
        f'<circle cx="{x}" cy="{y:.1f}" r="{size}"'
    )  # fmt: skip
    return f'{shape} fill="{fill}" stroke="{themes.OUTLINE[fill]}"/>'
