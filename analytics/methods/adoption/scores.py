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
    known = pairs.notna().T.groupby(level="org_code").sum().T
    top = (pairs == 1).T.groupby(level="org_code").sum().T
    out = pd.DataFrame({"numerator": top.stack(), "denominator": known.stack()}).reset_index()
    out.columns = ["quarter", "org_code", "numerator", "denominator"]
    out = out[out["denominator"] > 0]
    out["period"] = out["quarter"].dt.start_time.astype("datetime64[ms]")
    return out.assign(value=float("nan"), status="")[columns].reset_index(drop=True)


def reached(rows: pd.DataFrame, bars: dict[str, float]) -> pd.DataFrame:
    """Whether each pair of organisation and element stood at its element's bar or above, at the end of each quarter.

    `bars` maps elements to the step that counts. The answer has a row a quarter without gaps, columns (`org_code`,
    `element`), and 1.0, 0.0 or NaN (not known yet): a stage holds until the next one is recorded.
    """
    rows = rows[rows["element"].isin(list(bars))]
    if rows.empty:
        return pd.DataFrame()
    rows = rows.assign(quarter=rows["as_at"].dt.to_period("Q")).sort_values("as_at", kind="stable")
    stages = rows.pivot_table(index="quarter", columns=["org_code", "element"], values="stage", aggfunc="last")
    stages = stages.reindex(pd.period_range(stages.index.min(), stages.index.max(), freq="Q")).ffill()
    bar = np.array([bars[element] for element in stages.columns.get_level_values("element")])
    return (stages >= bar).astype(float).where(stages.notna())


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
