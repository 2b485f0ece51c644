"""Does a kind of chart fit the data? A kind recommended, with the reason, and doubts in words. Nothing is redrawn here."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from analytics.methods.spc.assumptions import Diagnosis, diagnose
from analytics.methods.spc.kinds import COUNTED, P_CHART_BELOW, chart_kind, fitting_kind
from analytics.model import Unit

FEW_EXPECTED = 5.0
SIZES_VARY = 2.0
"""Sizes vary when the largest but a tenth is more than this many times the smallest but a tenth."""

OVERDISPERSED = (
    "The points vary more than chance alone would make them, so these limits are too narrow and some signals may be "
    "false. A p' or u' chart, or an XmR chart, allows for that."
)
UNDERDISPERSED = (
    "The points vary less than chance alone would make them. Check how they are counted: cases that are not independent, "
    "or rounded or smoothed figures, can do that."
)
AUTOCORRELATED = (
    "Neighbouring points are alike even within one level (a season, a drift, or periods that share cases), so the limits "
    "may be too narrow."
)
RARE = "More than half of the points are 0. The time (t chart) or the cases (g chart) between events would tell more."
FEW = "Fewer than 5 cases are expected in a typical point, so the limits are rough."
UNEQUAL = "The denominators vary much, and XmR limits take no account of that: points of few cases stray further."


class Advice(NamedTuple):
    """The kind of chart that fits, why in one sentence, and the doubts about the kind that is drawn."""

    kind: str
    reason: str
    warnings: tuple[str, ...] = ()


def doubts(kind: str, diagnosis: Diagnosis) -> dict[str, np.ndarray]:
    """Sentences about a chart of this kind, each with the series that it concerns: bool, (series,)."""
    chart_kind(kind)
    said: dict[str, np.ndarray] = {}
    if kind in ("p", "u", "c"):
        said[OVERDISPERSED] = diagnosis.overdispersed
        said[UNDERDISPERSED] = diagnosis.underdispersed
        said[FEW] = diagnosis.enough & (diagnosis.expected < FEW_EXPECTED) & ~diagnosis.rare
    if kind not in ("run", "line", "mr", "g", "t"):
        said[RARE] = diagnosis.rare
        said[AUTOCORRELATED] = diagnosis.autocorrelated & ~diagnosis.rare
    if kind in ("xmr", "xmr_median"):
        said[UNEQUAL] = diagnosis.enough & (diagnosis.uneven > SIZES_VARY) & (diagnosis.size < P_CHART_BELOW)
    return said


def recommend(
    unit: Unit,
    values: ArrayLike,
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    kind: str | None = None,
) -> Advice:
    """Which kind fits one series, all arrays (periods,), and the doubts about `kind`, or about that one if None."""
    value = np.asarray(values, dtype=float)
    top, bottom = (
        np.full_like(value, np.nan) if a is None else np.asarray(a, float) for a in (numerators, denominators)
    )
    counts = _sound(value, top, bottom, unit)
    best = _best(unit, value, top, bottom, counts)
    drawn = kind or best.kind
    if drawn in COUNTED and not counts:
        return best
    found = diagnose(drawn, value[None], *((top[None], bottom[None]) if counts else ()))
    return best._replace(warnings=tuple(sentence for sentence, where in doubts(drawn, found).items() if where[0]))


def _best(unit: Unit, value: np.ndarray, top: np.ndarray, bottom: np.ndarray, counts: bool) -> Advice:
    """The kind that fits, and why."""
    whole = value[np.isfinite(value)]
    if unit is Unit.COUNT and not counts and len(whole) and (whole >= 0).all() and (whole % 1 == 0).all():
        return _best_count(diagnose("c", value[None]), float(whole.mean()))
    if unit in (Unit.COUNT, Unit.SCORE) or not counts:
        return Advice(*fitting_kind(unit, bottom if counts else None))
    plain, prime = ("p", "pprime") if unit is Unit.PERCENT else ("u", "uprime")
    found = diagnose(plain, value[None], top[None], bottom[None])
    size, times = float(np.median(bottom[bottom > 0])), float(found.dispersion[0])
    if found.rare[0]:
        return Advice("g", "g, of the cases between events, because more than half of the points are 0.")
    if found.overdispersed[0] and found.uneven[0] > SIZES_VARY:
        return Advice(
            prime, f"{plain}', because points vary {times:.1f} times as much as chance, and their sizes vary."
        )
    if found.overdispersed[0]:
        return Advice(
            "xmr", f"XmR, because points vary {times:.1f} times as much as chance, and their sizes are alike."
        )
    if unit is Unit.PERCENT:
        return Advice(*fitting_kind(unit, bottom))
    if float(np.median(top[bottom > 0])) < P_CHART_BELOW:
        return Advice("u", f"u, because events in varying opportunity (median {size:,.0f}) vary as chance makes them.")
    return Advice("xmr", "XmR, because the counts are large: the limits of a u chart would soon be too narrow.")


def _best_count(found: Diagnosis, mean: float) -> Advice:
    """For counts without a denominator."""
    if found.rare[0]:
        return Advice("t", "t, of the time between events, because more than half of the counts are 0.")
    if found.enough[0] and not found.overdispersed[0] and mean < P_CHART_BELOW:
        return Advice("c", f"c, because the counts (mean {mean:,.1f}) vary about as chance makes counts vary.")
    if found.overdispersed[0]:
        times = float(found.dispersion[0])
        return Advice("xmr", f"XmR, because the counts vary {times:.1f} times as much as chance makes counts vary.")
    return Advice("xmr", "XmR, because the counts are large, or too few to say how they vary.")


def _sound(value: np.ndarray, top: np.ndarray, bottom: np.ndarray, unit: Unit) -> bool:
    """Whether every value has counts that a chart of counts can use."""
    here = np.isfinite(value)
    fits = (top >= 0) & (bottom > 0) & ((top <= bottom) | (unit is not Unit.PERCENT))
    return bool(here.any() and fits[here].all())
