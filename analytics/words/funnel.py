"""What a funnel plot says in plain English: how many outliers, how the limits were made, and where yours lie."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd

from analytics.model import Adjustment, Band, Better, Funnel, Limits, Unit, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats

MOST_NAMED = 6
WHOLE = 100
"""From here on phi is said in whole numbers."""
ADJUSTMENT_WORDS = {
    Adjustment.ADDITIVE: "Adjusted",
    Adjustment.MULTIPLICATIVE: "By a factor",
    Adjustment.NONE: "Chance alone",
}
LIMIT_WORDS = {Limits.SIGMA: "2 and 3 sigma", Limits.PERCENT: "95% and 99.8%"}
BEYOND = {
    Limits.SIGMA: ("2 sigma", "3 sigma", "3"),
    Limits.PERCENT: ("the 95% limits", "the 99.8% limits", "the 99.8%"),
}
"""The inner limits, the outer ones, and the outer ones after the inner."""
HOW_TO_READ = """
- Each point is one organisation: to the right those with many people behind their figure, to the left those with few.
  Few people make a figure jump about, so the limits are wide on the left and narrow on the right.
- The **solid line in the middle** is the average of all. **Dashed lines** are 2 sigma from it, **solid outer lines** 3
  sigma.
- **Grey circles** lie within 2 sigma: nothing sets them apart. **Triangles** are an **alert**, beyond 2 sigma.
  **Squares** are an **alarm**, beyond 3 sigma. Blue is the better side, orange the worse, purple where neither is better.
  These are the words of the National Neonatal Audit Programme. A **blue ring** marks the organisations you chose.
- Drawn at **95% and 99.8%**, as in public health profiles, the lines are where chance alone leaves so many inside: 1.96 and
  3.09 sigma. Alert and alarm are then beyond those.
- An outlier is a reason to ask, not a verdict: look at data quality first, then at who was counted, then at the care.
- **Adjusted** limits (the usual choice): organisations differ in ways that no figure records, so a
  variance between them is added to that of chance. **By a factor** widens all limits by the same factor instead.
  **Chance alone** asks a stricter question: could this be the luck of the draw? Phi says how far apart organisations are:
  about 1 where chance explains everything, 4 where they lie twice as far from the average as chance would put them.
