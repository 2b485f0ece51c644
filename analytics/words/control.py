"""What a control chart says in plain English: its sentence, its alternative text, the words of its points.

Special cause and common cause are explained where they are used. Nothing here says "significant": a control chart tests
no hypothesis.
"""

from __future__ import annotations

import math

import numpy as np

from analytics.model import STILL_OPEN, Change, ControlChart, Series, Signal, State, Unit, Variation
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.words import formats
from analytics.words.outlook import newest, no_data, period_words, target
from analytics.words.states import counted, recalculated, states
from analytics.words.terms import (
    BOTH_WORDS,
    SIGNAL_WORDS,
    STATE_WORDS,
    VARIATION_WORDS,
    VERDICT_WORDS,
)


def brief(series: Series, chart: ControlChart) -> str:
    """The shortest true sentence of a control chart: what changed, since when and by how much, and the target."""
    present = np.flatnonzero(np.isfinite(np.asarray(chart.value, dtype=float)))
    if not present.size:
        return formats.sentence(no_data(series))
    if chart.variation == Variation.COMMON_CAUSE:
        last = int(np.flatnonzero(counted(chart))[-1])
        restart = recalculated(chart)
        since = "" if restart is None else f" since the limits started again in {period_words(series, restart)}"
        parts = [f"no clear change{since}, around {formats.value(series.measure, float(chart.centre[last]))}."]
    elif chart.variation == Variation.BLANK or chart.change is None:
        parts = _without_limits(series, chart, _ended(series, present))[:1]
    else:
        parts = _special_cause(series, chart, chart.change)[:-1]
    return formats.sentence(" ".join(part for part in (*parts, target(series, chart)) if part))


def sentence(series: Series, chart: ControlChart, settings: bool = False, named: bool = False) -> str:
    """What a control chart says: what changed, since when, by how much, and whether its target will be met.

    `named` begins with the measure and the organisation, for where no heading gives them; `settings` ends with the
    rules that were used. Never empty; says in words when there is nothing to say.
    """
    text = " ".join(part for part in _parts(series, chart) if part)
    text = f"{_title(series)}, {series.organisation.short_name}: {text}" if named else formats.sentence(text)
    return text + (f" {formats.sentence(f'Settings: {chart.settings}')}" if settings and chart.settings else "")


def name_of(series: Series, chart: ControlChart) -> str:
    """What the picture is, whoever's it is."""
    kind = "Line chart" if chart.kind == "line" else "Control chart"
    return f"{kind} of {within(_title(series))}"


def alt(series: Series, chart: ControlChart) -> str:
    """A short name for the picture, different for each measure and organisation: periods, latest value and verdict."""
    name = f"{name_of(series, chart)}, {series.organisation.short_name}"
    end = f" {ILLUSTRATIVE}." if series.illustrative else ""
    present = np.flatnonzero(np.isfinite(np.asarray(chart.value, dtype=float)))
    if not present.size:
        return f"{name}: no figures.{end}"
    latest = int(_ended(series, present)[-1])
    first, last = period_words(series, present[0]), period_words(series, present[-1])
    span = first if first == last else f"{first} to {last}"
    verdict = "" if chart.variation == Variation.BLANK else f" {VARIATION_WORDS[chart.variation].split(':')[0]}."
    return f"{name}, {span}. Latest {formats.value(series.measure, float(chart.value[latest]))}.{verdict}{end}"


def points(series: Series, chart: ControlChart) -> list[str]:
    """What each point signals, for its tooltip: its state and the rules behind it, or why it is not judged."""
    state, counts = states(chart), counted(chart)
    if not any(state):
        counts = np.zeros(len(state), dtype=bool)
    statuses = [str(s) for s in series.points["status"].fillna("")]
    both = np.zeros(len(state), dtype=bool) if chart.both is None else np.asarray(chart.both, dtype=bool)
    return [
        _point(
            STATE_WORDS[state[i]] + (BOTH_WORDS[state[i]] if both[i] and state[i] in BOTH_WORDS else ""),
            state[i],
            [s for s, hit in chart.signals.items() if bool(hit[i])],
            statuses[i],
            math.isfinite(float(chart.value[i])),
            bool(counts[i]),
        )
        for i in range(len(state))
    ]


def expected(series: Series, lower: float, upper: float) -> str:
    """The range between the limits, "60.1% to 82.3%", held to what is possible; empty where there is no limit."""
    low, high = _possible(series, lower), _possible(series, upper)
    if math.isfinite(low) and math.isclose(low, high):
        return formats.value(series.measure, low, short=True)
    if math.isfinite(low) and math.isfinite(high):
        return f"{formats.value(series.measure, low, short=True)} to {formats.value(series.measure, high, short=True)}"
    if math.isfinite(high):
        return f"up to {formats.value(series.measure, high, short=True)}"
    return f"{formats.value(series.measure, low, short=True)} or more" if math.isfinite(low) else ""


def _parts(series: Series, chart: ControlChart) -> list[str]:
    present = np.flatnonzero(np.isfinite(np.asarray(chart.value, dtype=float)))
    if not present.size:
        return [no_data(series)]
    change = chart.change
    if chart.variation == Variation.COMMON_CAUSE:
        parts = _common_cause(series, chart)
    elif chart.variation == Variation.BLANK or change is None:
        parts = _without_limits(series, chart, _ended(series, present))
    else:
        parts = [*_special_cause(series, chart, change), _both(chart, change)]
    return [*parts, target(series, chart), newest(series, present)]


def _ended(series: Series, present: np.ndarray) -> np.ndarray:
    """The figures that are final: all but a gap between events that is still open."""
    ended = present[series.points["status"].to_numpy()[present] != STILL_OPEN]
    return ended if ended.size else present


