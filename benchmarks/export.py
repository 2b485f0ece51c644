"""How long does a board take as PowerPoint, against a bare render of the same charts?

`python benchmarks/export.py` takes 20 views of the illustrative data and measures, in processor seconds a figure:

- *deck*: the board as PowerPoint, all of it: charts of PowerPoint's own where it can draw them, tables, notes, foots;
- *pictures*: the same with each chart as a picture;
- *bare*: `vl_convert` alone turns the same 20 charts into PNG of the size that a slide has.

We ask that the deck take at most 1.5 times as long as the bare render. Charts are made before anything is measured.
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

from analytics import exhibits
from analytics.answers import Data
from analytics.exports import deck
from analytics.exports.picture import VEGA_LITE
from analytics.keeping import first_start
from analytics.model import View
from analytics.model.collection import Collection, Item
from analytics.store import Store

PLACES, RUNS = ("ENG", "Y62", "QOP", "R0A"), 3
WIDTH, SCALE = 860, 2.0


def board(data: Data, version: str) -> Collection:
    """Twenty views: control charts of four places."""
    shown = []
    for slug in (s for s in data.measures if data.measures[s].programme == "preterm_optimisation"):
        for place in PLACES:
            view = View(place, measure=slug)
            [exhibit] = exhibits.of(data, view, "preterm_optimisation", "intervention", version)[:1]
            if exhibit.picture is not None:
                shown.append(Item(exhibit, "https://explorer.example/preterm_optimisation", "Say what changed."))
    return Collection("board", "Twenty views", tuple(shown[:20]), "https://explorer.example")


def bare(collection: Collection) -> None:
    """Specification and rows to PNG, with nothing of ours but the templates."""
    for item in collection.items:
        picture = item.exhibit.picture
        assert picture is not None
        rows = json.loads(picture.rows.to_json(orient="records", date_format="iso"))
        spec = {**picture.spec, "width": WIDTH, "data": {"values": rows}}
        vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=SCALE)


def as_pictures(collection: Collection) -> Collection:
    """The same board where no chart is PowerPoint's own."""
    return replace(
        collection, items=tuple(replace(i, exhibit=replace(i.exhibit, native=None)) for i in collection.items)
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of some runs: on a busy machine time on the clock says little."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Measure, and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"{folder}/store")
        first_start.prepare(store)
        made = board(Data.of(store.at()), str(store.version()))
    figures = len(made.items)
    deck.to_pptx(Collection("warm", "Warm", made.items[:1], ""))
    bare(Collection("warm", "Warm", made.items[:1], ""))
    floor = seconds(lambda: bare(made)) / figures
    print(f"bare render: {floor:.3f} s a figure, of {figures}")
    for name, collection in (("deck", made), ("deck of pictures alone", as_pictures(made))):
        mine = seconds(lambda c=collection: deck.to_pptx(c)) / figures  # type: ignore[misc]
        print(f"{name}: {mine:.3f} s a figure, {mine / floor:.2f} times as long")


if __name__ == "__main__":
    main()
