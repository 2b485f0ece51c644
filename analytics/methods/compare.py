"""Organisations side by side over one period, ranked, with intervals that say how much of a rank may be chance.

Nobody is ranked on much less than the others: `unranked` says why not. A rank has a 95% interval of its own (Goldstein and
Spiegelhalter, "League tables and their limitations", Journal of the Royal Statistical Society A 1996; 159: 385-443): the
true rates are drawn `DRAWS` times, each from what its counts leave open, and ranked each time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.methods import intervals
from analytics.model import Better, Comparison, Counts, Measure, Organisation, RollUp, Unit

RANKED_SHARE = 0.8
"""The share of the periods of the most complete organisation that another needs to be ranked beside it."""
DRAWS = 1_000
SEED = 1996
PRIOR = 0.5
"""Jeffreys' half a case: what is open about a rate of 0 of 10 is not nothing."""


def compare(
    measure: Measure,
    rows: pd.DataFrame,
    organisations: Sequence[Organisation],
    *,
    chosen: str,
    level: str,
    period: str,
    reference: str | None = None,
    reference_name: str = "",
    illustrative: bool = False,
) -> Comparison:
    """Rank `organisations` on `rows` (`org_code`, `numerator`, `denominator`, `value`, `status`, `periods`).

    Best first where a direction is better, else highest first; those that stand on too little come last, without a rank.
    `reference` is the code of the row that the others are held against (the parent, or England); it is not ranked itself.
    Counts with a denominator are compared as rates.
    """
    known = _rates(measure, rows)
    place = {code: at for at, code in enumerate(rows["org_code"])}
    valued = {code for code, at in place.items() if np.isfinite(known["value"][at])}
    people = [o for o in organisations if o.code in valued]
    cells = {name: column[[place[o.code] for o in people]] for name, column in known.items()}
    unranked = _unranked(measure, cells)
    down, value = measure.better is Better.DECREASE, cells["value"]
    names = np.array([o.short_name for o in people], dtype=str)
    stands = np.array([not why for why in unranked], dtype=bool)
    rank, low, high = np.full((3, len(people)), np.nan)
    keys = value if down else -value
    rank[stands] = np.searchsorted(np.sort(keys[stands]), keys[stands]) + 1
    if _by_chance(measure) and stands.any() and np.isfinite([cells["events"][stands], cells["of"][stands]]).all():
        low[stands], high[stands] = rank_intervals(measure, cells["events"][stands], cells["of"][stands])
    out = pd.DataFrame(
        {
            "code": pd.Series([o.code for o in people], dtype="str"),
            "name": pd.Series(names, dtype="str"),
            **{name: column for name, column in cells.items() if name not in ("events", "of")},
            "unranked": pd.Series(unranked, dtype="str"),
            "rank": rank,
            "rank_low": low,
            "rank_high": high,
            "chosen": [o.code == chosen for o in people],
        }
    )
    return Comparison(
        measure=measure,
        level=level,
        period=period,
        rows=out.iloc[np.lexsort((names, keys, ~stands))].reset_index(drop=True),
        reference=float(known["value"][place[reference]]) if reference in place else None,
        reference_name=reference_name,
        unit_text=measure.per_text if measure.unit is not Unit.PERCENT else "",
        illustrative=illustrative,
        left_out=tuple(o.short_name for o in organisations if o.code not in valued),
    )


def rank_intervals(measure: Measure, events: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95% intervals (first, last) of the ranks of organisations with so many `events` `of` so many, shape (n,).

    Each rate is drawn from its posterior under Jeffreys' prior, beta for proportions and gamma for other rates. The same
    each time: the draws are seeded.
    """
    random, shape, events = np.random.default_rng(SEED), (DRAWS, len(events)), np.maximum(events, 0)
    if measure.unit is Unit.PERCENT:
        drawn = random.beta(events + PRIOR, np.maximum(of - events, 0) + PRIOR, shape)
    else:
        drawn = random.gamma(events + PRIOR, size=shape) / of
    order = drawn if measure.better is Better.DECREASE else -drawn
    ranks = order.argsort(axis=1).argsort(axis=1) + 1
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="nearest")
    return low.astype(float), high.astype(float)


def _unranked(measure: Measure, cells: dict[str, np.ndarray]) -> list[str]:
    """Why each has no rank, empty where it has one: too few of the periods that others have, or too few people."""
    few = cells["periods"] < RANKED_SHARE * cells["periods"].max(initial=0)
    small = cells["denominator"] < measure.floor
    people = [f"a denominator of {n:,.0f}, below {measure.floor:,.0f}" for n in cells["denominator"]]
    return [
        str(status) if is_few else why if is_small else ""
        for status, is_few, why, is_small in zip(cells["status"], few, people, small, strict=True)
    ]


def _by_chance(measure: Measure) -> bool:
    """Whether chance has a part in the values: a share of organisations is a full count, and amounts are no events."""
    counted = measure.unit is Unit.PERCENT or (measure.counts is Counts.EVENTS and measure.unit is not Unit.SCORE)
    return counted and measure.from_adoption is None


def _rates(measure: Measure, rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """The rows with counts as rates, each with its 95% interval: `low`, `high`, and what that stands on, `events` and `of`.

    Wilson's for proportions, Byar's for other rates. A count that may be added is the mean of several months here, and all
    of their events count; where the same people are counted each month, it is one month's.
    """
    out = {name: rows[name].to_numpy(float) for name in ("numerator", "denominator", "value", "periods")}
    out["status"] = rows["status"].to_numpy(object)
    top, bottom = out["numerator"], np.where(out["denominator"] > 0, out["denominator"], np.nan)
    rated = measure.unit is Unit.COUNT and bool(measure.compare_per) and bool(np.isfinite(out["denominator"]).any())
    scale = float(measure.compare_per or 1) if rated else 1.0
    if rated:
        out["value"] = top / bottom * scale
    times = out["periods"] if measure.unit is Unit.COUNT and measure.roll_up is RollUp.SUM else 1.0
    out["events"], out["of"] = top * times, bottom * times
    out["low"], out["high"] = np.full((2, len(top)), np.nan)
    if _by_chance(measure) and (rated or measure.unit is not Unit.COUNT):
        interval = intervals.wilson if measure.unit is Unit.PERCENT else intervals.rate
        low, high = interval(out["events"], out["of"])
        out["low"], out["high"] = low * scale, high * scale
    return out
