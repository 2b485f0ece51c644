"""The legend of a picture, below it: every mark that is on it, drawn as it is there, with its words.

HTML, since a legend inside the picture has no room on a phone. A line that is not drawn and a state that no point has are
not in it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from html import escape

import numpy as np
import pandas as pd

from analytics.charts import themes
from analytics.charts.control_rows import MARKS
from analytics.model.exhibit import Mark
from analytics.words import formats

WORDS = {
    "Common cause": "common cause: no more than chance",
    "Improvement, high": "improvement, high",
    "Improvement, low": "improvement, low",
    "Concern, high": "concern, high",
    "Concern, low": "concern, low",
    "Special cause, high": "special cause, high",
    "Special cause, low": "special cause, low",
}
"""What the marks of a control chart say in a legend."""

_SHAPES = {
    "circle": '<circle cx="8" cy="8" r="4.5" {look}/>',
    "square": '<rect x="3.5" y="3.5" width="9" height="9" {look}/>',
    "diamond": '<path d="M8 2 14 8 8 14 2 8z" {look}/>',
    "triangle-up": '<path d="M8 2.5 14 13H2z" {look}/>',
    "triangle-down": '<path d="M8 13.5 14 3H2z" {look}/>',
    "triangle-right": '<path d="M13.5 8 3 14V2z" {look}/>',
    "cross": '<path d="M6 2h4v4h4v4h-4v4H6v-4H2V6h4z" {look}/>',
}


BOX, LETTER = 24, 7
"""The width of a box, and what each letter beyond two adds to it, in pixels."""


def mark(shape: str, fill: str, text: str, hollow: bool = False) -> Mark:
    """A point: `shape` as Vega names it."""
    look = f'fill="{"none" if hollow else fill}" stroke="{themes.OUTLINE.get(fill, fill)}" stroke-width="1.5"'
    return Mark(_img(16, _SHAPES[shape].format(look=look)), text, fill)


def line(text: str, colour: str = themes.LINE, dash: str = "", width: float = 1.6) -> Mark:
    """A line across; `dash` as in SVG."""
    return Mark(_img(26, f'<path d="M0 8H26" {_stroke(colour, dash, width)}/>'), text, colour, "┄" if dash else "━")


def upright(text: str, dash: str = "2 2", colour: str = themes.LINE) -> Mark:
    """A line from top to bottom, as of an event."""
    width = 1.4 if colour == themes.LINE else 2.5
    return Mark(_img(8, f'<path d="M4 0V16" {_stroke(colour, dash, width)}/>'), text, colour, "┆")


def sign(letter: str, text: str) -> Mark:
    """A mark that is a character, like × for a missing figure."""
    return Mark(f'<b aria-hidden="true">{escape(letter)}</b>', text, sign=letter)


def box(fill: str, text: str, letter: str = "", opacity: float = 1.0) -> Mark:
    """A filled box with what is printed on it, which a screen reader says too; a box without a fill is only its edge."""
    width = BOX + LETTER * max(len(letter) - 2, 0)
    ink = themes.OUTLINE[themes.COMMON] if fill == themes.EMPTY else themes.ink(fill)
    printed = (
        f'<text x="{width / 2}" y="8" dy=".36em" text-anchor="middle" font-family="Arial, sans-serif" font-weight="bold"'
        f' font-size="12" fill="{ink}">{escape(letter)}</text>'
    )
    look = f'fill="{fill}" fill-opacity="{opacity:g}" stroke="{themes.LINE}"'
    edge = f'<rect x=".5" y=".5" width="{width - 1}" height="15" {look}/>'
    return Mark(_img(width, edge + printed * bool(letter), letter), text, fill, letter)


def band(text: str, colour: str) -> Mark:
    """A pale upright bar, as of an interval."""
    return Mark(_img(10, f'<path d="M5 0V16" {_stroke(colour, "", 7)} opacity="0.3"/>'), text, colour, "▮")


def joined(*parts: Mark) -> Mark:
    """A line with its mark, as one: drawn beside each other, said as the last."""
    return replace(parts[-1], drawing="".join(part.drawing for part in parts))


def control(rows: pd.DataFrame, middle: str = "average") -> list[Mark]:
    """What is on a control chart, from the rows that it draws."""
    period = rows["what"].to_numpy() == "period"
    numbers = ("value", "centre", "upper", "lower", "upper_2sigma", "smooth", "target")
    there = {name: np.isfinite(rows[name].to_numpy(float)[period]) for name in numbers}
    drawn, has = there["value"], {name: bool(cells.any()) for name, cells in there.items()}
    marks = set(rows["mark"].to_numpy()[period][drawn])
    entries = [mark(*MARKS[name], WORDS[name]) for name in MARKS if name in marks and has["centre"]]
    if not has["centre"] and has["value"]:
        entries.append(mark(*MARKS["Common cause"], "figure, not judged"))
    optional = (
        (
            bool(rows["hollow"].to_numpy(bool)[period][drawn].any()),
            mark("circle", themes.COMMON, "hollow: provisional or not counted", hollow=True),
        ),
        (not drawn.all(), sign("×", "no figure")),
        (has["centre"], line(middle)),
        (has["upper"] or has["lower"], line("limits: chance alone seldom goes beyond", dash="6 4")),
        (has["upper_2sigma"], line("two sigma", dash="1 4")),
        (has["smooth"], line("smoothed, not judged", themes.COMMON, width=3)),
        (has["target"], line("target", themes.TARGET, "10 4")),
        (bool((rows["what"].to_numpy() == "event").any()), upright("dated event")),
    )
    return [*entries, *(entry for there, entry in optional if there)]


def events(rows: pd.DataFrame) -> tuple[str, ...]:
    """The events that have only their number on the chart, whole and in order: "Passport launched, 1 July 2021"."""
    happened = rows[rows["what"] == "event"]
    if (happened["event"] == happened["meaning"]).all():
        return ()
    return tuple(map(formats.dated, happened["meaning"], happened["label"]))


def html(entries: Iterable[Mark], events: Iterable[str] = (), stacked: bool = False) -> str:
    """A legend as one line of HTML that wraps, or `stacked` a line each; `events` are listed by number below it."""
    items = "".join(f"<li>{entry.drawing} {escape(entry.text)}</li>" for entry in entries)
    happened = "".join(f"<li>{escape(event)}</li>" for event in events)
    listed = f'<ol class="happened" aria-label="Events on the chart">{happened}</ol>' if happened else ""
    return f'<ul class="legend{" stacked" * stacked}" aria-label="Legend">{items}</ul>{listed}' if items else listed


def _img(width: int, inside: str, alt: str = "") -> str:
    """As an image, since Streamlit lets no SVG through in HTML."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="16" viewBox="0 0 {width} 16">{inside}</svg>'
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img src="{source}" alt="{escape(alt)}" width="{width}" height="16">'


def _stroke(colour: str, dash: str, width: float) -> str:
    return f'stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash or "none"}" fill="none"'


def present(names: Collection[str], marks: Mapping[str, tuple[str, str]], said: Mapping[str, str]) -> list[Mark]:
    """The marks of a picture that are there, in the order in which it names them."""
    return [mark(*marks[name], said[name]) for name in marks if name in names and name in said]
