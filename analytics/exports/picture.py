"""Charts as pictures for print, made without a browser: SVG, and PNG at 300 dots an inch, on a light page.

The charts are the page's own templates, drawn by the same release of Vega-Lite. Title, sentence, legend and what every copy
says stand around the chart, so that a picture that travels alone still says whose numbers it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from typing import Any

from analytics.exports import provenance, wrapped
from analytics.exports.harmless import in_xml
from analytics.model.collection import Item
from analytics.model.colours import DARK_INK
from analytics.model.exhibit import Mark, Picture
from analytics.model.labels import ILLUSTRATIVE_IN_FULL

WIDTH = 1000
"""The width of a picture in its own pixels, in which the charts' type sizes are given."""
MILLIMETRES, DOTS = 250, 300
"""Its width on paper, which leaves margins on A4 across, and its dots an inch as PNG."""
_POINTS = MILLIMETRES / 25.4 * 72
FONT = "Arial, 'Liberation Sans', sans-serif"
_MARGIN, _QUIET = 20, "#4c6272"
_DRAWING = re.compile(r'src="(?P<src>data:image/svg\+xml;base64,[A-Za-z0-9+/=]+)"[^>]*?width="(?P<width>\d+)"')
_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_TAG = re.compile(r"<[^>]+>")


@cache
def release() -> str:
    """The release of Vega-Lite to draw with, of those at hand: the one that the templates are written for."""
    import altair
    import vl_convert

    wanted = ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    return wanted if wanted in vl_convert.get_vegalite_versions() else vl_convert.get_vegalite_versions()[-1]


def whole(picture: Picture, width: int = WIDTH, **properties: Any) -> dict[str, Any]:
    """A specification with its rows in it, so wide over all."""
    rows = json.loads(picture.rows.to_json(orient="records", date_format="iso"))
    fixed: Mapping[str, Any] = {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return {**picture.spec, **fixed, "background": "white", "data": {"values": rows}, **properties}


def chart(picture: Picture, width: int = WIDTH, **properties: Any) -> str:
    """The chart alone, as SVG. It asks no other address for anything."""
    import vl_convert

    spec = whole(picture, width, **properties)
    spec["config"] = {**spec.get("config", {}), "font": FONT}
    return vl_convert.vegalite_to_svg(spec, vl_version=release(), allowed_base_urls=[])


def chart_png(picture: Picture, width: int = WIDTH, scale: float = 2.0) -> bytes:
    """The chart alone, as PNG."""
    import vl_convert

    return vl_convert.svg_to_png(chart(picture, width), scale=scale)


def svg(item: Item) -> bytes:
    """The whole picture as SVG, in millimetres."""
    return _framed(item, f"{MILLIMETRES}mm").encode("utf-8")


def png(item: Item) -> bytes:
    """The same as PNG."""
    import vl_convert

    return vl_convert.svg_to_png(_framed(item, f"{_POINTS:.2f}"), ppi=DOTS)


def _framed(item: Item, width: str) -> str:
    """A chart with what is said above and below it. Without a chart, what is said alone."""
    exhibit, down = item.exhibit, _MARGIN
    parts: list[str] = []

    def say(text: str, size: int, weight: str = "normal", colour: str = DARK_INK) -> None:
        nonlocal down
        letter = wrapped.BOLD if weight == "bold" else wrapped.REGULAR
        for line in wrapped.lines(in_xml(text), size, WIDTH - 2 * _MARGIN, letter):
            down += round(size * 1.3)
            parts.append(
                f'<text x="{_MARGIN}" y="{down}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
            )

    say(exhibit.title, 20, "bold")
    say(exhibit.sentence, 15)
    down += 16
    if exhibit.picture:
        drawn = chart(exhibit.picture, WIDTH - 2 * _MARGIN)
        parts.append(drawn.replace("<svg ", f'<svg x="{_MARGIN}" y="{down}" ', 1))
        down += round(_height(drawn)) + 8
        parts_of_legend, down = _legend(exhibit.picture.legend, down)
        parts += parts_of_legend
        say(exhibit.picture.events, 13)
        down += 6
    for note in exhibit.notes:
        say(note, 13)
    if exhibit.illustrative:
        say(ILLUSTRATIVE_IN_FULL, 13, "bold")
    say(provenance.foot(item), 13, colour=_QUIET)
    say(item.link, 11, colour=_QUIET)
    height = down + _MARGIN
    alt = exhibit.picture.alt if exhibit.picture else exhibit.sentence
    # The height follows from the width and the box.
    tall = re.sub(r"[\d.]+", lambda n: f"{float(n[0]) * height / WIDTH:.2f}", width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(in_xml(alt))}" font-family="{FONT}"><title>{escape(in_xml(exhibit.title))}</title>'
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>{"".join(parts)}</svg>'
    )


def _legend(marks: Iterable[Mark], down: int) -> tuple[list[str], int]:
    """The marks of a legend in lines that wrap, and how far down they reach."""
    parts, across, size = [], _MARGIN, 13
    for at, mark in enumerate(marks):
        drawing = _DRAWING.search(mark.drawing)
        room = int(drawing["width"]) if drawing else 12
        wide = room + 6 + len(mark.text) * size * wrapped.REGULAR + 16
        if at == 0 or across + wide > WIDTH - _MARGIN:
            across, down = _MARGIN, down + 20
        if drawing:
            parts.append(f'<image x="{across}" y="{down - 13}" width="{room}" height="16" href="{drawing["src"]}"/>')
        else:
            sign = escape(_TAG.sub("", mark.drawing))
            parts.append(f'<text x="{across}" y="{down}" font-size="{size}" font-weight="bold">{sign}</text>')
        parts.append(
            f'<text x="{across + room + 6}" y="{down}" font-size="{size}" fill="{DARK_INK}">{escape(in_xml(mark.text))}</text>'
        )
        across += round(wide)
    return parts, down


def _height(drawn: str) -> float:
    found = _SIZE.search(drawn)
    assert found is not None
    return float(found[2])
