"""Intervals of rates, counts and proportions, as the public health methods of Fingertips have them.

- `wilson`: a proportion (Wilson, JASA 1927);
- `byar`: a count of events, or with a denominator a rate (Breslow and Day, Statistical Methods in Cancer Research II, 1987);
  below `EXACT` events, where it is rough, the exact one;
- `exact_poisson`: the same from the Poisson distribution itself (Garwood, Biometrika 1936);
- `exact_binomial`: a proportion from the binomial distribution itself (Clopper and Pearson, Biometrika 1934). It is never
  too narrow and so often too wide; Wilson's is the usual one.

Each takes numbers or arrays and gives (low, high) of their shape, at `confidence`, two-sided; NaN where nothing can be said.
They agree with the R package PHEindicatormethods to its published test data.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

EXACT = 10
"""Below so many events Byar's interval gives way to the exact one, as in PHEindicatormethods."""

Ends = tuple[np.ndarray, np.ndarray]


def wilson(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Ends:
    """Wilson score interval of a proportion; NaN where the denominator is 0.

    (2x + z² ± z·sqrt(z² + 4x(1 - x/n))) / (2(n + z²)).
    """
    x, n, z = np.asarray(numerator, float), _positive(denominator), _z(confidence)
    root = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    return (2 * x + z**2 - root) / (2 * (n + z**2)), (2 * x + z**2 + root) / (2 * (n + z**2))


def byar(count: ArrayLike, confidence: float = 0.95) -> Ends:
    """Byar's interval of the mean behind a count of events, exact below `EXACT` events.

    x(1 - 1/(9x) ± z/(3·sqrt(x)))³, with x + 1 in place of x at the upper end.
    """
    x, z = np.asarray(count, float), _z(confidence)
    held = np.where(x >= EXACT, x, EXACT)
    low = held * (1 - 1 / (9 * held) - z / (3 * np.sqrt(held))) ** 3
    high = (held + 1) * (1 - 1 / (9 * (held + 1)) + z / (3 * np.sqrt(held + 1))) ** 3
    exact = exact_poisson(x, confidence)
    return np.where(x >= EXACT, low, exact[0]), np.where(x >= EXACT, high, exact[1])


def rate(events: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Ends:
    """Byar's interval of events over a denominator; NaN where that is 0."""
    low, high = byar(events, confidence)
    return low / _positive(denominator), high / _positive(denominator)


def exact_poisson(count: ArrayLike, confidence: float = 0.95) -> Ends:
    """The means under which so few, and so many, events have half the rest of `confidence` as their chance."""
    from scipy.special import chdtri

    x, tail = _known(count), (1 - confidence) / 2
    low = np.where(x > 0, chdtri(2 * np.where(x > 0, x, 1.0), 1 - tail) / 2, np.where(x == 0, 0.0, np.nan))
    return low, chdtri(2 * x + 2, tail) / 2


def exact_binomial(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Ends:
    """The proportions under which so few, and so many, have half the rest of `confidence` as their chance."""
    from scipy.special import betaincinv

    x, n, tail = np.asarray(numerator, float), _positive(denominator), (1 - confidence) / 2
    possible = (x >= 0) & (x <= n)
    inner, outer = np.where(possible & (x > 0), x, np.nan), np.where(possible & (x < n), x, np.nan)
    low = np.where(x == 0, 0.0, betaincinv(inner, n - inner + 1, tail))
    high = np.where(x == n, 1.0, betaincinv(outer + 1, n - outer, 1 - tail))
    return np.where(possible, low, np.nan), np.where(possible, high, np.nan)


def _known(count: ArrayLike) -> Any:
    x = np.asarray(count, float)
    return np.where(x >= 0, x, np.nan)


def _positive(denominator: ArrayLike) -> Any:
    n = np.asarray(denominator, float)
    return np.where(n > 0, n, np.nan)


def _z(confidence: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(0.5 + confidence / 2))
