"""Does a kind of chart fit the data? Its assumptions measured, a kind recommended, and doubts in words.

Measured for many series at once; each figure has a rule of thumb beside it, with its source:

- *Overdispersion*: how many times more neighbouring points differ than chance would make them (Laney's sigma_z, see
  `laney`). From k ranges of pure chance it spreads by about sqrt(0.83 / k) about 1 (the variance of the mean moving
  range as an estimate of sigma: efficiency 0.605, Montgomery, individuals charts), so beyond two of these it is told.
- *Autocorrelation*: the correlation of neighbouring points, about the best single step in level, so that a change that
  lasts is not mistaken for it. By chance it stays within about 2 / sqrt(n) (Bartlett's approximation).
- *Rare events*: more than half of the points are 0. Then there is hardly a limit that a point could pass, and the
  number of cases (g) or the time (t) between events says more (Benneyan 2001, Nelson 1994: see `g` and `t`).
- *Few expected*: on average fewer than 5 cases expected in a point, or fewer than 5 of the others; limits that are
  symmetric about the centre are then rough (Montgomery, sample size of the p chart).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from analytics.model import Unit
from analytics.spc import laney, p, u
from analytics.spc.kinds import P_CHART_BELOW, chart_kind, fitting_kind
from analytics.spc.panel import Panel, panel, ratio
from analytics.spc.ranges import D2, mean_range

RANGE_VARIANCE = 0.83
MOSTLY_ZERO = 0.5
FEW_EXPECTED = 5.0
SIZES_VARY = 2.0
"""Sizes vary when the largest but a tenth is more than this many times the smallest but a tenth."""
FEWEST_POINTS = 12
"""Below this many points nothing is said: the figures are too uncertain."""

OVERDISPERSED = (
    "The points vary more than chance alone would make them, so these limits are too narrow and some signals may be "
    "false. A p' or u' chart, or an XmR chart, allows for that."
)
UNDERDISPERSED = (
    "The points vary less than chance alone would make them. Check how they are counted: cases that are not independent, "
    "or rounded or smoothed figures, can do that."
)
AUTOCORRELATED = (
    "Neighbouring points are alike even within one level (a season, a drift, or periods that share cases), so the limits "
    "may be too narrow."
)
RARE = "More than half of the points are 0. The time (t chart) or the cases (g chart) between events would tell more."
FEW = "Fewer than 5 cases are expected in a typical point, so the limits are rough."
UNEQUAL = "The denominators vary much, and XmR limits take no account of that: points of few cases stray further."

Z_KINDS = {"p": p.expected, "pprime": p.expected, "u": u.expected, "uprime": u.expected, "c": u.expected}


class Advice(NamedTuple):
    """The kind of chart that fits, why in one sentence, and the doubts about the kind that is drawn."""

    kind: str
    reason: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """What the data say about a chart's assumptions. All arrays (series,), NaN where it cannot be known.

    `dispersion` is Laney's sigma_z and `spread` how far it strays from 1 by chance; `autocorrelation` of neighbours;
    `zeros` the share of points that are 0; `expected` the cases (or others, if fewer) expected in the typical point;
    `size` the median denominator, `uneven` how many times the large denominators exceed the small.
    """

    n: np.ndarray = field(repr=False)
    dispersion: np.ndarray
    spread: np.ndarray
    autocorrelation: np.ndarray
    zeros: np.ndarray
    expected: np.ndarray
    size: np.ndarray
    uneven: np.ndarray

    @property
    def enough(self) -> np.ndarray:
        """Whether there are points enough to say anything."""
        return self.n >= FEWEST_POINTS

    @property
    def overdispersed(self) -> np.ndarray:
        """More variation from point to point than chance gives."""
        return self.enough & (self.dispersion > 1 + 2 * self.spread)

    @property
    def underdispersed(self) -> np.ndarray:
        """Less variation from point to point than chance gives."""
        return self.enough & (self.dispersion < 1 - 2 * self.spread)

    @property
    def autocorrelated(self) -> np.ndarray:
        """Neighbouring points more alike than chance makes them."""
        return self.enough & (self.autocorrelation > 2 / np.sqrt(np.maximum(self.n, 1)))

    @property
    def rare(self) -> np.ndarray:
        """Mostly zeros."""
        return self.enough & (self.zeros > MOSTLY_ZERO) & (self.zeros < 1)


def diagnose(
    kind: str,
    values: ArrayLike | None,
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    ghost: ArrayLike | None = None,
) -> Diagnosis:
    """Measure the assumptions of a chart of this kind. Arguments and errors as in `engine.charts`."""
    laid = panel(values, numerators=numerators, denominators=denominators, ghost=ghost)
    if kind == "c":
        ones = np.ones_like(laid.value)
        laid = panel(laid.value, numerators=laid.value, denominators=ones, ghost=ghost)
    n = laid.counted.sum(axis=1)
    dispersion, expected = np.full((2, len(n)), np.nan)
    if kind in Z_KINDS:
        dispersion = mean_range(laney.standardised(laid, Z_KINDS[kind]))[:, 0] / D2
        expected = _expected(laid, kind)
    return Diagnosis(
        n=n,
        dispersion=dispersion,
        spread=np.sqrt(RANGE_VARIANCE / np.maximum(n - 1, 1)),
        autocorrelation=_autocorrelation(laid),
        zeros=ratio(((laid.value == 0) & laid.counted).sum(axis=1), n),
        expected=expected,
        size=_quantile(laid, 0.5),
        uneven=ratio(_quantile(laid, 0.9), _quantile(laid, 0.1)),
    )


def doubts(kind: str, found: Diagnosis) -> dict[str, np.ndarray]:
    """Sentences about a chart of this kind, each with the series that it concerns: bool, (series,)."""
    chart_kind(kind)
    said: dict[str, np.ndarray] = {}
    if kind in ("p", "u", "c"):
        said[OVERDISPERSED] = found.overdispersed
        said[UNDERDISPERSED] = found.underdispersed
        said[FEW] = found.enough & (found.expected < FEW_EXPECTED) & ~found.rare
    if kind not in ("run", "line", "mr", "g", "t"):
        said[RARE] = found.rare
        said[AUTOCORRELATED] = found.autocorrelated & ~found.rare
    if kind == "xmr":
        said[UNEQUAL] = found.enough & (found.uneven > SIZES_VARY) & (found.size < P_CHART_BELOW)
    return said


def recommend(
    unit: Unit,
    values: ArrayLike,
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    kind: str | None = None,
) -> Advice:
    """Which kind fits one series, all arrays (periods,), and the doubts about `kind`, or about that one if None."""
    value = np.asarray(values, dtype=float)
    top, bottom = (
        np.full_like(value, np.nan) if a is None else np.asarray(a, float) for a in (numerators, denominators)
    )
    counts = _sound(value, top, bottom, unit)
    best = _best(unit, value, top, bottom, counts)
    drawn = kind or best.kind
    if drawn in ("p", "pprime", "u", "uprime") and not counts:
        return best
    found = diagnose(drawn, value[None], *((top[None], bottom[None]) if counts else ()))
    return best._replace(warnings=tuple(sentence for sentence, where in doubts(drawn, found).items() if where[0]))


def _best(unit: Unit, value: np.ndarray, top: np.ndarray, bottom: np.ndarray, counts: bool) -> Advice:
    """The kind that fits, and why."""
    whole = value[np.isfinite(value)]
    if unit is Unit.COUNT and not counts and len(whole) and (whole >= 0).all() and (whole % 1 == 0).all():
        return _best_count(diagnose("c", value[None]), float(whole.mean()))
    if unit in (Unit.COUNT, Unit.SCORE) or not counts:
        return Advice(*fitting_kind(unit, bottom if counts else None))
    plain, prime = ("p", "pprime") if unit is Unit.PERCENT else ("u", "uprime")
    found = diagnose(plain, value[None], top[None], bottom[None])
    size, times = float(np.median(bottom[bottom > 0])), float(found.dispersion[0])
    if found.rare[0]:
        return Advice("g", "g, of the cases between events, because more than half of the points are 0.")
    if found.overdispersed[0] and found.uneven[0] > SIZES_VARY:
        return Advice(
            prime, f"{plain}', because points vary {times:.1f} times as much as chance, and their sizes vary."
        )
    if found.overdispersed[0]:
        return Advice(
            "xmr", f"XmR, because points vary {times:.1f} times as much as chance, and their sizes are alike."
        )
    if unit is Unit.PERCENT:
        return Advice(*fitting_kind(unit, bottom))
    if float(np.median(top[bottom > 0])) < P_CHART_BELOW:
        return Advice("u", f"u, because events in varying opportunity (median {size:,.0f}) vary as chance makes them.")
    return Advice("xmr", "XmR, because the counts are large: the limits of a u chart would soon be too narrow.")


def _best_count(found: Diagnosis, mean: float) -> Advice:
    """For counts without a denominator."""
    if found.rare[0]:
        return Advice("t", "t, of the time between events, because more than half of the counts are 0.")
    if found.enough[0] and not found.overdispersed[0] and mean < P_CHART_BELOW:
        return Advice("c", f"c, because the counts (mean {mean:,.1f}) vary about as chance makes counts vary.")
    if found.overdispersed[0]:
        times = float(found.dispersion[0])
        return Advice("xmr", f"XmR, because the counts vary {times:.1f} times as much as chance makes counts vary.")
    return Advice("xmr", "XmR, because the counts are large, or too few to say how they vary.")


def _sound(value: np.ndarray, top: np.ndarray, bottom: np.ndarray, unit: Unit) -> bool:
    """Whether every value has counts that a chart of counts can use."""
    here = np.isfinite(value)
    fits = (top >= 0) & (bottom > 0) & ((top <= bottom) | (unit is not Unit.PERCENT))
    return bool(here.any() and fits[here].all())


def _expected(laid: Panel, kind: str) -> np.ndarray:
    """Cases expected in a point of the median size; for proportions the fewer of cases and others."""
    if laid.numerator is None or laid.denominator is None:
        return np.full(len(laid.value), np.nan)
    centre = ratio(laid.total(laid.numerator, laid.base), laid.total(laid.denominator, laid.base))[:, 0]
    share = np.minimum(centre, 1 - centre) if kind in ("p", "pprime") else centre
    return share * _quantile(laid, 0.5)


def _quantile(laid: Panel, share: float) -> np.ndarray:
    """The denominator below which this share of points lies; NaN without denominators."""
    if laid.denominator is None or not laid.value.shape[1]:
        return np.full(len(laid.value), np.nan)
    ordered = np.sort(np.where(laid.counted, laid.denominator, np.inf), axis=1)
    place = np.round(share * (laid.counted.sum(axis=1) - 1)).astype(int).clip(0)
    found = np.take_along_axis(ordered, place[:, None], axis=1)[:, 0]
    return np.where(np.isfinite(found), found, np.nan)


def _autocorrelation(laid: Panel) -> np.ndarray:
    """The correlation of neighbouring points about the one step in level that explains most; gaps are closed up."""
    rows, width = laid.value.shape
    order = np.argsort(~laid.counted, axis=1, kind="stable")
    here = np.take_along_axis(laid.counted, order, axis=1)
    value = np.where(here, np.take_along_axis(laid.value, order, axis=1), 0.0)
    if width < 3:
        return np.full(rows, np.nan)
    n = here.sum(axis=1, keepdims=True)
    value = np.where(here, value - ratio(value.sum(axis=1, keepdims=True), n), 0.0)
    before, left = np.cumsum(value, axis=1)[:, :-1], np.arange(1, width)
    # the step after `left` points explains before^2 * n / (left * (n - left)) of the squares
    explained = np.where(left < n, before**2 * n / np.maximum(left * (n - left), 1), -1.0)
    split = explained.argmax(axis=1)[:, None]
    low = np.take_along_axis(before, split, axis=1)
    level = np.where(np.arange(width) <= split, low / (split + 1), -low / np.maximum(n - split - 1, 1))
    rest = np.where(here, value - level, 0.0)
    return ratio((rest[:, 1:] * rest[:, :-1]).sum(axis=1), (rest**2).sum(axis=1))
