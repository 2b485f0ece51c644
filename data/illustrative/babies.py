"""Illustrative babies: everybody born below 34 weeks, drawn one by one, with what she is eligible for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from calibrate import CURRENT, MONTHS, calendar_months, month_index, solve

BABIES_A_YEAR = 12_190
"""Babies born below 34 weeks in England, NHS Digital maternity statistics 2023-24: 1,016 a month."""
BIRTHS_A_MONTH = 47_500
"""All births in England, the same statistics, rounded."""
COVID = {month_index("2020-04"): 1.0, month_index("2020-05"): 0.8, month_index("2020-06"): 0.5}
"""How hard each month of the first lockdown hit, 1 at its worst."""

BANDS = ((22, 26, 0.160), (27, 27, 0.060), (28, 29, 0.155), (30, 31, 0.195), (32, 33, 0.430))
"""Weeks of gestation, first and last, and the share of babies below 34 weeks."""


@dataclass(frozen=True)
class Babies:
    """One entry a baby: her trust, month, band of weeks, and uniforms that decide everything else."""

    trust: np.ndarray
    month: np.ndarray
    band: np.ndarray
    eligible: dict[str, np.ndarray]
    record: np.ndarray

    def within(self, window: slice) -> np.ndarray:
        """Which babies were born in a window of months."""
        return (self.month >= window.start) & (self.month < window.stop)

    def count(self, chosen: np.ndarray) -> np.ndarray:
        """How many chosen babies by trust and month; shape (trusts, MONTHS)."""
        cells = self.trust[chosen] * MONTHS + self.month[chosen]
        trusts = int(self.trust.max()) + 1
        return np.bincount(cells, minlength=trusts * MONTHS).reshape(trusts, MONTHS)


def sizes(rng: np.random.Generator, trusts: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Births a month and relative number of preterm births of each trust, after MBRRACE's 2018 size bands."""
    bands = {"1": (4800, 8600), "2": (4300, 7200), "3": (4000, 6300), "4": (2500, 4200), "5": (1000, 2000)}
    group = trusts["mbrrace_2018_group"].str[:1]
    low, high = (np.array([bands.get(g, (2500, 5000))[i] for g in group]) for i in (0, 1))
    births = rng.uniform(low, high)
    births *= BIRTHS_A_MONTH / births.sum()
    share = np.where(trusts["neonatal_unit_level"] == "NICU", 1.35, 1.0) * rng.lognormal(0, 0.22, len(trusts))
    preterm = births * share
    return births, preterm * BABIES_A_YEAR / 12 / preterm.sum()


def draw_babies(rng: np.random.Generator, trusts: pd.DataFrame) -> tuple[Babies, np.ndarray]:
    """Every baby below 34 weeks of the 54 months, and all births by trust and month."""
    births, preterm = sizes(rng, trusts)
    season = 1 + 0.03 * np.cos((calendar_months() - 9) / 12 * 2 * np.pi)
    quiet = np.array([1 - 0.08 * COVID.get(t, 0) for t in range(MONTHS)])
    all_births = rng.poisson(births[:, None] * season)
    candidates = rng.poisson(1.3 * preterm[:, None] * season * quiet)
    trust, month = (np.repeat(index.ravel(), candidates.ravel()) for index in np.indices(candidates.shape))
    chance = rng.random(len(trust))
    now = (month >= CURRENT.start) & (month < CURRENT.stop)
    kept = chance < solve(lambda x: float((chance[now] < x).sum()), BABIES_A_YEAR, 0.0, 1.0)
    trust, month = trust[kept], month[kept]
    band = rng.choice(len(BANDS), len(trust), p=[share for *_, share in BANDS])
    multiple_or_small, in_labour, ventilated = (rng.random(len(trust)) < p for p in (0.25, 0.45, 0.28))
    everybody = np.ones(len(trust), dtype=bool)
    eligible = {
        "place_of_birth": (band == 0) | ((band == 1) & multiple_or_small),
        "steroids": everybody,
        "mgso4": band <= 2,
        "antibiotics": in_labour,
        "cord": everybody,
        "normothermia": everybody,
        "ebm": everybody,
        "caffeine": band <= 2,
        "vtv": ventilated,
    }
    return Babies(trust, month, band, eligible, rng.random(len(trust))), np.maximum(all_births, 1)


def gaps(rng: np.random.Generator, trusts: int) -> np.ndarray:
    """Months in which a trust sent nothing: one spell of two to four months at a tenth of trusts, and a late few."""
    missing = np.zeros((trusts, MONTHS), dtype=bool)
    for trust in rng.choice(trusts, trusts // 10, replace=False):
        start = int(rng.integers(2, MONTHS - 8))
        missing[trust, start : start + int(rng.integers(2, 5))] = True
    missing[rng.choice(trusts, 3, replace=False), MONTHS - 1] = True
    return missing
