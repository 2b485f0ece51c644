"""Which chart sees what, and how soon? The three tables of `docs/detection.md`, from one seeded simulation.

`python benchmarks/detection.py` prints them as Markdown; it takes about a minute. `tests/test_detection.py` runs it with
fewer series and holds the document against it.

- `periods`: 24 stable points, then a lasting change. The chart is drawn anew with each further point, as a page does, and
  the change is seen when the newest point is a signal in its direction.
- `patients`: the comparison of Neuburger and others (BMJ Quality & Safety 2017;26:919-928) for our charts: how many
  patients go by until a doubled rate is seen, and the CUSUM's number at the very same false alarms.
- `units`: amber and red of the CUSUM by the size of the unit, as `cusum.thresholds` has them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from analytics.methods import cusum
from analytics.methods.spc import MDC, charts
from analytics.methods.spc.engine import apply_rules
from analytics.methods.spc.g import quantile
from analytics.methods.spc.kinds import ALL_RULES
from analytics.methods.spc.lines import Lines, from_sigma
from analytics.methods.spc.multiplicity import by_chance
from analytics.methods.spc.panel import panel
from analytics.methods.spc.points import tolerance
from analytics.methods.spc.stable import made_up, up_to

SEED, SERIES = 20170925, 2_000
BEFORE, AFTER, SOON = 24, 36, 12
MEASURED = (
    ("XmR", "xmr", 0.0, 2.0, "up by one standard deviation"),
    ("XmR", "xmr", 0.0, 3.0, "up by two"),
    ("around the median", "xmr_median", 0.0, 2.0, "up by one"),
    ("run", "run", 0.0, 2.0, "up by one"),
    *(
        (name, kind, size, 2.0, "twice the events")
        for size in (1.0, 5.0, 25.0)
        for name, kind in (("p", "p"), ("c, u", "c"))
    ),
    ("g", "g", 20.0, 2.0, "twice the events"),
    ("g", "g", 100.0, 2.0, "twice the events"),
    ("t", "t", 0.0, 2.0, "twice the events"),
)
RATES = ((0.01, 200), (0.05, 100), (0.2, 50))
"""Event rates, and the patients in a period of the p chart that Neuburger and others chose for them."""
MONTH = 20
"""Patients in a period of the CUSUM."""
DOWN = ("g", "t")
"""Charts on which a higher rate of events means lower points."""


def seen_after(kind: str, size: float, times: float, series: int = SERIES) -> np.ndarray:
    """For each series how many points after the change the newest is a signal in its direction; inf if none is."""
    random = np.random.default_rng([SEED, len(kind), round(10 * size), round(10 * times)])
    made = made_up(kind, size, np.r_[np.ones(BEFORE), np.full(AFTER, times)], series, random)
    first = np.full(series, np.inf)
    for point in range(AFTER, 0, -1):
        found = charts(**up_to(made, BEFORE + point), kind=kind)
        first[(found.low if kind in DOWN else found.high)[:, -1]] = point
    return first


def periods(series: int = SERIES) -> list[list[str]]:
    """The rows of the first table: chart, size, change, chance in 24 and 36 points, seen soon, by chance, half within."""
    rows = []
    for name, kind, size, times, change in MEASURED:
        alone = [by_chance(100, points, kind=kind, size=size or np.nan).any_signal for points in (24, 36)]
        seen, quiet = seen_after(kind, size, times, series), seen_after(kind, size, 1.0, series)
        half = float(np.median(seen))
        sized = {"g": f"{size:.0f} cases between", "p": f"{size:.0f} a period", "c": f"{size:.0f} a period"}.get(
            kind, ""
        )
        shares = [f"{share:.0f}%" for share in (*alone, *(100 * (s <= SOON).mean() for s in (seen, quiet)))]
        rows.append([name, sized, change, *shares, f"{half:.0f}" if np.isfinite(half) else f"more than {AFTER}"])
    return rows


def newest(values: np.ndarray, lines: Lines) -> tuple[np.ndarray, np.ndarray]:
    """Whether each point is a high and a low signal when it is the newest; `lines` are fixed, (series, 1)."""
    longest = max(MDC.shift, MDC.trend)
    windows = np.lib.stride_tricks.sliding_window_view(values, longest, axis=1)
    laid = panel(windows.reshape(-1, longest))
    held = Lines(*(np.repeat(line, windows.shape[1])[:, None] for line in lines))
    near = tolerance(laid.value, laid.counted)
    found = apply_rules(ALL_RULES, laid, held, near, np.ones(len(laid.value), bool), MDC).values()
    return tuple(np.any([f[side][:, -1] for f in found], axis=0).reshape(windows.shape[:2]) for side in (0, 1))


def first_signal(signals: np.ndarray, patients: np.ndarray) -> float:
    """The median of patients up to the first signal; inf where fewer than half have one. Both (series, points)."""
    at = signals.argmax(axis=1)[:, None]
    so_far = np.take_along_axis(patients, at, axis=1)[:, 0]
    return float(np.median(np.where(signals.any(axis=1), so_far, np.inf)))


def p_and_xmr(rate: float, size: int, times: float, points: int, series: int) -> dict[str, float]:
    """Patients until a high signal on charts whose limits come from 24 stable periods."""
    random = np.random.default_rng([SEED, round(1000 * rate), round(10 * times), 1])
    base = random.binomial(size, rate, (series, BEFORE)) / size
    centre = base.mean(axis=1, keepdims=True)
    ranges = np.abs(np.diff(base, axis=1)).mean(axis=1, keepdims=True)
    after = random.binomial(size, rate * times, (series, points)) / size
    values = np.hstack([base[:, -5:], after])
    patients = np.broadcast_to(size * np.arange(1, points + 1), (series, points))
    sigmas = {"p": np.sqrt(centre * (1 - centre) / size), "XmR": 2.66 / 3 * ranges}
    return {k: first_signal(newest(values, from_sigma(centre, s))[0], patients) for k, s in sigmas.items()}


def g_chart(rate: float, times: float, points: int, series: int) -> float:
    """Patients until a low signal on a g chart whose limits come from 24 stable gaps."""
    random = np.random.default_rng([SEED, round(1000 * rate), round(10 * times), 2])
    base, after = (random.geometric(r, (series, n)) - 1.0 for r, n in ((rate, BEFORE), (rate * times, points)))
    mean, median = base.mean(axis=1, keepdims=True), np.median(base, axis=1, keepdims=True)
    lines = Lines(median, *(quantile(mean, share) for share in (0.00135, 0.99865, 0.02275, 0.97725)))
    return first_signal(newest(np.hstack([base[:, -5:], after]), lines)[1], np.cumsum(after + 1, axis=1))


def cusum_at(rate: float, false: float, series: int) -> float:
    """Patients until a CUSUM by months of 20 sees a doubling, its threshold set to the false alarms of another chart."""
    random = np.random.default_rng([SEED, round(1000 * rate), 3])
    length = int(4 * false / MONTH)
    steps = np.broadcast_to(MONTH * np.arange(1, length + 1), (series, length))
    quiet, doubled = (_statistics(rate, rate * times, (series, length), random) for times in (1, cusum.RATIO))
    levels = np.unique(np.quantile(quiet.max(axis=1), np.linspace(0.01, 0.99, 60)))
    enough = [level for level in levels if first_signal(quiet > level, steps) >= false]
    return first_signal(doubled > enough[0], steps)


def _statistics(reference: float, true: float, shape: tuple[int, int], random: np.random.Generator) -> np.ndarray:
    events = random.binomial(MONTH, true, shape).astype(float)
    return cusum.walk(cusum.scores(events, np.full(shape, float(MONTH)), reference, proportion=True))


def patients(series: int = SERIES // 2) -> list[list[str]]:
    """The rows of the second table: rate, chart, patients until a false alarm, until a doubling, and the CUSUM's."""
    rows = []
    for rate, size in RATES:
        long = 60_000 if rate < 0.02 else 30_000
        quiet = p_and_xmr(rate, size, 1, long // size, series) | {"g": g_chart(rate, 1, int(long * rate), series)}
        changed = p_and_xmr(rate, size, 2, long // size, series) | {"g": g_chart(rate, 2, int(long * rate), series)}
        for name, false in quiet.items():
            label = f"{name}, {size} a period" if name != "g" else "g"
            numbers = (false, changed[name], cusum_at(rate, false, series))
            rows.append([f"{rate:.0%}", label, *(f"{round(n, -1):,.0f}" for n in numbers)])
    return rows


def units() -> list[list[str]]:
    """The rows of the third table: expected events a year, quiet years with a signal, months until a doubling is seen."""
    rows = []
    for size in (0.5, 1, 2, 4, 8, 16, 32):
        found = cusum.thresholds(size, 12)
        seen = [f"{m:.0f}" for m in (found.months_to_amber, found.months_to_red)]
        shares = [f"{100 * s:.0f}%" for s in (found.false_amber, found.false_red, found.seen_amber, found.seen_red)]
        rows.append([f"{size:g}", *shares[:2], *seen, *shares[2:]])
    return rows


def markdown(header: list[str], rows: list[list[str]]) -> str:
    """A table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *rows])


HEADERS = {
    periods: [
        "Chart",
        "Events",
        "Change",
        "Stable, signal in 24 points",
        "in 36 points",
        "Change seen within 12 points",
        "Chance alone within 12",
        "Half seen within (points)",
    ],
    patients: [
        "Event rate",
        "Chart",
        "Patients until half have a false alarm",
        "Patients until half see a doubling",
        "CUSUM with as many false alarms",
    ],
    units: [
        "Events expected a year",
        "Quiet years with amber",
        "with red",
        "Months until half of doublings are amber",
        "until half are red",
        "Amber within a year",
        "Red within a year",
    ],
}

if __name__ == "__main__":
    for table, header in HEADERS.items():
        print(markdown(header, table()), end="\n\n")
