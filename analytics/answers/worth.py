"""What care was worth: the estimates of an effect for an organisation, over the view and in a month of the last year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

import pandas as pd

from analytics.answers import outcomes
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.catalogue import effects
from analytics.catalogue.effects import Adjustable
from analytics.methods.outcomes import estimates
from analytics.model import Baseline, Effect, Reached, Versions, Worth


def worth(
    data: Data, effect: Effect, asked: Question, months: tuple[date, date], assumptions: Mapping[str, float]
) -> Worth | None:
    """What the people reached in `months` are worth, under a reader's `assumptions` by name; None without a figure.

    The question's own measure counts for nothing: it is the effect's that is looked at.
    """
    measure, code = data.measures[effect.measure], asked.organisation
    whole = outcomes.counts(data, measure.slug, code, None, *months)
    year = outcomes.last_year(data, replace(asked, measure=measure.slug))
    if whole.empty or year is None or data.organisations[code].kind not in measure.levels:
        return None
    assumed, base = effects.adjusted(effect, assumptions), baseline(data, effect, code, assumptions)
    counts, latest = _counts(whole), _counts(outcomes.counts(data, measure.slug, code, None, *year))
    return Worth(
        effect,
        measure,
        months,
        year,
        counts,
        base,
        _versions(effect, assumed, counts, base),
        _a_month(_versions(effect, assumed, latest, base), latest.months),
        data.resolved(measure.slug).illustrative,
    )


def baseline(data: Data, effect: Effect, code: str, assumptions: Mapping[str, float]) -> Baseline | None:
    """What an effect is held against: the rate that a reader assumed, or that of the organisation's first year."""
    assumed = effects.adjusted(effect, assumptions).get("base")
    if assumed is not None:
        return Baseline(assumed, assumed, assumed, "as assumed on this page")
    return outcomes.baseline(data, effect.measure, code)


def usual(data: Data, effect: Effect, assumption: Adjustable, code: str) -> float:
    """What is assumed unless a reader says otherwise: a fixed figure, or the baseline of the organisation's own data."""
    if assumption.value is not None:
        return assumption.value
    base = outcomes.baseline(data, effect.measure, code)
    return base.rate if base else effect.printed_baseline or 0.5


def _counts(rows: pd.DataFrame) -> Reached:
    row = rows.iloc[0]
    return Reached(float(row["numerator"]), float(row["denominator"]), int(row["months"]), int(row["expected"]))


def _versions(effect: Effect, assumed: Mapping[str, float], counts: Reached, base: Baseline | None) -> Versions:
    treatment = estimates.prevented(effect, assumed, counts.reached)
    beyond = estimates.beyond_baseline(effect, assumed, counts.reached, counts.eligible, base) if base else None
    if "cost" not in assumed:
        return Versions(treatment, beyond)
    cost = estimates.cost(effect, assumed, treatment)
    return Versions(treatment, beyond, cost, estimates.cost(effect, assumed, beyond) if beyond else None)


def _a_month(versions: Versions, months: int) -> Versions:
    found = {f.name: getattr(versions, f.name) for f in fields(versions)}
    return Versions(**{name: e and estimates.a_month(e, months) for name, e in found.items()})