"""
"""The key to a funnel plot, as Markdown."""


def sentence(funnel: Funnel, chosen: Collection[str] = (), among: str = "") -> str:
    """Where the chosen lie, and how many are outliers in all.

    `chosen` are codes; `among` names what they belong to ("Greater Manchester ICB"). Says why where there is no funnel.
    """
    if funnel.note:
        return funnel.note
    return " ".join(p for p in (*_chosen(funnel, chosen, among), _counts(funnel)) if p)


def limits(funnel: Funnel) -> str:
    """How many outliers luck alone would make, the average, and what the limits allow for; empty without a funnel."""
    if funnel.note:
        return ""
    return f"{_by_chance(funnel)} {_limits(funnel)}"


def alt(funnel: Funnel) -> str:
    """A short name for the picture: measure, period, how many, and the numbers of alerts and alarms."""
    title = funnel.measure.short_title or funnel.measure.title
    text = f"Funnel plot of {title}, {funnel.period}: {len(funnel.rows)} {_level(funnel)}, "
    text += f"{funnel.count(Band.ALERT)} alert and {funnel.count(Band.ALARM)} alarm."
    return text + (f" {ILLUSTRATIVE}." if funnel.illustrative else "")


def across(funnel: Funnel) -> str:
    """What is counted from left to right, and when: "babies, April 2022 to March 2023"."""
    return f"{formats.counted(funnel.measure.denominator)}, {funnel.period}"


def axis(funnel: Funnel) -> str:
    """What the axis of rates is headed; a count is compared as a rate."""
    return funnel.unit_text if funnel.measure.unit is Unit.COUNT else formats.axis(funnel.measure)


def value(funnel: Funnel, figure: float, short: bool = False) -> str:
    """A value of a funnel plot as people read it: a count that was turned into a rate reads as that rate."""
    if funnel.measure.unit is not Unit.COUNT or not math.isfinite(figure):
        return formats.value(funnel.measure, figure, short)
    number = formats.number(Unit.RATE, figure)
    return number if short else f"{number} {funnel.unit_text}".strip()


def place(funnel: Funnel, band: str, side: str) -> str:
    """Where one organisation lies: "below the funnel: beyond 2 sigma (alert) but not 3 (alarm), on the worse side"."""
    inner, outer, short = BEYOND[funnel.limits]
    if band == Band.WITHIN:
        return f"inside the funnel: no outlier at {inner} or at {short}"
    how_far = f"beyond {inner} (alert) but not {short} (alarm)" if band == Band.ALERT else f"beyond {outer} (alarm)"
    if funnel.measure.better is Better.NEUTRAL:
        return f"{side} the funnel: {how_far}"
    good = (side == "above") == (funnel.measure.better is Better.INCREASE)
    return f"{side} the funnel: {how_far}, on the {'better' if good else 'worse'} side"


def _chosen(funnel: Funnel, chosen: Collection[str], among: str) -> list[str]:
    mine = funnel.rows[funnel.rows["code"].isin(list(chosen))]
    if mine.empty:
        return []
    out = mine[mine["band"] != Band.WITHIN].sort_values("z_adjusted", key=lambda z: -z.abs())
    named = mine if len(mine) == 1 else out
    said = [
        f"**{r['name']} ({r['code']})** is {place(funnel, r['band'], r['side'])}."
        for r in named.head(MOST_NAMED).to_dict("records")
    ]
    if len(mine) == 1:
        return said
    inside, level = len(mine) - len(out), _level(funnel)
    if not len(out):
        return [f"None of the {len(mine)} {level} in {among} is an outlier: all lie inside the funnel."]
    more = len(out) - MOST_NAMED
    rest = [f"{more} more {level} in {among} {'is' if more == 1 else 'are'} outside it."] if more > 0 else []
    return [*said, *rest, f"The other {inside} in {among} lie inside it." if inside > 1 else ""]


def _counts(funnel: Funnel) -> str:
    rows, level = funnel.rows, _level(funnel)
    inner, outer, _ = BEYOND[funnel.limits]
    alert, alarm = rows[rows["band"] == Band.ALERT], rows[rows["band"] == Band.ALARM]
    if alert.empty and alarm.empty:
        return f"None of the {len(rows)} {level} in England lies beyond {inner}."
    return (
        f"Of {len(rows)} {level} in England, {_many(alert)} at alert, beyond {inner}{_sides(alert)}, and "
        f"{len(alarm) or 'none'} at alarm, beyond {outer}{_sides(alarm, _names(alarm))}."
    )


def _by_chance(funnel: Funnel) -> str:
    n, (inner, _, short) = len(funnel.rows), BEYOND[funnel.limits]
    two, three = (_about(funnel.expected(sigma)) for sigma in funnel.limits.sigmas)
    return f"By luck alone, expect {two} of {n} beyond {inner} and {three} beyond {short}."


def _limits(funnel: Funnel) -> str:
    level, phi = _level(funnel), f"phi {funnel.phi:,.{0 if funnel.phi >= WHOLE else 1}f}, where 1 is chance alone"
    average = f"The average is {value(funnel, funnel.centre)}."
    if funnel.adjustment is Adjustment.NONE and funnel.phi > 1:
        return f"{average} These limits allow for chance alone, and the {level} differ by more than that ({phi})."
    if not funnel.widened:
        return f"{average} The {level} differ no more than chance explains ({phi}), so the limits are those of chance."
    how = (
        "by the variance between them" if funnel.adjustment is Adjustment.ADDITIVE else f"{funnel.phi**0.5:,.1f} times"
    )
    return f"{average} The {level} differ by more than chance explains ({phi}), so the limits are widened {how}."


def _many(rows: pd.DataFrame) -> str:
    return f"{len(rows) or 'none'} {'is' if len(rows) == 1 else 'are'}"


def _sides(rows: pd.DataFrame, names: str = "") -> str:
    parts = [f"{many} {side}" for side in ("above", "below") if (many := int((rows["side"] == side).sum()))]
    return f" ({formats.join(parts)}{names})" if parts else ""


def _names(rows: pd.DataFrame) -> str:
    return f": {formats.join([str(n) for n in rows['name']])}" if 0 < len(rows) <= MOST_NAMED else ""


def _about(number: float) -> str:
    return f"about {number:.0f}" if number >= 0.5 else "fewer than 1"


def _level(funnel: Funnel) -> str:
    return labels.shorts(funnel.level)
