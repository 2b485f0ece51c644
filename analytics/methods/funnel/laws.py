"""The binomial and the Poisson law of many counts at once.

`scipy.stats` takes seconds to import, so both are read off the special functions that it uses itself.
"""

from __future__ import annotations

import numpy as np


def tails(count: np.ndarray, denominator: np.ndarray, rate: float, proportion: bool) -> tuple[np.ndarray, np.ndarray]:
    """The chance of at most `count`, which may be -1, and the chance of more; shape of the inputs."""
    from scipy import special

    if proportion:
        rest = denominator - count
        return special.betaincc(count + 1, rest, rate), special.betainc(count + 1, rest, rate)
    return special.gammaincc(count + 1, denominator * rate), special.gammainc(count + 1, denominator * rate)
