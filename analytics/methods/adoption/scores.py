"""Adoption counted by quarter: which pairs have reached the step that counts, what share that is, and at what pace.

Everything is read off one table of truths by quarter (`reached`), so the adoption and spread score, which counts pairs of
organisation and element, and the earlier definition, which counts organisations with every element, differ in one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.model import AdoptionScore, FromAdoption, Organisation, Pathway

QUARTERS_A_YEAR = 4


def share_at_or_above(rows: pd.DataFrame, rule: FromAdoption) -> pd.DataFrame:
    """Observation rows by organisation and quarter: pairs at `rule.at_least` or above, out of the pairs known by then.

    A pair is one organisation and one element. A stage holds until the next one is recorded. Columns as the observations
    table has them; `period` is the first day of the quarter at whose end the stages stood so.
    """
    columns = ["org_code", "period", "numerator", "denominator", "value", "status"]
    pairs = reached(rows, dict.fromkeys(rule.elements, rule.at_least))
    if pairs.empty:
        return pd.DataFrame(columns=columns)
    # Pairs of one organisation stand side by side, so each sum is one of neighbours.
    codes = pairs.columns.get_level_values("org_code")
    firsts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    known, top = (
        np.add.reduceat(cells.to_numpy().astype(np.int64), firsts, axis=1) for cells in (pairs.notna(), pairs == 1)
    )
    quarter, code = np.nonzero(known)
    out = pd.DataFrame(
        {
            "org_code": codes[firsts].take(code),
            "period": pd.PeriodIndex(pairs.index).start_time.to_numpy().astype("datetime64[ms]")[quarter],
            "numerator": top[quarter, code],
            "denominator": known[quarter, code],
        }
    )
    return out.assign(value=float("nan"), status="")[columns]


def reached(rows: pd.DataFrame, bars: dict[str, float]) -> pd.DataFrame:
    """Whether each pair of organisation and element stood at its element's bar or above, at the end of each quarter.

    `bars` maps elements to the step that counts. The answer has a row a quarter without gaps, columns (`org_code`,
    `element`), and 1.0, 0.0 or NaN (not known yet): a stage holds until the next one is recorded.
    """
    rows = rows[rows["element"].isin(list(bars)) & rows["stage"].notna()]
    if rows.empty:
        return pd.DataFrame()
    rows = rows.sort_values("as_at", kind="stable")
    (who, codes), (what, elements) = (pd.factorize(rows[n].astype("str"), sort=True) for n in ("org_code", "element"))
    known, pair = np.unique(who * len(elements) + what, return_inverse=True)
    pairs = pd.MultiIndex.from_arrays(
        [codes.take(known // len(elements)), elements.take(known % len(elements))], names=["org_code", "element"]
    )
    quarter = rows["as_at"].to_numpy("datetime64[M]").astype(np.int64) // 3
    stages = np.full((quarter.max() - quarter.min() + 1, len(pairs)), np.nan)
    stages[quarter - quarter.min(), pair] = rows["stage"].to_numpy(float)  # of two in a quarter the later one holds
    latest = np.maximum.accumulate(np.where(np.isfinite(stages), np.arange(len(stages))[:, None], 0), axis=0)
    stages = np.take_along_axis(stages, latest, axis=0)
    bar = np.array([bars[element] for element in pairs.get_level_values("element")])
    quarters = pd.period_range(rows["as_at"].iloc[0], rows["as_at"].iloc[-1], freq="Q")
    return pd.DataFrame(np.where(np.isfinite(stages), stages >= bar, np.nan), quarters, pairs)


def counted(rows: pd.DataFrame, pathway: Pathway, score: AdoptionScore) -> pd.DataFrame:
    """`reached` for what a score counts: its pairs, or (`whole`) the organisations of which every element is known.

    Columns are (`org_code`, `element`) or `org_code`.
    """
    bars = {
        e.slug: e.adopted_at
        for e in pathway.elements
        if e.adopted_at is not None and (e.slug in score.elements or not score.elements)
    }
    pairs = reached(rows, bars)
    if pairs.empty or not score.whole:
        return pairs
    by_organisation = pairs.T.groupby(level="org_code")
    # One element below the bar is enough to miss it, but nobody is judged on elements of which nothing is known.
    return by_organisation.min().T.where((by_organisation.count() == len(bars)).T)


def history(
    rows: pd.DataFrame, pathway: Pathway, score: AdoptionScore, organisations: Sequence[Organisation], when: date
) -> tuple[pd.DataFrame, list[float]]:
    """A score of these organisations together by quarter up to a day, and its `paces`.

    The table has `day` (the quarter's last, `when` for a quarter that is not over), `numerator`, `denominator`, `value`.
    """
    ours = rows["org_code"].isin([o.code for o in organisations]) & (rows["as_at"] <= pd.Timestamp(when))
    truths = counted(rows[ours], pathway, score)
    if truths.empty:
        return pd.DataFrame({"day": [], "numerator": [], "denominator": [], "value": []}), []
    top, bottom = truths.sum(axis=1), truths.notna().sum(axis=1).astype(float)
    days = pd.PeriodIndex(truths.index).to_timestamp(how="end").normalize()
    points = pd.DataFrame(
        {
            "day": days.where(days <= pd.Timestamp(when), pd.Timestamp(when)).astype("datetime64[ms]"),
            "numerator": top.to_numpy(),
            "denominator": bottom.to_numpy(),
            "value": (top / bottom.where(bottom > 0)).to_numpy(),
        }
    )
    return points[points["denominator"] > 0].reset_index(drop=True), paces(truths)


def paces(truths: pd.DataFrame, window: int = QUARTERS_A_YEAR) -> list[float]:
    """Change of the share a quarter over each window of so many quarters, the newest last. `truths` as `counted` gives.

    Only what is known at both ends counts, so that an element or an organisation that joins looks like neither progress
    nor a fall: pace = (reached at the end - reached at the start) / (known at both ends) / window.
    """
    found = []
    for end in range(window, len(truths)):
        first, last = truths.iloc[end - window], truths.iloc[end]
        both = (first.notna() & last.notna()).to_numpy()
        if both.any():
            found.append(float((last[both].sum() - first[both].sum()) / both.sum() / window))
    return found
