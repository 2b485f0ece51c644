"""How far a count lies from what is expected: the score of its exact tail, and the standard error beside it."""

from __future__ import annotations

import numpy as np

from analytics.methods.funnel.laws import tails


def exact_z(numerator: np.ndarray, denominator: np.ndarray, centre: float, proportion: bool) -> np.ndarray:
    """The normal score of each count's mid-p tail where every organisation has the rate `centre`; shape of the inputs.

    Where that tail is too small a number for a computer (beyond 37 sigma), the signed root of the deviance, which is close
    to it there.
    """
    from scipy.special import ndtri

    x, size = np.rint(numerator), np.rint(denominator) if proportion else denominator
    # Half of the count's own chance belongs to each tail, so each is the mean of the tail with it and the one without.
    (low, high), (low_1, high_1) = (tails(count, size, centre, proportion) for count in (x, x - 1))
    low, high = (low + low_1) / 2, (high + high_1) / 2
    z = np.where(low < high, ndtri(low), -ndtri(high))
    found = np.isfinite(z)
    return z if found.all() else np.where(found, z, _deviance_root(x, denominator, centre, proportion))


def exact_limit(denominator: np.ndarray, centre: float, proportion: bool, sigma: np.ndarray | float) -> np.ndarray:
    """The rate at which `exact_z` reaches `sigma`, by a straight line between two counts; NaN where no count can.

    `denominator` are whole numbers, shape (n,), as is `sigma` or it is one for all; the result has their shape.
    """
    x = _first_count(denominator, centre, proportion, sigma)
    held = np.maximum(x, 1.0)
    low, high = (exact_z(count, denominator, centre, proportion) for count in (held - 1, held))
    with np.errstate(invalid="ignore"):  # where everybody has all, or nobody any, every other count is beyond all sigma
        between = (high - sigma) / (high - low)
    return np.where((x >= 1) & (high >= sigma), (held - between) / denominator, np.nan)


def _first_count(denominator: np.ndarray, centre: float, proportion: bool, sigma: np.ndarray | float) -> np.ndarray:
    """The smallest count whose `exact_z` is at least `sigma`, by halving; the largest possible where none is."""
    most = denominator if proportion else np.ceil((np.sqrt(denominator * centre) + np.abs(sigma) + 4) ** 2)
    low, high = np.full(len(denominator), -1.0), most.astype(float)
    for _ in range(int(np.ceil(np.log2(high.max() + 2)))):
        middle = np.maximum(np.floor((low + high) / 2), 0.0)
        reached = exact_z(middle, denominator, centre, proportion) >= sigma
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    return high


def _deviance_root(x: np.ndarray, denominator: np.ndarray, centre: float, proportion: bool) -> np.ndarray:
    """The signed root of twice the gain in log-likelihood."""
    from scipy.special import xlogy

    mean, rest = denominator * centre, denominator - x
    with np.errstate(divide="ignore", invalid="ignore"):
        half = xlogy(x, x / mean)
        half += xlogy(rest, rest / (denominator - mean)) if proportion else mean - x
    return np.sign(x - mean) * np.sqrt(2 * np.maximum(half, 0.0))


def error(denominator: np.ndarray) -> np.ndarray:
    """The standard error of chance on the transformed scale."""
    return 1 / (2 * np.sqrt(denominator))
