"""What a CUSUM says in plain English: its sentence, what a signal means and does not, and how well it sees a doubling."""

from __future__ import annotations

import numpy as np

from analytics.model import Alert, Better, Cusum, Measure, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats
from analytics.words.formats import join, sentence

MEANS = (
    "Amber means: if the rate were the reference rate, 95 of 100 years would pass without events coming together like this; "
    "red, 99 of 100. A signal asks for a check of safety now: look at each of these events, and at how they were counted."
)
DOES_NOT_MEAN = (
    "A signal does not say that care was unsafe, nor why events came together: chance, sicker patients, a change in what "
    "is counted or in who is transferred here can do that too. Nothing is adjusted for how ill patients were. Silence does "
    "not say that care was safe: where few events are expected, a doubling stays unseen for years. The statistic starts "
    "again after red, so that the next rise can be seen; that does not say that the cause is gone."
)
TOO_FEW = "So few events are expected that this chart cannot see a doubling in time: review each event."
SLOW = 24.0
"""Months until amber, beyond which a doubling is not seen in time."""
WHOLE = 10
"""From so many on, expected events are said in whole numbers."""
ALERT_WORDS = {
    Alert.NONE: "No signal",
    Alert.AMBER: "Amber signal",
    Alert.RED: "Red signal: starts again from 0 after it",
}


def events_are(measure: Measure) -> str:
    """What an event is: what the measure counts, or what it leaves where more is better."""
    if measure.better is Better.INCREASE:
        return f"An event here is one of the {measure.denominator} who is not among the {measure.numerator}."
    return f"Events here are the {measure.numerator}."


def reference(cusum: Cusum) -> str:
    """The rate that events are held against, and whose it is."""
    return f"{cusum.source}: {formats.value(cusum.measure, cusum.reference)}"


def points(cusum: Cusum) -> list[str]:
    """What each period says: its events beside those expected, and its signal."""
    return [
        f"{_counts(events, expected)}. {ALERT_WORDS[Alert(str(alert))]}." if np.isfinite(events) else "No figures."
        for events, expected, alert in zip(cusum.events, cusum.expected, cusum.alert, strict=True)
    ]


def alt(cusum: Cusum) -> str:
    """A name for the picture of the statistic: whose it is, its periods, its signals and where it stands."""
    many = {colour: int((cusum.alert == colour).sum()) for colour in (Alert.AMBER, Alert.RED)}
    found = cusum.thresholds
    stands = f"{cusum.statistic[-1]:.1f}, with amber above {found.amber:.1f} and red above {found.red:.1f}"
    signals = f"{many[Alert.AMBER]} amber and {many[Alert.RED]} red signals"
    return _named(cusum, "CUSUM", f"{signals}. The statistic stands at {stands}.")


def excess_alt(cusum: Cusum) -> str:
    """A name for the picture of the excess events: whose they are, their periods and the last of them."""
    last = cusum.excess[-1]
    return _named(
        cusum, "Excess events", f"{_number(abs(last))} {'more' if last >= 0 else 'fewer'} than expected so far."
    )


def _named(cusum: Cusum, kind: str, says: str) -> str:
    whose = f"{cusum.measure.harm}, {cusum.organisation.short_name}"
    span = f"{_period(cusum, 0)} to {_period(cusum, len(cusum.period) - 1)}"
    return f"{kind} of {whose}, {span}: {says}" + (f" {ILLUSTRATIVE}." if cusum.illustrative else "")


def _counts(events: float, expected: float) -> str:
    return f"{events:,.0f} event{'' if events == 1 else 's'}, {_number(expected)} expected"


def cusum_sentence(cusum: Cusum) -> str:
    """What the CUSUM shows: its newest alert, earlier signals, and events beside those expected. Never empty."""
    known = np.flatnonzero(np.isfinite(cusum.events))
    now = Alert(str(cusum.alert[known[-1]]))
    last, first = _period(cusum, int(known[-1])), _period(cusum, int(known[0]))
    verdict = {
        Alert.NONE: f"no signal in {last}{_since_red(cusum)}.",
        Alert.AMBER: f"amber signal in {last}: events have come together more than chance gives in 95 of 100 years.",
        Alert.RED: f"red signal in {last}: events have come together more than chance gives in 99 of 100 years.",
    }[now]
    return sentence(
        " ".join(part for part in (verdict, _earlier(cusum, int(known[-1])), _excess(cusum, first)) if part)
    )


def cusum_performance(cusum: Cusum) -> str:
    """How often chance alone would signal in a unit of this size, and how soon a doubling is seen."""
    found = cusum.thresholds
    few = f" {TOO_FEW}" if found.months_to_amber > SLOW else ""
    return (
        f"At {cusum.source} about {_number(found.a_year)} events a year are expected here. Chance alone then gives an "
        f"amber signal in about {100 * found.false_amber:.0f} of 100 years and a red one in "
        f"about {100 * found.false_red:.0f}. "
        f"Where the rate doubles, amber comes within {_months(found.months_to_amber)} in half of all cases and red within "
        f"{_months(found.months_to_red)}; within a year {found.seen_amber:.0%} of doublings reach amber and "
        f"{found.seen_red:.0%} red.{few}"
    )


def _since_red(cusum: Cusum) -> str:
    """Silence soon after red says little: the statistic has only just started again."""
    restarts = cusum.restarts
    since = len(restarts) > 0 and cusum.signals[-1] == restarts[-1] - 1
    return f", counting from 0 again since {_period(cusum, int(restarts[-1]))}" if since else ""


def _earlier(cusum: Cusum, last: int) -> str:
    """The signals before the newest period, neighbours of one colour together."""
    before = [int(at) for at in cusum.signals if at < last]
    if not before:
        return "There was no signal before." if cusum.alert[last] else "There was none before."
    runs: list[tuple[str, int, int]] = []
    for at in before:
        colour = str(cusum.alert[at])
        if runs and runs[-1][0] == colour == Alert.AMBER and runs[-1][2] == at - 1:
            runs[-1] = (colour, runs[-1][1], at)
        else:
            runs.append((colour, at, at))
    told = [
        f"{colour} from {_period(cusum, start)} to {_period(cusum, end)}"
        if end > start
        else f"{colour} in {_period(cusum, start)}"
        for colour, start, end in runs[-5:]
    ]
    return f"Earlier signals: {join(told)}."


def _excess(cusum: Cusum, first: str) -> str:
    events, expected = float(np.nansum(cusum.events)), float(np.nansum(cusum.expected))
    more = events - (round(expected) if expected >= WHOLE else expected)
    side = "as many" if abs(more) < 0.05 else f"{_number(abs(more))} {'more' if more > 0 else 'fewer'}"
    gaps = int(np.isnan(cusum.events).sum())
    grain, have = labels.GRAINS[cusum.grain], "has" if gaps == 1 else "have"
    periods = grain.short if gaps == 1 else grain.many
    missing = f" {gaps} {periods} {have} no figure and {'is' if gaps == 1 else 'are'} not counted." if gaps else ""
    there = f"Since {first} there were {events:,.0f} events, and {cusum.source} would give {_number(expected)}: {side}."
    return there + missing


def _period(cusum: Cusum, at: int) -> str:
    return formats.period(cusum.period[at], cusum.grain)


def _number(value: float) -> str:
    """A number that claims no more precision than it has."""
    return f"{value:,.0f}" if value >= WHOLE else f"{value:.2g}"


def _months(months: float) -> str:
    return f"{months:.0f} months" if months < 36 else f"{months / 12:.0f} years"
