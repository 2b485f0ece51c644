"""What many control charts side by side say in plain English: small multiples and the tile map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analytics.model import (
    Assurance,
    Better,
    Comparison,
    ControlChart,
    Grain,
    Series,
    Unit,
    Variation,
    labels,
)
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import comparison, formats

MOST_NAMED = 5
IMPROVEMENT = (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)
CONCERN = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)
NEUTRAL = (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)

SHORT_VERDICTS = {
    **dict.fromkeys(IMPROVEMENT, "Improvement"),
    **dict.fromkeys(CONCERN, "Concern"),
    Variation.NEUTRAL_HIGH: "Special cause, high",
    Variation.NEUTRAL_LOW: "Special cause, low",
    Variation.COMMON_CAUSE: "No clear change",
    Variation.BLANK: "No verdict",
}
ASSURED = {
    Assurance.PASS: "will pass the target",
    Assurance.HIT_OR_MISS: "will hit the target at some times and miss it at others",
    Assurance.FAIL: "will fail the target",
}

Trend = tuple[Series, ControlChart]


def trend_verdict(series: Series, chart: ControlChart) -> str:
    """The second line of a small panel: "Concern · quarters". Months go without saying."""
    text = SHORT_VERDICTS[chart.variation]
    return text if series.grain is Grain.MONTH else f"{text} · {labels.GRAINS[series.grain].shorts}"


def axis_number(unit: Unit, value: float) -> str:
    """A round number on an axis: 80%, 1,200, 0.5, 2.5M."""
    if unit is Unit.PERCENT:
        return f"{value * 100:g}%"
    if abs(value) >= 1e6:
        return f"{value / 1e6:g}M"
    return f"{value:,.0f}" if float(value).is_integer() else formats.number(Unit.RATE, value)


def trends_sentence(trends: Sequence[Trend], level: str) -> str:
    """How many improve, how many are of concern (by name), and how many neither; with how many have no verdict."""
    if not trends:
        return f"None of the {_level(level)} has figures in this period."
    if all(chart.variation == Variation.BLANK for _, chart in trends):
        why = trends[0][1].note or "There are too few points for limits."
        return f"None of the {len(trends)} {_level(level)} has a verdict. {why}"
    parts = [
        _group(trends, IMPROVEMENT, "shows improvement", "show improvement"),
        _group(trends, CONCERN, "is of concern", "are of concern"),
        _group(trends, NEUTRAL, "shows a special cause", "show a special cause"),
        _group(trends, (Variation.COMMON_CAUSE,), "shows no clear change", "show no clear change", named=False),
        _group(trends, (Variation.BLANK,), "has no verdict", "have no verdict", named=False),
    ]
    return f"Of {len(trends)} {_level(level)}, {formats.join([p for p in parts if p])}."


def trends_alt(trends: Sequence[Trend], shown: int, level: str) -> str:
    """A short name for the picture of small multiples."""
    series = trends[0][0]
    text = f"Small control charts of {_title(series)}: {shown} {_level(level)}, those that need a look first."
    return text + (f" {ILLUSTRATIVE}." if series.illustrative else "")


def assurance_sentence(trends: Sequence[Trend]) -> str:
    """How many boards will meet the target as things stand."""
    many = Counter(chart.assurance for _, chart in trends)
    parts = [f"{many[a]} {text}" for a, text in ASSURED.items() if many[a]]
    return (
        f"As things stand, of {len(trends)} ICBs {formats.join(parts)}."
        if parts
        else "No ICB has a target and limits to judge it by."
    )


def rates_sentence(rates: Comparison) -> str:
    """Lowest and highest of the boards, and the reference."""
    rows = rates.rows[rates.rows["value"].notna()].sort_values("value")
    least, most = rows.iloc[0], rows.iloc[-1]
    low, high = (comparison.value(rates, float(end["value"]), short=True) for end in (least, most))
    against = f"; {rates.reference_name} has {comparison.value(rates, rates.reference)}" if rates.reference else ""
    return f"ICBs range from {low} ({least['name']}) to {high} ({most['name']}){against}. {_dark(rates)}"


def map_alt(series: Series, by: str, period: str, boards: int) -> str:
    """A short name for the tile map."""
    text = f"Tile map of the {boards} ICBs, {_title(series)} by {by}, {period}."
    return text + (f" {ILLUSTRATIVE}." if series.illustrative else "")


def _dark(rates: Comparison) -> str:
    if rates.measure.better is Better.NEUTRAL:
        return "Darker is higher."
    return f"Darker is higher, and higher is {'better' if rates.measure.better is Better.INCREASE else 'worse'}."


def _group(trends: Sequence[Trend], kinds: tuple[Variation, ...], one: str, many: str, named: bool = True) -> str:
    found = [series.organisation.short_name for series, chart in trends if chart.variation in kinds]
    if not found:
        return ""
    names = f" ({formats.join(found)})" if named and len(found) <= MOST_NAMED else ""
    return f"{len(found)} {one if len(found) == 1 else many}{names}"


def _level(level: str) -> str:
    return labels.shorts(level)


def _title(series: Series) -> str:
    return series.measure.short_title or series.measure.title
