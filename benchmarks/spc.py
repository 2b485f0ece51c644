"""How fast are the control charts? Ratios to a published package and to a bare NumPy pass, all in this one process.

`python benchmarks/spc.py` charts 1,000 series of 48 points three ways and prints the best of several runs of each:

- *ours*: `analytics.methods.spc.charts` with the default rules, all limits, states and both icons;
- *statprocon*: its XmR limits and its three rules, one series after the other, which is how it works;
- *bare NumPy*: the same sums on the same array, written out by hand for exactly this case: no gaps, ghosts, parts,
  baselines, presets or tolerance, one direction and one target. It is the floor.

Then 100,000 series in blocks: memory must grow with the block and the answers kept, and with nothing else.
Only the ratios are claims; times depend on the machine.
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from analytics.methods.spc import charts

SERIES, POINTS, TARGET, BLOCK = 1_000, 48, 0.5, 5_000


def data(series: int, points: int = POINTS, seed: int = 1) -> np.ndarray:
    """Noise, with a step in every other series, so that all rules have work."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(series, points))
    values[::2, points // 2 :] += 1.5
    return values


def ours(values: np.ndarray) -> object:
    """Limits, rules, states and icons."""
    return charts(values, better="increase", target=TARGET)


def statprocon(values: list[list[float]]) -> object:
    """Limits and three rules of every series. Numbers go in as strings, as its author advises for floats."""
    from statprocon import XmR

    out = []
    for one in values:
        made = XmR(one)
        out.append(
            (
                made.upper_natural_process_limit(),
                made.lower_natural_process_limit(),
                made.rule_1_x_indices_beyond_limits(),
                made.rule_2_runs_about_central_line(),
                made.rule_3_runs_near_limits(),
            )
        )
    return out


def bare(values: np.ndarray) -> object:
    """The same sums for this one case, by hand: lines, four rules, states, and the two icons."""
    values = np.asfortranarray(values)
    centre, upper, lower, inner = lines_only(values)
    rising, falling = values[:, 1:] > values[:, :-1], values[:, 1:] < values[:, :-1]
    high = _side(values > centre, values > upper, values > centre + inner, rising)
    low = _side(values < centre, values < lower, values < centre - inner, falling)
    state = high.view(np.uint8) + 2 * (low & ~high).view(np.uint8)
    assurance = np.select([lower[:, 0] >= TARGET, upper[:, 0] <= TARGET], [1, 2], 0)
    return upper, lower, state, state[:, -1], assurance


def lines_only(values: np.ndarray) -> tuple[np.ndarray, ...]:
    """No rules, no states, no icons: means, limits and the distance of the two-sigma lines."""
    centre = values.mean(axis=1, keepdims=True)
    reach = 2.66 * np.abs(np.diff(values, axis=1)).mean(axis=1, keepdims=True)
    return centre, centre + reach, centre - reach, reach * 2 / 3


def _side(side: np.ndarray, beyond: np.ndarray, near: np.ndarray, steps: np.ndarray) -> np.ndarray:
    marked = beyond.copy(order="K")
    for flags, length in ((side, 6), (steps, 5)):
        windows = flags[:, : flags.shape[1] - length + 1].copy(order="K")
        for k in range(1, length):
            windows &= flags[:, k : k + windows.shape[1]]
        for k in range(6):
            marked[:, k : k + windows.shape[1]] |= windows
    near = near & ~beyond
    first, second, third = near[:, :-2], near[:, 1:-1], near[:, 2:]
    two = ((first & second) | (first & third) | (second & third)) & side[:, :-2] & side[:, 1:-1] & side[:, 2:]
    for k in range(3):
        marked[:, k : k + two.shape[1]] |= two & near[:, k : k + two.shape[1]]
    return marked


def best(times: int, **works: Callable[[], object]) -> dict[str, float]:
    """Seconds of the fastest of so many runs of each, taken in turn so that a busy machine is as unfair to all."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            gc.collect()
            start = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - start)
    return {name: min(seconds) for name, seconds in taken.items()}


def agree(values: np.ndarray) -> None:
    """The bare pass and ours must give the same points and icons, or their times mean nothing."""
    made = charts(values, better="increase", target=TARGET)
    upper, _, state, _, assurance = bare(values)  # type: ignore[misc]
    np.testing.assert_allclose(made.upper, np.broadcast_to(upper, values.shape))
    np.testing.assert_array_equal(made.state, np.array(["common", "improvement", "concern"])[state])
    np.testing.assert_array_equal(made.assurance, np.array(["hit_or_miss", "pass", "fail"])[assurance])


def peak(series: int) -> float:
    """The most memory, in MB, while so many series are charted in blocks and their icons kept; input included."""
    tracemalloc.start()
    values = data(series)
    icons = [charts(values[i : i + BLOCK], target=TARGET).variation_code for i in range(0, series, BLOCK)]
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert sum(map(len, icons)) == series
    return most


def main() -> None:
    """Measure, and print the ratios."""
    values = data(SERIES)
    agree(values)
    took = best(60, ours=lambda: ours(values), bare=lambda: bare(values), lines=lambda: lines_only(values))
    mine = took["ours"]
    print(f"ours: {mine * 1e3:.1f} ms for {SERIES:,} series of {POINTS} points")
    try:
        rows = [[str(v) for v in row] for row in values.round(4).tolist()]
        theirs = best(3, theirs=lambda: statprocon(rows))["theirs"]
        print(f"statprocon took {theirs / mine:,.0f} times as long as ours")
    except ImportError:
        print("statprocon is not installed: pip install -r requirements-dev.in")
    print(f"ours took {mine / took['bare']:.1f} times as long as a bare NumPy pass of the same rules")
    print(
        f"ours took {mine / took['lines']:.1f} times as long as NumPy for the limits alone, without rules or verdicts"
    )
    print("series   peak memory   bytes of it per point")
    for series in (12_500, 25_000, 50_000, 100_000):
        most = peak(series)
        print(f"{series:>7,}   {most:>8,.0f} MB   {most * 1e6 / (series * POINTS):>6.1f}")


if __name__ == "__main__":
    main()
