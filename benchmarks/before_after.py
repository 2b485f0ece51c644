"""How often a before-and-after analysis tells a change that chance alone made: a simulation that gives the same each time.

`python benchmarks/before_after.py [runs]` draws series without any change, of normal errors that resemble their neighbours
(first order), and prints for each length and autocorrelation how often at least one of the three findings is clear: of the
series itself, of its difference from four others pooled, and of either. Each is given for intervals that allow for three
looks, which are ours, and for plain ones.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from analytics.methods.before_after import regression as its
from analytics.model import Segments

SEED, RUNS, WARM, OTHERS = 20260401, 1_000, 40, 4
POINTS, AUTOCORRELATIONS = (17, 24, 36, 54), (0.0, 0.3, 0.6)


def noise(shape: tuple[int, ...], autocorrelation: float, random: np.random.Generator) -> np.ndarray:
    """Errors of the first order along the last axis."""
    shocks = random.normal(size=(*shape[:-1], shape[-1] + WARM))
    for i in range(1, shocks.shape[-1]):
        shocks[..., i] += autocorrelation * shocks[..., i - 1]
    return shocks[..., WARM:]


def clear(found: Segments) -> bool:
    """Whether any of the three findings leaves out 0."""
    return any(e is not None and (e.low > 0 or e.high < 0) for e in (found.level, found.slope, found.effect))


def shares(points: int, autocorrelation: float, runs: int = RUNS) -> tuple[float, float, float]:
    """How often the series, its difference from the others, and either of them tell a change, over `runs` without any."""
    random, before = np.random.default_rng(SEED), (points - 1) // 2
    time, told = np.arange(-before, points - before), []
    for _ in range(runs):
        own, *others = noise((1 + OTHERS, points), autocorrelation, random)
        both = [its.segments(value, time, time != 0) for value in (own, own - np.mean(others, axis=0))]
        told.append([clear(one) for one in both])
    alone, against = np.mean(told, axis=0)
    return float(alone), float(against), float(np.any(told, axis=1).mean())


def main() -> None:
    """Print both tables."""
    runs, ours = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS, its.LOOKS
    print("looks  points  autocorrelation  series  difference  either")
    for looks, points, autocorrelation in product((ours, 1), POINTS, AUTOCORRELATIONS):
        its.LOOKS = looks
        alone, against, either = shares(points, autocorrelation, runs)
        print(f"{looks:5} {points:7} {autocorrelation:16} {alone:7.1%} {against:11.1%} {either:7.1%}", flush=True)
    its.LOOKS = ours


if __name__ == "__main__":
    main()
