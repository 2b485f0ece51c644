"""What holds the bundle back: each intervention's rate beside the share of people who received all that they should."""

from __future__ import annotations

import pandas as pd

from analytics.answers import outcomes
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods.outcomes import bundle
from analytics.model import HeldBack, Measure

TOTAL, EVERYTHING, COMPOSITE = "total_interventions", "appropriate_care_score", "composite_quality_score"
"""The three scores of the bundle."""


def held_back(data: Data, asked: Question, target: float) -> HeldBack | None:
    """What each intervention would add if it alone reached `target`, in the last twelve months of the view with data.

    The question's own measure counts for nothing. None where no intervention has a figure.
    """
    composite, code = data.measures[COMPOSITE], asked.organisation
    year = outcomes.last_year(data, Question(COMPOSITE, code, asked.start, asked.end))
    rows = outcomes.parts(data, composite, code, None, year) if year else pd.DataFrame()
    if year is None or rows.empty:
        return None
    whole = outcomes.counts(data, EVERYTHING, code, None, *year)
    known = len(whole) and whole["denominator"].iloc[0] > 0
    score = float(whole["numerator"].iloc[0] / whole["denominator"].iloc[0]) if known else None
    gains = bundle.gains(rows.assign(share=bundle.eligible_shares(rows, _everyone(data, composite))), score, target)
    told = set(gains["measure"])
    left_out = tuple(data.measures[slug] for slug in composite.composite_of if slug not in told)
    return HeldBack(composite, year, target, score, gains, left_out, data.resolved(COMPOSITE).illustrative)


def _everyone(data: Data, composite: Measure) -> frozenset[str]:
    """The interventions of the bundle's own cohort: measures share an axis only when they share a cohort."""
    own = data.measures[EVERYTHING].axis
    return frozenset(slug for slug in composite.composite_of if data.measures[slug].axis == own)
