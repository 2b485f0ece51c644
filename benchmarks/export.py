"""How long do a board as PowerPoint and a report as Word take, against a bare render of the same charts?

`python benchmarks/export.py` takes a board of 20 views of the illustrative data, of every kind of picture that the pages
have, and measures in processor seconds a figure:

- *bare*: `vl_convert` alone turns each chart's specification and rows into a PNG as wide as a slide has it. So it does for
  the charts that PowerPoint draws itself, of which the deck has no picture;
- *deck*: the whole board as PowerPoint: charts of PowerPoint's own where it can draw them, pictures with their legends where
  not, titles, notes, foots, cover and sources;
- *pictures alone*: the same with each chart as a picture, which is the hardest that a board can ask.

Then the whole quarterly report of England: as Word and as a web page, tables and all, against the bare render of its charts.

We ask that each takes at most 1.5 times as long as the bare render. What is shown is worked out before anything is
measured; drafting the report is measured apart. Small multiples are left out of the board: a bare render of 40 panels
takes as long as all others together, and would hide them.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import vl_convert

from analytics import exhibits, reporting
from analytics.answers import Data, quarterly
from analytics.exports import deck, document, native, report_page
from analytics.exports.picture import VEGA_LITE
from analytics.keeping import first_start
from analytics.model import View
from analytics.model.collection import Collection, Item
from analytics.model.report import Report
from analytics.store import Store

RUNS, WIDTH, SCALE, MOST = 3, 860, 2.0, 1.5
VIEWS = (
    ("preterm_optimisation", "intervention.compare", "ENG", "cord"),  # control chart, funnel, ranking
    ("preterm_optimisation", "intervention.map", "ENG", "cord"),
    ("preterm_optimisation", "intervention", "Y62", "steroids"),
    ("preterm_optimisation", "bundle", "QOP", None),  # three control charts, a heat map, ranked bars
    ("preterm_optimisation", "adoption", "ENG", None),  # points, movements, stacked stages
    ("deterioration", "measure", "Y62", None),
    ("opioids", "forecast", "ENG", None),  # a fan
    ("opioids", "variation", "ENG", None),  # deciles, contributions, funnel
    ("system_safety", "timeline", "ENG", None),
    ("system_safety", "transition", "ENG", None),  # a survival curve
)


def board(data: Data, version: str) -> Collection:
    """Twenty charts of ten sections."""
    shown = [
        Item(exhibit, f"https://explorer.example/{page}", "Say what changed.")
        for page, section, place, measure in VIEWS
        for exhibit in exhibits.of(data, View(place, measure=measure), page, section, version)
        if exhibit.picture is not None
    ][:20]
    assert len(shown) == 20
    return Collection("board", "Twenty views", tuple(shown), "https://explorer.example")


def bare(collection: Collection) -> None:
    """Specification and rows to PNG, with nothing of ours but the templates."""
    for item in collection.items:
        picture = item.exhibit.picture
        assert picture is not None
        rows = json.loads(picture.rows.to_json(orient="records", date_format="iso"))
        spec = {**picture.spec, "width": WIDTH, "data": {"values": rows}}
        vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=SCALE)


def england(data: Data, version: str) -> Report:
    """The whole report of England for the newest quarter."""
    return reporting.of(data, "ENG", quarterly.quarters(data)[0], version)


def charts_of(report: Report) -> Collection:
    """The charts of a report alone: its tables have nothing to render."""
    shown = (Item(figure.exhibit, "") for figure in report.figures if figure.exhibit.picture)
    return Collection("report", "Charts of the report", tuple(shown), "")


def as_pictures(collection: Collection) -> Collection:
    """The same board where no chart is PowerPoint's own."""
    return replace(
        collection, items=tuple(replace(i, exhibit=replace(i.exhibit, native=None)) for i in collection.items)
    )


def seconds(work: Callable[[Collection], object], collection: Collection) -> float:
    """Processor seconds a figure of the fastest of some runs: on a busy machine time on the clock says little."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work(collection)
        taken.append(time.process_time() - start)
    return min(taken) / len(collection.items)


def main() -> None:
    """Measure, print the ratios, and fail where one is too large."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"{folder}/store")
        first_start.prepare(store)
        data = Data.of(store.at())
        made = board(data, str(store.version()))
        start = time.process_time()
        report = england(data, str(store.version()))
        drafted = time.process_time() - start
    deck.to_pptx(made)  # libraries and fonts are there from now on
    bare(made)
    floor, own = seconds(bare, made), sum(native.drawn(item.exhibit) is not None for item in made.items)
    print(f"bare render: {floor:.3f} s a figure, of {len(made.items)}, {own} of which PowerPoint can draw itself")
    worst = 0.0
    for name, collection in (("deck", made), ("deck of pictures alone", as_pictures(made))):
        mine = seconds(deck.to_pptx, collection)
        worst = max(worst, mine / floor)
        print(f"{name}: {mine:.3f} s a figure, {mine / floor:.2f} times as long (at most {MOST})")
    charts = charts_of(report)
    tables = len(report.figures) - len(charts.items)
    print(f"the report of England: {len(charts.items)} charts and {tables} tables, drafted in {drafted:.1f} s")
    floor = seconds(bare, charts)
    print(f"bare render of its charts: {floor:.3f} s a chart")
    for name, write in (("Word", document.to_docx), ("web page", report_page.to_html)):
        mine = seconds(lambda c, w=write: w(report), charts)  # type: ignore[misc]
        worst = max(worst, mine / floor)
        print(
            f"{name}: {mine:.3f} s a chart, tables and text with it, {mine / floor:.2f} times as long (at most {MOST})"
        )
    sys.exit(worst > MOST)


if __name__ == "__main__":
    main()
