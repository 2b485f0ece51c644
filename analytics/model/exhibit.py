"""What a page, a slide, a report and a notebook show alike: a picture, its sentence, its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics.model.measure import Measure


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a picture or of a sentence, as HTML that holds its own drawing, and what it says.

    `colour` and `sign` (a letter or number on it, or what it is made of) are there for who cannot use HTML.
    """

    drawing: str = field(repr=False)
    text: str
    colour: str = ""
    sign: str = ""


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished chart template (Vega-Lite, without data), the rows that it draws, and what is seen, in words.

    `legend` has the marks that are on it, and `events` says whole, in order, those that are but numbers on it.
    """

    spec: dict[str, Any] = field(repr=False)
    rows: pd.DataFrame = field(repr=False)
    alt: str
    legend: tuple[Mark, ...] = field(default=(), repr=False)
    events: tuple[str, ...] = ()

    @property
    def numbered(self) -> str:
        """The events with their numbers, in one line."""
        return " · ".join(f"{number} {event}" for number, event in enumerate(self.events, start=1))


@dataclass(frozen=True)
class Native:
    """How an office program draws the same from the table: a "line", "bars" or "stacked" bars (`kind`) over `category`, one
    series a column in `values`."""

    kind: str
    category: str
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Exhibit:
    """One thing shown. `slug` names files and keys; `title` is a heading and `sentence` what it says, both in plain words.

    `table` makes the numbers behind it, in codes; `lines` say what they are (organisation, period, data version, definition,
    source), as name and text; `notes` what must be known to read it, and `further` what else it says. `native` is there
    where an office program can draw it. `marked` is the sentence with `**` around what stands out, and what it says further
    in lines of their own; it is empty where nothing stands out. `icons` stand before the sentence. `numbers` is the table's
    heading, `measure` whose unit its values have and `titles` those of slugs in its cells. With `missing` there is nothing
    to show, and the sentence says why.
    """

    slug: str
    title: str
    sentence: str
    picture: Picture | None
    table: Callable[[], pd.DataFrame] = field(repr=False)
    lines: Mapping[str, str] = field(repr=False)
    notes: tuple[str, ...] = ()
    illustrative: bool = False
    measure: Measure | None = field(default=None, repr=False)
    native: Native | None = None
    further: tuple[str, ...] = ()
    marked: str = ""
    icons: tuple[Mark, ...] = field(default=(), repr=False)
    numbers: str = "The numbers behind this chart"
    titles: Mapping[str, str] = field(default_factory=dict, repr=False)
    missing: bool = False
