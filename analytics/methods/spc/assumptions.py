"""The assumptions of a chart, measured for many series at once. Each has a rule of thumb, with its source:

- *Overdispersion*: how many times more neighbouring points differ than chance would make them (Laney's sigma_z, see
  `laney`). From k ranges of pure chance it spreads by about sqrt(0.83 / k) about 1 (as an
  estimate of sigma the mean moving range has the efficiency 0.605: Cryer and Ryan, "The estimation of sigma for an X
  chart", Journal of Quality Technology 1990;22:187-192), so beyond two of these it is told.
- *Autocorrelation*: the correlation of neighbouring points, about the best single step in level, so that a change that
  lasts is not mistaken for it. By chance it stays within about 2 / sqrt(n) (Bartlett's approximation).
- *Rare events*: more than half of the points are 0. Then there is hardly a limit that a point could pass, and the
  number of cases (g) or the time (t) between events says more (Benneyan 2001, Nelson 1994: see `g` and `t`).
- *Few expected*: on average fewer than 5 cases expected in a point, or fewer than 5 of the others; limits that are
  symmetric about the centre are then rough (Montgomery, sample size of the p chart).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from analytics.methods.spc import laney, p, u
from analytics.methods.spc.panel import Panel, panel, ratio
from analytics.methods.spc.ranges import D2, mean_range

RANGE_VARIANCE = 0.83
MOSTLY_ZERO = 0.5
FEWEST_POINTS = 12
"""Below this many points nothing is said: the figures are too uncertain."""

Z_KINDS = {"p": p.expected, "pprime": p.expected, "u": u.expected, "uprime": u.expected, "c": u.expected}


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
