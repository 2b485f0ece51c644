"""Made-up series for each kind of chart, to see what chance alone does and how soon a chart sees a change.

`size` is what the behaviour of a kind depends on beside its number of points: the expected events of a period (c, u and
u' charts), those of the rarer outcome (p and p', of which `SHARE` have it), the mean number of cases between events (g),
the measurements in a subgroup (xbar, s). It is 0 for the others, which do not depend on any: individuals are normal and
times between events exponential.
"""

from __future__ import annotations

from typing import Any

import numpy as np

SHARE = 0.1
EVENTS = (0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 100.0)
SIZES: dict[str, tuple[float, ...]] = {
    **dict.fromkeys(("xmr", "xmr_median", "mr", "t", "run"), (0.0,)),
    **dict.fromkeys(("c", "u", "uprime", "p", "pprime"), EVENTS),
    "g": (2.0, 5.0, 20.0, 100.0, 500.0),
    **dict.fromkeys(("xbar", "s"), (2.0, 5.0, 10.0)),
}
"""The sizes that are simulated, for each kind with limits or a median."""


def made_up(kind: str, size: float, times: np.ndarray, series: int, random: np.random.Generator) -> dict[str, Any]:
    """So many series as the arguments of `engine.charts`; `times` (periods,) multiplies the rate of events, 1 if stable.

    Individuals and means of subgroups have no rate: they move up by `times` - 1 standard deviations. In an s chart the
    standard deviation itself is multiplied.
    """
    shape = (series, len(times))
    if kind in ("c", "u", "uprime"):
        events = random.poisson(size * times, shape).astype(float)
        return {"values": events} if kind == "c" else _counts(events, np.ones(shape))
    if kind in ("p", "pprime"):
        cases = round(size / SHARE)
        return _counts(random.binomial(cases, np.minimum(SHARE * times, 1), shape), np.full(shape, cases))
    if kind == "g":
        return {"values": random.geometric(1 / (1 + size / times), shape) - 1.0}
    if kind == "t":
        return {"values": random.exponential(1 / times, shape)}
    if kind in ("xbar", "s"):
        parts = random.standard_normal((*shape, int(size)))
        sizes, sd = np.full(shape, size), parts.std(axis=2, ddof=1)
        if kind == "s":
            return {"values": sd * times, "denominators": sizes}
        return {"values": parts.mean(axis=2) + times - 1, "denominators": sizes, "sd": sd}
    return {"values": random.standard_normal(shape) + times - 1}


def up_to(series: dict[str, Any], points: int) -> dict[str, Any]:
    """The first so many points of each series."""
    return {name: None if a is None else a[:, :points] for name, a in series.items()}


def _counts(top: np.ndarray, bottom: np.ndarray) -> dict[str, Any]:
    return {"values": None, "numerators": top.astype(float), "denominators": bottom.astype(float)}
