"""Runs of useful points on one side of the centre line: what the two rules of the runs analysis share.

A point on the centre line is not useful: it is passed over, and breaks no run. A run lies within one part, because each
part has its own centre line. From n useful points chance alone seldom gives a run of more than round(log2(n)) + 3, or
fewer crossings of the centre line than the 5% quantile of the binomial distribution of n - 1 tosses of a coin.
Source: Anhøj and Olesen, "Run charts revisited: a simulation study of run chart rules for detection of non-random
variation in health care processes", PLOS ONE 2014;9(11):e113825.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb, log2

import numpy as np

from analytics.methods.spc.points import Points


@dataclass(frozen=True)
class Runs:
    """The runs of a batch. `row` and `place` find each useful point, in order; `run` is the run it belongs to.

    One number a run: `length`, and the `cell` (series and part) it lies in. One number a cell: `useful` points,
    `crossings` of the centre line.
    """

    row: np.ndarray
    place: np.ndarray
    run: np.ndarray
    length: np.ndarray
    cell: np.ndarray
    useful: np.ndarray
    crossings: np.ndarray


def runs(points: Points) -> Runs:
    """Every run of useful points on one side. No loop over series or points."""
    row, place = np.nonzero(points.above | points.below)
    parts = int(points.part.max(initial=0)) + 1
    above, cell = points.above[row, place], row * parts + points.part[row, place]
    starts = np.ones(len(row), dtype=bool)
    starts[1:] = (above[1:] != above[:-1]) | (cell[1:] != cell[:-1])
    run = np.cumsum(starts) - 1
    cells = len(points.above) * parts
    of_run = cell[starts]
    return Runs(
        row,
        place,
        run,
        length=np.bincount(run, minlength=len(of_run)),
        cell=of_run,
        useful=np.bincount(cell, minlength=cells),
        crossings=np.bincount(of_run, minlength=cells) - 1,
    )


def longest_by_chance(useful: np.ndarray) -> np.ndarray:
    """The longest run that is still unremarkable, for each number of useful points."""
    return _look_up(_longest, useful)


def fewest_by_chance(useful: np.ndarray) -> np.ndarray:
    """The fewest crossings that are still unremarkable, for each number of useful points."""
    return _look_up(_fewest, useful)


def _look_up(rule, useful: np.ndarray) -> np.ndarray:  # noqa: ANN001 - a function from int to int
    distinct, which = np.unique(useful, return_inverse=True)
    return np.array([rule(n) for n in distinct.tolist()], dtype=int)[which].reshape(useful.shape)


@cache
def _longest(useful: int) -> int:
    return round(log2(useful)) + 3 if useful else 0


@cache
def _fewest(useful: int) -> int:
    """The 5% quantile of the binomial distribution of `useful` - 1 tosses, in whole numbers: no rounding can err."""
    tosses = max(useful - 1, 0)
    cases, quantile = 1, 0
    while 20 * cases < 2**tosses:
        quantile += 1
        cases += comb(tosses, quantile)
    return quantile
