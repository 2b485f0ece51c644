"""What a comparison of organisations says in plain English."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.model import Better, Comparison, Measure, Unit, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.words import formats

NOT_RANKED = (
    "Ranked is who has figures for at least 80% of the periods that the most complete one has, and enough people behind "
    "them. The others stand below with a cross."
)


def value(comparison: Comparison, figure: float | None, short: bool = False) -> str:
    """A value of a comparison as people read it: a count that was turned into a rate reads as that rate."""
    measure = comparison.measure
    counts = measure.unit is Unit.COUNT and measure.compare_per is not None
    if not (counts and comparison.has_denominators) or figure is None or not math.isfinite(figure):
        return formats.value(measure, figure, short)
    number = formats.number(Unit.RATE, float(figure))
    return number if short else f"{number} {comparison.unit_text}"


def axis(comparison: Comparison) -> str:
    """What the axis of values is headed; a count that was turned into a rate is headed as that rate."""
    rated = comparison.measure.unit is Unit.COUNT and comparison.measure.compare_per is not None
    if rated and comparison.has_denominators:
        return comparison.unit_text
    return formats.axis(comparison.measure)


def sentence(comparison: Comparison) -> str:
    """Where the chosen organisation stands and how far apart they all lie. Says so when nothing can be said."""
    known = comparison.rows[comparison.rows["value"].notna()]
    if known.empty:
        return f"None of the {labels.shorts(comparison.level)} has a figure to compare for {comparison.period}."
    parts = [_chosen(comparison), _spread(comparison), _not_ranked(comparison), _missing(comparison)]
    return " ".join(p for p in parts if p)


def nothing_alike(measure: Measure) -> str:
    """Why organisations that have figures are not held side by side."""
    return (
        f"Organisations have figures of {within(measure.title)}, but none that counts the same things throughout the last "
        "twelve months, so they are not held side by side."
    )


def alt(comparison: Comparison) -> str:
    """A short name for the picture: measure, level, period, how many, and the chosen organisation's value."""
    title = comparison.measure.short_title or comparison.measure.title
    known, without = comparison.rows[comparison.rows["value"].notna()], len(comparison.not_ranked)
    text = f"Ranked chart of {title}, {comparison.period}: {len(known)} {labels.shorts(comparison.level)}"
    text += f", {without} of them not ranked." if without else "."
    for row in known[known["chosen"].astype(bool)].to_dict("records"):
        text += (
            f" {row['name']}: {', '.join(p for p in (value(comparison, row['value']), place(comparison, row)) if p)}."
        )
    return text + (f" {ILLUSTRATIVE}." if comparison.illustrative else "")


def place(comparison: Comparison, row: Mapping[Hashable, Any]) -> str:
    """A row's rank with its 95% interval, "3rd of 12 (between 1st and 7th allowing for chance)", or why it has none."""
    if row["unranked"]:
        return f"not ranked ({row['unranked']})"
    if not math.isfinite(row["rank"]):
        return ""
    text = f"{formats.ordinal(int(row['rank']))} of {len(comparison.ranked)}"
    if not math.isfinite(row["rank_low"]):
        return text
    return (
        f"{text} ({_ordinals(row)} allowing for chance)"
        if row["rank_low"] < row["rank_high"]
        else f"{text} (beyond chance)"
    )


def _chosen(comparison: Comparison) -> str:
    chosen = comparison.rows[comparison.rows["chosen"].astype(bool)]
    if chosen.empty:
        return ""
    row = chosen.iloc[0]
    if not math.isfinite(float(row["value"])):
        why = f" ({row['status']})" if row["status"] else ""
        return f"{row['name']} has no figure{why}."
    figure, peers, ranked = value(comparison, float(row["value"])), labels.shorts(comparison.level), comparison.ranked
    if row["unranked"]:
        beside = f"the {len(ranked)} {peers} that are" if len(ranked) > 1 else f"the other {peers}"
        text = (
            f"{row['name']} has {figure}, and is not ranked beside {beside}, because that stands on {row['unranked']}."
        )
        return text + _against(comparison, row)
    order = ""
    if len(ranked) > 1 and math.isfinite(float(row["rank"])):
        first = "highest" if comparison.measure.better is Better.NEUTRAL else "best"
        tied = int((ranked["rank"] == row["rank"]).sum()) > 1
        at = f"{'joint ' if tied else ''}{formats.ordinal(int(row['rank']))}"
        order = f", {at} of {len(ranked)} {peers} (1st is {first}){_doubt(row)}"
    return f"{row['name']} has {figure}{order}.{_against(comparison, row)}"


def _doubt(row: pd.Series) -> str:
    """How far chance could have moved a rank."""
    if not math.isfinite(float(row["rank_low"])):
        return ""
    if row["rank_low"] == row["rank_high"]:
        return ", and chance could hardly have made that another place"
    return f"; allowing for chance, anywhere {_ordinals(row)}"


def _ordinals(row: Mapping[Hashable, Any] | pd.Series) -> str:
    low, high = (formats.ordinal(int(row[end])) for end in ("rank_low", "rank_high"))
    return low if low == high else f"between {low} and {high}"


def _against(comparison: Comparison, row: pd.Series) -> str:
    """How the chosen organisation compares with the reference, and whether its interval leaves room for chance."""
    reference = comparison.reference
    if reference is None or not math.isfinite(reference):
        return ""
    figure, low, high = float(row["value"]), float(row["low"]), float(row["high"])
    name = f"{comparison.reference_name or 'the reference'} ({value(comparison, reference, short=True)})"
    if math.isclose(figure, reference):
        return f" That is the same as {name}."
    side = "above" if figure > reference else "below"
    if not (math.isfinite(low) and math.isfinite(high)):
        return f" That is {side} {name}."
    if low <= reference <= high:
        return f" That is {side} {name}, but chance alone could explain the gap."
    return f" That is {side} {name}, by more than chance alone would often explain."


def _spread(comparison: Comparison) -> str:
    ranked, peers = comparison.ranked, labels.shorts(comparison.level)
    if len(ranked) < 2:
        return ""
    who = f"ranked {peers}" if len(comparison.not_ranked) else peers
    low, high = ranked.iloc[int(ranked["value"].argmin())], ranked.iloc[int(ranked["value"].argmax())]
    if math.isclose(float(low["value"]), float(high["value"])):
        return f"All {len(ranked)} {who} are at {value(comparison, float(low['value']))}."
    least = value(comparison, float(low["value"]), short=True)
    most = value(comparison, float(high["value"]))
    return f"The {who} range from {least} ({low['name']}) to {most} ({high['name']})."


def _not_ranked(comparison: Comparison) -> str:
    """Who else has a figure that stands on too little."""
    others = comparison.not_ranked
    others = others[~others["chosen"].astype(bool)]
    if others.empty:
        return ""
    if len(others) > 3:
        return f"{len(others)} {labels.shorts(comparison.level)} are not ranked, because their figures stand on too little."
    pairs = zip(others["name"], others["unranked"], strict=True)
    return f"Not ranked: {formats.join([f'{name} ({why})' for name, why in pairs])}."


def _missing(comparison: Comparison) -> str:
    absent = comparison.rows[comparison.rows["value"].isna() & ~comparison.rows["chosen"].astype(bool)]
    names = [str(n) for n in absent["name"]] + [str(n) for n in comparison.left_out]
    if not names:
        return ""
    if len(names) > 3:
        return f"{len(names)} {labels.shorts(comparison.level)} have no figure."
    return formats.sentence(f"No figure for {formats.join(names)}")
