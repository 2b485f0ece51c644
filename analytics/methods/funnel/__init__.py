"""Funnel plots: which organisations lie further from the average than chance, and ordinary differences, explain.

Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 2005; 24: 1185-1202. An
organisation's z is the normal score of its count's exact tail (binomial for proportions, Poisson for counts over a
denominator; mid-p), so small units and rare events are judged fairly and no limit leaves what is possible.

NHS organisations differ by more than chance: their patients, buildings and records do. Limits of chance alone would then
call half of them outliers. `ADDITIVE`, the default, adds a variance tau² between organisations to the variance s² of
chance (Spiegelhalter and others, "Statistical methods for healthcare regulation", Journal of the Royal Statistical
Society A 2012; 175: 1-47, as the Care Quality Commission did, and England's hospital mortality indicator in its own
variant): such differences do not go away in a large organisation, and a small one is not forgiven more than its numbers
ask for. `MULTIPLICATIVE` divides each z by sqrt(phi) where phi > 1 ("Handling over-dispersion of performance indicators",
Quality and Safety in Health Care 2005; 14: 347-351). Both winsorise z at 10% and 90% first, so that the outliers that are
looked for do not widen their own limits. `NONE` has the limits of chance alone. s and tau belong to asin(sqrt(rate)) for
proportions and sqrt(rate) for other rates: there s = 1 / (2 sqrt(denominator)), whatever the rate. There is one z: phi, tau,
bands and lines all come from the exact one, and an adjusted line is where it reaches sigma times the widening. Distances
on the transformed scale do not do: of one expected event chance alone makes their square 1.8 on average instead of 1, so
they would find differences where there are none. Amounts (items, milligrams) are no events, so they have no funnel.

Bands as the National Neonatal Audit Programme has them: alert beyond 2 sigma, alarm beyond 3; or, where that is chosen,
beyond the limits of 95% and 99.8% that public health profiles draw (`Limits`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.methods.funnel.scores import error, exact_limit, exact_z
from analytics.model import Adjustment, Band, Comparison, Counts, Funnel, Limits, Measure, Unit

LEAST = 4
"""Fewer organisations than this say nothing about how far organisations usually lie apart."""

WINSORISED = 0.1
LINES = ("lower_outer", "lower_inner", "upper_inner", "upper_outer")
CURVE_POINTS = 80

ROWS = ("code", "name", "numerator", "denominator", "value", "z", "z_adjusted", "band", "side")


@dataclass(frozen=True, slots=True)
class Spread:
    """How much wider than chance the limits are: a standard error s becomes sqrt(factor² s² + tau²)."""

    phi: float
    tau: float
    factor: float = 1.0

    @property
    def widened(self) -> bool:
        """Whether there is anything beyond chance."""
        return self.tau > 0 or self.factor > 1


def funnel(
    comparison: Comparison, adjustment: Adjustment = Adjustment.ADDITIVE, drawn: Limits = Limits.SIGMA
) -> Funnel:
    """The funnel plot of organisations side by side. Where none can be drawn, `note` says why and `rows` is empty.

    A count that is compared as a rate (`compare_per`) keeps that unit in `value`, `centre` and `curves`.
    """
    measure = comparison.measure
    rows, impossible = _drawn(comparison)
    left_out = (*comparison.left_out, *impossible)
    if note := why_none(measure, len(rows)):
        return _plot(
            comparison, adjustment, rows.iloc[:0], pd.DataFrame(columns=["denominator", *LINES]), left_out, note
        )
    top, bottom = rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float)
    proportion, scale = measure.unit is Unit.PERCENT, _scale(measure)
    centre = float(top.sum() / bottom.sum())
    z = exact_z(top, bottom, centre, proportion)
    spread = spread_of(z, bottom, adjustment)
    adjusted = z / widening(bottom, spread)
    rows = rows.assign(z=z, z_adjusted=adjusted, band=bands(adjusted, drawn), side=_sides(adjusted))
    curves = limits(_sizes(bottom), centre, spread, proportion, drawn)
    curves[list(LINES)] *= scale
    found = _plot(comparison, adjustment, rows, curves, left_out)
    return replace(found, centre=centre * scale, phi=spread.phi, tau=spread.tau, widened=spread.widened, limits=drawn)


def why_none(measure: Measure, organisations: int) -> str:
    """Why there is no funnel plot of this measure over so many organisations with counts, or empty text."""
    if measure.from_adoption is not None:
        return "A share of stages reached is a full count, so chance plays no part in it: see the ranking instead."
    if measure.unit is Unit.SCORE or (measure.unit is Unit.COUNT and not measure.compare_per):
        return "A funnel plot needs a rate with a denominator. This measure has none, so large organisations would win."
    if measure.counts is Counts.AMOUNTS:
        return (
            "A funnel plot shows who lies further from the average than the luck of the draw explains. Items and milligrams "
            "are no separate draws (one person has one every month), so limits of chance would call nearly everybody an "
            "outlier. The ranking and the band of tenths hold the same rates side by side."
        )
    if organisations < LEAST:
        have = "none has" if not organisations else f"only {organisations} {'has' if organisations == 1 else 'have'}"
        return (
            f"A funnel plot needs at least {LEAST} organisations with counts, and {have}: fewer do not show how far "
            "organisations usually lie apart."
        )
    return ""


def limits(
    size: np.ndarray,
    centre: float,
    spread: Spread,
    proportion: bool,
    drawn: Limits = Limits.SIGMA,
) -> pd.DataFrame:
    """The limits for denominators `size`, whole numbers: `denominator` and one column each of `LINES`; NaN is no limit."""
    (inner, outer), wide = drawn.sigmas, widening(size, spread)
    sigmas = np.concatenate([sigma * wide for sigma in (-outer, -inner, inner, outer)])
    sizes = np.tile(size, len(LINES))
    at = exact_limit(sizes, centre, proportion, sigmas)
    return pd.DataFrame({"denominator": size} | dict(zip(LINES, at.reshape(len(LINES), -1), strict=True)))


def winsorise(z: np.ndarray, share: float = WINSORISED) -> np.ndarray:
    """`z` with what lies beyond its `share` and 1 - `share` quantiles drawn in to them."""
    return np.clip(z, *np.quantile(z, [share, 1 - share]))


def spread_of(z: np.ndarray, denominator: np.ndarray, adjustment: Adjustment) -> Spread:
    """Overdispersion: phi = mean of the squared winsorised z, and what the adjustment makes of it.

    tau² = (n phi - (n - 1)) / (sum(w) - sum(w²) / sum(w)) with w = 1 / s², 0 where negative (DerSimonian and Laird 1986).
    """
    n = len(z)
    phi = float(np.mean(winsorise(z) ** 2))
    if adjustment is Adjustment.MULTIPLICATIVE:
        return Spread(phi, 0.0, max(phi, 1.0) ** 0.5)
    if adjustment is Adjustment.NONE or n * phi <= n - 1:
        return Spread(phi, 0.0)
    weight = 1 / error(denominator) ** 2
    return Spread(phi, float(((n * phi - (n - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())) ** 0.5))


def widening(denominator: np.ndarray, spread: Spread) -> np.ndarray:
    """How many times as wide as chance the limits are for each denominator: sqrt(factor² s² + tau²) / s, never below 1."""
    return np.sqrt(spread.factor**2 + (spread.tau / error(denominator)) ** 2)


def bands(z: np.ndarray, drawn: Limits = Limits.SIGMA) -> list[str]:
    """The band of each z: beyond the outer limits is an alarm, beyond the inner an alert."""
    (inner, outer), size = drawn.sigmas, np.abs(z)
    return [str(Band.ALARM if s > outer else Band.ALERT if s > inner else Band.WITHIN) for s in size]


def _drawn(comparison: Comparison) -> tuple[pd.DataFrame, list[str]]:
    """The organisations with usable counts, and the names of the others."""
    rows = comparison.rows
    top, bottom = rows["numerator"].astype(float), rows["denominator"].astype(float)
    usable = (bottom > 0) & (top >= 0) & ((top <= bottom) | (comparison.measure.unit is not Unit.PERCENT))
    kept = rows.loc[usable, ["code", "name", "numerator", "denominator", "value"]].reset_index(drop=True)
    return kept, [str(name) for name in rows.loc[~usable, "name"]]


def _plot(
    comparison: Comparison,
    adjustment: Adjustment,
    rows: pd.DataFrame,
    curves: pd.DataFrame,
    left_out: tuple[str, ...],
    note: str = "",
) -> Funnel:
    return Funnel(
        comparison.measure,
        comparison.level,
        comparison.period,
        rows.reindex(columns=list(ROWS)),
        curves,
        adjustment,
        note=note,
        unit_text=comparison.unit_text,
        illustrative=comparison.illustrative,
        left_out=left_out,
    )


def _sizes(denominator: np.ndarray) -> np.ndarray:
    """Whole numbers from a little below the smallest organisation to a little above the largest, closer at the left."""
    first, last = max(0.7 * float(denominator.min()), 1.0), max(1.04 * float(denominator.max()), 2.0)
    return np.unique(np.rint(np.linspace(first**0.5, last**0.5, CURVE_POINTS) ** 2))


def _scale(measure: Measure) -> float:
    return measure.compare_per or 1.0 if measure.unit is Unit.COUNT else 1.0


def _sides(z: np.ndarray) -> list[str]:
    return ["above" if s > 0 else "below" if s < 0 else "" for s in z]
