"""When so many will have moved if the pace of late goes on: a sum, not a promise.

The pace h is a hazard: of those still waiting at the start of a quarter, the share that had moved by its end, over the
newest `YEAR` quarters of returns but none before the plan had anybody begin:

    h = moves in those quarters / quarters that anybody waited in them
    share after k more quarters = 1 - (1 - share now) (1 - h) to the power k

The interval draws the organisations anew (bootstrap, Efron 1979), each with its own wait, for what is not known of h, and
then whether each that waits moves in each quarter to come, for chance. It knows nothing of plans, nor of a pace that
changes: the last to move tend to be slower than those before them. In the head: 30 waited a quarter and 12 moved, so h is
40%, and of the 18 left some 11 wait a quarter later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analytics.model.survival import CarriedOn, Reaching

YEAR = 4
"""Quarters that the pace is taken from."""
HORIZON = 12
"""Quarters ahead, three years: nothing further off is told from one year's pace."""
FEWEST = 10
"""Moves that a pace needs: with fewer, its interval no longer holds as often as it says."""
DRAWS = 2000
SEED = 20230930
SHARES = (0.5, 0.9)
TAILS = (0.025, 0.975)


def carried_on(
    rows: pd.DataFrame, now: float, begins: date, shares: Sequence[float] = SHARES, seed: int = SEED
) -> CarriedOn | None:
    """The pace of `rows` (`after` and `by` as `returns.between` gives them) and where it leads from the share `now`.

    `begins` is the day from which the plan has anybody move. With fewer than `FEWEST` moves in the quarters that count no
    pace is told. None without returns.
    """
    if rows.empty:
        return None
    seen = pd.PeriodIndex(rows["by"].fillna(rows["after"]), freq="Q").asi8
    last = int(seen.max())
    first = min(max(last - YEAR + 1, pd.Period(begins, "Q").ordinal), last + 1)
    waited = np.clip(seen - first + 1, 0, None)
    moved = (rows["by"].notna().to_numpy() & (waited > 0)).astype(int)
    known = CarriedOn(int(moved.sum()), FEWEST, last + 1 - first, _starts(first), _ends(last), _ends(last + HORIZON))
    if known.events < FEWEST:
        return known
    pace = known.events / float(waited.sum())
    rng = np.random.default_rng(seed)
    paces = _drawn(moved, waited, rng)
    paths = _paths(len(rows), round((1 - now) * len(rows)), paces, rng)
    ahead = pd.DataFrame(
        {"day": pd.to_datetime([_ends(last + k) for k in range(HORIZON + 1)]).astype("datetime64[ms]")}
    )
    ahead["value"] = 1 - (1 - now) * (1 - pace) ** ahead.index.to_numpy()
    ahead["low"], ahead["high"] = np.quantile(paths, TAILS, axis=0)
    low, high = (float(end) for end in np.quantile(paces, TAILS))
    reached = tuple(_reaching(share, ahead["value"].to_numpy(), paths, last) for share in shares if now < share)
    return replace(known, pace=pace, low=low, high=high, reached=reached, ahead=ahead)


def _drawn(moved: np.ndarray, waited: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Paces of as many organisations, drawn from these with repeats."""
    drawn = rng.integers(len(moved), size=(DRAWS, len(moved)))
    return moved[drawn].sum(axis=1) / np.maximum(waited[drawn].sum(axis=1), 1)


def _paths(size: int, waiting: int, paces: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The share that has moved, now and after each quarter to come: one row a pace."""
    left = [np.full(len(paces), waiting)]
    for _ in range(HORIZON):
        left.append(left[-1] - rng.binomial(left[-1], paces))
    return 1 - np.stack(left, axis=1) / size


def _reaching(share: float, expected: np.ndarray, paths: np.ndarray, last: int) -> Reaching:
    early, late = np.quantile(_first_at(paths, share), TAILS, method="inverted_cdf")
    days = [None if k > HORIZON else _ends(last + int(k)) for k in (_first_at(expected[None], share)[0], early, late)]
    return Reaching(share, *days)


def _first_at(paths: np.ndarray, share: float) -> np.ndarray:
    """The first quarter at which each path is at a share or above, one past the horizon where none is."""
    there = paths >= share - 1e-9  # shares are ratios of counts
    return np.where(there.any(axis=1), there.argmax(axis=1), HORIZON + 1)


def _starts(quarter: int) -> date:
    return pd.Period(ordinal=quarter, freq="Q").start_time.date()


def _ends(quarter: int) -> date:
    return pd.Period(ordinal=quarter, freq="Q").end_time.date()
