"""Illustrative preterm optimisation: babies are drawn one by one, then counted by trust and month.

Counting from the same babies keeps the measures consistent: a bundle is complete only for a baby who got every
intervention that she was eligible for. A baby is counted at the trust where the birth was booked, so that place of
birth can be met or missed at every trust.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from babies import BABIES_A_YEAR, COVID, Babies, draw_babies, gaps
from calibrate import (
    BASELINE,
    CURRENT,
    MONTHS,
    WHOLE,
    calendar_months,
    month_index,
    month_name,
    sigmoid,
    solve,
    trajectories,
)

Row = tuple[str, str, str, object, object, str, str]

NEW_FROM = month_index("2023-04")
INTERVENTIONS_A_MONTH = (1213, 1722)
"""The report, page 9: interventions delivered a month, before and now."""


@dataclass(frozen=True)
class Intervention:
    """`aims` are (window, rate), the anchor first; `recorded` is (window, share of eligible babies with data).

    `spread` is the standard deviation between trusts and `covid` the fall at its worst, both in logits. `seed` gives the
    babies' chances a stream of their own.
    """

    slug: str
    aims: tuple[tuple[slice, float], tuple[slice, float]]
    recorded: tuple[slice, float]
    spread: float
    covid: float = 0.25
    low_quality: float = 0.004
    seed: int | None = None


CORD_BABIES = 844 / (BABIES_A_YEAR / 12)
"""17 lives a month at 66.5% and an NNT of 33 need 844 babies a month with data."""
MGSO4_BABIES = 18_027
"""15,540 women treated (420 cases of cerebral palsy at an NNT of 37) at 86.2%: a count of babies, not a share."""

SEVEN = (
    # The report calls it stable. By chance, most seeds signal somewhere in 54 months of England; this one does not.
    Intervention("place_of_birth", ((BASELINE, 0.780), (CURRENT, 0.780)), (CURRENT, 0.95), 0.35, 0.15, seed=4),
    Intervention("steroids", ((BASELINE, 0.781), (CURRENT, 0.881)), (CURRENT, 0.94), 0.40),
    Intervention("mgso4", ((WHOLE, 0.862), (CURRENT, 0.862)), (WHOLE, MGSO4_BABIES), 0.35, 0.20),
    Intervention("antibiotics", ((BASELINE, 0.38), (CURRENT, 0.54)), (CURRENT, 0.66), 0.60, 0.30, 0.06),
    Intervention("cord", ((BASELINE, 0.3325), (CURRENT, 0.665)), (CURRENT, CORD_BABIES), 0.55, 0.45),
    Intervention("normothermia", ((BASELINE, 0.718), (CURRENT, 0.761)), (CURRENT, 0.88), 0.35),
    Intervention("ebm", ((BASELINE, 0.41), (CURRENT, 0.58)), (CURRENT, 0.68), 0.55, 0.35, 0.05),
)
NEW = {"caffeine": 0.93, "vtv": 0.84}
NEW_PSCS = ("PSC-EM", "PSC-MAN", "PSC-NENC", "PSC-SW", "PSC-WOE", "PSC-YH")

OUTCOMES = {  # chance by band of weeks above
    "survival": (0.72, 0.90, 0.94, 0.965, 0.985),
    "brain_injury": (0.17, 0.08, 0.05, 0.025, 0.012),
    "nec": (0.11, 0.07, 0.04, 0.02, 0.008),
    "bpd": (0.62, 0.40, 0.22, 0.07, 0.02),
}


def recorded(intervention: Intervention, babies: Babies, offset: np.ndarray, sent: np.ndarray) -> np.ndarray:
    """Which eligible babies have data: rising slowly over the years, better at some trusts, to the share aimed at."""
    window, aim = intervention.recorded
    can = babies.eligible[intervention.slug] & sent[babies.trust, babies.month]
    logit = offset[babies.trust] + 0.012 * (babies.month - MONTHS)
    where = babies.within(window) & can
    target = aim if aim > 1 else aim * (babies.eligible[intervention.slug] & babies.within(window)).sum()
    level = solve(lambda x: float((where & (babies.record < sigmoid(logit + x))).sum()), target)
    return can & (babies.record < sigmoid(logit + level))


def given(
    chance: np.ndarray,
    aims: tuple[tuple[slice, float], tuple[slice, float]],
    babies: Babies,
    known: np.ndarray,
    logit: np.ndarray,
    growth: np.ndarray,
) -> np.ndarray:
    """Which babies got the intervention. Two intercepts, level and pace, are solved in turn until both aims hold."""
    cell = (babies.trust, babies.month)
    offset, shape = logit[cell], growth[cell]
    (first, first_aim), (second, second_aim) = aims
    at_first, at_second = known & babies.within(first), known & babies.within(second)

    def reached(where: np.ndarray, level: float, pace: float) -> float:
        return float((chance[where] < sigmoid(offset[where] + level + pace * shape[where])).sum())

    def pace_at(level: float) -> float:
        return solve(lambda x: reached(at_second, level, x), second_aim * at_second.sum())

    def level_at(pace: float) -> float:
        return solve(lambda x: reached(at_first, x, pace), first_aim * at_first.sum())

    level, settled = 0.0, False
    while not settled:
        pace, before = pace_at(level), level
        level = level_at(pace)
        settled = abs(level - before) < 1e-7
    return chance < sigmoid(offset + level + pace * shape)


def trust_logits(
    rng: np.random.Generator, intervention: Intervention, trusts: pd.DataFrame, ability: np.ndarray
) -> np.ndarray:
    """What sets trusts and months apart, before level and pace: shape (trusts, MONTHS)."""
    n = len(trusts)
    effect = intervention.spread * (0.45 * ability + 0.9 * rng.standard_normal(n))
    if intervention.slug == "place_of_birth":
        effect += np.where(trusts["neonatal_unit_level"] == "NICU", 1.2, 0.0)
    local = np.where(rng.random(n) < 0.12, rng.choice([-0.9, 0.9], n, p=[0.4, 0.6]), 0.0)[:, None]
    steps = local * (np.arange(MONTHS) >= rng.integers(14, 46, n)[:, None])
    covid = -intervention.covid * np.array([COVID.get(t, 0.0) for t in range(MONTHS)])
    winter = -0.08 * np.cos((calendar_months() - 1) / 12 * 2 * np.pi) * (intervention.slug == "normothermia")
    return effect[:, None] + steps + covid + winter + 0.10 * rng.standard_normal((n, MONTHS))


def rows_of(
    slug: str,
    codes: list[str],
    top: np.ndarray,
    bottom: np.ndarray,
    missing: np.ndarray,
    soft: np.ndarray,
    start: int = 0,
) -> list[Row]:
    """Template rows of one measure from a month on. A month in which nobody was eligible is 0 of 0: sent, no rate."""
    rows: list[Row] = []
    for trust, code in enumerate(codes):
        for t in range(start, MONTHS):
            if missing[trust, t]:
                rows.append((slug, code, month_name(t), "", "", "", "not submitted"))
            else:
                status = "low data quality" if soft[trust, t] else ""
                rows.append((slug, code, month_name(t), int(top[trust, t]), int(bottom[trust, t]), "", status))
    return rows


def bundle(
    babies: Babies, known: dict[str, np.ndarray], got: dict[str, np.ndarray], offset: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Interventions delivered, all-eligible-received and babies, by trust and month, of babies whose record is whole.

    Only a whole record tells whether the bundle was complete; the share of those is what the two printed totals set.
    """
    whole = np.all([known[s] | ~babies.eligible[s] for s in known], axis=0)
    delivered = np.sum([babies.eligible[s] & got[s] for s in known], axis=0)
    bundled = np.all([got[s] | ~babies.eligible[s] for s in known], axis=0)
    progress = np.clip((babies.month - 12) / 30, 0, 1)

    def chosen(level: float, pace: float) -> np.ndarray:
        return whole & (babies.record < sigmoid(offset[babies.trust] + level + pace * progress))

    def total(window: slice, level: float, pace: float) -> float:
        return float(delivered[chosen(level, pace) & babies.within(window)].sum())

    before, now = (12.0 * figure for figure in INTERVENTIONS_A_MONTH)
    level = solve(lambda x: total(BASELINE, x, 0.0), before)
    picked = chosen(level, solve(lambda x: total(CURRENT, level, x), now))
    counts = np.stack([babies.count(picked & (delivered >= n)) for n in range(1, len(known) + 1)]).sum(axis=0)
    return counts, babies.count(picked & bundled), babies.count(picked)


