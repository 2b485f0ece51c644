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
    values = _rates(measure, rows.set_index("org_code"))
    named = pd.DataFrame({"code": [o.code for o in organisations], "name": [o.short_name for o in organisations]})
    out = named.join(values, on="code")
    missing = out[out["value"].isna()]
    out = out[out["value"].notna()]
    ascending = measure.better is Better.DECREASE
    out = out.assign(unranked=_unranked(measure, out)).sort_values(
        ["unranked", "value", "name"],
        ascending=[True, ascending, True],
        key=lambda column: column.ne("") if column.name == "unranked" else column,
        ignore_index=True,
    )
    stands = out["unranked"].eq("")
    out["rank"] = out["value"].where(stands).rank(method="min", ascending=ascending)
    out["rank_low"], out["rank_high"] = np.nan, np.nan
    if _by_chance(measure) and stands.any() and out.loc[stands, ["events", "of"]].notna().all(axis=None):
        ends = rank_intervals(measure, *(out.loc[stands, name].to_numpy(float) for name in ("events", "of")))
        out.loc[stands, "rank_low"], out.loc[stands, "rank_high"] = ends
    out["chosen"] = out["code"] == chosen
    return Comparison(
        measure=measure,
        level=level,
        period=period,
        rows=out.drop(columns=["events", "of"]),
        reference=float(values["value"].get(reference, np.nan)) if reference in values.index else None,
        reference_name=reference_name,
        unit_text=measure.per_text if measure.unit is not Unit.PERCENT else "",
        illustrative=illustrative,
        left_out=tuple(missing["name"]),
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


def _unranked(measure: Measure, out: pd.DataFrame) -> pd.Series:
    """Why each row has no rank, empty where it has one: too few of the periods that others have, or too few people."""
    few = out["periods"] < RANKED_SHARE * out["periods"].max()
    small = out["denominator"] < measure.floor
    people = "a denominator of " + out["denominator"].map("{:,.0f}".format) + f", below {measure.floor:,.0f}"
    return out["status"].where(few, people.where(small, "")).astype("str")


def _by_chance(measure: Measure) -> bool:
    """Whether chance has a part in the values: a share of organisations is a full count, and amounts are no events."""
    counted = measure.unit is Unit.PERCENT or (measure.counts is Counts.EVENTS and measure.unit is not Unit.SCORE)
    return counted and measure.from_adoption is None


def _rates(measure: Measure, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with counts as rates, each with its 95% interval: `low`, `high`, and what that stands on, `events` and `of`.

    Wilson's for proportions, Byar's for other rates. A count that may be added is the mean of several months here, and all
    of their events count; where the same people are counted each month, it is one month's.
    """
    out = rows.copy()
    rated = measure.unit is Unit.COUNT and bool(measure.compare_per) and bool(out["denominator"].notna().any())
    scale = float(measure.compare_per or 1) if rated else 1.0
    if rated:
        out["value"] = out["numerator"] / out["denominator"].where(out["denominator"] > 0) * scale
    times = out["periods"] if measure.unit is Unit.COUNT and measure.roll_up is RollUp.SUM else 1
    out["events"], out["of"] = out["numerator"] * times, (out["denominator"] * times).where(out["denominator"] > 0)
    out["low"], out["high"] = np.nan, np.nan
    if _by_chance(measure) and (rated or measure.unit is not Unit.COUNT):
        interval = intervals.wilson if measure.unit is Unit.PERCENT else intervals.rate
        low, high = interval(out["events"].to_numpy(float), out["of"].to_numpy(float))
        out["low"], out["high"] = low * scale, high * scale
    return out
