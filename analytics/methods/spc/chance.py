"""How often chance alone gives a signal: the simulation behind `multiplicity`, and the script that keeps its table.

`python -m analytics.methods.spc.chance` writes `chance.csv` anew, the same to the byte: seed and sizes are fixed here; it
takes about half a minute. Each row charts stable series (`stable`), and notes how many have any signal, and how many have
one at the last point, which is what the icon shows. XmR charts are charted under each preset and run length, `SERIES` of
them a row; the other kinds under Making Data Count's settings, half as many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.methods.spc.engine import charts
from analytics.methods.spc.presets import LONGEST_RUN, MDC, PRESETS, SHORTEST_RUN, Settings
from analytics.methods.spc.stable import SIZES, made_up, up_to

TABLE = Path(__file__).with_name("chance.csv")
SEED = 20230401
SERIES = 20_000
POINTS = (13, 16, 20, 24, 30, 36, 48, 60, 84, 120)
COLUMNS = ["kind", "size", "preset", "shift", "trend", "points", "any", "last"]


def simulate(series: int = SERIES) -> pd.DataFrame:
    """`COLUMNS`: a kind and size under settings, and the shares of charts with `any` signal and one at the `last` point."""
    lengths = range(SHORTEST_RUN, LONGEST_RUN + 1)
    rules = [
        replace(PRESETS[name], shift=shift, trend=trend) for name, shift, trend in product(PRESETS, lengths, lengths)
    ]
    rows = [row for kind in SIZES for row in _of_kind(kind, rules if kind == "xmr" else [MDC], series)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _of_kind(kind: str, rules: list[Settings], series: int) -> Iterator[tuple]:
    """The rows of one kind, from its own random numbers, so that another kind does not change them."""
    for size in SIZES[kind]:
        random = np.random.default_rng([SEED, list(SIZES).index(kind), round(10 * size)])
        made = made_up(kind, size, np.ones(max(POINTS)), series if kind == "xmr" else series // 2, random)
        for settings, points in product(rules, POINTS):
            found = charts(**up_to(made, points), kind=kind, settings=settings)
            signal = found.high | found.low
            shares = signal.any(axis=1).mean(), signal[:, -1].mean()
            yield (kind, size, settings.name, settings.shift, settings.trend, points, *shares)


if __name__ == "__main__":
    simulate().to_csv(TABLE, index=False, float_format="%.4g")