def new_interventions(rng: np.random.Generator, trusts: pd.DataFrame, babies: Babies, ability: np.ndarray) -> list[Row]:
    """Caffeine and volume-targeted ventilation: from April 2023, and only where the PSC has begun to report them."""
    reports = trusts["psc_code"].isin(NEW_PSCS).to_numpy() & (rng.random(len(trusts)) < 0.85)
    codes, none = list(trusts["code"][reports]), np.zeros((int(reports.sum()), MONTHS), dtype=bool)
    rows: list[Row] = []
    for slug, rate in NEW.items():
        known = babies.eligible[slug] & reports[babies.trust] & (babies.month >= NEW_FROM) & (babies.record < 0.8)
        logit = np.log(rate / (1 - rate)) + 0.4 * ability
        got = rng.random(len(known)) < sigmoid(logit[babies.trust])
        top, bottom = babies.count(known & got)[reports], babies.count(known)[reports]
        rows += rows_of(slug, codes, top, bottom, none, none, NEW_FROM)
    return rows


def outcomes(rng: np.random.Generator, codes: list[str], babies: Babies, missing: np.ndarray) -> list[Row]:
    """Outcomes by weeks of gestation, a little better each year; babies without a record are left out."""
    known = (babies.record < 0.9) & ~missing[babies.trust, babies.month]
    rows: list[Row] = []
    for slug, chances in OUTCOMES.items():
        gain = 0.007 * babies.month * (1 if slug == "survival" else -1)
        chance = np.array(chances)[babies.band]
        happened = rng.random(len(known)) < sigmoid(np.log(chance / (1 - chance)) + gain)
        counted = known & ((rng.random(len(known)) < 0.93) | (slug != "bpd"))  # alive at 36 weeks
        rows += rows_of(
            slug, codes, babies.count(counted & happened), babies.count(counted), missing, np.zeros_like(missing)
        )
    return rows


