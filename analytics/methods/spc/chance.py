"""How often chance alone gives a signal: the simulation behind `multiplicity`, and the script that keeps its table.

`python -m analytics.spc.chance` writes `chance.csv` anew, the same to the byte: seed and sizes are fixed here. Each row
charts `SERIES` stable series of independent normal values as XmR charts, and notes how many have any signal, and how
many have one at the last point, which is what the icon shows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.methods.spc.engine import charts
from analytics.methods.spc.presets import LONGEST_RUN, PRESETS, SHORTEST_RUN

TABLE = Path(__file__).with_name("chance.csv")
SEED = 20230401
SERIES = 20_000
POINTS = (13, 16, 20, 24, 30, 36, 48, 60, 84, 120)


def simulate(series: int = SERIES) -> pd.DataFrame:
    """`preset`, `shift`, `trend`, `points`, and the shares of charts with `any` signal and one at the `last` point."""
    draws = np.random.default_rng(SEED).standard_normal((series, max(POINTS)))
    lengths = range(SHORTEST_RUN, LONGEST_RUN + 1)
    rows = []
    for name, shift, trend, points in product(PRESETS, lengths, lengths, POINTS):
        made = charts(draws[:, :points], settings=replace(PRESETS[name], shift=shift, trend=trend))
        signal = made.high | made.low
        rows.append((name, shift, trend, points, signal.any(axis=1).mean(), signal[:, -1].mean()))
    return pd.DataFrame(rows, columns=["preset", "shift", "trend", "points", "any", "last"])


if __name__ == "__main__":
    simulate().to_csv(TABLE, index=False, float_format="%.4f")