def _special_cause(series: Series, chart: ControlChart, change: Change) -> list[str]:
    measure, (direction, gloss) = series.measure, VERDICT_WORDS[change.state]
    when = period_words(series, change.start)
    verdict = f"This is {gloss}."
    first, last = float(chart.value[change.start]), float(chart.value[change.end])
    before, since = change.mean_before, change.mean_during
    if math.isnan(before):
        start = f"{direction} since {when}, where this chart starts. The average is {formats.value(measure, since)}."
        return [start, verdict]
    if change.points == 1:
        value = f"It was {formats.value(measure, last)}, "
        return [
            f"{direction} in {when}.",
            value + _from(series, last, before, "an average of ", " before."),
            verdict,
        ]
    rising = _rising(series, change.state)
    if (since > before) == rising and not math.isclose(since, before):
        value = f"The average since then is {formats.value(measure, since)}, "
        return [
            f"{direction} since {when}.",
            value + _from(series, since, before, "", " before."),
            verdict,
        ]
    # A run can start on the far side of the average: then its own two ends say more than two averages.
    way = f"from {formats.value(measure, first, short=True)} to {formats.value(measure, last)}"
    return [f"{direction} since {when}, {way} in {period_words(series, change.end)}.", verdict]


def _both(chart: ControlChart, change: Change) -> str:
    """Improvement wins where a point signals both ways, and the reader is told."""
    if chart.both is None or not chart.both[change.end]:
        return ""
    if change.state == State.IMPROVEMENT:
        return "The latest point also carries a signal of concern, so look closely."
    return "The latest point also carries a signal the other way, so look closely."


def _common_cause(series: Series, chart: ControlChart) -> list[str]:
    last = int(np.flatnonzero(counted(chart))[-1]) if counted(chart).any() else len(chart.value) - 1
    measure, centre = series.measure, float(chart.centre[last])
    values = np.asarray(chart.value, dtype=float)[counted(chart)]
    if values.size > 1 and np.all(values == values[0]):
        return [
            f"no change: every figure is {formats.value(measure, float(values[0]))}. That is common cause variation."
        ]
    around = f" around {formats.value(measure, centre)}" if math.isfinite(centre) else ""
    parts = [
        f"no clear change. Figures go up and down{around} as chance alone would make them: common cause variation."
    ]
    between = expected(series, float(chart.lower[last]), float(chart.upper[last]))
    if between:
        parts.append(f"Expect {between} while nothing changes.")
    restart = recalculated(chart)
    if restart is not None and series.points["period"].iloc[restart] not in series.breaks:
        before = float(chart.centre[:restart][np.isfinite(chart.centre[:restart])][-1])
        after = float(chart.centre[restart])
        level = f"{formats.value(measure, before, short=True)} to {formats.value(measure, after, short=True)}"
        parts.append(f"The limits start again in {period_words(series, restart)}, where the average went from {level}.")
    parts.append(
        f"The latest figure is {formats.value(measure, float(chart.value[last]))} in {period_words(series, last)}."
    )
    return parts


def _without_limits(series: Series, chart: ControlChart, present: np.ndarray) -> list[str]:
    measure, last = series.measure, int(present[-1])
    value = float(chart.value[last])
    text = f"{formats.value(measure, value)} in {period_words(series, last)}"
    if present.size == 1:
        text += ", the only figure so far."
    else:
        first = _comparable(series, present)
        start = float(chart.value[first])
        when = f" in {period_words(series, first)}."
        text += ", " + _from(series, value, start, "", when)
    reason = chart.note or (measure.chart_reason if chart.kind == "line" else "")
    return [text, formats.sentence(reason or "There are too few points to tell a real change from chance")]


def _comparable(series: Series, present: np.ndarray) -> int:
    """The first point that counts the same as the last one."""
    periods = series.points["period"]
    return int(next(at for at in present if not series.breaks or periods.iloc[at] >= series.breaks[-1]))


def _point(words: str, state: State, signals: list[Signal], status: str, present: bool, counts: bool) -> str:
    if not present:
        return f"No figure: {status}" if status else "No figure"
    if status == STILL_OPEN and not counts:
        return "The gap since the last one, still open: judged only for being long"
    text = words if counts else STATE_WORDS[State.BLANK]
    if counts and state not in (State.COMMON, State.BLANK) and signals:
        text += ": " + formats.join([SIGNAL_WORDS[s] for s in signals])
    return f"{text} ({status})" if status else text


def _from(series: Series, value: float, start: float, lead: str, end: str) -> str:
    """ "up 6.2 points from 68.6%" between `lead` and `end`, or "the same as" where nothing moved."""
    was = f"{lead}{formats.value(series.measure, start, short=True)}{end}"
    if math.isclose(value, start, rel_tol=1e-9, abs_tol=1e-12):
        return f"the same as {was}"
    way = "up" if value > start else "down"
    return f"{way} {formats.difference(series.measure, value - start, start)} from {was}"


def _rising(series: Series, state: State) -> bool:
    """Whether a special cause of this state means higher values."""
    if state in (State.NEUTRAL_HIGH, State.NEUTRAL_LOW):
        return state == State.NEUTRAL_HIGH
    return (state == State.IMPROVEMENT) == (series.measure.better == "increase")


def _possible(series: Series, limit: float) -> float:
    if series.measure.unit is Unit.SCORE or not math.isfinite(limit):
        return limit
    return min(max(limit, 0.0), 1.0) if series.measure.unit is Unit.PERCENT else max(limit, 0.0)


def _title(series: Series) -> str:
    return series.measure.short_title or series.measure.title