def observations(rng: np.random.Generator, trusts: pd.DataFrame, ability: np.ndarray) -> list[Row]:
    """Every row of `preterm_observations.csv`. `ability` is each trust's own, shared with its stages of adoption."""
    codes, n = list(trusts["code"]), len(trusts)
    babies, births = draw_babies(rng, trusts)
    missing, offset = gaps(rng, n), 0.5 * rng.standard_normal(n)
    none, n_babies = np.zeros_like(missing), len(babies.trust)
    rows = rows_of("births_below_34", codes, babies.count(babies.band >= 0), births, none, none)
    known, got = {}, {}
    for item in SEVEN:
        unsent = missing | (rng.random(missing.shape) < 0.006)
        soft = rng.random(missing.shape) < item.low_quality
        known[item.slug] = recorded(item, babies, offset, ~unsent)
        effects, growth, chance = trust_logits(rng, item, trusts, ability), trajectories(rng, n), rng.random(n_babies)
        if item.seed is not None:  # the shared stream has moved on all the same: other interventions stay as they are
            chance = np.random.Generator(np.random.PCG64(item.seed)).random(n_babies)
        got[item.slug] = given(chance, item.aims, babies, known[item.slug], effects, growth)
        top, bottom = babies.count(known[item.slug] & got[item.slug]), babies.count(known[item.slug])
        rows += rows_of(item.slug, codes, top, bottom, unsent, soft)
    rows += new_interventions(rng, trusts, babies, ability)
    delivered, bundled, whole = bundle(babies, known, got, offset)
    rows += [
        (
            "total_interventions",
            code,
            month_name(t),
            "" if missing[i, t] else int(delivered[i, t]),
            "",
            "",
            "not submitted" if missing[i, t] else "",
        )
        for i, code in enumerate(codes)
        for t in range(MONTHS)
    ]
    rows += rows_of("appropriate_care_score", codes, bundled, whole, missing, none)
    return rows + outcomes(rng, codes, babies, missing)
