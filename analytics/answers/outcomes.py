"""Who was eligible and who was reached: the counts behind estimates, and the rate that they are held against."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods import intervals
from analytics.model import Baseline, Kind, Measure
from analytics.series import counted, years


def counts(data: Data, measure: str, code: str, level: Kind | None, start: date, end: date) -> pd.DataFrame:
    """Who was eligible and reached between two months: the organisation's own row, or one for each member of a level."""
    codes = [code] if level is None else [o.code for o in data.organisations.members(code, level)]
    return counted.counted(data.resolved(measure), codes, start, end)


def parts(data: Data, composite: Measure, code: str, level: Kind | None, months: tuple[date, date]) -> pd.DataFrame:
    """`counts` of every part of a composite, each with its `measure`."""
    found = [counts(data, slug, code, level, *months).assign(measure=slug) for slug in composite.composite_of]
    return pd.concat(found, ignore_index=True)


def last_year(data: Data, asked: Question) -> tuple[date, date] | None:
    """The last twelve months of the view with data, None where it has none."""
    return years.last_year(data.resolved(asked.measure), asked.organisation, asked.start, asked.end)


def first_year(data: Data, measure: str, code: str) -> tuple[date, date] | None:
    """The organisation's first twelve months with data, whatever is asked; None without more than a year of data."""
    return years.first_year(data.resolved(measure), code)


def baseline(data: Data, measure: str, code: str) -> Baseline | None:
    """The rate of the organisation's first twelve months with its 95% interval; None without a rate or a later month."""
    year = first_year(data, measure, code)
    rows = counts(data, measure, code, None, *year) if year else None
    if year is None or rows is None or rows.empty or not rows["denominator"].iloc[0]:
        return None
    reached, eligible = float(rows["numerator"].iloc[0]), float(rows["denominator"].iloc[0])
    low, high = intervals.wilson(rows["numerator"].to_numpy(), rows["denominator"].to_numpy())
    words = f"the rate of {year[0]:%B %Y} to {year[1]:%B %Y}"
    return Baseline(reached / eligible, float(low[0]), float(high[0]), words)
