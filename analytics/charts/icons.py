"""The Making Data Count icons as small inline SVG, drawn here. Shape and letter say what colour says.

Variation: the dot with H or L is the point that signals, high or low, with a tick for improvement, an
exclamation mark for concern or an arrow for neither; level dots are common cause. Assurance: P (will pass), F (will
fail) or ? (hit or miss) above a dashed target. Each has a `<title>`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from analytics import words
from analytics.charts import themes
from analytics.model import Assurance, Variation
from analytics.model.exhibit import Mark

ICON_WORDS: dict[Variation | Assurance, str] = {
    **{v: text for v, text in words.terms.VARIATION_WORDS.items() if v},
    **{a: text for a, text in words.terms.ASSURANCE_WORDS.items() if a},
}
"""What each icon says; the two blank ones (equal as text) are in `words`."""

_FILLS = {"improvement": themes.IMPROVEMENT, "concern": themes.CONCERN, "neutral": themes.NEUTRAL}
_LEFT_OUT = {"high": ((12, 33), (19, 31), (26, 24)), "low": ((12, 15), (19, 17), (26, 24))}
_SIGNS = {
    ("improvement", "high"): "M11 19l3 4l7-9",
    ("improvement", "low"): "M11 33l3 4l7-9",
    ("concern", "high"): "M16 11v9m0 2.5v2.5",
    ("concern", "low"): "M16 25v9m0 2.5v2.5",
    ("neutral", "high"): "M15 24v-10m-4 4l4-4l4 4",
    ("neutral", "low"): "M15 26v10m-4-4l4 4l4-4",
}
"""A tick for improvement, an exclamation mark for concern, an arrow for neither: what the colours say, in shape."""


def variation_svg(variation: Variation, size: int = 44) -> str:
    """The variation icon; a dashed ring where there is none to give."""
    title = words.terms.VARIATION_WORDS[variation]
    if variation == Variation.BLANK:
        return _svg(title, size, themes.LINE, '<path d="M17 24h14" stroke="#7a7a7a" stroke-width="2"/>', dashed=True)
    if variation == Variation.COMMON_CAUSE:
        level = ((11, 26), (18, 20), (25, 27), (31, 21), (37, 25))
        dots = "".join(_dot(x, y, themes.COMMON, 3) for x, y in level)
        return _svg(title, size, themes.COMMON, _line(level) + dots)
    kind, _, side = variation.value.partition("_")
    fill, up = _FILLS[kind], side == "high"
    path, end = _LEFT_OUT[side], (34, 17 if up else 31)
    line = _line((*path, end))
    dots = "".join(_dot(x, y, themes.COMMON, 2.6) for x, y in path)
    letter = _letter(*end, "H" if up else "L", themes.ink(fill), 11)
    sign = f'<path d="{_SIGNS[kind, side]}" fill="none" stroke="{themes.OUTLINE[fill]}" stroke-width="2.4"/>'
    return _svg(title, size, fill, line + dots + sign + _dot(*end, fill, 7.5) + letter)


def assurance_svg(assurance: Assurance, size: int = 44) -> str:
    """The assurance icon; empty text where there is none to give."""
    if assurance == Assurance.BLANK:
        return ""
    letter, fill = {
        Assurance.PASS: ("P", themes.IMPROVEMENT),
        Assurance.FAIL: ("F", themes.CONCERN),
        Assurance.HIT_OR_MISS: ("?", themes.COMMON),
    }[assurance]
    heights = {Assurance.PASS: (20, 18, 20), Assurance.FAIL: (36, 37, 36), Assurance.HIT_OR_MISS: (26, 35, 27)}[
        assurance
    ]
    line = _line(zip((10, 24, 38), heights, strict=True))
    target = f'<path d="M7 30h34" stroke="{themes.TARGET}" stroke-width="2" stroke-dasharray="4 2.5"/>'
    place = (24, 15 if assurance != Assurance.PASS else 16)
    return _svg(
        words.terms.ASSURANCE_WORDS[assurance],
        size,
        fill,
        target + line + _dot(*place, fill, 8.5) + _letter(*place, letter, themes.ink(fill), 13),
    )


def variation_img(variation: Variation, size: int = 44) -> str:
    """The variation icon as an `<img>` for Markdown with HTML, which takes inline SVG out; its words are the `alt`."""
    return _img(variation_svg(variation, size), words.terms.VARIATION_WORDS[variation], size)


def assurance_img(assurance: Assurance, size: int = 44) -> str:
    """The assurance icon as an `<img>`; empty text where there is none to give."""
    svg = assurance_svg(assurance, size)
    return _img(svg, words.terms.ASSURANCE_WORDS[assurance], size) if svg else ""


def both(variation: Variation, assurance: Assurance, size: int = 44) -> tuple[Mark, ...]:
    """The icons that stand before a sentence: of the change, and of the target where there is one."""
    change = Mark(variation_img(variation, size), words.terms.VARIATION_WORDS[variation])
    target = assurance_img(assurance, size)
    return (change, Mark(target, words.terms.ASSURANCE_WORDS[assurance])) if target else (change,)


def html(icons: Iterable[Mark]) -> str:
    """Icons beside one another, as HTML."""
    return "".join(icon.drawing for icon in icons)


def _img(svg: str, text: str, size: int) -> str:
    data = b64encode(svg.encode()).decode()
    alt = escape(text)
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}" title="{alt}" width="{size}" height="{size}">'


def _svg(title: str, size: int, ring: str, body: str, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    outline = themes.OUTLINE.get(ring, themes.LINE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" width="{size}"'
        f' height="{size}" viewBox="0 0 48 48"><title>{escape(title)}</title>'
        f'<circle cx="24" cy="24" r="21.5" fill="none" stroke="{outline}" stroke-width="1"{dash}/>'
        f'<circle cx="24" cy="24" r="19.8" fill="none" stroke="{ring}" stroke-width="2.4"{dash}/>{body}</svg>'
    )


def _line(points: Iterable[tuple[float, float]]) -> str:
    path = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{themes.LINE}" stroke-width="1.5"/>'


def _dot(x: float, y: float, fill: str, radius: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{themes.OUTLINE[fill]}"/>'


def _letter(x: float, y: float, letter: str, colour: str, size: int) -> str:
    return (
        f'<text x="{x}" y="{y}" dy="0.36em" text-anchor="middle" font-family="Arial, sans-serif" font-weight="bold"'
        f' font-size="{size}" fill="{colour}">{letter}</text>'
    )
