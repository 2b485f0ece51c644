"""The kinds of chart by name, and which of them fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from analytics.methods.spc import c, g, line, mr, p, pprime, run, s, t, u, uprime, xbar, xmr, xmr_median
from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel
from analytics.model import Signal, Unit

P_CHART_BELOW = 300
"""Proportions with a median denominator below this are drawn as p charts, others as XmR."""


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: its lines, the rules that may be applied to it, and the bounds of its drawn lines.

    `individuals` gives the values whose moving ranges set the limits, where moving ranges do. `shown` gives what is
    drawn in place of the values; such a chart takes neither the values' better direction nor their target.
    """

    name: str
    title: str
    limits: Callable[[Panel], Lines]
    rules: tuple[Signal, ...]
    bounds: tuple[float, float] | None = None
    individuals: Callable[[Panel], Panel] | None = None
    shown: Callable[[Panel], Panel] | None = None


def _as_given(panel: Panel) -> Panel:
    return panel


ALL_RULES = (Signal.SINGLE, Signal.SHIFT, Signal.TREND, Signal.TWO_OF_THREE)
RUN_RULES = (Signal.SHIFT, Signal.TREND, Signal.LONG_RUN, Signal.FEW_CROSSINGS)

KINDS: dict[str, ChartKind] = {
    k.name: k
    for k in (
        ChartKind("xmr", "XmR chart", xmr.limits, ALL_RULES, individuals=_as_given),
        ChartKind("xmr_median", "Individuals chart around the median", xmr_median.limits, ALL_RULES),
        ChartKind("mr", "mR chart (moving ranges)", mr.limits, (Signal.SINGLE,), shown=mr.shown),
        ChartKind("p", "p chart", p.limits, ALL_RULES, p.BOUNDS),
        ChartKind("pprime", "p' chart (Laney)", pprime.limits, ALL_RULES, pprime.BOUNDS, pprime.individuals),
        ChartKind("u", "u chart", u.limits, ALL_RULES, u.BOUNDS),
        ChartKind("uprime", "u' chart (Laney)", uprime.limits, ALL_RULES, uprime.BOUNDS, uprime.individuals),
        ChartKind("c", "c chart", c.limits, ALL_RULES, c.BOUNDS),
        ChartKind("g", "g chart (cases between events)", g.limits, ALL_RULES, g.BOUNDS),
        ChartKind("t", "t chart (time between events)", t.limits, ALL_RULES, t.BOUNDS, t.individuals),
        ChartKind("xbar", "xbar chart (means of subgroups)", xbar.limits, ALL_RULES),
        ChartKind("s", "s chart (standard deviations of subgroups)", s.limits, ALL_RULES, s.BOUNDS),
        ChartKind("run", "Run chart (median line, no limits)", run.limits, RUN_RULES),
        ChartKind("line", "Line without control limits", line.limits, ()),
    )
}


COUNTED = ("p", "pprime", "u", "uprime")
"""Kinds that are drawn from numerators and denominators."""


class Fit(NamedTuple):
    """The kind of chart that fits, and why in one sentence."""

    kind: str
    reason: str


def chart_kind(name: str) -> ChartKind:
    """The kind of this name. Raises ValueError, naming those there are."""
    if name not in KINDS:
        raise ValueError(f"{name!r} is no kind of chart: use {', '.join(KINDS)}")
    return KINDS[name]


def fitting_kind(unit: Unit, denominators: ArrayLike | None) -> Fit:
    """Which kind fits values of this unit with these denominators (NaN where unknown): p or XmR."""
    sizes = np.asarray([] if denominators is None else denominators, dtype=float)
    return fit_of(unit, float(median_sizes(sizes[None])[0]))


def median_sizes(denominators: np.ndarray) -> np.ndarray:
    """The median of each series' denominators above 0, NaN where it has none; (series,)."""
    return line_medians(np.where(denominators > 0, denominators, np.nan))


def line_medians(numbers: np.ndarray) -> np.ndarray:
    """The median of each line's finite numbers, NaN where there are none; (lines,)."""
    ordered = np.sort(np.where(np.isfinite(numbers), numbers, np.inf), axis=1)
    count = np.isfinite(ordered).sum(axis=1)
    if not numbers.shape[1]:
        return np.full(len(numbers), np.nan)
    lines, half = np.arange(len(numbers)), np.maximum(count, 1)
    middle = (ordered[lines, (half - 1) // 2] + ordered[lines, half // 2]) / 2
    return np.where(count > 0, middle, np.nan)


def fit_of(unit: Unit, median_size: float) -> Fit:
    """Which kind fits values of this unit with denominators of this median (NaN where they are not known).

    Large denominators make the limits of a p chart too narrow, because cases are never quite independent; small ones
    make an XmR chart blind to the varying size. The border is a rule of thumb, not a finding.
    """
    if unit is not Unit.PERCENT:
        return Fit("xmr", "XmR, because the values are not proportions of cases.")
    if np.isnan(median_size):
        return Fit("xmr", "XmR, because the denominators are not known.")
    if median_size < P_CHART_BELOW:
        return Fit(
            "p",
            f"p, because the denominators are small (median {median_size:,.0f}, below {P_CHART_BELOW}): XmR "
            "limits would not allow for their varying size.",
        )
    return Fit(
        "xmr",
        f"XmR, because the denominators are large (median {median_size:,.0f}): the limits of a p chart would be too "
        "narrow.",
    )
