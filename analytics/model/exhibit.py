"""What a page, a slide, a report and a notebook show alike: a picture, its sentence, its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics.model.measure import Measure


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished chart template (Vega-Lite, without data), the rows that it draws, and what is seen, in words."""

    spec: Mapping[str, Any] = field(repr=False)
    rows: pd.DataFrame = field(repr=False)
    alt: str


@dataclass(frozen=True)
class Native:
    """How an office program draws the same from the table: lines or bars over `category`, a series for each of `values`."""

    kind: str
    category: str
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Exhibit:
    """One thing shown. `slug` names files and keys; `title` is a heading and `sentence` what it says, both in plain words.

    `table` makes the numbers behind it, in codes; `lines` say what they are (organisation, period, data version, definition,
    source), as name and text; `notes` what must be known to read it. `native` is there where an office program can draw it.
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
