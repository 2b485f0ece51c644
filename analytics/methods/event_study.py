"""An event study for few organisations that reach something at different times.

Each organisation i that reached it in period g_i is held, period by period, against those that had not yet:

    effect(e) = mean over i of [ y_i(g_i + e) - y_i(g_i - 1) ] - [ mean over j of y_j(g_i + e) - y_j(g_i - 1) ]

where j are those that reached it later than both g_i and g_i + e, or never. So nobody who is there already is ever taken
for a comparison, which is what makes the usual two-way fixed effects regression wrong where the times differ
(Goodman-Bacon, J Econometrics 2021). It is the estimator of Callaway and Sant'Anna (J Econometrics 2021) with those not
yet there to compare with, a universal base period, no covariates, and each organisation that reached it counting once.
Times before -1 are held in the same way: if both went in parallel before, they are 0.

    before = sum of (e + 1)·effect(e) / sum of (e + 1)²    over e <= -1: the pre-trend, the slope of a line that is 0 at -1
    after  = mean of effect(e) over e >= 0, each weighted by its organisations
    beyond = the same mean of effect(e) - before·(e + 1)

each over the times that have at least `FEWEST` of either kind. Intervals: organisations are drawn anew with all their
periods (`DRAWS` times, fixed seed), because the periods of one are not independent (Bertrand, Duflo, Mullainathan, QJE
2004). The bootstrap's standard error of so few is too small, so it is multiplied by sqrt(n / (n - 1)) and taken with
Student's t of n - 1, n the smaller of the two groups. Intervals hold one time each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.model import Estimate, EventStudy

FEWEST = 5
"""Organisations of either kind below which a time is shown as resting on few, and concludes nothing."""
LEADS, LAGS = 6, 8
"""Periods before and after that are looked at."""
DRAWS, SEED = 999, 20231

METHOD = "Event study against those not yet there, organisations drawn anew"
SOURCE = "Callaway, Sant'Anna 2021; Bertrand, Duflo, Mullainathan 2004"


@dataclass(frozen=True)
class _Cell:
    """One period of those that reached it in one period: who they are, who they are held against, and all changes."""

    there: np.ndarray
    waiting: np.ndarray
    change: np.ndarray


def event_study(outcome: np.ndarray, reached: np.ndarray, leads: int = LEADS, lags: int = LAGS) -> EventStudy:
    """Of `outcome` (organisations, periods; NaN where missing) by `reached` (organisations,): the column in which each
    reached it, infinite for those that have not, NaN where it is not known, which are left out."""
    known = np.isfinite(reached)
    times = np.arange(-leads, lags + 1)
    cells = [_cells(outcome, reached, int(e)) for e in times]
    reachers = np.array([sum(int(c.there.sum()) for c in cell) for cell in cells])
    waiting = np.array([min((int(c.waiting.sum()) for c in cell), default=0) for cell in cells])
    kept = reachers > 0
    times, reachers, waiting = times[kept], reachers[kept], waiting[kept]
    cells = [cell for cell, keep in zip(cells, kept, strict=True) if keep]
    few = (reachers < FEWEST) | (waiting < FEWEST)
    one = np.ones((1, len(reached)))
    effect, drawn = _effects(cells, one)[0], _effects(cells, _draws(len(reached)))
    half = np.array([_half(d, min(r, w)) for d, r, w in zip(drawn.T, reachers, waiting, strict=True)])
    half[times == -1] = 0.0  # nothing is estimated there: it is what the others are held against
    counted = known & np.isin(
        np.arange(len(reached)), [i for cell in cells for c in cell for i in np.flatnonzero(c.there)]
    )
    sums = {
        name: _summed(weights, effect, drawn, reachers, waiting)
        for name, weights in _summaries(times, reachers, few).items()
    }
    return EventStudy(
        times, effect, effect - half, effect + half, reachers, waiting, few, int(counted.sum()), FEWEST, **sums
    )


def _draws(many: int) -> np.ndarray:
    """How often each organisation is drawn; (`DRAWS`, organisations)."""
    if not many:
        return np.zeros((DRAWS, 0))
    return np.random.default_rng(SEED).multinomial(many, np.full(many, 1 / many), DRAWS).astype(float)


def _cells(outcome: np.ndarray, reached: np.ndarray, time: int) -> list[_Cell]:
    """What stands behind one time: a cell for each period in which somebody reached it."""
    found = []
    for start in np.unique(reached[np.isfinite(reached)]).astype(int):
        at = start + time
        if start < 1 or not 0 <= at < outcome.shape[1]:
            continue
        change = outcome[:, at] - outcome[:, start - 1]
        usable = np.isfinite(change)
        there, waiting = usable & (reached == start), usable & (reached > max(start, at))
        if there.any() and waiting.any():
            found.append(_Cell(there, waiting, np.where(usable, change, 0.0)))
    return found


def _effects(cells: list[list[_Cell]], weights: np.ndarray) -> np.ndarray:
    """The effect at each time with organisations weighted by `weights` (draws, organisations); (draws, times)."""
    out = np.full((len(weights), len(cells)), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        for place, cell in enumerate(cells):
            total, size = np.zeros(len(weights)), np.zeros(len(weights))
            for one in cell:
                there, waiting = weights * one.there, weights * one.waiting
                here = there.sum(axis=1)
                others = waiting @ one.change / waiting.sum(axis=1)
                total += np.where(here > 0, there @ one.change - here * others, 0.0)
                size += here
            out[:, place] = total / size
    return out


def _summaries(times: np.ndarray, reached: np.ndarray, few: np.ndarray) -> dict[str, np.ndarray | None]:
    """The weights by which effects are summed to `before`, `after` and `beyond`; None where nothing may be summed."""
    leads, lags = (times < -1) & ~few, (times >= 0) & ~few
    distance = np.where(leads, times + 1, 0).astype(float)
    before = distance / (distance**2).sum() if leads.sum() > 1 else None
    after = np.where(lags, reached, 0) / reached[lags].sum() if lags.any() else None
    beyond = None if before is None or after is None else after - before * float(after @ (times + 1))
    return {"before": before, "after": after, "beyond": beyond}


def _summed(
    weights: np.ndarray | None, effect: np.ndarray, drawn: np.ndarray, reached: np.ndarray, waiting: np.ndarray
) -> Estimate | None:
    if weights is None:
        return None
    used = weights != 0
    middle = float(effect[used] @ weights[used])
    half = _half(drawn[:, used] @ weights[used], int(min(reached[used].max(), waiting[used].max())))
    return Estimate(middle, middle - half, middle + half, METHOD, SOURCE)


def _half(draws: np.ndarray, smaller: int) -> float:
    """Half the 95% interval from what the draws came to, `smaller` organisations being in the smaller group."""
    from scipy.special import stdtrit

    known = draws[np.isfinite(draws)]
    if smaller < 2 or len(known) < 2:
        return float("nan")
    return float(stdtrit(smaller - 1, 0.975) * known.std(ddof=1) * np.sqrt(smaller / (smaller - 1)))
