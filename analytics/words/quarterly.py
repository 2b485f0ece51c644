"""What a quarterly report says of a measure: what it shows, what is new, and why there is no figure."""

from __future__ import annotations

import math
from collections.abc import Iterable

from analytics.model import Assurance, Charted, ControlChart, Measure, Series, Variation
from analytics.model.measure import Better
from analytics.model.quarter import Quarter
from analytics.model.titles import within
from analytics.words import control, formats

IMPROVEMENT, CONCERN, NEUTRAL = "improvement", "concern", "neutral"
_SIGNALS = {
    IMPROVEMENT: "special cause improvement",
    CONCERN: "special cause concern",
    NEUTRAL: "a change that is neither good nor bad in itself",
}
_JUDGED = {
    Assurance.PASS: "will now be met each time as things stand",
    Assurance.FAIL: "will now be missed each time as things stand",
    Assurance.HIT_OR_MISS: "will now be met at times and missed at others as things stand",
}


def way(chart: ControlChart) -> str:
    """Which way a chart signals: improvement, concern, neutral; empty without a signal."""
    if chart.change is None or chart.variation in (Variation.BLANK, Variation.COMMON_CAUSE):
        return ""
    return chart.variation.value.partition("_")[0]


def state(charted: Charted, last: int) -> str:
    """What a measure says without its figures: which way since when, and whether its target is met."""
    series, chart = charted.whole
    since = f"{series.points['period'].iloc[chart.change.start]:%Y-%m}" if way(chart) and chart.change else ""
    return f"{way(chart)} {since} {chart.assurance} {meets(series, last)}".strip()


def sentence(now: Charted, before: Charted, last: int) -> str:
    """What a measure shows at the end of a quarter, and what of that is new."""
    series, chart = now.whole
    told = control.brief(series, chart)
    return " ".join(part for part in (f"{series.measure.title}: {within(told)}", *news(now, before, last)) if part)


def news(now: Charted, before: Charted, last: int) -> tuple[str, ...]:
    """What a measure did not show at the end of the quarter before: a signal come or gone, a target reached or lost."""
    (series, chart), (former, earlier) = now.whole, before.whole
    told, here, there = [], way(chart), way(earlier)
    if not former.has_values:
        return ()
    if here and here != there:
        told.append(f"The signal of {_SIGNALS[here]} is new in this quarter.")
    if there and not here:
        told.append(f"The signal of {_SIGNALS[there]} that there was a quarter before is over.")
    return (*told, *_target(series, chart, last, former, earlier))


def _target(series: Series, chart: ControlChart, last: int, former: Series, earlier: ControlChart) -> tuple[str, ...]:
    """That a target is newly met or missed. Charts with limits say so by them, for single figures go up and down."""
    if series.measure.target is None:
        return ()
    goal = f"The target of {formats.target(series.measure, series.measure.target)}"
    if {chart.assurance, earlier.assurance} & _JUDGED.keys():
        both = {chart.assurance, earlier.assurance}
        return (f"{goal} {_JUDGED[chart.assurance]}.",) if len(both) == 2 and both <= _JUDGED.keys() else ()
    present = [at for at, value in enumerate(former.points["value"]) if math.isfinite(value)]
    was, now = meets(former, present[-1]) if present else None, meets(series, last)
    if was is None or now is None or was == now:
        return ()
    return (f"{goal} is met, which it was not a quarter before." if now else f"{goal} is no longer met.",)


def meets(series: Series, at: int) -> bool | None:
    """Whether a figure meets the target of its measure; None where there is none."""
    measure, value = series.measure, float(series.points["value"].iloc[at])
    if measure.target is None or measure.better is Better.NEUTRAL:
        return None
    return value >= measure.target if measure.better is Better.INCREASE else value <= measure.target


def gap(charted: Charted) -> str:
    """Why a measure has no figure in a quarter, as the end of a sentence."""
    series = charted.series
    latest = series.latest
    if latest is None:
        return _end(series.notes[0] if series.notes else "nothing has been uploaded")
    when = formats.period(latest["period"], series.grain)
    told = f"the newest is that of {when}, {formats.value(series.measure, float(latest['value']))}"
    why = sorted(
        {str(s) for s in series.points.loc[series.points["period"] > latest["period"], "status"].fillna("") if s}
    )
    return told + (f"; later ones are {formats.join(why)}" if why else "")


def gaps(who: str, quarter: Quarter, why: str, measures: Iterable[Measure]) -> str:
    """That some measures have no figure in a quarter, for one reason."""
    names = formats.join([m.short_title for m in measures])
    return f"No figure for {names} of {who} in {quarter}: {why}."


def not_of(kind: str, measures: Iterable[Measure]) -> str:
    """That some measures are none of such organisations."""
    return f"Not measured for {kind}: {formats.join([m.short_title for m in measures])}."


def no_news(title: str, quarter: Quarter) -> str:
    """That nothing is new."""
    return f"No measure of {title} shows in {quarter} a signal that it did not show a quarter before."


def no_stages(pathway: str, who: str, quarter: Quarter, newest: str) -> str:
    """That no stages were recorded in a quarter."""
    rest = f": the newest are of {newest}" if newest else ""
    return f"No stages of {pathway} are recorded for {who} in {quarter}{rest}."


def _end(text: str) -> str:
    """A sentence as the end of another."""
    return within(text.strip().rstrip("."))
