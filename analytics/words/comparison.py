"""What a comparison of organisations says in plain English."""

from __future__ import annotations

import math

import pandas as pd

from analytics.model import Better, Comparison, Unit, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats


def value(comparison: Comparison, figure: float | None, short: bool = False) -> str:
    """A value of a comparison as people read it: a count that was turned into a rate reads as that rate."""
    measure = comparison.measure
    counts = measure.unit is Unit.COUNT and measure.compare_per is not None
    if not (counts and comparison.rows["denominator"].notna().any()) or figure is None or not math.isfinite(figure):
        return formats.value(measure, figure, short)
    number = formats.number(Unit.RATE, float(figure))
    return number if short else f"{number} {comparison.unit_text}"


def sentence(comparison: Comparison) -> str:
    """Where the chosen organisation stands and how far apart they all lie. Says so when nothing can be said."""
    known = comparison.rows[comparison.rows["value"].notna()]
    if known.empty:
        return f"None of the {labels.shorts(comparison.level)} has a figure to compare for {comparison.period}."
    parts = [_chosen(comparison, known), _spread(comparison, known), _missing(comparison, known)]
    return " ".join(p for p in parts if p)


def alt(comparison: Comparison) -> str:
    """A short name for the picture: measure, level, period, how many, and the chosen organisation's value."""
    title = comparison.measure.short_title or comparison.measure.title
    known = comparison.rows[comparison.rows["value"].notna()]
    text = f"Ranked chart of {title}, {comparison.period}: {len(known)} {labels.shorts(comparison.level)}."
    for row in known[known["chosen"].astype(bool)].to_dict("records"):
        text += f" {row['name']}: {value(comparison, row['value'])}."
    return text + (f" {ILLUSTRATIVE}." if comparison.illustrative else "")


def _chosen(comparison: Comparison, known: pd.DataFrame) -> str:
    chosen = comparison.rows[comparison.rows["chosen"].astype(bool)]
    if chosen.empty:
        return ""
    row = chosen.iloc[0]
    if not math.isfinite(float(row["value"])):
        why = f" ({row['status']})" if row["status"] else ""
        return f"{row['name']} has no figure{why}."
    figure, peers = value(comparison, float(row["value"])), labels.shorts(comparison.level)
    place = ""
    if len(known) > 1 and math.isfinite(float(row["rank"])):
        first = "highest" if comparison.measure.better is Better.NEUTRAL else "best"
        tied = int((known["rank"] == row["rank"]).sum()) > 1
        order = f"{'joint ' if tied else ''}{formats.ordinal(int(row['rank']))}"
        place = f", {order} of {len(known)} {peers} (1st is {first})"
    return f"{row['name']} has {figure}{place}.{_against(comparison, row)}"


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


def _spread(comparison: Comparison, known: pd.DataFrame) -> str:
    if len(known) < 2:
        return ""
    low, high = known.iloc[int(known["value"].argmin())], known.iloc[int(known["value"].argmax())]
    if math.isclose(float(low["value"]), float(high["value"])):
        return f"All {len(known)} {labels.shorts(comparison.level)} are at {value(comparison, float(low['value']))}."
    least = value(comparison, float(low["value"]), short=True)
    most = value(comparison, float(high["value"]))
    return f"The {labels.shorts(comparison.level)} range from {least} ({low['name']}) to {most} ({high['name']})."


def _missing(comparison: Comparison, known: pd.DataFrame) -> str:
    absent = comparison.rows[comparison.rows["value"].isna() & ~comparison.rows["chosen"].astype(bool)]
    names = [str(n) for n in absent["name"]] + [str(n) for n in comparison.left_out]
    if not names:
        return ""
    if len(names) > 3:
        return f"{len(names)} {labels.shorts(comparison.level)} have no figure."
    return formats.sentence(f"No figure for {formats.join(names)}")
