"""Exhibits to hand out: from the illustrative data, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import exhibits
from analytics.answers import Data
from analytics.model import View
from analytics.model.collection import Collection, Item
from analytics.model.exhibit import Exhibit, Native

LINK = "https://explorer.example/preterm_optimisation?region=Y62&measure=cord&asof=3.1.1.1-6745"
HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\t=1",
    "\r=1",
    "\n=1",
    "{=1}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "![x](http://evil.example/a.png)",
    "null\x00 bell\x07",
    "'''\\\"\"\"",
)
VERSION = "3.1.1.1-6745"


def control(data: Data, organisation: str = "Y62", measure: str = "cord") -> Exhibit:
    """A control chart."""
    return exhibits.of(data, View(organisation, measure=measure), "preterm_optimisation", "intervention", VERSION)[0]


def ranking(data: Data) -> Exhibit:
    """Ranked bars."""
    view = View("ENG", measure="cord")
    return exhibits.of(data, view, "preterm_optimisation", "intervention.compare", VERSION)[-1]


def hostile(data: Data) -> Exhibit:
    """Bars whose names, title, sentence, notes and lines are hostile."""
    table = pd.DataFrame({"name": HOSTILE, "=cmd": HOSTILE, "value": [0.5] * len(HOSTILE)})
    return Exhibit(
        slug="hostile",
        title="=1+1 <b>[title](http://evil.example)</b>",
        sentence="=2+2 <script>alert(1)</script> said `so`.",
        picture=control(data).picture,
        table=lambda: table,
        lines={"Organisation": "=3+3 <i>", "Period": "@now", "Data version": VERSION, "Source": "+<script>"},
        notes=HOSTILE,
        measure=control(data).measure,
        native=Native("bars", "name", ("value",)),
    )


def without_chart(exhibit: Exhibit) -> Exhibit:
    """The same as a table alone."""
    return replace(exhibit, picture=None, native=None)


def collection(*shown: Exhibit, title: str = "Board of October") -> Collection:
    """These exhibits, each with something to say."""
    return Collection("board", title, tuple(Item(e, LINK, f"Say {e.slug}.") for e in shown), LINK)
