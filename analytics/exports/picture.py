"""Charts as pictures for print, made without a browser: SVG, and PNG at 300 dots an inch, on a light page.

The charts are the page's own templates, drawn by the same release of Vega-Lite. Title, sentence, legend and what every copy
says stand around the chart, so that a picture that travels alone still says whose numbers it shows.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from analytics.exports import provenance, wrapped
from analytics.exports.harmless import in_xml
from analytics.model.collection import Item
from analytics.model.colours import DARK_INK
from analytics.model.exhibit import Mark, Picture
from analytics.model.labels import ILLUSTRATIVE_IN_FULL

VEGA_LITE = "6.4"
"""The release of Vega-Lite to draw with: the one that the templates are written for."""
WIDTH = 1000
"""The width of a picture in its own pixels, in which the charts' type sizes are given."""
MILLIMETRES, DOTS = 250, 300
"""Its width on paper, which leaves margins on A4 across, and its dots an inch as PNG."""
_POINTS = MILLIMETRES / 25.4 * 72
FONT = "Arial, 'Liberation Sans', sans-serif"
_MARGIN, _QUIET = 20, "#4c6272"
_DRAWING = re.compile(r'src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)"[^>]*?width="(\d+)"')
_OUTER = re.compile(r"^<svg[^>]*>|</svg>$")
_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_TAG = re.compile(r"<[^>]+>")


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
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])


def chart_with_legend(picture: Picture, width: int, room: float, scale: float = 2.0) -> tuple[bytes, tuple[int, int]]:
    """The chart above its legend as PNG, and its width and height. `room` is the height to its width that there is: a
    picture whose height is its own choice takes it."""
    import vl_convert

    below = Text(width, 0)
    below.legend(picture.legend)
    below.say(picture.numbered, 13)
    tall = round(width * room) - below.down - 60
    fixed = isinstance(picture.spec.get("height"), int)
    drawn = chart(picture, width, **({"height": max(tall, 200)} if fixed else {}))
    high = round(_height(drawn)) + 4
    shifted = _moved("".join(below.parts), 0, high)
    size = width, high + below.down + 8
    whole = _svg(*size, _moved(drawn, 0, 0) + shifted)
    return vl_convert.svg_to_png(whole, scale=scale), size


def svg(item: Item) -> bytes:
    """The whole picture as SVG, in millimetres."""
    return _framed(item, f"{MILLIMETRES}mm").encode("utf-8")


def png(item: Item) -> bytes:
    """The same as PNG."""
    import vl_convert

    return vl_convert.svg_to_png(_framed(item, f"{_POINTS:.2f}"), ppi=DOTS)


def _framed(item: Item, width: str) -> str:
    """A chart with what is said above and below it. Without a chart, what is said alone."""
    exhibit, at = item.exhibit, Text(WIDTH, _MARGIN)
    at.say(exhibit.title, 20, bold=True)
    for sentence in (exhibit.sentence, *exhibit.further):
        at.say(sentence, 15)
    at.down += 16
    if exhibit.picture:
        drawn = chart(exhibit.picture, WIDTH - 2 * _MARGIN)
        at.parts.append(_moved(drawn, _MARGIN, at.down))
        at.down += round(_height(drawn)) + 8
        at.legend(exhibit.picture.legend)
        at.say(exhibit.picture.numbered, 13)
        at.down += 6
    for note in exhibit.notes:
        at.say(note, 13)
    if exhibit.illustrative:
        at.say(ILLUSTRATIVE_IN_FULL, 13, bold=True)
    at.say(provenance.foot(item), 13, colour=_QUIET)
    at.say(item.link, 11, colour=_QUIET)
    alt = exhibit.picture.alt if exhibit.picture else exhibit.sentence
    return _svg(WIDTH, at.down + _MARGIN, "".join(at.parts), exhibit.title, alt, width)


def _moved(drawn: str, across: int, down: int) -> str:
    """A drawing within another: as a group, since an SVG or an image within one takes ten times as long to turn into PNG."""
    return f'<g transform="translate({across},{down})">{_OUTER.sub("", drawn)}</g>'


def _svg(width: int, height: int, inside: str, title: str = "", alt: str = "", drawn: str = "") -> str:
    """A white page of a size in its own pixels, so wide (`drawn`) where it is put."""
    wide = drawn or str(width)
    tall = re.sub(r"[\d.]+", lambda n: f"{float(n[0]) * height / width:.2f}", wide)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(in_xml(alt))}" font-family="{FONT}"><title>{escape(in_xml(title))}</title>'
        f'<rect width="{width}" height="{height}" fill="white"/>{inside}</svg>'
    )


class Text:
    """Lines of text and of marks one below the other: `parts` are what was written, and `down` how far they reach."""

    def __init__(self, width: int, margin: int) -> None:
        self.width, self.margin = width, margin
        self.parts: list[str] = []
        self.down = margin

    def say(self, text: str, size: int, bold: bool = False, colour: str = DARK_INK) -> None:
        """A text in as many lines as it needs."""
        room = self.width - 2 * self.margin
        for line in wrapped.lines(in_xml(text), size, room, wrapped.BOLD if bold else wrapped.REGULAR):
            self.down += round(size * 1.3)
            self._write(line, self.margin, size, bold, colour)

    def legend(self, marks: Iterable[Mark]) -> None:
        """The marks of a legend with their words, in lines that wrap."""
        across, size = self.width, 13
        for mark in marks:
            drawings = [(b64decode(code).decode(), int(wide)) for code, wide in _DRAWING.findall(mark.drawing)]
            room = sum(wide for _, wide in drawings) or 12
            wide = room + 6 + len(mark.text) * size * wrapped.REGULAR + 16
            if across + wide > self.width - self.margin:
                across, self.down = self.margin, self.down + 20
            at = across
            for drawn, own in drawings:
                self.parts.append(_moved(drawn, at, self.down - 13))
                at += own
            if not drawings:
                self._write(_TAG.sub("", mark.drawing), across, size, True, DARK_INK)
            self._write(in_xml(mark.text), across + room + 6, size, False, DARK_INK)
            across += round(wide)

    def _write(self, line: str, across: int, size: int, bold: bool, colour: str) -> None:
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(
            f'<text x="{across}" y="{self.down}" font-size="{size}"{weight} fill="{colour}">{escape(line)}</text>'
        )


def _height(drawn: str) -> float:
    found = _SIZE.search(drawn)
    assert found is not None
    return float(found[2])
