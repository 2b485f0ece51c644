"""What comes of looking at many charts at once? The table behind `analytics/methods/discovery.py`, and what it is worth.

`python benchmarks/discovery.py table` writes `discovery.csv` anew, the same to the byte: stable series of each kind, size
and length (`spc.stable`), and the step statistic that each share of them reaches. It takes about a minute.

`python benchmarks/discovery.py` prints the table of `docs/methods.md` as Markdown, in half a minute: walls of `CHARTS`
charts, of which a part changed with the first of `NEW` new points. It counts signals that are new, those that
false-discovery control keeps, which share of either is false, and how many of the true changes are found.
`tests/methods/test_discovery.py` holds the document against a smaller run.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from analytics.methods import discovery
from analytics.methods.spc import MDC, charts
from analytics.methods.spc.chance import POINTS
from analytics.methods.spc.engine import Charts
from analytics.methods.spc.stable import SIZES, made_up, up_to

SEED, SERIES, WALLS, CHARTS = 1995, 20_000, 500, 400
KINDS = ("xmr", "xmr_median", "p", "pprime", "c", "u", "uprime", "g", "t")
"""Charts with limits around single values."""
BEFORE, NEW = 30, 3
"""Points before the date since which changes are looked for, and after it."""
HEADER = [
    "Chart",
    "Changed charts",
    "Change",
    "New signals: false",
    "Kept: false",
    "Changes with a signal",
    "Changes kept",
]
MEASURED = (
    ("XmR", "xmr", 0.0, 0.0, 1.0, "none"),
    ("XmR", "xmr", 0.0, 0.05, 3.0, "by two standard deviations"),
    ("XmR", "xmr", 0.0, 0.05, 4.0, "by three"),
    ("XmR", "xmr", 0.0, 0.2, 3.0, "by two standard deviations"),
    ("XmR", "xmr", 0.0, 0.2, 4.0, "by three"),
    ("p, 5 events a period", "p", 5.0, 0.0, 1.0, "none"),
    ("p, 5 events a period", "p", 5.0, 0.05, 2.0, "twice the events"),
    ("p, 5 events a period", "p", 5.0, 0.2, 2.0, "twice the events"),
    ("p, 5 events a period", "p", 5.0, 0.2, 3.0, "three times"),
    ("p, 25 events a period", "p", 25.0, 0.0, 1.0, "none"),
    ("p, 25 events a period", "p", 25.0, 0.05, 1.5, "half as many again"),
    ("p, 25 events a period", "p", 25.0, 0.2, 1.5, "half as many again"),
)


def table(series: int = SERIES) -> pd.DataFrame:
    """The statistic that each share of stable charts reaches, by kind, size, window and number of points."""
    rows = []
    for place, kind in enumerate(KINDS):
        for size in SIZES[kind]:
            random = np.random.default_rng([SEED, place, round(10 * size)])
            made = made_up(kind, size, np.ones(max(POINTS)), series, random)
            for points in POINTS:
                found = charts(**up_to(made, points), kind=kind, settings=MDC)
                for window in discovery.WINDOWS:
                    reached = np.nan_to_num(strengths(found, np.full(series, window)))
                    tails = np.quantile(reached, [1 - tail for tail in discovery.TAILS])
                    rows.append((kind, size, window, points, *tails))
    return pd.DataFrame(rows, columns=["kind", "size", "window", "points", *map(str, discovery.TAILS)])


def strengths(found: Charts, window: np.ndarray) -> np.ndarray:
    """The step statistic of charts."""
    return discovery.strength(found.value, found.centre, found.lower, found.upper, found.counted, window)


def measured(walls: int = WALLS) -> list[list[str]]:
    """The rows of the table in the document."""
    return [_row(*one, walls) for one in MEASURED]


def _row(name: str, kind: str, size: float, share: float, times: float, change: str, walls: int) -> list[str]:
    random = np.random.default_rng([SEED, len(name), round(100 * share), round(10 * times)])
    sums = np.zeros(7)
    for _ in range(walls):
        changed = np.arange(CHARTS) < round(share * CHARTS)
        signal, kept = _wall(kind, size, times, changed, random)
        counts = (signal, kept)
        sums += [
            *(float((one & ~changed).sum()) for one in counts),
            *((one & ~changed).sum() / max(one.sum(), 1) for one in counts),
            *(float((one & changed).sum()) for one in counts),
            float(changed.sum()),
        ]
    of = max(sums[6], 1.0)
    found = [f"{100 * n / of:.0f}%" if sums[6] else "-" for n in sums[4:6]]
    return [name, f"{share:.0%}", change, *(f"{100 * s / walls:.0f}%" for s in sums[2:4]), *found]


def _wall(
    kind: str, size: float, times: float, changed: np.ndarray, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Which of a wall of charts have a new signal, and which of those are kept."""
    stable, moved = np.ones(BEFORE + NEW), np.r_[np.ones(BEFORE), np.full(NEW, times)]
    made = made_up(kind, size, stable, len(changed), random)
    other = made_up(kind, size, moved, len(changed), random)
    made = {k: None if a is None else np.where(changed[:, None], other[k], a) for k, a in made.items()}
    then, now = (charts(**up_to(made, n), kind=kind, settings=MDC) for n in (BEFORE, BEFORE + NEW))
    new = (now.high | now.low)[:, -1] & ~(then.high | then.low)[:, -1]
    window = discovery.window_of(np.full(len(changed), NEW), MDC.shift)
    points = np.full(len(changed), float(BEFORE + NEW))
    p = discovery.p_values(kind, np.full(len(changed), size), points, window, strengths(now, window))
    return new, discovery.adjusted(np.where(new, p, 1.0)) <= discovery.RATE


def main() -> None:
    """Write the table, or print what it is worth."""
    if sys.argv[1:] == ["table"]:
        table().to_csv(discovery.TABLE, index=False, float_format="%.4g", lineterminator="\n")
        return
    print("| " + " | ".join(HEADER) + " |\n|" + " --- |" * len(HEADER))
    for row in measured():
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
