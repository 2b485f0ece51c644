"""What every chart shares: colours, type sizes and the way in which a template becomes a plain dict.

State colours are Making Data Count's own (NHS England, "Making data count", colours as in its SPC tools). They are too
pale or too dark for some backgrounds, so each point also has an outline that keeps 3:1 on white and on the dark theme
(WCAG 2.2, 1.4.11), and a shape: colour never speaks alone.
"""

from __future__ import annotations

from typing import Any

from analytics.model import Unit
from analytics.model.colours import COMMON, CONCERN, DARK_INK, IMPROVEMENT, NEUTRAL, STEP_FILLS
from analytics.model.colours import LINE as LINE
from analytics.model.labels import ILLUSTRATIVE

FONT_SIZE = 13
SMALL_FONT_SIZE = 12

AMBER, RED = "#ffb81c", "#d5281b"
OUTLINE = {
    IMPROVEMENT: "#0083b3",
    CONCERN: "#e46c0a",
    NEUTRAL: "#9a5fd6",
    COMMON: "#767676",
    AMBER: "#a86d00",
    RED: "#d5281b",
}
"""The outline of a mark by its fill: at least 3:1 against #ffffff and #111111."""

EMPTY = "#00000000"
"""A fill that lets the page through."""
TARGET = "#d5281b"
CHOSEN = "#0077c8"

LIGHT_INK = "#f5f7f8"
BLACK_INK = "#0b1014"
"""Dark text on a fill of ours: darker than the page's, for 4.5:1 on the middle of the sequence."""

INK_PARAMETER = {
    "name": "ink",
    "expr": f"background && luminance(background) < 0.4 ? '{LIGHT_INK}' : '{DARK_INK}'",
}
"""The page's text colour, read from the background that Streamlit's theme puts into the chart: its theme sets the
colour of axis labels but not of text marks."""
INK = {"expr": "ink"}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink(fill: str) -> str:
    """The colour in which text on `fill` reads best."""
    return max((BLACK_INK, LIGHT_INK), key=lambda text: contrast(text, fill))


def step_fill(position: int, steps: int) -> str:
    """The fill of the step at `position` (0 first) on a scale of `steps` steps, spread over the whole sequence."""
    if steps < 2:
        return STEP_FILLS[-1]
    return STEP_FILLS[round(position * (len(STEP_FILLS) - 1) / (steps - 1))]


def number_label(unit: Unit) -> str:
    """How an axis writes its numbers, as a Vega expression: 72.5%, 1,016, 2.4M."""
    if unit is Unit.PERCENT:
        return "format(datum.value, '.1~%')"
    return "datum.value >= 1e6 ? format(datum.value, '.3~s') : format(datum.value, ',.3~f')"


def headed(says: str) -> dict[str, Any]:
    """An upright title above an axis of values, at its left; none where there is nothing to say."""
    if not says:
        return {}
    place = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom", "titleX": 0}
    return {"title": says, "titleY": -6, "titleFontWeight": "normal", "titleLimit": 600} | place


NAME_LENGTH = 44
"""Letters of a name beside a chart: the longest of an organisation stands whole."""


def counted(what: str, illustrative: bool) -> dict[str, Any]:
    """The title of an axis along which something is counted or measured, with the mark that it is made up."""
    title = " · ".join(text for text in (what, ILLUSTRATIVE if illustrative else "") if text)
    return {"axis": {"title": title or None}}


PHONE = "containerSize()[0] < 500"
"""Where a picture has a phone's width, to Vega."""


def names() -> Any:
    """How wide a name beside a chart may be, in pixels: whole, except on a phone."""
    import altair as alt

    return alt.ExprRef(f"{PHONE} ? 175 : 300")


def labels(part: int, **place: Any) -> Any:
    """A discrete axis that shows one part of its "order|name|value" labels, every one of them, beside its own row."""
    import altair as alt

    looks: dict[str, Any] = {"labelExpr": f"split(datum.label, '|')[{part}]", "labelPadding": 4, **place}
    return alt.Axis(
        title=None,
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
        grid=False,
        **looks,
    )


def finish(chart: Any) -> dict[str, Any]:
    """An Altair chart as a specification without data, to be kept and given its rows beside it.

    `chart` is validated by Altair here, once. SVG is asked for because on a canvas a screen reader gets nothing but the
    alternative text.
    """
    spec: dict[str, Any] = chart.to_dict()
    for key in ("$schema", "data", "datasets"):
        spec.pop(key, None)
    for layer in spec.get("layer", []):
        layer.pop("data", None)
    spec["config"] = {
        "axis": {
            "labelFontSize": FONT_SIZE,
            "titleFontSize": FONT_SIZE,
            "labelPadding": 6,
            "titlePadding": 8,
            "labelColor": INK,
            "titleColor": INK,
            # Vega would read dates as "Feb 01, 2019" and list every tick; the picture's own label says what it spans.
            "aria": False,
        },
        "text": {"fontSize": SMALL_FONT_SIZE},
    }
    # Rows come after the picture is first laid out: without `resize` a label that is longer then pushes its right edge out.
    spec.setdefault("autosize", {"type": "fit", "contains": "padding", "resize": True})
    # Without it, Streamlit leaves 20 pixels below the picture.
    spec.setdefault("padding", {"left": 0, "right": 4, "top": 4, "bottom": 2})
    spec["params"] = [INK_PARAMETER, *spec.get("params", [])]
    spec["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    return spec
