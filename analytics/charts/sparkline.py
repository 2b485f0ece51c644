"""A sparkline: a whole series in the height of a line of text, as a small picture in a table.

The line breaks where a figure is missing, a dashed line is the average, and the last figure has the colour and, by the icon
beside it, the shape of its state. There is no axis: the figure itself stands beside it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape

import numpy as np

from analytics.charts import themes
from analytics.model import ControlChart, State
from analytics.words.states import states

WIDTH, HEIGHT, EDGE = 120, 28, 4
_FILLS = {State.IMPROVEMENT: themes.IMPROVEMENT, State.CONCERN: themes.CONCERN} | dict.fromkeys(
    (State.NEUTRAL_HIGH, State.NEUTRAL_LOW), themes.NEUTRAL
)


def img(chart: ControlChart, alt: str) -> str:
    """The chart's values as an `<img>` for Markdown with HTML; empty where there are fewer than two."""
    value = np.asarray(chart.value, dtype=float)
    known = np.flatnonzero(np.isfinite(value))
    if known.size < 2:
        return ""
    drawn = np.concatenate([value[known], np.asarray(chart.centre, float)[np.isfinite(chart.centre)]])
    low, high = float(drawn.min()), float(drawn.max())
    x = EDGE + np.arange(len(value)) / (len(value) - 1) * (WIDTH - 2 * EDGE)

    def y(line: np.ndarray) -> np.ndarray:
        return HEIGHT - EDGE - (line - low) / ((high - low) or 1.0) * (HEIGHT - 2 * EDGE)

    body = "".join(_line(part, 1.6, "") for part in _parts(x, y(value)))
    body += "".join(_line(part, 1.0, "3 2") for part in _parts(x, y(np.asarray(chart.centre, float))))
    fill, last = _FILLS.get(states(chart)[known[-1]], themes.COMMON), known[-1]
    outline = themes.OUTLINE.get(fill, themes.LINE)
    body += f'<circle cx="{x[last]:.1f}" cy="{y(value)[last]:.1f}" r="3.4" fill="{fill}" stroke="{outline}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{body}</svg>'
    data = b64encode(svg.encode()).decode()
    return (
        f'<img class="spark" src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
    )


def _parts(x: np.ndarray, y: np.ndarray) -> Iterator[str]:
    """The points of a line, cut where it has none."""
    known = np.isfinite(y)
    for part in np.split(np.arange(len(y)), np.flatnonzero(np.diff(known.astype(int))) + 1):
        if part.size and known[part[0]]:
            yield " ".join(f"{x[at]:.1f},{y[at]:.1f}" for at in part)


def _line(points: str, width: float, dash: str) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<polyline points="{points}" fill="none" stroke="{themes.LINE}" stroke-width="{width}"{dashed}/>'
