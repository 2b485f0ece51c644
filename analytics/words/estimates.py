"""What estimates, the bundle and a what-if say in plain English."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from analytics.model import Effect, Estimate, Unit
from analytics.model.titles import within
from analytics.words import formats

NOT_COUNTED = "Estimates are worked out, never counted: nobody can say which baby it was."


def people(value: float) -> str:
    """A number of people or cases: whole from 20 on, one decimal below, "0" for nothing at all."""
    return "less than 0.1" if 0 < value < 0.05 else _count(value)


def _count(value: float) -> str:
    return formats.number(Unit.COUNT, round(value) if abs(value) >= 20 else round(value, 1) + 0.0)


def pounds(value: float) -> str:
    """An amount of money: £420 million, £2.7 million, £160,000, £0; with a minus where it is a loss."""
    sign, size = ("−" if value < 0 else ""), abs(value)
    if round(size / 1e6, 1) >= 1:
        number = f"{size / 1e6:,.0f}" if size >= 2e7 else f"{size / 1e6:.1f}".removesuffix(".0")
        return f"{sign}£{number} million"
    return f"{sign}£{round(size, -3):,.0f}" if round(size, -3) else "£0"


def rate_words(rate: float) -> str:
    """A rate that somebody set: 95%, 33.25%."""
    return f"{rate * 100:.2f}".rstrip("0").rstrip(".") + "%"


def with_range(estimate: Estimate, money: bool = False) -> str:
    """An estimate with its range: "420 (145 to 646)"; only the value where the range says nothing more.

    Where the range holds zero there may be no difference, which is said first, and no value that looks sure.
    """
    value = pounds(estimate.value) if money else people(estimate.value)
    low, high = ((pounds if money else _count)(end) for end in (estimate.low, estimate.high))
    if estimate.low < 0 < estimate.high:
        return f"may be none: the range is {_minus(low)} to {high}"
    value, low, high = _minus(value), _minus(low), _minus(high)
    return value if low == high == value else f"{value} ({low} to {high})"


def _minus(text: str) -> str:
    return text.replace("-", "−", 1)


def sentence(
    effect: Effect, everything: Estimate, beyond: Estimate | None, counts: tuple[float, float], period: str, short: str
) -> str:
    """What an organisation's treatment over a period is worth, in both versions. `counts` are reached and eligible."""
    reached, eligible = counts
    if not eligible:
        return f"Nobody was eligible for {short} in {period}, so there is nothing to estimate."
    given = f"{short} reached {people(reached)} of {people(eligible)} eligible babies in {period}."
    given = given[0].upper() + given[1:]
    nnt = dict(everything.inputs).get("NNT")
    if nnt is None:
        return f"{given} {everything.method[0].upper()}{everything.method[1:]}, so nothing was gained."
    worth = f"At one for each {nnt:g} {effect.people} treated, that is {with_range(everything)} {effect.outcome}."
    if beyond is None:
        return f"{given} {worth} There is no baseline to hold it against: that takes more than a year of data."
    if beyond.low < 0 < beyond.high:
        low, high = _minus(_count(beyond.low)), _count(beyond.high)
        change = (
            f"Counting only what is more than at baseline, there may be no gain at all: the range is {low} to {high}."
        )
        return f"{given} {worth} {change}"
    change = f"Counting only what is more than at baseline, it is {with_range(beyond)}."
    if beyond.value < 0:
        change += " That is below zero because the rate has fallen since."
    return f"{given} {worth} {change}"


def what_if_sentence(
    name: str,
    members: str,
    rate: float,
    short: str | None,
    extra: float,
    period: str,
    harms: Sequence[tuple[Effect, Estimate]],
) -> str:
    """If every organisation reached the rate: how many more, and what that might avoid. `short` is None for all."""
    who = f"If {members} of {name}" if members else f"If {name}"
    aim = f"{who} reached {rate_words(rate)}"
    if extra < 0.05:
        return f"{aim}, nobody more would be reached: the rate is reached already."
    if short:
        what = f"{aim} for {short}, {people(extra)} more babies would get it in {period}"
    else:
        what = f"{aim} for every intervention, {people(extra)} more interventions would be given in {period}"
    if not harms:
        return (
            f"{what}. No number needed to treat was found for it in a public source, so harm avoided is not estimated."
        )
    worth = [f"{with_range(estimate)} {effect.outcome}" for effect, estimate in harms]
    return f"{what}; that might mean {formats.join(worth)}."


def bundle_sentence(gains: pd.DataFrame, titles: dict[str, str], acs: float | None, target: float, name: str) -> str:
    """Which intervention holds the bundle back most; `gains` as `analytics.methods.outcomes.bundle.gains` gives it."""
    if gains.empty:
        return f"There is nothing to say about the bundle of {name}: no intervention has a figure for these months."
    first = gains.iloc[0]
    aim, now = rate_words(target), rate_words(round(float(first["rate"]), 3))
    if first["to_reach"] <= 0:
        return f"Every intervention that {name} reports is at {aim} or above."
    title = titles[str(first["measure"])]
    if acs is None or not math.isfinite(float(first["acs_gain"])):
        return (
            f"**{title}** holds the bundle back most: at {aim} instead of {now} the "
            f"composite quality score would be {points(float(first['cqs_gain']))} higher."
        )
    low, middle, high = (rate_words(round(acs + float(first[c]), 3)) for c in ("acs_low", "acs_gain", "acs_high"))
    return (
        f"**{title}** holds the bundle back most. {rate_words(round(acs, 3))} of babies had everything they were eligible "
        f"for. Had {within(title)} been at {aim} instead of {now}, it would have been "
        f"about {middle}, and somewhere from {low} to {high}."
    )


def points(gain: float) -> str:
    """A difference of percentages: "4.2 points"."""
    text = f"{gain * 100:.1f}".removesuffix(".0")
    return f"{text} point{'' if text == '1' else 's'}"


BUNDLE_LIMITS = (
    "Sums do not say which babies missed several interventions. The middle figure takes it that missing one says nothing "
    "about missing another; the line across each bar holds whatever the truth is on that. Where the same babies miss "
    "several, as after a very quick birth, the gain is nearer the lower end. It does not say how hard each is to "
    "improve, and data quality is good for only five of the nine."
)
"""What the picture of the bundle cannot say."""
