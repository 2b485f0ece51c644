"""How fast are all charts of the tree judged? Ratios to the bare engine on the same arrays, all in this one process.

`python benchmarks/panel.py` resolves every measure of the illustrative data, judges every organisation at every grain
that its measure has, and prints the best of several runs of each:

- *resolve*: from stored rows to grids for the whole tree, one reading of the store included;
- *judge*: `Data.verdicts` of every measure and grain: kinds of chart chosen, limits, signals, states, both icons;
- *bare engine*: `spc.charts` on the same arrays, the kinds known beforehand. We ask *judge* to take at most twice as long;
- *ICBs*: of all measures, only the ICBs, each at the grain of its own page. We ask for less than a second.

Only the ratios are claims; times depend on the machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from analytics.answers import Data, Question
from analytics.answers.verdicts import verdicts
from analytics.keeping import first_start
from analytics.methods.spc import charts
from analytics.methods.spc.kinds import COUNTED
from analytics.model import Grain, Kind
from analytics.store import Store

RUNS = 5


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def afresh(data: Data) -> Data:
    """The same data with its measures resolved and nothing judged."""
    for key in [key for key in data.known if key[0] == "verdicts"]:
        del data.known[key]
    return data


def judge_all(data: Data) -> int:
    """Judge every measure at every grain that it has; how many charts that is."""
    judged = 0
    for slug in data.catalogue.measures:
        for grain in Grain:
            if data.resolved(slug).grid(grain) is not None:
                judged += len(data.verdicts(slug, grain).charts.variation)
    return judged


def bare(data: Data) -> Callable[[], object]:
    """The engine alone on the arrays that `judge_all` judges, sorted by kind beforehand."""
    work = []
    for (what, *_), found in data.known.items():
        if what != "verdicts":
            continue
        grid, kinds = found.grid, found.charts.kind
        for kind in np.unique(kinds):
            here = kinds == kind
            counts = {"numerators": grid.numerator[here], "denominators": grid.denominator[here]}
            work.append((grid.value[here], counts if kind in COUNTED else {}, str(kind), found.charts.measure))
    return lambda: [
        charts(v, **counts, kind=kind, better=m.better, target=m.target).variation for v, counts, kind, m in work
    ]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"{folder}/store")
        first_start.prepare(store)
        resolving = best(lambda: Data.of(store.at()).resolve_all(judged=False))
        data = Data.of(store.at())
        data.resolve_all()
        count = judge_all(data)
        points = sum(v.grid.value.size for k, v in data.known.items() if k[0] == "verdicts")
        engine = best(bare(data))
        judging = best(lambda: judge_all(afresh(data)))
        boards = best(lambda: [verdicts(afresh(data), Question(slug), (Kind.ICB,)) for slug in data.catalogue.measures])
    print(f"{len(data.catalogue.measures)} measures, {count:,} charts, {points:,} points")
    print(f"resolve      {resolving:7.3f} s   (asked: 0.5)")
    print(f"judge        {judging:7.3f} s   {judging / engine:5.2f} times the bare engine (asked: at most 2)")
    print(f"bare engine  {engine:7.3f} s")
    print(f"ICBs         {boards:7.3f} s   (asked: less than 1)")


if __name__ == "__main__":
    main()
